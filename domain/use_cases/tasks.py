"""Jobs as tasks, which is how clients from before the studio know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.errors import NotFound
from domain.image import Image
from domain.job import Job
from domain.job_state import JobState, Provider
from domain.library import Item, ItemKind, Selection
from domain.media import MediaFile
from domain.paging import Page
from domain.ports.database import Database, UnitOfWork
from domain.ports.jobs import JobFilter
from domain.ports.time_and_ids import Clock
from domain.requests import StemsRequest
from domain.schedule import WORKER_ABSENT_AFTER
from domain.song import ExtensionRequest, InstrumentalRequest, Song, SongRequest
from domain.use_cases.change import change
from domain.use_cases.curation import Curation
from domain.use_cases.orders import Orders

ACTIVE = frozenset({JobState.SUBMITTING, JobState.RUNNING, JobState.ARCHIVING})
FAILURES = frozenset({JobState.FAILED, JobState.NEEDS_CHECK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A job with what it makes. The song of a job that was retried is with the retry."""

    job: Job
    song: Song | None = None
    images: Sequence[Image] = ()
    stems: MediaFile | None = None

    @property
    def items(self) -> Sequence[Item]:
        return [self.song] if self.song else self.images


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCounts:
    """How many tasks there are, without the deleted ones, and how many workers."""

    active: int
    pending: int
    completed: int
    failed: int
    workers: int


class Tasks:
    def __init__(
        self, *, database: Database, orders: Orders, curation: Curation, clock: Clock
    ) -> None:
        self._database = database
        self._orders = orders
        self._curation = curation
        self._clock = clock

    async def order_song(self, request: SongRequest, key: str | None) -> Task:
        """Raises InvalidRequest, or Conflict if the key belongs to another request."""
        return await self._of(await self._orders.order_song(request, key))

    async def order_instrumental(self, request: InstrumentalRequest, key: str | None) -> Task:
        """Raises InvalidRequest, or Conflict if the key belongs to another request."""
        return await self._of(await self._orders.order_instrumental(request, key))

    async def order_extension(self, request: ExtensionRequest, key: str | None) -> Task:
        """Raises InvalidRequest, NotFound or Conflict, as the order does."""
        return await self._of(await self._orders.order_extension(request, key))

    async def order_stems(self, choice_id: UUID, key: str | None) -> Task:
        """Raises InvalidRequest, NotFound or Conflict, as the order does."""
        return await self._of(await self._orders.order_stems(choice_id, key))

    async def _of(self, job: Job) -> Task:
        async with self._database.read() as work:
            return await _task(work, job)

    async def get(self, task_id: UUID) -> Task:
        """Raises NotFound, also for what was deleted."""
        async with self._database.read() as work:
            return await _task(work, await _listed(work, task_id))

    async def at_provider(self, provider_job_id: str) -> Task:
        """The newest that the provider knows under this id. Raises NotFound."""
        wanted = JobFilter(
            provider=Provider.MUREKA, provider_job_id=provider_job_id, dismissed=False
        )
        async with self._database.read() as work:
            for job in await work.jobs.page(Page(1), wanted):
                return await _task(work, job)
        raise NotFound("Mureka job", provider_job_id)

    async def delete(self, task_id: UUID, *, with_results: bool) -> Task:
        """Take an ended job off the list of tasks. Its row stays, for what it made and what it
        cost. `with_results` moves what it made to the trash. Raises NotFound or Conflict."""
        task = await self.get(task_id)
        await change(self._database, task_id, lambda job: job.dismiss(self._clock()))
        kind = ItemKind.made_by(task.job.kind)
        if with_results and kind and task.items:
            ids = tuple(item.id for item in task.items)
            await self._curation.trash(Selection(ids={kind: ids}))
        return task

    async def counts(self) -> TaskCounts:
        async with self._database.read() as work:
            return TaskCounts(
                active=await _count(work, *ACTIVE),
                pending=await _count(work, JobState.PENDING),
                completed=await _count(work, JobState.SUCCEEDED),
                failed=await _count(work, *FAILURES),
                workers=await work.workers.count_since(self._clock() - WORKER_ABSENT_AFTER),
            )


async def _listed(work: UnitOfWork, task_id: UUID) -> Job:
    found = (await work.jobs.get_many([task_id])).get(task_id)
    if found is None or found.dismissed_at:
        raise NotFound("task", task_id)
    return found


async def _task(work: UnitOfWork, job: Job) -> Task:
    songs, images = await work.songs.of_jobs([job.id]), await work.images.of_jobs([job.id])
    return Task(
        job=job,
        song=songs.get(job.id),
        images=images.get(job.id, ()),
        stems=await _stems(work, job),
    )


async def _stems(work: UnitOfWork, job: Job) -> MediaFile | None:
    if not isinstance(job.request, StemsRequest):
        return None
    choice_id = job.request.choice_id
    song = (await work.songs.of_choices([choice_id])).get(choice_id)
    return job.brought if song else None


async def _count(work: UnitOfWork, *states: JobState) -> int:
    return await work.jobs.count(JobFilter(states=frozenset(states), dismissed=False))
