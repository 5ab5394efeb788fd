"""Every event once and in order, whatever happens on the way."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import NotFound
from domain.job_state import EventKind, JobEvent, JobState
from jobs.hub import BUFFER
from tests.domain.examples import JOB, image_job, song_job
from tests.domain.skipping_loop import SkippingLoop
from tests.jobs.stories import Desk, Reader, settle


@pytest.fixture
def desk() -> Desk:
    return Desk()


# ── of one job ───────────────────────────────────────────────────────────────────────────────────


async def test_the_story_of_an_ended_job_is_told_and_ends(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.tell(job, 3)
    await desk.cancel(job)
    assert [event async for event in desk.feed.of_job(job.id)] == await desk.timeline(job)


async def test_a_job_is_followed_until_its_end(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.tell(job, 2)
    reader = Reader(desk.feed.of_job(job.id))
    for _ in range(3):
        await settle()
        await desk.tell(job)
    await desk.cancel(job)
    events = await reader.to_the_end()
    assert events == await desk.timeline(job)
    assert events[-1].state is JobState.CANCELLED
    assert len(events) == 6


async def test_the_news_of_other_jobs_are_not_its_own(desk: Desk) -> None:
    job, other = await desk.add(song_job()), await desk.add(image_job())
    reader = Reader(desk.feed.of_job(job.id))
    await settle()
    await desk.tell(other, 5)
    await desk.cancel(other)
    await desk.cancel(job)
    assert {event.job_id for event in await reader.to_the_end()} == {job.id}


@pytest.mark.parametrize("after", range(6))
async def test_who_comes_back_gets_what_came_since(desk: Desk, after: int) -> None:
    job = await desk.add(song_job())
    await desk.tell(job, 3)
    await desk.cancel(job)
    rest = [event async for event in desk.feed.of_job(job.id, after)]
    assert rest == (await desk.timeline(job))[max(after - 1, 0) :]


async def test_who_knows_the_end_is_sent_away_at_once(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.cancel(job)
    last = (await desk.timeline(job))[-1].sequence
    assert [event async for event in desk.feed.of_job(job.id, last)] == []


async def test_what_was_noted_after_the_end_belongs_to_the_story(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.cancel(job)
    await desk.tell(job)
    events = [event async for event in desk.feed.of_job(job.id)]
    assert [event.kind for event in events] == [EventKind.MOVED, EventKind.NOTED]


async def test_a_job_that_there_is_not_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await anext(aiter(desk.feed.of_job(JOB)))


async def test_a_number_from_before_a_backup_was_restored_misses_no_news(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.tell(job, 3)
    reader = Reader(desk.feed.of_job(job.id, 900))
    await settle()
    await desk.tell(job)
    await desk.cancel(job)
    assert [event.sequence for event in await reader.to_the_end()] == [5, 6]


# ── of all jobs ──────────────────────────────────────────────────────────────────────────────────


async def test_from_now_on_means_nothing_older(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.tell(job, 5)
    reader = Reader(desk.feed.of_all())
    await settle()
    await desk.tell(job, 2)
    assert [event.sequence for event in await reader.so_far()] == [7, 8]


async def test_a_cursor_means_everything_since(desk: Desk) -> None:
    job, other = await desk.add(song_job()), await desk.add(image_job())
    await desk.tell(job, 2)
    await desk.cancel(other)
    reader = Reader(desk.feed.of_all(1))
    assert [event.cursor for event in await reader.so_far()] == [2, 3]


async def test_a_cursor_from_before_a_backup_was_restored_misses_no_news(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.tell(job, 3)
    reader = Reader(desk.feed.of_all(900))
    await settle()
    await desk.tell(job, 2)
    assert [event.sequence for event in await reader.so_far()] == [5, 6]


async def test_a_long_history_is_read_in_parts_and_whole(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.tell(job, 1_200)
    reader = Reader(desk.feed.of_all(0))
    assert await reader.so_far() == await desk.all_events()


async def test_a_feed_of_all_goes_on_after_the_end_of_a_job(desk: Desk) -> None:
    job, other = await desk.add(song_job()), await desk.add(image_job())
    reader = Reader(desk.feed.of_all(0))
    await settle()
    await desk.cancel(job)
    await desk.tell(other)
    assert len(await reader.so_far()) == 2


async def test_two_readers_get_the_same(desk: Desk) -> None:
    job = await desk.add(song_job())
    readers = [Reader(desk.feed.of_all()), Reader(desk.feed.of_all())]
    await settle()
    await desk.tell(job, 3)
    one, two = [await reader.so_far() for reader in readers]
    assert one == two == await desk.all_events()


async def test_waiting_for_something_new_ends_with_the_next_event(desk: Desk) -> None:
    job = await desk.add(song_job())
    await desk.tell(job)
    await desk.feed.wait_beyond(0)
    waiting = asyncio.create_task(desk.feed.wait_beyond(1))
    await asyncio.sleep(60)
    assert not waiting.done()
    await desk.tell(job)
    await settle()
    assert waiting.done()


async def test_waiting_for_something_new_ends_although_nobody_told_it(desk: Desk) -> None:
    job = await desk.add(song_job())
    desk.held = []
    waiting = asyncio.create_task(desk.feed.wait_beyond(0))
    await settle()
    await desk.tell(job)
    await asyncio.sleep(16)
    assert waiting.done()


# ── trouble on the way ───────────────────────────────────────────────────────────────────────────


async def hold_back(desk: Desk) -> tuple[Reader, list[Sequence[JobEvent]]]:
    """A reader, and three batches that it was not told of yet."""
    job = await desk.add(song_job())
    reader = Reader(desk.feed.of_all())
    await settle()
    desk.held = []
    await desk.tell(job)
    await desk.tell(job, 2)
    await desk.tell(job)
    return reader, desk.held


async def test_news_that_overtake_others_come_in_their_order(desk: Desk) -> None:
    reader, (first, second, third) = await hold_back(desk)
    for batch in (second, first, third):
        await desk.hub.publish(batch)
        await settle()
    assert await reader.so_far() == await desk.all_events()


async def test_news_that_come_twice_are_told_once(desk: Desk) -> None:
    reader, batches = await hold_back(desk)
    for batch in [*batches, *batches]:
        await desk.hub.publish(batch)
        await settle()
    assert await reader.so_far() == await desk.all_events()


async def test_news_that_were_lost_are_told_with_the_next(desk: Desk) -> None:
    reader, (_, _, third) = await hold_back(desk)
    await desk.hub.publish(third)
    assert await reader.so_far() == await desk.all_events()


async def test_news_that_were_lost_are_found_even_if_no_other_comes(desk: Desk) -> None:
    reader, _ = await hold_back(desk)
    await settle()
    assert reader.events == []
    await asyncio.sleep(16)
    assert await reader.so_far() == await desk.all_events()


async def test_the_end_of_a_job_is_found_although_nobody_told_it(desk: Desk) -> None:
    job = await desk.add(song_job())
    reader = Reader(desk.feed.of_job(job.id))
    await settle()
    desk.held = []
    await desk.cancel(job)
    assert await reader.to_the_end() == await desk.timeline(job)


async def test_a_reader_that_is_too_slow_for_its_buffer_still_gets_everything(desk: Desk) -> None:
    job = await desk.add(song_job())
    events = desk.feed.of_all()
    read = asyncio.ensure_future(anext(aiter(events)))
    await settle()
    await desk.tell(job)
    received = [await read]
    for _ in range(3):
        await desk.tell(job, BUFFER // 2)
    await settle()
    reader = Reader(events)
    received += await reader.so_far()
    assert received == await desk.all_events()
    assert len(received) > BUFFER


async def test_news_between_attaching_and_reading_come_once(desk: Desk) -> None:
    job = await desk.add(song_job())
    reader = Reader(desk.feed.of_job(job.id))
    for _ in range(10):
        await desk.tell(job)
        await asyncio.sleep(0)
    await desk.cancel(job)
    assert await reader.to_the_end() == await desk.timeline(job)


# ── any order of everything ──────────────────────────────────────────────────────────────────────

Step = tuple[str, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(["tell", "tell another", "publish", "lose", "come back", "pause", "wait"]),
        st.integers(0, 5),
    ),
    max_size=40,
)


class Story:
    """Does what a list of steps says to a desk, with one reader of all and one of a job."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.desk.held = []
        self.jobs = [song_job(), song_job()]
        self.received: list[JobEvent] = []
        self.received_of_job: list[JobEvent] = []

    async def tell(self, steps: Sequence[Step]) -> None:
        for job in self.jobs:
            await self.desk.add(job)
        self._attach()
        for name, number in steps:
            await self._do(name, number)
        for job in self.jobs:
            await self.desk.cancel(job)
        await asyncio.sleep(40)
        await self._detach()

    async def _do(self, name: str, number: int) -> None:
        held = self.desk.held or []
        if name.startswith("tell"):
            await self.desk.tell(self.jobs[name == "tell another"], number + 1)
        elif name == "publish" and held:
            await self.desk.hub.publish(held.pop(number % len(held)))
        elif name == "lose" and held:
            held.pop(number % len(held))
        elif name == "come back":
            await self._detach()
            self._attach()
        elif name == "wait":
            await asyncio.sleep(number * 5)
        else:
            await asyncio.sleep(0)

    def _attach(self) -> None:
        cursor = self.received[-1].cursor if self.received else 0
        sequence = self.received_of_job[-1].sequence if self.received_of_job else 0
        self.readers = (
            Reader(self.desk.feed.of_all(cursor)),
            Reader(self.desk.feed.of_job(self.jobs[0].id, sequence)),
        )

    async def _detach(self) -> None:
        of_all, of_job = self.readers
        await of_all.leave()
        await of_job.leave()
        self.received += of_all.events
        self.received_of_job += of_job.events


@settings(max_examples=200, deadline=None)
@given(steps)
def test_whatever_happens_nothing_is_lost_and_nothing_comes_twice(steps: Sequence[Step]) -> None:
    async def check() -> None:
        story = Story()
        await story.tell(steps)
        assert story.received == await story.desk.all_events()
        assert story.received_of_job == await story.desk.timeline(story.jobs[0])

    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        runner.run(check())
