"""One hub a process: it hands each event to every subscriber, and waits for none of them."""

import asyncio
import contextlib
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Sequence
from itertools import chain
from uuid import UUID

from domain.job_state import JobEvent

BUFFER = 200
"""How many events a slow subscriber may be behind; past that it reads the table again. With
`_BATCH` in the feed this bounds what a subscriber costs: some hundred kilobytes at worst."""


class Subscriber:
    """The events that one reader has not taken yet. Belongs to the reader's event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._buffer: deque[JobEvent] = deque(maxlen=BUFFER)
        self._filled = asyncio.Event()

    def offer(self, events: Sequence[JobEvent]) -> None:
        """From any thread. A full buffer drops its oldest: the reader sees the gap and mends it."""
        with contextlib.suppress(RuntimeError):  # the reader's loop has just been closed
            self._loop.call_soon_threadsafe(self._take, events)

    def wake(self) -> None:
        """From any thread: look at the table, whether or not an event has come."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._filled.set)

    async def next_events(self, timeout_s: float) -> Sequence[JobEvent]:
        """What has come; none if nothing came in time, or if there may be more in the table."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._filled.wait()
        events = list(self._buffer)
        self._buffer.clear()
        self._filled.clear()
        return events

    def _take(self, events: Sequence[JobEvent]) -> None:
        self._buffer.extend(events)
        self._filled.set()


Tell = Callable[[Sequence[JobEvent]], None]


def _nobody(events: Sequence[JobEvent]) -> None:
    """Nobody measures."""


class Hub:
    """Safe to use from several threads and event loops of the process. `tell` learns of the
    events that pass, to measure them."""

    def __init__(self, tell: Tell = _nobody) -> None:
        self._tell = tell
        self._of_all: set[Subscriber] = set()
        self._of_job: dict[UUID, set[Subscriber]] = defaultdict(set)
        self._guard = threading.Lock()

    async def publish(self, events: Sequence[JobEvent]) -> None:
        self._tell(events)
        of_job: dict[UUID, list[JobEvent]] = defaultdict(list)
        for event in events:
            of_job[event.job_id].append(event)
        with self._guard:
            offers = [(subscriber, events) for subscriber in self._of_all]
            for job_id, its_events in of_job.items():
                offers += [(each, its_events) for each in self._of_job.get(job_id, ())]
        for subscriber, offered in offers:
            subscriber.offer(offered)

    @property
    def subscribers(self) -> int:
        with self._guard:
            return len(self._of_all) + sum(map(len, self._of_job.values()))

    def wake(self) -> None:
        """Signals may have been lost: every subscriber reads the table again."""
        with self._guard:
            subscribers = [*self._of_all, *chain(*self._of_job.values())]
        for subscriber in subscribers:
            subscriber.wake()

    @contextlib.contextmanager
    def attach(self, job_id: UUID | None = None) -> Generator[Subscriber]:
        """To the events of one job, or of all."""
        subscriber = Subscriber()
        with self._guard:
            self._place_of(job_id).add(subscriber)
        try:
            yield subscriber
        finally:
            with self._guard:
                self._place_of(job_id).discard(subscriber)
                if job_id is not None and not self._of_job[job_id]:
                    del self._of_job[job_id]

    def _place_of(self, job_id: UUID | None) -> set[Subscriber]:
        return self._of_all if job_id is None else self._of_job[job_id]
