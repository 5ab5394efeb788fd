"""Looking at what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.image import Image
from domain.job import Job
from domain.job_state import JobEvent, JobState
from domain.media import MediaFile
from domain.ports import Clock, Database, JobFilter, Page
from domain.schedule import WORKER_ABSENT_AFTER
from domain.song import LyricsSection, Song


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """How many jobs are in each state, and how many workers were heard of lately."""

    jobs: Mapping[JobState, int]
    workers: int


class Library:
    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def image(self, image_id: UUID) -> Image:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.images.get(image_id)

    async def images(self, page: Page) -> Sequence[Image]:
        async with self._database.read() as work:
            return await work.images.page(page)

    async def count_images(self) -> int:
        async with self._database.read() as work:
            return await work.images.count()

    async def images_of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        async with self._database.read() as work:
            return await work.images.of_jobs(job_ids)

    async def song(self, song_id: UUID) -> Song:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.songs.get(song_id)

    async def songs(self, page: Page) -> Sequence[Song]:
        """Without their lyrics, timed or not."""
        async with self._database.read() as work:
            return await work.songs.page(page)

    async def lyrics_of_songs(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        async with self._database.read() as work:
            return await work.songs.lyrics_of(song_ids)

    async def sections_of_choices(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        async with self._database.read() as work:
            return await work.songs.sections_of(choice_ids)

    async def count_songs(self) -> int:
        async with self._database.read() as work:
            return await work.songs.count()

    async def songs_of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        async with self._database.read() as work:
            return await work.songs.of_jobs(job_ids)

    async def job(self, job_id: UUID) -> Job:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.jobs.get(job_id)

    async def jobs_by_id(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]:
        async with self._database.read() as work:
            return await work.jobs.get_many(job_ids)

    async def jobs(self, page: Page, wanted: JobFilter) -> Sequence[Job]:
        async with self._database.read() as work:
            return await work.jobs.page(page, wanted)

    async def count_jobs(self, wanted: JobFilter) -> int:
        async with self._database.read() as work:
            return await work.jobs.count(wanted)

    async def timeline(self, job_id: UUID) -> Sequence[JobEvent]:
        async with self._database.read() as work:
            return await work.events.of_job(job_id)

    async def media_file(self, sha256: str) -> MediaFile | None:
        async with self._database.read() as work:
            return await work.media.find(sha256)

    async def queue(self) -> QueueStatus:
        async with self._database.read() as work:
            return QueueStatus(
                jobs=await work.jobs.count_by_state(),
                workers=await work.workers.count_since(self._clock() - WORKER_ABSENT_AFTER),
            )
