"""What a question needs to know of a job, and that it judges an answer as the job does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.job import Job
from domain.report import UNDER_WAY, ProviderReport, ProviderStatus
from domain.schedule import PATIENCE, poll_delay
from tests.domain.examples import SECOND, report, running
from tests.fakes import NOON

SAID = replace(
    running(accepted_at=NOON - 80 * SECOND, deadline=NOON + PATIENCE),
    provider_word="running",
    reported_progress=0.5,
)
SAME = replace(report(ProviderStatus.RUNNING, "running"), progress=0.5)


def test_the_same_word_again_is_no_news() -> None:
    assert SAID.inquiry.ask_again_at(SAME, NOON) == NOON + poll_delay(80 * SECOND)


@pytest.mark.parametrize(
    "told",
    [
        replace(SAME, word="streaming"),
        replace(SAME, progress=0.6),
        replace(SAME, progress=None),
        *(replace(SAME, status=status) for status in sorted(set(ProviderStatus) - UNDER_WAY)),
    ],
)
def test_another_word_more_progress_or_an_end_are_news(told: ProviderReport) -> None:
    assert SAID.inquiry.ask_again_at(told, NOON) is None


def test_the_same_word_past_the_deadline_is_news() -> None:
    assert SAID.inquiry.ask_again_at(SAME, NOON + PATIENCE) is None


@pytest.mark.parametrize("job", [SAID, replace(SAID, accepted_at=None, tries=3)])
@pytest.mark.parametrize("after", [timedelta(), 5 * SECOND, 60 * SECOND])
def test_a_job_that_hears_nothing_new_only_changes_when_to_ask_again(
    job: Job, after: timedelta
) -> None:
    now = NOON + after
    quiet = replace(job, due_at=job.inquiry.ask_again_at(SAME, now), tries=0, lease=None)
    assert job.advance(SAME, now) == quiet
    assert job.advance(SAME, now).news == ()
