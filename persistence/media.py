"""What is known of stored files, and how the rows of images and songs bring it along."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, FromClause, select, update

from domain.job_state import JobState
from domain.media import MediaFile, MediaType
from persistence.documents import entries_document, read_deliveries, read_entries
from persistence.tables import jobs, media_files
from persistence.transaction import Record, Transaction

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
        known = await self._transaction.rows(
            select(media_files.c.sha256).where(media_files.c.sha256.in_(hashes))
        )
        owed = await owed_to_jobs(self._transaction)
        return frozenset({row.sha256 for row in known} | {each for each in hashes if each in owed})


async def owed_to_jobs(transaction: Transaction) -> frozenset[str]:
    """The files that jobs which have not succeeded hold already: a retry goes on with them."""
    query = select(jobs.c.deliveries).where(
        jobs.c.state != JobState.SUCCEEDED, jobs.c.accepted_at.is_not(None)
    )
    return frozenset(
        delivery.file.sha256
        for row in await transaction.rows(query)
        for delivery in read_deliveries(row.deliveries)
        if delivery.file
    )


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
    )
