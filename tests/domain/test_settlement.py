"""What an answer does to its job, in time and too late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Busy, FailureCode, StudioError
from domain.job import Job
from domain.job_state import EventKind, JobState
from domain.schedule import PATIENCE, backoff
from domain.settlement import Outcome, settle
from tests.domain.examples import (
    BROKEN,
    BUSY,
    HOUR,
    MINUTE,
    REFUSED,
    SECOND,
    TAKEN,
    UNKNOWN,
    WORKER,
    image_job,
    job_in,
    painted,
)
from tests.fakes import NOON

SENT = job_in(JobState.SUBMITTING)
LATER = NOON + SECOND


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (TAKEN, JobState.RUNNING),
        (REFUSED, JobState.FAILED),
        (BROKEN, JobState.FAILED),
        (BUSY, JobState.PENDING),
        (UNKNOWN, JobState.NEEDS_CHECK),
    ],
)
def test_an_answer_in_time_moves_its_job(outcome: Outcome, state: JobState) -> None:
    settled = settle(SENT, 1, outcome, LATER)
    assert settled.state is state
    assert settled.sequence == SENT.sequence + 1


@pytest.mark.parametrize("error", [REFUSED, BROKEN])
def test_a_failed_job_keeps_what_the_provider_said(error: StudioError) -> None:
    assert settle(SENT, 1, error, LATER).failure == error.failure


def test_a_busy_provider_is_asked_later_and_later() -> None:
    first = settle(SENT, 1, BUSY, LATER)
    assert first.due_at == LATER + backoff(0)
    second = settle(first.claim(WORKER, LATER), 2, BUSY, LATER)
    assert second.due_at == LATER + backoff(1)
    assert second.tries == 2


def test_a_busy_provider_is_not_asked_sooner_than_it_wished() -> None:
    wish = Busy("Slow down.", hint="Wait.", retry_after=timedelta(minutes=7))
    assert settle(SENT, 1, wish, LATER).due_at == LATER + 7 * MINUTE


def test_a_provider_that_stays_busy_for_about_a_day_is_given_up() -> None:
    job, now = SENT, NOON
    while (waiting := settle(job, job.attempt, BUSY, now)).state is JobState.PENDING:
        assert waiting.due_at is not None
        now = waiting.due_at
        job = replace(waiting.claim(WORKER, now), news=())
    failed = waiting
    assert 20 * HOUR < now - NOON < 30 * HOUR
    assert failed.state is JobState.FAILED
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.RATE_LIMIT


def test_a_late_acceptance_settles_a_doubt() -> None:
    doubtful = SENT.doubt(UNKNOWN.failure, LATER)
    settled = settle(doubtful, 1, TAKEN, LATER + HOUR)
    assert settled.state is JobState.RUNNING
    assert settled.failure is None
    assert settled.deadline == LATER + HOUR + PATIENCE


def test_a_late_result_settles_a_doubt_with_its_files() -> None:
    doubtful = image_job().claim(WORKER, NOON).doubt(UNKNOWN.failure, NOON)
    assert settle(doubtful, 1, painted(), LATER).state is JobState.ARCHIVING


def cancelled(job: Job) -> Job:
    return job.doubt(UNKNOWN.failure, LATER).cancel(LATER)


def sent_again(job: Job) -> Job:
    return job.doubt(UNKNOWN.failure, LATER).submit_again(LATER)


def on_its_second_way(job: Job) -> Job:
    return sent_again(job).claim(WORKER, LATER)


def in_doubt_again(job: Job) -> Job:
    return on_its_second_way(job).doubt(UNKNOWN.failure, LATER)


def adopted(job: Job) -> Job:
    return job.doubt(UNKNOWN.failure, LATER).adopt("task-2", LATER, patience=PATIENCE)


@pytest.mark.parametrize("outcome", [TAKEN, REFUSED, BUSY, UNKNOWN])
@pytest.mark.parametrize(
    "meanwhile", [cancelled, sent_again, on_its_second_way, in_doubt_again, adopted]
)
def test_a_late_answer_is_noted_and_changes_nothing(
    outcome: Outcome, meanwhile: Callable[[Job], Job]
) -> None:
    job = replace(meanwhile(SENT), news=())
    noted = settle(job, 1, outcome, LATER)
    (event,) = noted.news
    assert event.kind is EventKind.NOTED
    assert event.state is job.state
    assert "late answer to request 1" in event.message
    assert replace(noted, sequence=job.sequence) == job


@pytest.mark.parametrize("outcome", [REFUSED, BROKEN, BUSY, UNKNOWN])
def test_a_late_error_settles_no_doubt(outcome: StudioError) -> None:
    doubtful = SENT.doubt(UNKNOWN.failure, LATER)
    noted = settle(doubtful, 1, outcome, LATER)
    assert noted.state is JobState.NEEDS_CHECK
    assert outcome.message in noted.news[-1].message


def test_a_late_acceptance_that_is_only_noted_names_the_id_to_look_for() -> None:
    noted = settle(cancelled(SENT), 1, TAKEN, LATER)
    assert "task-1" in noted.news[-1].message
    finished = settle(cancelled(SENT), 1, painted(), LATER)
    assert "finished" in finished.news[-1].message
