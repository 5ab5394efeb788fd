"""The finished images."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, insert, select

from domain.image import Image
from domain.media import MediaFile
from persistence.items import SqlItems, curation, read_curation
from persistence.media import file_columns, read_file, remember
from persistence.shelves import IMAGES, SQLITE_IMAGES
from persistence.tables import images, media_files
from persistence.transaction import Record, Transaction, Values


class SqlImages(SqlItems[Image]):
    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction, IMAGES, SQLITE_IMAGES)

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
                **curation(image),
            )
        )
        await self.add_tags([image])

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        query = self._query().where(images.c.job_id.in_(job_ids)).order_by(images.c.ordinal)
        by_job = defaultdict[UUID, list[Image]](list)
        for image in await self._read(query):
            by_job[image.job_id].append(image)
        return dict(by_job)

    def _query(self) -> Select[*tuple[Any, ...]]:
        return select(images, *file_columns(media_files, "file")).join(media_files)

    async def _read(
        self, query: Select[*tuple[Any, ...]], values: Values | None = None
    ) -> Sequence[Image]:
        return [_read(row) for row in await self._transaction.rows(query, values)]

    async def _take_apart(self, ids: Sequence[UUID]) -> Sequence[str]:
        rows = await self._transaction.rows(select(images.c.sha256).where(images.c.id.in_(ids)))
        return [row.sha256 for row in rows]


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
        **read_curation(row),
    )
