"""Which media folder belongs to the database: both bear the same random name.

Two studios on one database that write into different folders would each miss the other's files.
A folder may move, be copied or be restored: it is known by its name, or by the files in it.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.schedule import WORKER_ABSENT_AFTER
from persistence.media_store import place_of
from persistence.tables import media_files, media_home
from persistence.transaction import Transaction
from persistence.workers import SqlWorkers

MARKER = ".library"

_SAMPLE = 50
_STARTING = timedelta(minutes=1)
"""How long somebody may take from here to the first sign of life."""


class NotAtHome(Exception):
    """The folder is not the database's; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What the folder says: its name; none if it says so, or `free` to be taken."""

    name: UUID | None
    free: bool = False


async def settle(engine: AsyncEngine, folder: Path, now: datetime) -> None:
    """Raises NotAtHome. A folder that cannot be marked is taken as it is."""
    async with engine.begin() as connection:
        transaction = Transaction(connection, read_only=False)
        await transaction.lock("media home")
        await _settle(transaction, folder, now)


async def _settle(transaction: Transaction, folder: Path, now: datetime) -> None:
    mark = _read(folder / MARKER)
    row = await transaction.row(select(media_home))
    if row and row.name == mark.name:
        return
    if row is None or mark.free or await _is_nobodys(transaction, row.since, now):
        name = mark.name or uuid4()
        if _write(folder / MARKER, name):
            await transaction.write(delete(media_home))
            await transaction.write(insert(media_home).values(name=name, since=now))
    elif mark.name is None and await _holds_known_files(transaction, folder):
        _write(folder / MARKER, row.name)
    else:
        raise NotAtHome(
            f"This database is used with another media folder than {folder}: each would miss the "
            "files of the other. Name that folder with MEDIA_DIR and connect its drive, or name "
            f"another database with DATABASE_URL. If {folder} is the right one all the same, make "
            f"{folder / MARKER} an empty file, and start again."
        )


async def _is_nobodys(transaction: Transaction, since: datetime, now: datetime) -> bool:
    """Nothing would be missed, and nobody is there to write."""
    if now - since < _STARTING or await transaction.row(select(media_files.c.sha256).limit(1)):
        return False
    return not await SqlWorkers(transaction).count_since(now - WORKER_ABSENT_AFTER)


async def _holds_known_files(transaction: Transaction, folder: Path) -> bool:
    rows = await transaction.rows(select(media_files.c.sha256).limit(_SAMPLE))
    return any((folder / place_of(row.sha256)).is_file() for row in rows)


def _read(marker: Path) -> _Mark:
    try:
        said = marker.read_text().strip()
        return _Mark(UUID(said)) if said else _Mark(None, free=True)
    except (OSError, ValueError):
        return _Mark(None)


def _write(marker: Path, name: UUID) -> bool:
    """All at once, and whether it could be written."""
    partial = marker.with_name(f"{MARKER}.{uuid4()}.part")
    try:
        with partial.open("x") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        partial.replace(marker)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        return False
    return True
