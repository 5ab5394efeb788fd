"""The sweep: what was interrupted is in doubt, and what was forgotten is called again."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.errors import FailureCode
from domain.job import Lease
from domain.job_state import JobState
from domain.schedule import LEASE, WORKER_ABSENT_AFTER
from tests.domain.examples import (
    DONE,
    HOUR,
    MINUTE,
    SECOND,
    WORKER,
    archiving,
    image_job,
    job_in,
    running,
    song_job,
)
from tests.domain.studio import Studio
from tests.fakes import NOON, FakeFollower

JUST_NOW, LATE = NOON - SECOND / 2, NOON - 2 * SECOND
HELD = Lease(WORKER, NOON + MINUTE)


async def test_a_submission_whose_worker_died_is_in_doubt_when_its_hold_is_lost(
    studio: Studio,
) -> None:
    job = await studio.keep(job_in(JobState.SUBMITTING))
    await asyncio.sleep(LEASE.total_seconds())
    await studio.recovery.sweep()
    assert (await studio.stored(job)).state is JobState.SUBMITTING
    await asyncio.sleep(1)
    await studio.recovery.sweep()
    doubtful = await studio.stored(job)
    assert (doubtful.state, doubtful.lease) == (JobState.NEEDS_CHECK, None)
    assert doubtful.failure is not None
    assert doubtful.failure.code is FailureCode.OUTCOME_UNKNOWN
    assert "adopt" in doubtful.failure.hint


async def test_a_submission_without_any_hold_is_in_doubt(studio: Studio) -> None:
    job = await studio.keep(replace(job_in(JobState.SUBMITTING), lease=None))
    await studio.recovery.sweep()
    assert (await studio.stored(job)).state is JobState.NEEDS_CHECK


async def test_a_cancelled_submission_whose_worker_died_is_cancelled(studio: Studio) -> None:
    job = await studio.keep(job_in(JobState.SUBMITTING))
    await studio.jobs.cancel(job.id)
    await asyncio.sleep(MINUTE.total_seconds())
    await studio.recovery.sweep()
    assert (await studio.stored(job)).state is JobState.CANCELLED


async def test_two_sweeps_at_once_doubt_once(studio: Studio) -> None:
    job = await studio.keep(job_in(JobState.SUBMITTING))
    await asyncio.sleep(MINUTE.total_seconds())
    await asyncio.gather(studio.recovery.sweep(), studio.recovery.sweep())
    assert [event.state for event in await studio.timeline(job)] == [JobState.NEEDS_CHECK]


async def test_waiting_jobs_are_called_the_oldest_first_and_no_more_than_fit() -> None:
    studio = Studio(slots=2)
    jobs = [song_job(created_at=NOON - age * MINUTE, due_at=NOON) for age in (1, 3, 2)]
    image = image_job()
    await studio.keep(*jobs, image)
    await studio.recovery.sweep()
    assert studio.queue.messages == [
        ("submit", image.id),
        ("submit", jobs[1].id),
        ("submit", jobs[2].id),
    ]


async def test_a_job_that_is_told_to_wait_is_not_called_before(studio: Studio) -> None:
    job = await studio.keep(song_job(due_at=NOON + MINUTE))
    await studio.recovery.sweep()
    assert studio.queue.messages == []
    await asyncio.sleep(60)
    await studio.recovery.sweep()
    assert studio.queue.messages == [("submit", job.id)]


async def test_late_archives_are_called_again_the_most_overdue_first(studio: Studio) -> None:
    late, later = archiving(due_at=LATE), archiving(due_at=LATE - HOUR)
    soon, held = archiving(due_at=NOON + SECOND), archiving(due_at=LATE, lease=HELD)
    await studio.keep(late, later, soon, held)
    await studio.recovery.sweep()
    assert studio.queue.messages == [("archive", later.id), ("archive", late.id)]


@pytest.mark.parametrize(("due_at", "called"), [(LATE, True), (JUST_NOW, False)])
async def test_late_polls_are_called_again(studio: Studio, due_at: timedelta, called: bool) -> None:
    await studio.keep(running(due_at=due_at), running(due_at=NOON + HOUR))
    await studio.recovery.sweep()
    assert studio.queue.messages == ([("poll", None)] if called else [])


@pytest.mark.parametrize(
    "state", [JobState.NEEDS_CHECK, JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED]
)
async def test_what_waits_for_nobody_is_not_called(studio: Studio, state: JobState) -> None:
    job = await studio.keep(job_in(state))
    await asyncio.sleep(HOUR.total_seconds())
    await studio.recovery.sweep()
    assert studio.queue.messages == []
    assert await studio.stored(job) == job


async def test_a_worker_that_takes_over_need_not_wait_for_the_holds_of_the_dead() -> None:
    studio = Studio(follower=FakeFollower(DONE))
    submitting = replace(job_in(JobState.SUBMITTING), lease=HELD)
    fetching = archiving(due_at=LATE, lease=HELD)
    asking = running(due_at=LATE, lease=HELD)
    await studio.keep(submitting, fetching, asking)
    await studio.recovery.take_over()
    await asyncio.sleep(0.001)
    await studio.recovery.sweep()
    assert (await studio.stored(submitting)).state is JobState.NEEDS_CHECK
    assert studio.queue.messages == [("archive", fetching.id), ("poll", None)]
    await studio.archiving.archive(fetching.id)
    await studio.polling.poll()
    assert (await studio.stored(fetching)).state is JobState.SUCCEEDED
    assert (await studio.stored(asking)).state is JobState.ARCHIVING


async def test_workers_are_counted_until_they_leave_or_fall_silent(studio: Studio) -> None:
    await studio.recovery.beat(UUID(int=1))
    await studio.recovery.beat(UUID(int=2))
    await studio.recovery.beat(UUID(int=2))
    assert (await studio.library.queue()).workers == 2
    await studio.recovery.leave(UUID(int=1))
    assert (await studio.library.queue()).workers == 1
    await asyncio.sleep(WORKER_ABSENT_AFTER.total_seconds() + 1)
    assert (await studio.library.queue()).workers == 0
