"""Restoring a backup: first the files, then the database in one step, never the queue.

Messages are made anew from the jobs by the sweep, so what lies in Redis is not needed; replayed, it
would pay again.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.job_state import JobState
from domain.schedule import WORKER_ABSENT_AFTER
from persistence.backup.errors import CannotRestore, DamagedBackup, target_named
from persistence.backup.folder import BackupFolder
from persistence.backup.manifest import KINDS, DatabaseCopy, Manifest
from persistence.backup.pg_restoring import restore_postgresql
from persistence.backup.pg_tools import environment_of, find_tools, major_of
from persistence.backup.settling import settling
from persistence.backup.shelf import NotWhole, Shelf
from persistence.backup.sqlite import is_empty, restore_sqlite
from persistence.backup.studio import BackedUp
from persistence.backup.verifying import check_copy
from persistence.engine import reading
from persistence.migrate import head_revision
from persistence.tables import jobs, media_home, metadata
from persistence.transaction import Transaction
from persistence.workers import SqlWorkers

_EMPTY_BUT_FOR = frozenset({"workers", "media_home", "alembic_version"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """`put_back` of the files were not in the library, `lost` are in neither. `outdated`: its
    schema is older than this version's. `in_doubt`: how many jobs wait for their owner's word."""

    name: str
    manifest: Manifest
    put_back: int
    lost: Sequence[str]
    outdated: bool
    in_doubt: int


async def restore(
    studio: BackedUp, folder: BackupFolder, name: str, *, replace: bool, now: datetime
) -> Restored:
    """Only while no studio runs on the database. Raises BackupError; the database is then as it was
    before. `replace`: what is in it may go."""
    with folder.shared():
        name = folder.named(name)
        manifest = folder.manifest(name)
        copy = manifest.database
        _raise_unless_fitting(studio, name, copy)
        source = await asyncio.to_thread(_checked, folder, name, copy)
        await _raise_unless_free(studio, now, replace=replace)
        with target_named(studio.media, "MEDIA_DIR"):
            put_back, lost = await asyncio.to_thread(
                _put_back, folder.shelf, studio.library, manifest
            )
        await _restore_database(studio, source, copy, now, replace=replace)
    return Restored(
        name=name,
        manifest=manifest,
        put_back=put_back,
        lost=lost,
        outdated=copy.schema != head_revision(),
        in_doubt=await _in_doubt(studio),
    )


def _checked(folder: BackupFolder, name: str, copy: DatabaseCopy) -> Path:
    try:
        return check_copy(folder, name, copy)
    except DamagedBackup as error:
        raise DamagedBackup(f"{name}/{error} Restore another one; nothing was changed.") from error


def _raise_unless_fitting(studio: BackedUp, name: str, copy: DatabaseCopy) -> None:
    if copy.kind != studio.kind:
        raise CannotRestore(
            f"{name} is a backup of {KINDS[copy.kind]}, and the studio uses {KINDS[studio.kind]}. "
            "Name a database of that kind with DATABASE_URL."
        )
    if copy.schema > head_revision():
        raise CannotRestore(
            f"{name} has schema {copy.schema}, and this version knows up to {head_revision()}. "
            "Update the studio first, or restore an older backup."
        )


_BEFORE = {
    "sqlite": "The file of now then stays beside it, by another name.",
    "postgresql": "What is in it now is gone then.",
}


class _State(Enum):
    EMPTY = "empty"
    FULL = "full"
    IN_USE = "in use"


async def _raise_unless_free(studio: BackedUp, now: datetime, *, replace: bool) -> None:
    """Raises CannotRestore."""
    state = await _state(studio, now)
    if state is _State.IN_USE:
        raise CannotRestore(
            "A studio is running on this database. Stop it, and restore again. One that was killed "
            f"counts as running for {WORKER_ABSENT_AFTER.seconds} seconds more."
        )
    if state is _State.FULL and not replace:
        raise CannotRestore(
            "The database is not empty. Make a backup of it with `macki backup`, then restore "
            f"with --replace. {_BEFORE[studio.kind]}"
        )


async def _state(studio: BackedUp, now: datetime) -> _State:
    if studio.kind == "sqlite":
        empty = await asyncio.to_thread(is_empty, studio.file, _tables_of_worth())
        return _State.EMPTY if empty else _State.FULL
    try:
        async with studio.engine() as engine, engine.connect() as connection:
            return await _state_of_postgresql(connection, now)
    except (OSError, SQLAlchemyError) as error:
        raise CannotRestore(
            "The database cannot be reached; `macki doctor` says what is wrong with it. It must "
            "exist, and be empty."
        ) from error


async def _state_of_postgresql(connection: AsyncConnection, now: datetime) -> _State:
    others = await connection.scalar(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'macki' AND pid <> pg_backend_pid()"
        )
    )
    there = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names("public")))
    workers = SqlWorkers(Transaction(connection, read_only=True))
    if others or ("workers" in there and await workers.count_since(now - WORKER_ABSENT_AFTER)):
        return _State.IN_USE
    for table in _tables_of_worth():
        if table in there and await connection.scalar(
            text(f'SELECT 1 FROM public."{table}" LIMIT 1')
        ):
            return _State.FULL
    return _State.EMPTY


def _tables_of_worth() -> list[str]:
    return [name for name in metadata.tables if name not in _EMPTY_BUT_FOR]


def _put_back(shelf: Shelf, library: Shelf, manifest: Manifest) -> tuple[int, list[str]]:
    """How many files were put into the library, and those that are nowhere. A file that is there
    and good is left alone. One that is damaged does not keep the others away."""
    put_back = 0
    lost: list[str] = []
    for sha256 in sorted({*manifest.files, *manifest.missing}):
        if _is_good(library, sha256):
            continue
        try:
            library.take(sha256, shelf.path(sha256))
            put_back += 1
        except NotWhole:
            lost.append(sha256)
    return put_back, lost


def _is_good(library: Shelf, sha256: str) -> bool:
    try:
        return library.is_good(sha256)
    except OSError:
        return False


async def _restore_database(
    studio: BackedUp, source: Path, copy: DatabaseCopy, now: datetime, *, replace: bool
) -> None:
    settle = settling(copy.kind, now)
    if media_home.name in copy.tables:
        # It may be restored with its files elsewhere: the next studio on it says where they are.
        settle.append(f"DELETE FROM {media_home.name}")
    if copy.kind == "sqlite":
        with target_named(studio.file.parent, "DATA_DIR"):
            await asyncio.to_thread(studio.file.parent.mkdir, parents=True, exist_ok=True)
            await asyncio.to_thread(restore_sqlite, source, studio.file, copy, settle)
        return
    await _raise_if_server_is_older(studio, copy)
    tools = await asyncio.to_thread(
        find_tools,
        studio.pg_bindir,
        at_least=major_of(copy.tool),
        why=f"the backup was written by pg_dump {copy.tool}",
    )
    await asyncio.to_thread(
        restore_postgresql,
        tools,
        environment_of(studio.url),
        source,
        copy,
        drop=[*metadata.tables, *copy.tables, "alembic_version"],
        drop_all=replace,
        settle=settle,
    )


async def _in_doubt(studio: BackedUp) -> int:
    waiting = select(func.count()).where(jobs.c.state == JobState.NEEDS_CHECK)
    async with studio.engine() as engine, reading(engine).connect() as connection:
        return (await connection.scalar(waiting)) or 0


async def _raise_if_server_is_older(studio: BackedUp, copy: DatabaseCopy) -> None:
    async with studio.engine() as engine, engine.connect() as connection:
        server = str(await connection.scalar(text("SHOW server_version"))).split()[0]
    if major_of(server) < major_of(copy.server):
        raise CannotRestore(
            f"The backup is of PostgreSQL {copy.server}, and the server is {server}. Restore it on "
            f"PostgreSQL {major_of(copy.server)} or newer."
        )
