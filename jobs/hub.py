"""One hub a process: it hands each event to every subscriber, and waits for none of them."""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence

from domain.job_state import JobEvent

BUFFER = 1_000
"""How many events a slow subscriber may be behind; past that it reads the table again."""


class Subscriber:
    """The events that one reader has not taken yet. Belongs to the reader's event loop."""

    def __init__(self, wants: Callable[[JobEvent], bool]) -> None:
        self._wants = wants
        self._loop = asyncio.get_running_loop()
        self._buffer: deque[JobEvent] = deque(maxlen=BUFFER)
        self._filled = asyncio.Event()

    def offer(self, events: Iterable[JobEvent]) -> None:
        """From any thread. A full buffer drops its oldest: the reader sees the gap and mends it."""
        wanted = [event for event in events if self._wants(event)]
        if wanted:
            with contextlib.suppress(RuntimeError):  # the reader's loop has just been closed
                self._loop.call_soon_threadsafe(self._take, wanted)

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


class Hub:
    """Safe to use from several threads and event loops of the process."""

    def __init__(self) -> None:
        self._subscribers: set[Subscriber] = set()
        self._guard = threading.Lock()

    async def publish(self, events: Sequence[JobEvent]) -> None:
        with self._guard:
            subscribers = tuple(self._subscribers)
        for subscriber in subscribers:
            subscriber.offer(events)

    def wake(self) -> None:
        """Signals may have been lost: every subscriber reads the table again."""
        with self._guard:
            subscribers = tuple(self._subscribers)
        for subscriber in subscribers:
            subscriber.wake()

    @contextlib.contextmanager
    def attach(
        self, wants: Callable[[JobEvent], bool] = lambda event: True
    ) -> Generator[Subscriber]:
        subscriber = Subscriber(wants)
        with self._guard:
            self._subscribers.add(subscriber)
        try:
            yield subscriber
        finally:
            with self._guard:
                self._subscribers.discard(subscriber)
