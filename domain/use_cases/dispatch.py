"""Telling the queue what a job's new state asks for."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from domain.job import Job
from domain.job_state import OCCUPYING, JobState, Provider
from domain.ports.database import Database
from domain.ports.queue import JobQueue
from domain.ports.time_and_ids import Clock

Slots = Callable[[Provider], Awaitable[int]]
"""How many requests a provider takes at the same time."""


class Dispatch:
    def __init__(self, *, database: Database, queue: JobQueue, slots: Slots, clock: Clock) -> None:
        self._database = database
        self._queue = queue
        self._slots = slots
        self._clock = clock

    async def follow_up(self, job: Job) -> None:
        """After the commit of a change: the job's next step, and the next job if it made room."""
        delay = max((job.due_at or job.created_at) - self._clock(), timedelta())
        if job.state is JobState.PENDING:
            await self._queue.submit(job.id, delay)
        elif job.state is JobState.RUNNING:
            await self._queue.poll()
        elif job.state is JobState.ARCHIVING:
            await self._queue.archive(job.id, delay)
        if job.state not in OCCUPYING:
            await self._call_waiting(job.provider, 1)

    async def _call_waiting(self, provider: Provider, limit: int) -> None:
        """The longest waiting jobs first; whether there is room is judged when they are taken."""
        async with self._database.read() as work:
            waiting = await work.jobs.waiting(provider, self._clock(), limit)
        for job in waiting:
            await self._queue.submit(job.id)

    async def call_unheld_archives(self, limit: int) -> None:
        """The jobs whose files are due and that nobody fetches, the most overdue first."""
        async with self._database.read() as work:
            archives = await work.jobs.unheld_archives(self._clock(), limit)
        for job_id in archives:
            await self._queue.archive(job_id)

    async def catch_up(self, lateness: timedelta, limit: int = 100) -> None:
        """Send again what should have happened by now: messages may be lost, jobs never."""
        now = self._clock()
        for provider in Provider:
            if slots := await self._slots(provider):
                await self._call_waiting(provider, slots)
        await self.call_unheld_archives(limit)
        async with self._database.read() as work:
            next_poll_at = await work.jobs.next_poll_at()
        if next_poll_at is not None and next_poll_at < now - lateness:
            await self._queue.poll()
