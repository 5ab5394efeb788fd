"""Ordering an image or a song: judge the request, write the job down, tell the queue."""

from typing import TypeVar

from domain.errors import Conflict
from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import JobKind, Provider
from domain.ports import Clock, Database, JobQueue, NewId, UnitOfWork
from domain.song import Song, SongRequest
from domain.validation import valid_image_request, valid_key, valid_song_request

Request = TypeVar("Request", ImageRequest, SongRequest)


class Orders:
    """`vendors` are the providers that are the vendor itself, where ended models are refused."""

    def __init__(
        self,
        *,
        database: Database,
        queue: JobQueue,
        vendors: frozenset[Provider],
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._database = database
        self._queue = queue
        self._vendors = vendors
        self._clock = clock
        self._new_id = new_id

    async def order_image(self, request: ImageRequest, key: str | None = None) -> Job:
        """Raises InvalidRequest, or Conflict if the key belongs to another request."""
        now = self._clock()
        at_vendor = Provider.OPENAI in self._vendors
        valid = valid_image_request(request, today=now.date(), at_vendor=at_vendor)
        return await self._order(JobKind.IMAGE, Provider.OPENAI, valid, valid_key(key))

    async def order_song(self, request: SongRequest, key: str | None = None) -> Job:
        """Raises InvalidRequest, or Conflict if the key belongs to another request."""
        now = self._clock()
        at_vendor = Provider.MUREKA in self._vendors
        valid = valid_song_request(request, today=now.date(), at_vendor=at_vendor)
        return await self._order(JobKind.SONG, Provider.MUREKA, valid, valid_key(key))

    async def _order(
        self, kind: JobKind, provider: Provider, request: Request, key: str | None
    ) -> Job:
        job = Job.begin(
            id=self._new_id(),
            kind=kind,
            provider=provider,
            request=request,
            now=self._clock(),
            idempotency_key=key,
        )
        try:
            async with self._database.begin() as work:
                if key and (earlier := await work.jobs.with_key(key)):
                    return _same(earlier, request)
                job = await self._write_down(work, job, request)
        except Conflict:
            return await self._ordered_meanwhile(key, request)
        await self._queue.submit(job.id)
        return job

    async def _write_down(self, work: UnitOfWork, job: Job, request: Request) -> Job:
        job = await work.jobs.add(job)
        if isinstance(request, SongRequest):
            song = Song.begin(id=self._new_id(), job_id=job.id, request=request, now=job.created_at)
            await work.songs.add(song)
        await work.commit()
        return job

    async def _ordered_meanwhile(self, key: str | None, request: Request) -> Job:
        """Two orders with one key at the same moment: the other one was first."""
        async with self._database.read() as work:
            earlier = await work.jobs.with_key(key) if key else None
        if earlier is None:
            raise Conflict(
                "The order could not be written down.", hint="Send it again; nothing was charged."
            )
        return _same(earlier, request)


def _same(earlier: Job, request: Request) -> Job:
    if earlier.request != request:
        raise Conflict(
            f"The idempotency key was used for another request, job {earlier.id}.",
            hint="Use a new key for a new request.",
        )
    return earlier
