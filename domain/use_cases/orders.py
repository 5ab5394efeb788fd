"""Ordering: judge the request, write the job down with the song it makes, tell the queue."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from domain.errors import Conflict
from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import Provider
from domain.ports.database import Database, UnitOfWork
from domain.ports.queue import JobQueue
from domain.ports.time_and_ids import Clock, NewId
from domain.requests import KINDS, Request, StemsRequest, wish_of
from domain.song import ExtensionRequest, InstrumentalRequest, Song, SongMaking, SongRequest
from domain.use_cases.sources import Source, address_at_provider, claim_stems, id_at_provider
from domain.validation import (
    valid_extension_request,
    valid_image_request,
    valid_instrumental_request,
    valid_key,
    valid_song_request,
)

WriteDown = Callable[[UnitOfWork, Job], Awaitable[Job]]
"""Stores the new job, or answers the one that is on it already; raises what stands against it."""


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
        return await self._order(Provider.OPENAI, valid, valid_key(key), self._image)

    async def order_song(self, request: SongRequest, key: str | None = None) -> Job:
        """Raises InvalidRequest, or Conflict if the key belongs to another request."""
        valid = valid_song_request(
            request, today=self._clock().date(), at_vendor=self._mureka_is_vendor
        )
        return await self._order(Provider.MUREKA, valid, valid_key(key), self._song)

    async def order_instrumental(self, request: InstrumentalRequest, key: str | None = None) -> Job:
        """Raises InvalidRequest, or Conflict if the key belongs to another request."""
        valid = valid_instrumental_request(
            request, today=self._clock().date(), at_vendor=self._mureka_is_vendor
        )
        return await self._order(Provider.MUREKA, valid, valid_key(key), self._song)

    async def order_extension(self, request: ExtensionRequest, key: str | None = None) -> Job:
        """Raises InvalidRequest, NotFound, or Conflict: the provider cannot go on from the choice,
        or the key belongs to another request."""
        valid = valid_extension_request(
            request, today=self._clock().date(), at_vendor=self._mureka_is_vendor
        )
        return await self._order(Provider.MUREKA, valid, valid_key(key), self._extension)

    async def order_stems(
        self, choice_id: UUID, key: str | None = None, *, anew: bool = False
    ) -> Job:
        """The job that takes the choice apart; the same one while it is under way. Raises
        InvalidRequest, NotFound, or Conflict: it has its stems, and they are not wanted `anew`; or
        the provider no longer has it.
        """
        request = StemsRequest(choice_id=choice_id)
        write_down = partial(self._stems, anew=anew)
        return await self._order(Provider.MUREKA, request, valid_key(key), write_down)

    @property
    def _mureka_is_vendor(self) -> bool:
        return Provider.MUREKA in self._vendors

    async def _order(
        self, provider: Provider, request: Request, key: str | None, write_down: WriteDown
    ) -> Job:
        job = Job.begin(
            id=self._new_id(),
            kind=KINDS[type(request)],
            provider=provider,
            request=request,
            now=self._clock(),
            idempotency_key=key,
        )
        try:
            async with self._database.begin() as work:
                if key and (earlier := await work.jobs.with_key(key)):
                    return _same(earlier, request)
                written = await write_down(work, job)
                if written.id != job.id:
                    if key:
                        await work.jobs.add_key(written.id, key)
                        await work.commit()
                    return written
                await work.commit()
        except Conflict:
            if key and (earlier := await self._ordered_meanwhile(key)):
                return _same(earlier, request)
            raise
        await self._queue.submit(job.id)
        return written

    async def _image(self, work: UnitOfWork, job: Job) -> Job:
        return await work.jobs.add(job)

    async def _song(self, work: UnitOfWork, job: Job) -> Job:
        stored = await work.jobs.add(job)
        await work.songs.add(self._begun(job))
        return stored

    async def _extension(self, work: UnitOfWork, job: Job) -> Job:
        request = job.request
        assert isinstance(request, ExtensionRequest)
        source = await Source.of(work, request.choice_id)
        known_as = id_at_provider(source, at_vendor=self._mureka_is_vendor)
        stored = await work.jobs.add(
            replace(job, request=replace(request, provider_song_id=known_as))
        )
        song = self._begun(job)
        titled = (request.title or "").strip()
        await work.songs.add(song if titled else song.going_on_from(source.song))
        return stored

    async def _stems(self, work: UnitOfWork, job: Job, *, anew: bool) -> Job:
        assert isinstance(job.request, StemsRequest)
        if earlier := await claim_stems(work, job.request.choice_id, anew=anew):
            return earlier
        source = await Source.of(work, job.request.choice_id)
        url = address_at_provider(source, self._clock(), at_vendor=self._mureka_is_vendor)
        return await work.jobs.add(replace(job, request=replace(job.request, url=url)))

    def _begun(self, job: Job) -> Song:
        assert isinstance(job.request, SongMaking)
        return Song.begin(id=self._new_id(), job_id=job.id, request=job.request, now=job.created_at)

    async def _ordered_meanwhile(self, key: str) -> Job | None:
        """Two orders with one key at the same moment: the other one was first."""
        async with self._database.read() as work:
            return await work.jobs.with_key(key)


def _same(earlier: Job, request: Request) -> Job:
    if wish_of(earlier.request) != request:
        raise Conflict(
            f"The idempotency key was used for another request, job {earlier.id}.",
            hint="Use a new key for a new request.",
        )
    return earlier
