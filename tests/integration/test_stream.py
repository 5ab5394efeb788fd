"""The stream between processes, on a real Redis that dies and comes back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import pytest_asyncio

from domain.job_state import EventKind, JobEvent, JobState
from jobs.hub import Hub, Subscriber
from jobs.stream import EventStream
from tests.redis_service import RedisServer

_PATIENCE_S = 30.0


def event(cursor: int) -> JobEvent:
    return JobEvent(
        job_id=UUID(int=1),
        sequence=cursor,
        at=datetime(2026, 11, 23, tzinfo=UTC),
        kind=EventKind.MOVED,
        state=JobState.RUNNING,
        message="moved",
        cursor=cursor,
    )


class Process:
    """What one process has of the stream."""

    def __init__(self, url: str) -> None:
        self.hub = Hub()
        self.stream = EventStream(url, self.hub)


@pytest_asyncio.fixture
async def writer(redis_server: RedisServer) -> AsyncIterator[Process]:
    process = Process(redis_server.url)
    async with process.stream.open():
        yield process


@pytest_asyncio.fixture
async def reader(redis_server: RedisServer) -> AsyncIterator[Process]:
    process = Process(redis_server.url)
    async with process.stream.open(), process.stream.followed():
        yield process


async def seen(subscriber: Subscriber, cursor: int) -> set[int]:
    """The cursors that came, once the given one is among them."""
    cursors: set[int] = set()
    async with asyncio.timeout(_PATIENCE_S):
        while cursor not in cursors:
            cursors |= {event.cursor for event in await subscriber.next_events(1)}
    return cursors


async def published_until_seen(writer: Process, subscriber: Subscriber, cursor: int) -> None:
    """Publishes again and again, as a reader that has just lost Redis may miss some."""
    async with asyncio.timeout(_PATIENCE_S):
        while True:
            await writer.stream.publish([event(cursor)])
            if any(each.cursor == cursor for each in await subscriber.next_events(0.5)):
                return


async def test_what_one_process_publishes_reaches_the_subscribers_of_another(
    writer: Process, reader: Process
) -> None:
    with reader.hub.attach() as subscriber:
        await published_until_seen(writer, subscriber, 1)
        await writer.stream.publish([event(2), event(3)])
        assert await seen(subscriber, 3) >= {2, 3}


async def test_the_own_subscribers_need_no_redis(
    writer: Process, redis_server: RedisServer
) -> None:
    redis_server.kill()
    with writer.hub.attach() as subscriber:
        await writer.stream.publish([event(1)])
        assert await seen(subscriber, 1) == {1}


async def test_while_redis_is_away_subscribers_are_woken_to_read_the_table(
    reader: Process, redis_server: RedisServer
) -> None:
    with reader.hub.attach() as subscriber:
        await subscriber.next_events(1)
        redis_server.kill()
        # Woken long before its own patience ends, and without an event.
        async with asyncio.timeout(_PATIENCE_S):
            assert list(await subscriber.next_events(10 * _PATIENCE_S)) == []


async def test_a_redis_that_came_back_empty_is_followed_again(
    writer: Process, reader: Process, redis_server: RedisServer
) -> None:
    with reader.hub.attach() as subscriber:
        await published_until_seen(writer, subscriber, 1)
        redis_server.kill()
        redis_server.start()
        await published_until_seen(writer, subscriber, 2)
        redis_server.flush()
        await published_until_seen(writer, subscriber, 3)


async def test_foreign_entries_in_the_stream_are_passed_over(
    writer: Process, reader: Process, redis_server: RedisServer
) -> None:
    with reader.hub.attach() as subscriber:
        await published_until_seen(writer, subscriber, 1)
        redis_server.execute("XADD", "macki:feed", "*", "other", "field")
        redis_server.execute("XADD", "macki:feed", "*", "event", "no event")
        await writer.stream.publish([event(2)])
        assert 2 in await seen(subscriber, 2)
