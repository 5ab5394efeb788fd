"""The port ProgressFeed: every event once and in order, whatever happens on the way.

The table job_events is the truth, the hub only quick. A reader attaches to the hub first, then
reads the table, then follows the hub. Whenever the hub's next event is not the very next one (it
overtook another one, a buffer overflowed, a signal was lost), the table is read again.

A cursor beyond the last event is from before a backup was restored: what happens from now on is
news to whoever has it.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from uuid import UUID

from domain.job_state import JobEvent
from domain.ports.database import Database
from jobs.hub import Hub, Subscriber

_IDLE_S = 15.0
"""After so long without a signal the table is read again, so that a lost one heals."""

_BATCH = 100

Read = Callable[[int], Awaitable[Sequence[JobEvent]]]
NumberOf = Callable[[JobEvent], int]


class Feed:
    def __init__(self, *, database: Database, hub: Hub) -> None:
        self._database = database
        self._hub = hub

    async def of_job(self, job_id: UUID, after: int = 0) -> AsyncGenerator[JobEvent]:
        async def read(sequence: int) -> Sequence[JobEvent]:
            async with self._database.read() as work:
                return await work.events.of_job(job_id, sequence)

        with self._hub.attach(job_id) as subscriber:
            async with self._database.read() as work:
                job = await work.jobs.get(job_id)
            after = min(after, job.sequence)
            if job.state.is_end and after >= job.sequence:
                return
            async for event in _follow(subscriber, read, lambda event: event.sequence, after):
                yield event
                if event.state.is_end and event.sequence >= job.sequence:
                    return

    async def of_all(self, after: int | None = None) -> AsyncIterator[JobEvent]:
        async def read(cursor: int) -> Sequence[JobEvent]:
            async with self._database.read() as work:
                return await work.events.since(cursor, _BATCH)

        with self._hub.attach() as subscriber:
            async with self._database.read() as work:
                last = await work.events.last_cursor()
            after = last if after is None else min(after, last)
            async for event in _follow(subscriber, read, lambda event: event.cursor, after):
                yield event

    async def wait_beyond(self, cursor: int) -> None:
        with self._hub.attach() as subscriber:
            while True:
                async with self._database.read() as work:
                    if await work.events.last_cursor() > cursor:
                        return
                signalled = await subscriber.next_events(_IDLE_S)
                if any(event.cursor > cursor for event in signalled):
                    return


async def _follow(
    subscriber: Subscriber, read: Read, number_of: NumberOf, last: int
) -> AsyncIterator[JobEvent]:
    signalled: Sequence[JobEvent] = ()
    while True:
        fresh = [event for event in signalled if number_of(event) > last]
        if not _is_next(fresh, number_of, last):
            fresh = await read(last)
        for event in fresh:
            yield event
            last = number_of(event)
        if len(fresh) < _BATCH:
            signalled = await subscriber.next_events(_IDLE_S)
        else:
            signalled = ()


def _is_next(events: Sequence[JobEvent], number_of: NumberOf, last: int) -> bool:
    """Whether the events continue exactly where the reader is, one after another."""
    numbers = [number_of(event) for event in events]
    return bool(numbers) and numbers == list(range(last + 1, last + 1 + len(numbers)))
