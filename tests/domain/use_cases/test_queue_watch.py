"""The queue as it changes: at once, not too often, and in the end as it is."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from uuid import UUID

import pytest
import pytest_asyncio

from domain.job_state import JobState
from domain.use_cases.library import Library, QueueStatus
from domain.use_cases.queue_watch import SHORTEST_PAUSE, QueueWatch
from tests.domain.skipping_loop import LoopClock
from tests.jobs.stories import Desk, settle
from tests.persistence.examples import image_job, song_job

_LONG_S = 3_600.0


class Watch:
    """What a reader sees who takes whatever comes, and when."""

    def __init__(self, changes: AsyncGenerator[QueueStatus, None]) -> None:
        self.seen: list[QueueStatus] = []
        self.moments: list[float] = []
        self._reading = asyncio.create_task(self._read(changes))

    async def _read(self, changes: AsyncGenerator[QueueStatus, None]) -> None:
        async for status in changes:
            self.seen.append(status)
            self.moments.append(asyncio.get_running_loop().time())

    async def leave(self) -> None:
        self._reading.cancel()
        with suppress(asyncio.CancelledError):
            await self._reading


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def library(desk: Desk) -> Library:
    return Library(database=desk.database, clock=LoopClock())


@pytest.fixture
def queue_watch(desk: Desk, library: Library) -> QueueWatch:
    return QueueWatch(library=library, feed=desk.feed)


@pytest_asyncio.fixture
async def watch(desk: Desk, queue_watch: QueueWatch) -> AsyncIterator[Watch]:
    """Of a queue in which one song waits."""
    await desk.add(song_job())
    watch = Watch(queue_watch.changes())
    await settle()
    yield watch
    await watch.leave()


async def test_the_present_queue_comes_at_once(watch: Watch, library: Library) -> None:
    assert watch.seen == [await library.queue()]
    assert (watch.seen[0].cursor, watch.seen[0].jobs[JobState.PENDING]) == (1, 1)


async def test_a_change_is_told_at_once_after_a_quiet_time(desk: Desk, watch: Watch) -> None:
    await asyncio.sleep(_LONG_S)
    began = asyncio.get_running_loop().time()
    await desk.add(image_job())
    await settle()
    assert [status.jobs[JobState.PENDING] for status in watch.seen] == [1, 2]
    assert watch.moments[-1] == began


async def test_what_is_known_already_is_not_told(desk: Desk, queue_watch: QueueWatch) -> None:
    await desk.add(song_job())
    watch = Watch(queue_watch.changes(after=1))
    await asyncio.sleep(_LONG_S)
    assert watch.seen == []
    await desk.add(song_job())
    await asyncio.sleep(1)
    assert [status.cursor for status in watch.seen] == [2]
    await watch.leave()


async def test_what_happened_since_is_told_at_once(desk: Desk, queue_watch: QueueWatch) -> None:
    await desk.add(song_job())
    await desk.add(song_job())
    watch = Watch(queue_watch.changes(after=1))
    await settle()
    assert [status.cursor for status in watch.seen] == [2]
    await watch.leave()


async def test_a_burst_is_told_in_few_queues_of_which_the_last_is_true(
    desk: Desk, watch: Watch, library: Library
) -> None:
    for _ in range(100):
        await desk.add(image_job())
        await asyncio.sleep(0.02)
    await asyncio.sleep(_LONG_S)
    assert 4 <= len(watch.seen) <= 10
    pauses = [late - soon for soon, late in zip(watch.moments, watch.moments[1:], strict=False)]
    assert min(pauses) >= SHORTEST_PAUSE.total_seconds() - 1e-9
    assert watch.seen[-1] == await library.queue()
    assert watch.seen[-1].jobs[JobState.PENDING] == 101


async def test_news_that_change_nothing_in_the_queue_are_not_told(desk: Desk, watch: Watch) -> None:
    job = await desk.add(song_job())
    await asyncio.sleep(_LONG_S)
    seen = len(watch.seen)
    for _ in range(20):
        await desk.tell(job, 3)
        await asyncio.sleep(1)
    assert len(watch.seen) == seen
    await desk.cancel(job)
    await asyncio.sleep(1)
    assert watch.seen[-1].jobs[JobState.CANCELLED] == 1


async def test_a_slow_reader_gets_the_queue_of_the_moment_it_asks(
    desk: Desk, queue_watch: QueueWatch, library: Library
) -> None:
    changes = queue_watch.changes()
    await anext(changes)
    for _ in range(300):
        await desk.add(image_job())
    await asyncio.sleep(_LONG_S)
    assert await anext(changes) == await library.queue()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(_LONG_S):
            await anext(changes)


async def test_a_worker_is_noticed_with_the_next_event(desk: Desk, watch: Watch) -> None:
    async with desk.database.begin() as work:
        await work.workers.beat(UUID(int=1), LoopClock()())
        await work.commit()
    await desk.add(image_job())
    await settle()
    await asyncio.sleep(1)
    assert [status.workers for status in watch.seen] == [0, 1]


async def test_a_change_whose_signal_was_lost_is_found_all_the_same(
    desk: Desk, watch: Watch
) -> None:
    desk.held = []
    await desk.add(image_job())
    await asyncio.sleep(_LONG_S)
    assert [status.jobs[JobState.PENDING] for status in watch.seen] == [1, 2]
