"""Following songs at their provider: many at once, never too often, and never two of us."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.errors import Busy, FailureCode, QueryFailed, Refused, StudioError
from domain.job import Job, Lease
from domain.job_state import EventKind, JobKind, JobState
from domain.report import ProviderReport, ProviderStatus
from domain.schedule import GIVE_UP_AFTER, LEASE, PATIENCE, backoff
from tests.domain.databases import AbsentDatabase
from tests.domain.examples import (
    BAD_END,
    BUSY,
    DONE,
    HOUR,
    OTHER_WORKER,
    SECOND,
    SILENT,
    STILL,
    report,
    running,
    song_job,
)
from tests.domain.studio import Studio
from tests.fakes import NOON, FakeFollower


class SlowFollower(FakeFollower):
    """Lets a test do something while a question is on its way; counts questions at once."""

    def __init__(
        self, during: Callable[[], Awaitable[None]], *script: ProviderReport | BaseException
    ) -> None:
        super().__init__(*script)
        self._during = during
        self._now = 0
        self.most = 0

    async def query(self, provider_job_id: str, kind: JobKind) -> ProviderReport:
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            await self._during()
        finally:
            self._now -= 1
        return await super().query(provider_job_id, kind)


async def poll_once(studio: Studio, seconds: float = 0.5) -> None:
    """Begin to poll, and stop after so long."""
    work = asyncio.create_task(studio.polling.poll())
    await asyncio.sleep(seconds)
    work.cancel()
    await asyncio.wait({work})


async def test_where_nothing_runs_nobody_is_asked_and_nothing_goes_on(studio: Studio) -> None:
    await studio.keep(song_job())
    await studio.polling.poll()
    assert studio.queue.messages == []


async def test_a_finished_song_goes_to_the_archive_with_its_choices() -> None:
    studio = Studio(follower=FakeFollower(DONE))
    job = await studio.keep(running())
    song = await studio.keep_song(job)
    await studio.polling.poll()
    assert (await studio.stored(job)).state is JobState.ARCHIVING
    (choice,) = (await studio.library.song(song.id)).choices
    assert (choice.provider_choice_id, choice.duration_ms, choice.mp3) == ("c0", 61_000, None)
    assert ("archive", job.id) in studio.queue.messages


async def test_a_failed_song_makes_room_for_the_next() -> None:
    studio = Studio(follower=FakeFollower(BAD_END))
    waiting = song_job()
    job = await studio.keep(running(), waiting)
    await studio.polling.poll()
    failed = await studio.stored(job)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.PROVIDER_FAILED
    assert ("submit", waiting.id) in studio.queue.messages


async def test_a_running_song_is_asked_for_by_its_id_again_and_again() -> None:
    follower = FakeFollower(STILL, STILL, report(ProviderStatus.RUNNING, "streaming"), DONE)
    studio = Studio(follower=follower)
    job = await studio.keep(running(provider_job_id="task-7"))
    await studio.polling.poll()
    assert follower.queried == ["task-7"] * 4
    events = [(event.kind, event.state) for event in await studio.timeline(job)]
    assert events == [
        (EventKind.PROGRESS, JobState.RUNNING),
        (EventKind.PROGRESS, JobState.RUNNING),
        (EventKind.MOVED, JobState.ARCHIVING),
    ]


async def test_the_polls_of_a_song_become_slower() -> None:
    asked_at: list[float] = []

    async def note() -> None:
        asked_at.append(asyncio.get_running_loop().time())

    studio = Studio(follower=SlowFollower(note, STILL))
    job = await studio.keep(running())
    for _ in range(8):
        await studio.polling.poll()
    assert (await studio.stored(job)).state is JobState.RUNNING
    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert min(gaps) >= 0.99
    assert gaps[-1] > 9
    assert max(gaps) < 12


async def test_many_songs_are_asked_for_at_once_but_not_all() -> None:
    async def a_second() -> None:
        await asyncio.sleep(1)

    follower = SlowFollower(a_second, DONE)
    studio = Studio(follower=follower)
    jobs = [running(provider_job_id=f"task-{number}") for number in range(450)]
    await studio.keep(*jobs)
    await studio.polling.poll()
    assert follower.most == 200
    assert sorted(follower.queried) == sorted(f"task-{number}" for number in range(450))
    states = {(await studio.stored(job)).state for job in jobs}
    assert states == {JobState.ARCHIVING}


async def test_the_most_overdue_song_is_asked_for_first() -> None:
    follower = FakeFollower(DONE)
    studio = Studio(follower=follower)
    late = running(provider_job_id="late", due_at=NOON - HOUR)
    await studio.keep(running(provider_job_id="now"), late)
    await studio.polling.poll()
    assert follower.queried == ["late", "now"]


# ── answers that are none ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("error", [SILENT, BUSY])
async def test_a_question_without_an_answer_is_asked_later(error: StudioError) -> None:
    studio = Studio(follower=FakeFollower(error))
    job = await studio.keep(running())
    await poll_once(studio)
    waiting = await studio.stored(job)
    assert (waiting.state, waiting.due_at, waiting.tries) == (
        JobState.RUNNING,
        NOON + backoff(0),
        1,
    )
    (event,) = await studio.timeline(job)
    assert (event.kind, event.code) == (EventKind.WAITING, error.code)


async def test_questions_without_an_answer_back_off_until_there_is_one() -> None:
    follower = FakeFollower(SILENT, SILENT, SILENT, STILL, SILENT, DONE)
    studio = Studio(follower=follower)
    job = await studio.keep(running())
    await studio.polling.poll()
    timeline = await studio.timeline(job)
    waits = [each.next_try_at - each.at for each in timeline if each.next_try_at]
    assert waits == [backoff(0), backoff(1), backoff(2), backoff(0)]


async def test_a_provider_is_not_asked_sooner_than_it_wished() -> None:
    wish = Busy("Later.", hint="Wait.", retry_after=timedelta(minutes=9))
    studio = Studio(follower=FakeFollower(wish))
    job = await studio.keep(running())
    await poll_once(studio)
    assert (await studio.stored(job)).due_at == NOON + timedelta(minutes=9)


async def test_a_provider_that_does_not_know_the_song_ends_it() -> None:
    unknown = Refused("No such task.", hint="Look.", code=FailureCode.UNKNOWN_TO_PROVIDER)
    studio = Studio(follower=FakeFollower(unknown))
    job = await studio.keep(running())
    await studio.polling.poll()
    failed = await studio.stored(job)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.UNKNOWN_TO_PROVIDER


async def test_a_song_that_runs_past_its_deadline_fails() -> None:
    studio = Studio(follower=FakeFollower(STILL))
    job = await studio.keep(running(deadline=NOON + PATIENCE))
    while (await studio.stored(job)).state is JobState.RUNNING:
        await studio.polling.poll()
    failed = await studio.stored(job)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.DEADLINE
    assert failed.finished_at is not None
    assert NOON + PATIENCE <= failed.finished_at < NOON + PATIENCE + 12 * SECOND


@pytest.mark.parametrize("error", [SILENT, BUSY])
async def test_a_provider_that_is_silent_for_a_day_ends_the_song(error: StudioError) -> None:
    studio = Studio(follower=FakeFollower(error))
    waiting, given_up = running(deadline=NOON), running(deadline=NOON - GIVE_UP_AFTER)
    await studio.keep(waiting, given_up)
    await poll_once(studio)
    assert (await studio.stored(waiting)).state is JobState.RUNNING
    assert (await studio.stored(given_up)).failure == error.failure


async def test_a_song_is_found_again_after_hours_without_network() -> None:
    follower = FakeFollower(*[QueryFailed("No network.", hint="Connect.")] * 25, DONE)
    studio = Studio(follower=follower)
    job = await studio.keep(running(deadline=NOON + PATIENCE))
    while (await studio.stored(job)).state is JobState.RUNNING:
        await studio.polling.poll()
    assert (await studio.stored(job)).state is JobState.ARCHIVING
    assert studio.clock() > NOON + HOUR


async def test_a_mistake_of_ours_about_one_job_is_logged_and_the_others_are_asked_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    studio = Studio(follower=FakeFollower(ZeroDivisionError(), DONE))
    jobs = [await studio.keep(running(provider_job_id=each)) for each in ("1", "2")]
    await studio.polling.poll()
    assert "ZeroDivisionError" in caplog.text
    for job in jobs:
        assert (await studio.stored(job)).state is JobState.ARCHIVING


# ── one loop, and the next ───────────────────────────────────────────────────────────────────────


async def test_a_loop_hands_over_after_half_a_minute() -> None:
    studio = Studio(follower=FakeFollower(STILL))
    await studio.keep(running())
    await studio.polling.poll()
    assert studio.queue.messages == [("poll", None)]
    assert NOON + 30 * SECOND <= studio.clock() < NOON + 32 * SECOND


async def test_a_loop_hands_over_while_a_song_only_waits_for_its_next_question() -> None:
    studio = Studio(follower=FakeFollower(AssertionError("it was not due")))
    await studio.keep(running(due_at=NOON + HOUR))
    await studio.polling.poll()
    assert studio.queue.messages == [("poll", None)]


async def test_a_message_that_finds_a_loop_running_has_nothing_to_do() -> None:
    follower = FakeFollower(STILL)
    studio = Studio(follower=follower)
    await studio.keep(running())
    polling = studio.polling
    first = asyncio.create_task(polling.poll())
    await asyncio.sleep(0.5)
    before = studio.clock()
    await polling.poll()
    assert studio.clock() == before
    assert studio.queue.messages == []
    await first
    await polling.poll()
    assert len(studio.queue.messages) == 2


async def test_two_workers_share_the_songs() -> None:
    async def a_second() -> None:
        await asyncio.sleep(1)

    follower = SlowFollower(a_second, DONE)
    studio = Studio(follower=follower)
    await studio.keep(*(running(provider_job_id=f"task-{number}") for number in range(30)))
    await asyncio.gather(studio.polling.poll(), studio.polling.poll())
    assert sorted(follower.queried) == sorted(f"task-{number}" for number in range(30))


async def test_a_song_that_somebody_else_asks_for_is_left_to_them() -> None:
    studio = Studio(follower=FakeFollower(AssertionError("it is held")))
    job = await studio.keep(running(lease=Lease(OTHER_WORKER, NOON + HOUR)))
    await studio.polling.poll()
    assert await studio.stored(job) == job


async def test_a_song_of_a_dead_worker_is_asked_for_once_its_hold_is_lost() -> None:
    studio = Studio(follower=FakeFollower(DONE))
    job = await studio.keep(running(lease=Lease(OTHER_WORKER, NOON + LEASE)))
    await studio.polling.poll()
    done = await studio.stored(job)
    assert done.state is JobState.ARCHIVING
    assert NOON + LEASE <= studio.clock() < NOON + LEASE + 2 * SECOND


async def test_a_slow_answer_is_waited_for_and_the_song_held_meanwhile() -> None:
    async def long() -> None:
        await asyncio.sleep(10 * LEASE.total_seconds())

    follower = SlowFollower(long, DONE)
    studio = Studio(follower=follower)
    job = await studio.keep(running())
    await asyncio.gather(studio.polling.poll(), studio.polling.poll())
    assert follower.most == 1
    assert (await studio.stored(job)).state is JobState.ARCHIVING


async def test_a_cancel_during_a_question_wins() -> None:
    async def cancel() -> None:
        await studio.jobs.cancel(job.id)

    studio = Studio(follower=SlowFollower(cancel, DONE))
    job = await studio.keep(running())
    song = await studio.keep_song(job)
    await studio.polling.poll()
    assert (await studio.stored(job)).state is JobState.CANCELLED
    assert (await studio.library.song(song.id)).choices == ()
    assert ("archive", job.id) not in studio.queue.messages


async def test_a_cancel_of_one_song_does_not_lose_the_answer_about_another() -> None:
    async def cancel_first() -> None:
        if (await studio.stored(first)).state is JobState.RUNNING:
            await studio.jobs.cancel(first.id)

    studio = Studio(follower=SlowFollower(cancel_first, DONE))
    first, second = running(due_at=NOON - SECOND), running()
    await studio.keep(first, second)
    await studio.polling.poll()
    assert (await studio.stored(first)).state is JobState.CANCELLED
    assert (await studio.stored(second)).state is JobState.ARCHIVING


async def test_a_worker_that_stops_lets_go_and_the_next_goes_on_at_once() -> None:
    async def hang() -> None:
        if len(follower.queried) == 0 and studio.clock() < NOON + SECOND:
            await asyncio.sleep(3_600)

    follower = SlowFollower(hang, DONE)
    studio = Studio(follower=follower)
    job = await studio.keep(running())
    await poll_once(studio, seconds=2)
    assert (await studio.stored(job)).state is JobState.RUNNING
    await studio.polling.poll()
    assert (await studio.stored(job)).state is JobState.ARCHIVING
    assert studio.clock() < NOON + LEASE


async def test_a_loop_that_lost_the_database_can_be_called_again() -> None:
    database = AbsentDatabase()
    studio = Studio(follower=FakeFollower(DONE), database=database)
    job = await studio.keep(running())
    polling = studio.polling
    database.absent = True
    with pytest.raises(ConnectionError):
        await polling.poll()
    database.absent = False
    await polling.poll()
    assert (await studio.stored(job)).state is JobState.ARCHIVING


async def test_a_song_that_was_retried_keeps_the_choices_of_its_new_job() -> None:
    studio = Studio(follower=FakeFollower(DONE))
    old: Job = replace(running(), state=JobState.CANCELLED, due_at=None)
    await studio.keep(old)
    song = await studio.keep_song(old)
    new = await studio.jobs.retry(old.id)
    await studio.polling.poll()
    completed = await studio.library.song(song.id)
    assert completed.job_id == new.id
    assert len(completed.choices) == 1
