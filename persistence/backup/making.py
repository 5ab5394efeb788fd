"""Making a backup while the studio runs."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from persistence.backup.copying import Copied
from persistence.backup.errors import disk_named
from persistence.backup.folder import BackupFolder
from persistence.backup.manifest import Manifest
from persistence.backup.postgresql import copy_postgresql
from persistence.backup.shelf import NotWhole, Shelf
from persistence.backup.sqlite import copy_sqlite
from persistence.backup.studio import BackedUp
from persistence.media import SqlMedia
from persistence.tables import media_files
from persistence.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """`copied`: how many files were new to the folder. `lost`: those that the studio needs and that
    are not in the backup, since they are missing, damaged or unreadable in the library."""

    name: str
    manifest: Manifest
    copied: int
    lost: Sequence[str]


async def back_up(
    studio: BackedUp, folder: BackupFolder, *, app_version: str, now: datetime, kept: bool = False
) -> Made:
    """Raises CannotBackUp and BackupBusy."""
    with folder.alone(), disk_named(folder.root):
        partial = await asyncio.to_thread(folder.begin)
        try:
            copied = await _database(studio, partial)
            files = await _files(studio.library, folder.shelf, copied.files)
            manifest = Manifest(
                made_at=now,
                app_version=app_version,
                database=copied.database,
                files={sha: size for sha, size in copied.files.items() if sha not in files.absent},
                missing=tuple(sorted(files.absent)),
                kept=kept,
            )
            name = await asyncio.to_thread(folder.finish, partial, manifest)
        except BaseException:
            folder.discard(partial)
            raise
        lost = await _still_needed(studio, files.absent)
    return Made(name=name, manifest=manifest, copied=files.copied, lost=lost)


async def _database(studio: BackedUp, partial: Path) -> Copied:
    if studio.kind == "sqlite":
        return await asyncio.to_thread(copy_sqlite, studio.file, partial)
    async with studio.engine() as engine:
        return await copy_postgresql(engine, partial, studio.pg_bindir)


@dataclass(slots=True)
class _Files:
    copied: int
    absent: set[str]


async def _files(library: Shelf, shelf: Shelf, wanted: Mapping[str, int]) -> _Files:
    """Files never change, so one that is there already is not read again; verifying does that."""
    files = _Files(0, set())
    for sha256, size in sorted(wanted.items()):
        if not await asyncio.to_thread(shelf.has, sha256, size):
            if await asyncio.to_thread(_taken, library, shelf, sha256):
                files.copied += 1
            else:
                files.absent.add(sha256)
    return files


def _taken(library: Shelf, shelf: Shelf, sha256: str) -> bool:
    try:
        shelf.take(sha256, library.path(sha256))
    except NotWhole:
        return False
    return True


async def _still_needed(studio: BackedUp, absent: Collection[str]) -> Sequence[str]:
    """Not those that were removed for good while the backup was made."""
    if not absent:
        return ()
    async with studio.engine() as engine, engine.connect() as connection:
        transaction = Transaction(connection, read_only=True)
        known = {row.sha256 for row in await transaction.rows(select(media_files.c.sha256))}
        known |= {each.sha256 for each in await SqlMedia(transaction).owed()}
    return [each for each in sorted(absent) if each in known]
