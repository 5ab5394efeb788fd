"""Events between processes: a Redis stream, written after each commit, read once a process.

Redis may be away or emptied at any time: the stream only makes the feed quick. While it cannot be
read, subscribers are woken regularly and read the table.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from redis.asyncio import ConnectionPool, Redis
from redis.exceptions import RedisError

from domain.job_state import JobEvent
from jobs.broker import NAMESPACE
from jobs.event_codec import decode, encode
from jobs.hub import Hub

log = structlog.get_logger(__name__)

STREAM = f"{NAMESPACE}:feed"

_LENGTH = 10_000
"""About how many events the stream keeps; a reader that is further behind reads the table."""

_BLOCK_MS, _BATCH = 5_000, 500
_PUBLISH_TIMEOUT_S = 2.0
_AWAY_S = 2.0
"""How often subscribers read the table while Redis is away."""


class EventStream:
    """Belongs to one event loop; `open` gives it its connections."""

    def __init__(self, url: str, hub: Hub) -> None:
        self._url = url
        self._hub = hub

    @asynccontextmanager
    async def open(self) -> AsyncGenerator["EventStream"]:
        self._writer = _connect(self._url, _PUBLISH_TIMEOUT_S)
        try:
            yield self
        finally:
            await self._writer.aclose()

    async def publish(self, events: Sequence[JobEvent]) -> None:
        """To this process at once, to the others through Redis."""
        await self._hub.publish(events)
        try:
            async with self._writer.pipeline(transaction=False) as pipeline:
                for event in events:
                    pipeline.xadd(
                        STREAM, {"event": encode(event)}, maxlen=_LENGTH, approximate=True
                    )
                await pipeline.execute()
        except (RedisError, OSError) as error:
            log.warning("feed.not_published", count=len(events), reason=str(error))

    @asynccontextmanager
    async def followed(self) -> AsyncGenerator[None]:
        """While inside, what other processes publish reaches the hub."""
        following = asyncio.create_task(self._follow_endlessly())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following

    async def _follow_endlessly(self) -> None:
        while True:
            # A blocking read waits longer than any sensible time-out for an answer.
            reader = _connect(self._url, None)
            try:
                await self._follow(reader)
            except (RedisError, OSError) as error:
                log.warning("feed.redis_away", reason=str(error))
            finally:
                with suppress(RedisError, OSError):
                    await reader.aclose()
            self._hub.wake()
            await asyncio.sleep(_AWAY_S)

    async def _follow(self, reader: Redis) -> None:
        newest: Any = await reader.xrevrange(STREAM, count=1)
        last: bytes = newest[0][0] if newest else b"0-0"
        self._hub.wake()  # what came before that place is in the table
        while True:
            answer: Any = await reader.xread({STREAM: last}, count=_BATCH, block=_BLOCK_MS)
            for _, entries in answer or ():
                last = entries[-1][0]
                await self._hub.publish(_events(entries))


def redis_client(url: str) -> Redis:
    """A client that gives up soon. Whoever makes it closes it."""
    return _connect(url, _PUBLISH_TIMEOUT_S)


def _connect(url: str, timeout_s: float | None) -> Redis:
    pool = ConnectionPool.from_url(  # pyright: ignore[reportUnknownMemberType]
        url, socket_timeout=timeout_s, socket_connect_timeout=_PUBLISH_TIMEOUT_S
    )
    return Redis.from_pool(pool)


def _events(entries: Sequence[tuple[bytes, dict[bytes, bytes]]]) -> list[JobEvent]:
    decoded = (decode(fields[b"event"]) for _, fields in entries if b"event" in fields)
    return [event for event in decoded if event is not None]
