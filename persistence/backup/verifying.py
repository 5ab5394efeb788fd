"""Whether a backup could be restored: by restoring it, beside the studio."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from persistence.backup.errors import BackupError, CannotBackUp, DamagedBackup
from persistence.backup.folder import BackupFolder
from persistence.backup.manifest import DatabaseCopy, Manifest
from persistence.backup.pg_restoring import restore_postgresql
from persistence.backup.pg_tools import environment_of, find_tools, major_of
from persistence.backup.shelf import NotWhole, hash_of
from persistence.backup.sqlite import restore_sqlite
from persistence.backup.studio import BackedUp

SCRATCH = "macki_verify_"
_LEFT_AFTER = timedelta(days=1)
_NO_RIGHT = "42501"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`problems` are sentences, one for each part that is not as it was written; `mended` the files
    that were damaged in the backup and were put there again from the library."""

    name: str
    manifest: Manifest | None
    problems: Sequence[str]
    mended: Sequence[str]


async def verify(studio: BackedUp, folder: BackupFolder, name: str, *, now: datetime) -> Verdict:
    """Raises BackupError where it cannot be found out."""
    with folder.shared():
        name = folder.named(name)
        try:
            manifest = folder.manifest(name)
        except DamagedBackup as error:
            folder.unmark_verified(name)
            return Verdict(name=name, manifest=None, problems=[str(error)], mended=[])
        problems, mended = await asyncio.to_thread(_examine_files, studio, folder, manifest)
        try:
            await _restore_beside(studio, folder, name, manifest.database)
        except DamagedBackup as error:
            problems = [f"{name}/{error}", *problems]
        if problems:
            folder.unmark_verified(name)
        else:
            folder.mark_verified(name, now)
    return Verdict(name=name, manifest=manifest, problems=problems, mended=mended)


def _examine_files(
    studio: BackedUp, folder: BackupFolder, manifest: Manifest
) -> tuple[list[str], list[str]]:
    problems: list[str] = []
    mended: list[str] = []
    for sha256 in sorted(manifest.files):
        problem = _problem_of(folder, sha256)
        if problem and _mended(studio, folder, sha256):
            mended.append(sha256)
        elif problem:
            problems.append(problem)
    return problems, mended


def _problem_of(folder: BackupFolder, sha256: str) -> str | None:
    path = folder.shelf.path(sha256)
    shown = path.relative_to(folder.root)
    try:
        if hash_of(path) == sha256:
            return None
    except FileNotFoundError:
        return f"{shown} is missing."
    except OSError as error:
        return f"{shown} cannot be read: {error.strerror}."
    return f"{shown} is damaged: its bytes have another hash."


def _mended(studio: BackedUp, folder: BackupFolder, sha256: str) -> bool:
    """Whether the library still has it good."""
    try:
        if studio.library.is_good(sha256):
            folder.shelf.take(sha256, studio.library.path(sha256))
            return True
    except (OSError, NotWhole):
        pass
    return False


def check_copy(folder: BackupFolder, name: str, copy: DatabaseCopy) -> Path:
    """The file of the database, with the bytes that were written. Raises DamagedBackup."""
    path = folder.path(name) / Path(copy.file).name
    try:
        if hash_of(path) == copy.sha256:
            return path
    except FileNotFoundError as error:
        raise DamagedBackup(f"{copy.file} is missing.") from error
    except OSError as error:
        raise DamagedBackup(f"{copy.file} cannot be read: {error.strerror}.") from error
    raise DamagedBackup(f"{copy.file} is damaged: its bytes have another hash.")


async def _restore_beside(
    studio: BackedUp, folder: BackupFolder, name: str, copy: DatabaseCopy
) -> None:
    """Raises DamagedBackup, and BackupError."""
    source = await asyncio.to_thread(check_copy, folder, name, copy)
    if copy.kind == "sqlite":
        with folder.scratch() as scratch:
            await asyncio.to_thread(restore_sqlite, source, scratch / "macki.db", copy, [])
        return
    if studio.kind != "postgresql":
        raise BackupError(
            f"{name} is a backup of PostgreSQL, and DATABASE_URL names none. Set it to a server on "
            "which a database may be made for a moment."
        )
    tools = await asyncio.to_thread(
        find_tools,
        studio.pg_bindir,
        at_least=major_of(copy.tool),
        why=f"the backup was written by pg_dump {copy.tool}",
    )
    async with _scratch_database(studio) as url:
        environment = environment_of(url)
        await asyncio.to_thread(restore_postgresql, tools, environment, source, copy)


@asynccontextmanager
async def _scratch_database(studio: BackedUp) -> AsyncGenerator[URL]:
    name = f"{SCRATCH}{datetime.now(UTC):%Y%m%d%H%M%S}_{uuid4().hex[:8]}"
    try:
        async with studio.engine() as engine, engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await _drop_what_was_left(connection)
            await connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
            try:
                yield studio.url.set(database=name)
            finally:
                await connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != _NO_RIGHT:
            raise _away(error) from error
        raise CannotBackUp(
            "The role in DATABASE_URL may make no database, which verifying needs for a moment. "
            "Have a superuser run: ALTER ROLE name CREATEDB"
        ) from error
    except (OSError, SQLAlchemyError) as error:
        raise _away(error) from error


def _away(error: Exception) -> CannotBackUp:
    return CannotBackUp("The server does not do it; `macki doctor` says what is wrong with it.")


async def _drop_what_was_left(connection: AsyncConnection) -> None:
    """By a verification that was killed."""
    oldest = f"{SCRATCH}{datetime.now(UTC) - _LEFT_AFTER:%Y%m%d%H%M%S}"
    left = text(
        'SELECT datname FROM pg_database WHERE datname ~ :form AND datname COLLATE "C" < :oldest'
    )
    values = {"form": f"^{SCRATCH}[0-9]{{14}}_[0-9a-f]{{8}}$", "oldest": oldest}
    for (name,) in (await connection.execute(left, values)).all():
        with suppress(DBAPIError):
            await connection.execute(text(f'DROP DATABASE "{name}"'))
