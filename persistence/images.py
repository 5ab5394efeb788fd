"""The finished images."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, func, insert, select

from domain.errors import NotFound
from domain.image import Image
from domain.media import MediaFile
from domain.ports import Page
from persistence.media import file_columns, read_file, remember
from persistence.paging import newest_first
from persistence.tables import images, media_files
from persistence.transaction import Record, Transaction


class SqlImages:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, image: Image) -> None:
        await remember(self._transaction, [image.file])
        await self._transaction.write(
            insert(images).values(
                id=image.id,
                job_id=image.job_id,
                ordinal=image.index,
                prompt=image.prompt,
                revised_prompt=image.revised_prompt,
                model=image.model,
                sha256=image.file.sha256,
                created_at=image.created_at,
            )
        )

    async def get(self, image_id: UUID) -> Image:
        row = await self._transaction.row(_query().where(images.c.id == image_id))
        if row is None:
            raise NotFound("image", image_id)
        return _read(row)

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        query = _query().where(images.c.job_id.in_(job_ids)).order_by(images.c.ordinal)
        by_job = defaultdict[UUID, list[Image]](list)
        for row in await self._transaction.rows(query):
            by_job[row.job_id].append(_read(row))
        return dict(by_job)

    async def page(self, page: Page) -> Sequence[Image]:
        rows = await self._transaction.rows(newest_first(_query(), images, page))
        return [_read(row) for row in rows]

    async def count(self) -> int:
        return await self._transaction.value(select(func.count()).select_from(images))


def _query() -> Select[*tuple[Any, ...]]:
    return select(images, *file_columns(media_files, "file")).join(media_files)


def _read(row: Record) -> Image:
    return Image(
        id=row.id,
        job_id=row.job_id,
        index=row.ordinal,
        prompt=row.prompt,
        revised_prompt=row.revised_prompt,
        model=row.model,
        file=cast(MediaFile, read_file(row, "file")),
        created_at=row.created_at,
    )
