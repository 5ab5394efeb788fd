"""What is known of stored files, and how the rows of images and songs bring it along."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, FromClause, func, select, update

from domain.media import MediaFile, MediaType
from domain.verification import FileUse
from persistence.documents import entries_document, read_entries
from persistence.media_uses import held_by_jobs, uses_of
from persistence.tables import media_files
from persistence.transaction import Record, Transaction

_AT_ONCE = 500
"""Values of one statement; SQLite's older versions take 999."""

MEDIA = "media"
"""The lock between those who refer to a file and those who find that nobody does."""

_IMAGES = [each.value for each in MediaType if each.is_image]


class SqlMedia:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, file: MediaFile) -> None:
        await remember(self._transaction, [file])

    async def find(self, sha256: str) -> MediaFile | None:
        query = select(*file_columns(media_files, "file")).where(media_files.c.sha256 == sha256)
        row = await self._transaction.row(query)
        return None if row is None else read_file(row, "file")

    async def uncoloured(self, after: str, limit: int) -> Sequence[MediaFile]:
        files = media_files.c
        query = (
            select(*file_columns(media_files, "file"))
            .where(files.colour.is_(None), files.media_type.in_(_IMAGES), files.sha256 > after)
            .order_by(files.sha256)
            .limit(limit)
        )
        return [
            cast(MediaFile, read_file(row, "file")) for row in await self._transaction.rows(query)
        ]

    async def correct(self, file: MediaFile) -> None:
        change = update(media_files).where(media_files.c.sha256 == file.sha256)
        found = {"width": file.width, "height": file.height, "colour": file.colour}
        await self._transaction.write(change.values(found))

    async def needed(self, hashes: Sequence[str]) -> frozenset[str]:
        # In this order: a file goes from its job to its row, and each statement may see another
        # moment. The other way round, one that goes just then would be seen nowhere.
        owed = await owed_to_jobs(self._transaction)
        known = await self._transaction.rows(
            select(media_files.c.sha256).where(media_files.c.sha256.in_(hashes))
        )
        return frozenset({row.sha256 for row in known} | {each for each in hashes if each in owed})

    async def total(self) -> tuple[int, int]:
        size = func.coalesce(func.sum(media_files.c.size_bytes), 0).label("size")
        row = await self._transaction.row(
            select(func.count().label("number"), size).select_from(media_files)
        )
        return (int(row.number), int(row.size)) if row else (0, 0)

    async def following(self, sha256: str, limit: int) -> Sequence[MediaFile]:
        query = select(*file_columns(media_files, "file")).where(media_files.c.sha256 > sha256)
        rows = await self._transaction.rows(query.order_by(media_files.c.sha256).limit(limit))
        return [file for row in rows if (file := read_file(row, "file"))]

    async def owed(self) -> Sequence[MediaFile]:
        held = {file.sha256: file for file, _ in await held_by_jobs(self._transaction)}
        known = select(media_files.c.sha256)
        hashes = list(held)
        for start in range(0, len(hashes), _AT_ONCE):
            some = hashes[start : start + _AT_ONCE]
            for row in await self._transaction.rows(known.where(media_files.c.sha256.in_(some))):
                held.pop(row.sha256)
        return list(held.values())

    async def uses(self, hashes: Sequence[str]) -> Mapping[str, Sequence[FileUse]]:
        return await uses_of(self._transaction, hashes)


async def owed_to_jobs(transaction: Transaction) -> frozenset[str]:
    return frozenset(file.sha256 for file, _ in await held_by_jobs(transaction))


async def remember(transaction: Transaction, files: Iterable[MediaFile]) -> None:
    rows = [
        {
            "sha256": file.sha256,
            "media_type": file.media_type,
            "size_bytes": file.size_bytes,
            "width": file.width,
            "height": file.height,
            "duration_ms": file.duration_ms,
            "entries": entries_document(file.entries),
            "colour": file.colour,
            "oddity": file.oddity,
        }
        # In one order, so that two transactions with the same files never wait for each other.
        for file in sorted(files, key=lambda file: file.sha256)
    ]
    if rows:
        await transaction.lock(MEDIA)
        await transaction.write(transaction.insert(media_files).on_conflict_do_nothing(), rows)


def file_columns(files: FromClause, name: str) -> list[ColumnElement[Any]]:
    """The columns of `media_files`, or of an alias of it, for `read_file` by the same name."""
    return [column.label(f"{name}_{column.name}") for column in files.c]


def read_file(row: Record, name: str) -> MediaFile | None:
    """None where an outer join found no file."""
    sha256 = getattr(row, f"{name}_sha256")
    if sha256 is None:
        return None
    return MediaFile(
        sha256=sha256,
        media_type=MediaType(getattr(row, f"{name}_media_type")),
        size_bytes=getattr(row, f"{name}_size_bytes"),
        width=getattr(row, f"{name}_width"),
        height=getattr(row, f"{name}_height"),
        duration_ms=getattr(row, f"{name}_duration_ms"),
        entries=read_entries(getattr(row, f"{name}_entries")),
        colour=getattr(row, f"{name}_colour"),
        oddity=getattr(row, f"{name}_oddity"),
    )
