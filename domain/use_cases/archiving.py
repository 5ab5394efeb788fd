"""Making results ours: every file fetched, looked at and stored before a job succeeds."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from domain.errors import DownloadFailed, MediaError, NotFound, StaleJob, StorageFull
from domain.job import Job
from domain.job_state import JobState, Provider
from domain.media import Delivery, MediaFile
from domain.ports.database import Database, UnitOfWork
from domain.ports.files import Derivatives, Downloads, MediaStore
from domain.ports.time_and_ids import Clock, NewId
from domain.requests import StemsRequest
from domain.results import images_of, shown_of
from domain.schedule import DOWNLOAD_TRIES, GIVE_UP_AFTER, WAIT_FOR_MEANS, backoff
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.leases import Leases


class Archiving:
    def __init__(
        self,
        *,
        database: Database,
        dispatch: Dispatch,
        downloads: Mapping[Provider, Downloads],
        media: MediaStore,
        derivatives: Derivatives,
        leases: Leases,
        clock: Clock,
        new_id: NewId,
        at_once: int,
    ) -> None:
        self._database = database
        self._dispatch = dispatch
        self._downloads = downloads
        self._room = at_once
        self._media = media
        self._derivatives = derivatives
        self._leases = leases
        self._clock = clock
        self._new_id = new_id

    async def archive(self, job_id: UUID) -> None:
        """Fetch what a job still misses, and end it. Nothing to do if somebody else is at it.

        At most `at_once` are fetched by this worker, so that slow downloads leave it room for
        other work; the others are called again as soon as one has ended.
        """
        if self._room == 0:
            return
        self._room -= 1
        try:
            await self._archive(job_id)
        finally:
            self._room += 1
        await self._dispatch.call_unheld_archives(1)

    async def _archive(self, job_id: UUID) -> None:
        owner = self._new_id()
        job = await self._hold(job_id, owner)
        if job is None:
            return
        # StaleJob: the lease was lost and somebody else went on; what was stored stays stored.
        with suppress(StaleJob):
            async with self._leases.kept(owner):
                try:
                    job = await self._fetch_all(job)
                except asyncio.CancelledError:
                    await asyncio.shield(self._leases.release(owner))
                    raise
            await self._dispatch.follow_up(job)
            await self._prepare(job)

    async def _hold(self, job_id: UUID, owner: UUID) -> Job | None:
        now = self._clock()
        with suppress(NotFound, StaleJob):
            async with self._database.begin() as work:
                job = await work.jobs.get(job_id)
                if not _is_free(job, now):
                    return None
                job = await work.jobs.save(job.hold(owner, now))
                await work.commit()
                return job
        return None

    async def _fetch_all(self, job: Job) -> Job:
        for delivery in job.missing:
            try:
                file = await self._fetch(job, delivery)
            except MediaError as error:
                return await self._save(_after(job, error, self._clock()))
            job = await self._save(job.store(delivery, file, self._clock()))
        return await self._finish(job)

    async def _prepare(self, job: Job) -> None:
        """After the end, so that not even a decoder that takes the worker with it holds a result
        up."""
        for file in shown_of(job) if job.state is JobState.SUCCEEDED else ():
            # Whatever goes wrong, it is made when somebody wants it.
            with suppress(Exception):
                await self._derivatives.prepare(file)

    async def _fetch(self, job: Job, delivery: Delivery) -> MediaFile:
        # A damaged archive may come whole next time, or when its owner retries, which is free. If
        # it does not even then, better that than nothing.
        is_last = job.tries + 1 >= DOWNLOAD_TRIES and job.retry_of is not None
        async with self._downloads[job.provider].open(delivery.url or "") as chunks:
            return await self._media.store(chunks, delivery.role, damaged_too=is_last)

    async def _save(self, job: Job) -> Job:
        async with self._database.begin() as work:
            saved = await work.jobs.save(job)
            await work.commit()
        return saved

    async def _finish(self, job: Job) -> Job:
        now = self._clock()
        async with self._database.begin() as work:
            saved = await work.jobs.save(job.succeed(now))
            for image in images_of(saved, now, self._new_id):
                await work.images.add(image)
            await _complete_song(work, saved, now)
            await _keep_stems(work, saved)
            await work.commit()
        return saved


async def _complete_song(work: UnitOfWork, job: Job, now: datetime) -> None:
    songs = await work.songs.of_jobs([job.id])
    if song := songs.get(job.id):
        await work.songs.save(song.complete(job.deliveries, now))


async def _keep_stems(work: UnitOfWork, job: Job) -> None:
    """Nobody wants those of a song that was purged meanwhile; the sweep removes them."""
    if isinstance(job.request, StemsRequest):
        for delivery in job.deliveries:
            if delivery.file:
                await work.songs.keep_stems(job.request.choice_id, delivery.file)


def _is_free(job: Job, now: datetime) -> bool:
    return (
        job.state is JobState.ARCHIVING
        and (job.due_at is None or job.due_at <= now)
        and (job.lease is None or job.lease.until < now)
    )


def _after(job: Job, error: MediaError, now: datetime) -> Job:
    """A full disk and an absent network are waited for; a server that says no is asked again."""
    waits = isinstance(error, StorageFull) or (
        isinstance(error, DownloadFailed)
        and not error.reachable
        and now - (job.accepted_at or now) < GIVE_UP_AFTER
    )
    if waits:
        return job.postpone(now + WAIT_FOR_MEANS, error.failure, now, counts=False)
    if job.tries + 1 < DOWNLOAD_TRIES:
        return job.postpone(now + backoff(job.tries), error.failure, now)
    return job.fail(error.failure, now)
