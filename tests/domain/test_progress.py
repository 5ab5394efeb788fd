"""How far a job claims to be."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.job_state import JobState
from domain.progress import ESTIMATE_CEILING, Progress, progress_of
from tests.domain.examples import FAILURE, MINUTE, SECOND, job_in, running
from tests.fakes import NOON

ages = st.timedeltas(timedelta(), timedelta(days=3))


@given(spent=ages, expected=st.none() | ages)
def test_an_estimate_never_claims_more_than_its_ceiling(
    spent: timedelta, expected: timedelta | None
) -> None:
    progress = progress_of(running(submitted_at=NOON, expected=expected), NOON + spent)
    assert progress.estimated
    assert 0 <= progress.share <= ESTIMATE_CEILING == 0.95
    assert progress.remaining is None or progress.remaining >= timedelta()


@pytest.mark.parametrize("state", JobState)
def test_only_success_is_the_whole(state: JobState) -> None:
    share = progress_of(job_in(state), NOON + MINUTE).share
    assert (share == 1) is (state is JobState.SUCCEEDED)


def test_the_share_grows_with_the_time_that_such_jobs_take() -> None:
    job = running(submitted_at=NOON, expected=MINUTE)
    half = progress_of(job, NOON + 30 * SECOND)
    assert half == Progress(0.5, estimated=True, remaining=30 * SECOND)
    assert progress_of(job, NOON + 2 * MINUTE) == Progress(
        0.95, estimated=True, remaining=0 * SECOND
    )


def test_the_word_of_the_provider_counts_more_than_a_guess() -> None:
    job = running(submitted_at=NOON, expected=MINUTE, reported_progress=0.97)
    assert progress_of(job, NOON) == Progress(0.97, estimated=False)


def test_who_waits_has_not_begun() -> None:
    assert progress_of(job_in(JobState.PENDING), NOON + MINUTE).share == 0


def test_who_only_misses_files_is_almost_done() -> None:
    assert progress_of(job_in(JobState.ARCHIVING), NOON).share == ESTIMATE_CEILING


def test_a_failed_job_stays_where_it_ended() -> None:
    failed = running(submitted_at=NOON, expected=MINUTE).fail(FAILURE, NOON + 15 * SECOND)
    assert progress_of(failed, NOON + 50 * SECOND).share == 0.25
