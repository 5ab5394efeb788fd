"""Looking at what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.editing import valid_filter, valid_job_filter
from domain.image import Image
from domain.job import Job
from domain.job_state import JobEvent, JobState
from domain.library import Facets, ItemFilter, ItemKind
from domain.media import MediaFile
from domain.paging import Page
from domain.ports.database import Database
from domain.ports.jobs import JobFilter
from domain.ports.time_and_ids import Clock
from domain.schedule import WORKER_ABSENT_AFTER
from domain.song import LyricsSection, Song
from domain.use_cases.shelves import items_of, merged


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """How many jobs are in each state, and how many workers were heard of lately. Every event up
    to `cursor` is included; 0 before there is one."""

    jobs: Mapping[JobState, int]
    workers: int
    cursor: int

    def is_like(self, other: "QueueStatus") -> bool:
        """Whether a reader would see no difference."""
        return (self.jobs, self.workers) == (other.jobs, other.workers)


class Library:
    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def image(self, image_id: UUID) -> Image:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.images.get(image_id)

    async def images(self, page: Page, wanted: ItemFilter) -> Sequence[Image]:
        """Raises InvalidRequest, as everything here that takes a filter."""
        async with self._database.read() as work:
            return await work.images.page(page, valid_filter(wanted))

    async def images_of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        async with self._database.read() as work:
            return await work.images.of_jobs(job_ids)

    async def song(self, song_id: UUID) -> Song:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.songs.get(song_id)

    async def songs(self, page: Page, wanted: ItemFilter) -> Sequence[Song]:
        """Without their lyrics, timed or not."""
        async with self._database.read() as work:
            return await work.songs.page(page, valid_filter(wanted))

    async def lyrics_of_songs(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        async with self._database.read() as work:
            return await work.songs.lyrics_of(song_ids)

    async def sections_of_choices(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        async with self._database.read() as work:
            return await work.songs.sections_of(choice_ids)

    async def songs_of_choices(self, choice_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        async with self._database.read() as work:
            return await work.songs.of_choices(choice_ids)

    async def songs_of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        async with self._database.read() as work:
            return await work.songs.of_jobs(job_ids)

    async def search(self, page: Page, wanted: ItemFilter) -> Sequence[Image | Song]:
        """Images and songs in one list."""
        async with self._database.read() as work:
            images = await work.images.page(page, valid_filter(wanted))
            songs = await work.songs.page(page, wanted)
        return merged(page, [*images, *songs])

    async def count(self, wanted: ItemFilter, *kinds: ItemKind) -> int:
        """How many images, songs, or both there are that fit."""
        valid_filter(wanted)
        async with self._database.read() as work:
            return sum([await items_of(work, kind).count(wanted) for kind in kinds])

    async def facets(self, kind: ItemKind, wanted: ItemFilter) -> Facets:
        async with self._database.read() as work:
            return await items_of(work, kind).facets(valid_filter(wanted))

    async def job(self, job_id: UUID) -> Job:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.jobs.get(job_id)

    async def jobs_by_id(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]:
        async with self._database.read() as work:
            return await work.jobs.get_many(job_ids)

    async def jobs(self, page: Page, wanted: JobFilter) -> Sequence[Job]:
        async with self._database.read() as work:
            return await work.jobs.page(page, valid_job_filter(wanted))

    async def count_jobs(self, wanted: JobFilter) -> int:
        async with self._database.read() as work:
            return await work.jobs.count(valid_job_filter(wanted))

    async def events_of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[JobEvent]]:
        """The timelines of the jobs, each from its beginning."""
        async with self._database.read() as work:
            return await work.events.of_jobs(job_ids)

    async def media_file(self, sha256: str) -> MediaFile | None:
        async with self._database.read() as work:
            return await work.media.find(sha256)

    async def queue(self) -> QueueStatus:
        async with self._database.read() as work:
            # The cursor first: what happens in between is told again, and nothing is left out.
            cursor = await work.events.last_cursor()
            return QueueStatus(
                cursor=cursor,
                jobs=await work.jobs.count_by_state(),
                workers=await work.workers.count_since(self._clock() - WORKER_ABSENT_AFTER),
            )
