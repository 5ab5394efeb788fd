"""Jobs that tell stories, a database that holds back what it should publish, and readers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from domain.job import Job
from domain.job_state import EventKind, JobEvent
from domain.use_cases.change import change
from jobs.feed import Feed
from jobs.hub import Hub
from tests.fakes import NOON, FakeDatabase


class Desk:
    """A feed over a database. While `held` is a list, what is published waits there."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.held: list[Sequence[JobEvent]] | None = None
        self.database = FakeDatabase(self._publish)
        self.feed = Feed(database=self.database, hub=self.hub)

    async def _publish(self, events: Sequence[JobEvent]) -> None:
        if self.held is None:
            await self.hub.publish(events)
        else:
            self.held.append(events)

    async def add(self, job: Job) -> Job:
        async with self.database.begin() as work:
            await work.jobs.add(job)
            await work.commit()
        return job

    async def tell(self, job: Job, times: int = 1) -> None:
        """News of the job, all in one transaction."""

        def note(current: Job) -> Job:
            for _ in range(times):
                current = current.tell(EventKind.NOTED, NOON, "Something happened.")
            return current

        await change(self.database, job.id, note)

    async def cancel(self, job: Job) -> None:
        await change(self.database, job.id, lambda job: job.cancel(NOON))

    async def all_events(self) -> Sequence[JobEvent]:
        async with self.database.read() as work:
            return await work.events.since(0, 1_000_000)

    async def timeline(self, job: Job) -> Sequence[JobEvent]:
        async with self.database.read() as work:
            return await work.events.of_job(job.id)


class Reader:
    """Reads in the background what comes."""

    def __init__(self, events: AsyncIterator[JobEvent]) -> None:
        self.events: list[JobEvent] = []
        self._reading = asyncio.create_task(self._read(events))

    async def _read(self, events: AsyncIterator[JobEvent]) -> None:
        async for event in events:
            self.events.append(event)

    async def to_the_end(self) -> Sequence[JobEvent]:
        await self._reading
        return self.events

    async def so_far(self) -> Sequence[JobEvent]:
        """What came while nobody had anything else to do; the reader goes away then."""
        await settle()
        await self.leave()
        return self.events

    async def leave(self) -> None:
        self._reading.cancel()
        with suppress(asyncio.CancelledError):
            await self._reading


async def settle() -> None:
    """Let everybody do what can be done without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)
