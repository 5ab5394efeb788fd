"""What an owner can do: cancel, retry, and settle a doubt."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

import pytest

from domain.errors import Conflict, FailureCode, InvalidRequest, NotFound, StudioError
from domain.job import Job
from domain.job_state import JobState
from domain.library import ItemFilter, ItemKind
from domain.ports.jobs import JobFilter
from domain.schedule import PATIENCE
from tests.domain.databases import RacingDatabase
from tests.domain.examples import (
    DONE,
    GONE,
    HOUR,
    MINUTE,
    TAKEN,
    UNKNOWN,
    WORKER,
    image_job,
    job_in,
    running,
    song_job,
)
from tests.domain.studio import Studio
from tests.fakes import NOON, FakeFollower, FakeGenerator

Act = Callable[[Studio, UUID], Awaitable[Job]]


def cancel(studio: Studio, job_id: UUID) -> Awaitable[Job]:
    return studio.jobs.cancel(job_id)


def retry(studio: Studio, job_id: UUID) -> Awaitable[Job]:
    return studio.jobs.retry(job_id)


def adopt(studio: Studio, job_id: UUID) -> Awaitable[Job]:
    return studio.jobs.adopt(job_id, "task-2")


def submit_again(studio: Studio, job_id: UUID) -> Awaitable[Job]:
    return studio.jobs.submit_again(job_id)


ACCEPTED_IN: list[tuple[Act, set[JobState]]] = [
    (
        cancel,
        {JobState.PENDING, JobState.SUBMITTING, JobState.RUNNING, JobState.NEEDS_CHECK},
    ),
    (retry, {JobState.FAILED, JobState.CANCELLED}),
    (adopt, {JobState.NEEDS_CHECK}),
    (submit_again, {JobState.NEEDS_CHECK}),
]


@pytest.mark.parametrize(("act", "states"), ACCEPTED_IN)
@pytest.mark.parametrize("state", JobState)
async def test_a_wish_that_comes_too_late_or_too_early_conflicts_and_changes_nothing(
    act: Act, states: set[JobState], state: JobState
) -> None:
    studio = Studio()
    job = await studio.keep(job_in(state))
    if state in states:
        assert (await act(studio, job.id)).sequence > 0
        return
    with pytest.raises(Conflict):
        await act(studio, job.id)
    assert await studio.stored(job) == job
    assert studio.queue.messages == []
    assert await studio.library.count_jobs(JobFilter()) == 1


@pytest.mark.parametrize("act", [cancel, retry, adopt, submit_again])
async def test_nothing_can_be_done_with_a_job_that_there_is_not(act: Act, studio: Studio) -> None:
    with pytest.raises(NotFound):
        await act(studio, UUID(int=404))


# ── cancel ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_cancelled_job_is_never_sent() -> None:
    songs = FakeGenerator()
    studio = Studio(songs=songs)
    job = await studio.keep(song_job())
    await studio.jobs.cancel(job.id)
    await studio.submission.submit(job.id)
    assert songs.submitted == []
    assert (await studio.stored(job)).state is JobState.CANCELLED


async def test_a_cancelled_job_makes_room_for_the_next(studio: Studio) -> None:
    waiting = song_job()
    job = await studio.keep(running(), waiting)
    await studio.jobs.cancel(job.id)
    assert studio.queue.messages == [("submit", waiting.id)]


async def test_a_second_cancel_in_mid_request_adds_nothing(studio: Studio) -> None:
    job = await studio.keep(job_in(JobState.SUBMITTING))
    first = await studio.jobs.cancel(job.id)
    assert await studio.jobs.cancel(job.id) == first
    assert len(await studio.timeline(job)) == 1


# ── retry ────────────────────────────────────────────────────────────────────────────────────────


def failed(error: StudioError, job: Job | None = None) -> Job:
    return replace((job or running()).fail(error.failure, NOON), news=())


async def test_a_retry_that_is_paid_for_waits_for_its_turn(studio: Studio) -> None:
    old = await studio.keep(job_in(JobState.FAILED))
    job = await studio.jobs.retry(old.id)
    assert (job.state, job.retry_of, job.created_at) == (JobState.PENDING, old.id, NOON)
    assert await studio.stored(old) == old
    assert studio.queue.messages[0] == ("submit", job.id)


async def test_a_retry_that_is_free_goes_on_where_the_old_job_stopped() -> None:
    songs = FakeGenerator()
    follower = FakeFollower(DONE)
    studio = Studio(songs=songs, follower=follower)
    old = await studio.keep(failed(GONE, running(provider_job_id="task-7")))
    song = await studio.keep_song(old)
    job = await studio.jobs.retry(old.id)
    assert job.state is JobState.RUNNING
    assert studio.queue.messages == [("poll", None)]
    await studio.polling.poll()
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.SUCCEEDED
    assert follower.queried == ["task-7"]
    assert songs.submitted == []
    complete = await studio.library.song(song.id)
    assert (complete.job_id, complete.completed_at) == (job.id, studio.clock())


async def test_a_song_belongs_to_the_newest_of_its_jobs(studio: Studio) -> None:
    old = await studio.keep(job_in(JobState.FAILED))
    song = await studio.keep_song(old)
    job = await studio.jobs.retry(old.id)
    assert await studio.library.songs_of_jobs([old.id, job.id]) == {
        job.id: replace(song, job_id=job.id)
    }
    assert await studio.library.count(ItemFilter(), ItemKind.SONG) == 1


async def test_who_retries_twice_gets_the_same_job(studio: Studio) -> None:
    old = await studio.keep(job_in(JobState.FAILED))
    first = await studio.jobs.retry(old.id)
    told = list(studio.queue.messages)
    assert await studio.jobs.retry(old.id) == first
    assert await studio.library.count_jobs(JobFilter()) == 2
    assert studio.queue.messages == told


async def test_retries_at_once_give_the_same_job(studio: Studio) -> None:
    old = await studio.keep(job_in(JobState.FAILED))
    jobs = await asyncio.gather(*(studio.jobs.retry(old.id) for _ in range(5)))
    assert len({job.id for job in jobs}) == 1
    assert await studio.library.count_jobs(JobFilter()) == 2


async def test_retries_of_two_processes_at_once_give_the_same_job() -> None:
    studio = Studio(database=RacingDatabase())
    old = await studio.keep(job_in(JobState.FAILED))
    first = await studio.jobs.retry(old.id)
    assert await studio.jobs.retry(old.id) == first
    assert await studio.library.count_jobs(JobFilter()) == 2


async def test_a_retry_can_be_retried(studio: Studio) -> None:
    old = await studio.keep(job_in(JobState.FAILED))
    second = await studio.jobs.retry(old.id)
    await studio.jobs.cancel(second.id)
    third = await studio.jobs.retry(second.id)
    assert len({old.id, second.id, third.id}) == 3
    assert await studio.jobs.retry(old.id) == await studio.stored(second)


# ── settling a doubt ─────────────────────────────────────────────────────────────────────────────


async def test_an_adopted_song_is_followed_without_paying_again() -> None:
    songs = FakeGenerator()
    follower = FakeFollower(DONE)
    studio = Studio(songs=songs, follower=follower)
    job = await studio.keep(job_in(JobState.NEEDS_CHECK))
    await asyncio.sleep(HOUR.total_seconds())
    adopted = await studio.jobs.adopt(job.id, "  task-9\n")
    assert (adopted.state, adopted.provider_job_id) == (JobState.RUNNING, "task-9")
    assert adopted.deadline == studio.clock() + PATIENCE
    assert studio.queue.messages == [("poll", None)]
    await studio.polling.poll()
    assert follower.queried == ["task-9"]
    assert songs.submitted == []


@pytest.mark.parametrize(
    "wrong", ["", "  ", "a b", "../1", "a/b", "a?b", "x" * 101, "ä", "a\nb", "a\x00"]
)
async def test_what_cannot_be_an_id_is_not_adopted(wrong: str, studio: Studio) -> None:
    job = await studio.keep(job_in(JobState.NEEDS_CHECK))
    with pytest.raises(InvalidRequest, match="providerJobId"):
        await studio.jobs.adopt(job.id, wrong)
    assert await studio.stored(job) == job


async def test_an_image_in_doubt_cannot_be_adopted_but_sent_again(studio: Studio) -> None:
    doubtful = image_job().claim(WORKER, NOON).doubt(UNKNOWN.failure, NOON)
    job = await studio.keep(replace(doubtful, news=()))
    with pytest.raises(Conflict, match="no job id"):
        await studio.jobs.adopt(job.id, "task-1")
    assert (await studio.jobs.submit_again(job.id)).state is JobState.PENDING


async def test_a_song_in_doubt_is_sent_again_when_its_owner_says_so() -> None:
    songs = FakeGenerator(UNKNOWN, TAKEN)
    studio = Studio(songs=songs)
    job = await studio.keep(song_job())
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.NEEDS_CHECK
    await studio.jobs.submit_again(job.id)
    await studio.submission.submit(job.id)
    sent = await studio.stored(job)
    assert (sent.state, sent.attempt) == (JobState.RUNNING, 2)


async def test_of_two_answers_to_a_doubt_the_first_counts(studio: Studio) -> None:
    job = await studio.keep(job_in(JobState.NEEDS_CHECK))
    results = await asyncio.gather(
        studio.jobs.submit_again(job.id),
        studio.jobs.adopt(job.id, "task-2"),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert len(await studio.timeline(job)) == 1


async def test_a_failed_adoption_says_why() -> None:
    studio = Studio(follower=FakeFollower(GONE))
    job = await studio.keep(job_in(JobState.NEEDS_CHECK))
    await studio.jobs.adopt(job.id, "task-2")
    await asyncio.sleep(MINUTE.total_seconds())
    await studio.polling.poll()
    ended = await studio.stored(job)
    assert ended.failure is not None
    assert ended.failure.code is FailureCode.FILES_UNAVAILABLE
