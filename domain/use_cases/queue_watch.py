"""Watching the queue: what waits and what runs, told anew whenever it is different."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta

from domain.ports.queue import ProgressFeed
from domain.use_cases.library import Library, QueueStatus

SHORTEST_PAUSE = timedelta(milliseconds=250)
"""Events come in bursts, and nobody reads more than four queues a second."""


class QueueWatch:
    def __init__(self, *, library: Library, feed: ProgressFeed) -> None:
        self._library = library
        self._feed = feed

    async def changes(self, after: int | None = None) -> AsyncGenerator[QueueStatus, None]:
        """The queue as it is, unless the event with the cursor `after` is the last one; then each
        different one, endlessly, the last one always.

        Nothing is kept for a reader who is slow: it gets the queue of the moment it asks again.
        """
        loop = asyncio.get_running_loop()
        read_at, status = loop.time(), await self._library.queue()
        told = status
        if after != status.cursor:  # one beyond is from before a backup was restored
            yield status
        while True:
            await self._feed.wait_beyond(status.cursor)
            pause = read_at + SHORTEST_PAUSE.total_seconds() - loop.time()
            await asyncio.sleep(max(pause, 0))
            read_at, status = loop.time(), await self._library.queue()
            if not status.is_like(told):
                told = status
                yield status
