"""Where a retry begins, and what it may cost."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.errors import Conflict, Failure, FailureCode
from domain.job import Job
from domain.job_state import EventKind, JobState
from domain.media import Role
from domain.report import ProviderStatus, RemoteFile, Result
from domain.retry import retry, start_of_retry
from domain.schedule import GIVE_UP_AFTER, PATIENCE
from tests.domain.examples import (
    BUSY,
    HOUR,
    MINUTE,
    SECOND,
    WORKER,
    archiving,
    image_job,
    job_in,
    report,
    running,
)
from tests.fakes import NOON

NEW = UUID(int=77)
LATER = NOON + HOUR


def because(code: FailureCode) -> Failure:
    return Failure(code=code, message="It failed.", hint="Retry.")


def failed_song(code: FailureCode) -> Job:
    return running(expected=MINUTE).fail(because(code), NOON)


FREE = {
    FailureCode.AUTHORIZATION,
    FailureCode.REGION,
    FailureCode.QUOTA,
    FailureCode.DEADLINE,
    FailureCode.UNKNOWN_TO_PROVIDER,
    FailureCode.PROVIDER_UNAVAILABLE,
    FailureCode.FILES_UNAVAILABLE,
    FailureCode.FILE_REJECTED,
}
PAID = {
    FailureCode.PROVIDER_FAILED,
    FailureCode.PROVIDER_TIMEOUT,
    FailureCode.PROVIDER_CANCELLED,
    FailureCode.NO_RESULT,
    FailureCode.MODERATION,
}


@pytest.mark.parametrize("code", sorted(FREE))
def test_a_song_that_failed_on_our_side_is_followed_again_for_free(code: FailureCode) -> None:
    failed = failed_song(code)
    job = retry(failed, NEW, LATER)
    assert job.state is JobState.RUNNING
    assert job.provider_job_id == failed.provider_job_id
    assert (job.accepted_at, job.deadline, job.due_at) == (LATER, LATER + PATIENCE, LATER)
    assert (job.submitted_at, job.expected) == (failed.submitted_at, MINUTE)
    assert job.attempt == 0


@pytest.mark.parametrize("code", sorted(PAID))
def test_a_song_that_failed_at_its_provider_is_paid_for_again(code: FailureCode) -> None:
    job = retry(failed_song(code), NEW, LATER)
    assert job.state is JobState.PENDING
    assert job.provider_job_id is None
    assert job.submitted_at is None


def test_a_song_that_its_provider_was_too_busy_to_tell_of_is_followed_again_for_free() -> None:
    given_up = running(deadline=NOON - GIVE_UP_AFTER).fail(BUSY.failure, NOON)
    assert start_of_retry(given_up) is JobState.RUNNING


def test_a_song_that_was_never_accepted_is_sent_again() -> None:
    refused = job_in(JobState.SUBMITTING).fail(because(FailureCode.QUOTA), NOON)
    assert start_of_retry(refused) is JobState.PENDING


def test_a_song_that_was_cancelled_while_it_ran_is_followed_again_for_free() -> None:
    assert start_of_retry(running().cancel(NOON)) is JobState.RUNNING


def test_a_song_that_was_cancelled_before_it_ran_is_sent_again() -> None:
    assert start_of_retry(job_in(JobState.PENDING).cancel(NOON)) is JobState.PENDING


def test_a_song_whose_files_could_not_be_fetched_is_asked_for_new_addresses() -> None:
    failed = archiving().fail(because(FailureCode.FILES_UNAVAILABLE), NOON)
    job = retry(failed, NEW, LATER)
    assert job.state is JobState.RUNNING
    assert job.deliveries == ()


def image_with_an_address() -> Job:
    file = RemoteFile(role=Role.IMAGE, url="https://files.test/1.png")
    done = report(ProviderStatus.SUCCEEDED, results=(Result(index=0, files=(file,)),))
    running = replace(image_job().claim(WORKER, NOON), state=JobState.RUNNING)
    return running.advance(done, NOON)


@pytest.mark.parametrize("code", [FailureCode.FILES_UNAVAILABLE, FailureCode.FILE_REJECTED])
def test_an_image_whose_file_was_not_to_be_had_is_fetched_again_for_free(
    code: FailureCode,
) -> None:
    failed = image_with_an_address().fail(because(code), NOON)
    job = retry(failed, NEW, LATER)
    assert job.state is JobState.ARCHIVING
    assert job.missing == failed.missing


def test_an_image_whose_answer_held_no_picture_is_paid_for_again() -> None:
    failed = image_job().claim(WORKER, NOON).fail(because(FailureCode.FILE_REJECTED), NOON)
    assert start_of_retry(failed) is JobState.PENDING


@pytest.mark.parametrize("code", [FailureCode.DEADLINE, FailureCode.PROVIDER_FAILED])
def test_a_retry_is_a_new_job_with_a_timeline_of_its_own(code: FailureCode) -> None:
    failed = replace(failed_song(code), idempotency_key="key", cancel_requested=True)
    job = retry(failed, NEW, LATER)
    assert (job.id, job.retry_of, job.created_at) == (NEW, failed.id, LATER)
    assert (job.request, job.kind, job.model) == (failed.request, failed.kind, failed.model)
    assert (job.failure, job.finished_at, job.idempotency_key) == (None, None, None)
    assert not job.cancel_requested
    (event,) = job.news
    assert (event.sequence, event.kind, event.state) == (1, EventKind.MOVED, job.state)
    assert ("without a new request" in event.message) is (code in FREE)


@pytest.mark.parametrize("state", set(JobState) - {JobState.FAILED, JobState.CANCELLED})
def test_only_what_failed_or_was_cancelled_is_retried(state: JobState) -> None:
    with pytest.raises(Conflict, match=state):
        retry(job_in(state), NEW, NOON + SECOND)
