"""Lists with their length, by how many come before: the paging of older clients."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic, TypeVar
from uuid import UUID

from domain.errors import NotFound
from domain.image import Image, moment_of_name
from domain.library import ItemFilter
from domain.paging import Page
from domain.ports.database import Database
from domain.use_cases.tasks import Task

Entry = TypeVar("Entry")

_ALL = ItemFilter()
_OF_ONE_SECOND = 1_000
"""More images than are ever made within a second."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[Entry]):
    """A page, and how many entries there are in all."""

    entries: Sequence[Entry]
    total: int


class Listing:
    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def images(self, limit: int, offset: int) -> Listed[Image]:
        """The newest first, without what is in the trash."""
        async with self._database.read() as work:
            images = await work.images.page(Page(limit, offset=offset), _ALL)
            return Listed(images, await work.images.count(_ALL))

    async def image(self, image_id: UUID) -> Image:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.images.get(image_id)

    async def songs(self, limit: int, offset: int) -> Listed[Task]:
        """The newest first, without what is in the trash; each with its lyrics and its job."""
        async with self._database.read() as work:
            songs = await work.songs.page(Page(limit, offset=offset), _ALL)
            lyrics = await work.songs.lyrics_of([song.id for song in songs])
            jobs = await work.jobs.get_many([song.job_id for song in songs])
            total = await work.songs.count(_ALL)
        return Listed(
            [
                Task(job=jobs[song.job_id], song=replace(song, lyrics=lyrics.get(song.id)))
                for song in songs
            ],
            total,
        )

    async def song(self, song_id: UUID) -> Task:
        """Raises NotFound."""
        async with self._database.read() as work:
            song = await work.songs.get(song_id)
            return Task(job=await work.jobs.get(song.job_id), song=song)

    async def image_named(self, filename: str) -> Image:
        """The image that people see under this name, in the trash or not. Raises NotFound."""
        made_at = moment_of_name(filename)
        if made_at is None:
            raise NotFound("image", filename[:100])
        within = ItemFilter(
            created_from=made_at, created_before=made_at + timedelta(seconds=1), trashed=None
        )
        async with self._database.read() as work:
            images = await work.images.page(Page(_OF_ONE_SECOND), within)
        for image in images:
            if image.filename == filename:
                return image
        raise NotFound("image", filename)
