"""Orders whose end is waited for: the one who ordered stays at the counter."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import failures
from domain.errors import NotFound, OrderFailed
from domain.image import Image, ImageRequest
from domain.job import Job
from domain.job_state import EventKind, JobEvent, JobState
from domain.ports.database import Database
from domain.ports.queue import ProgressFeed
from domain.ports.time_and_ids import Clock
from domain.use_cases.change import change
from domain.use_cases.orders import Orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """The job, and what it made; nothing if it goes on."""

    job: Job
    images: Sequence[Image] = ()


class Attendance:
    def __init__(
        self, *, orders: Orders, database: Database, feed: ProgressFeed, clock: Clock
    ) -> None:
        self._orders = orders
        self._database = database
        self._feed = feed
        self._clock = clock

    async def image(self, request: ImageRequest, key: str | None, patience: timedelta) -> Attended:
        """Order it and wait for its end, so long at most; whoever gives up waiting leaves the job
        as it is. Raises what `Orders` raises, OrderFailed, or NotFound if the
        key is that of an image which was purged.

        If the provider asks for a longer wait than that, an order without an idempotency key is
        cancelled: sent again, as clients do then, it would else be paid for twice.
        """
        until = self._clock() + patience
        job = await self._orders.order_image(request, key)
        if not _is_settled(job):
            postponed = await self._follow(job, until, patience)
            if postponed and postponed.next_try_at:
                await self._give_up(job, postponed, postponed.next_try_at, keep=key is not None)
        return await self._outcome(job)

    async def _follow(self, job: Job, until: datetime, patience: timedelta) -> JobEvent | None:
        """Until it is settled, or nothing can come of it in time; then the event that says so."""
        with suppress(TimeoutError):
            async with (
                asyncio.timeout(patience.total_seconds()),
                aclosing(self._feed.of_job(job.id, job.sequence)) as events,
            ):
                async for event in events:
                    if event.state.is_end or event.state is JobState.NEEDS_CHECK:
                        return None
                    if _comes_too_late(event, until):
                        return event
        return None

    async def _give_up(self, job: Job, event: JobEvent, next_try: datetime, *, keep: bool) -> None:
        now = self._clock()

        def cancel(job: Job) -> Job:
            return job.cancel(now) if job.state is JobState.PENDING and not keep else job

        job = await change(self._database, job.id, cancel)
        cancelled = job.state is JobState.CANCELLED
        if cancelled or job.state is JobState.PENDING:
            failure = failures.postponed(event, cancelled=cancelled)
            raise OrderFailed(job.id, failure, retry_after=max(next_try - now, timedelta()))

    async def _outcome(self, job: Job) -> Attended:
        async with self._database.read() as work:
            job = await work.jobs.get(job.id)
            images = await work.images.of_jobs([job.id])
        if job.state in (JobState.FAILED, JobState.NEEDS_CHECK, JobState.CANCELLED):
            raise OrderFailed(job.id, job.failure or failures.CANCELLED)
        made = images.get(job.id, ())
        if job.state is JobState.SUCCEEDED and not made:
            raise NotFound("image of job", job.id)  # purged since: the key is older than that
        return Attended(job=job, images=made)


def _is_settled(job: Job) -> bool:
    return job.state.is_end or job.state is JobState.NEEDS_CHECK


def _comes_too_late(event: JobEvent, until: datetime) -> bool:
    return (
        event.kind is EventKind.WAITING
        and event.state is JobState.PENDING
        and event.next_try_at is not None
        and event.next_try_at > until
    )
