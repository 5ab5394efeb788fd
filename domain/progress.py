"""How far a job is: its provider's word where it gives one, else a guess from earlier jobs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.job import Job
from domain.job_state import JobState

ESTIMATE_CEILING = 0.95
"""An estimate never claims more: only the provider knows that it is done."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A share of 1, and the time that is left where that can be guessed."""

    share: float
    estimated: bool
    remaining: timedelta | None = None


def progress_of(job: Job, now: datetime) -> Progress:
    match job.state:
        case JobState.SUCCEEDED:
            return Progress(1.0, estimated=False)
        case JobState.PENDING | JobState.NEEDS_CHECK:
            return Progress(0.0, estimated=True)
        case JobState.ARCHIVING:
            return Progress(ESTIMATE_CEILING, estimated=True)
        case _:
            return _on_the_way(job, job.finished_at or now)


def _on_the_way(job: Job, until: datetime) -> Progress:
    if job.reported_progress is not None:
        return Progress(job.reported_progress, estimated=False)
    if job.submitted_at is None or not job.expected:
        return Progress(0.0, estimated=True)
    spent = until - job.submitted_at
    share = min(spent / job.expected, ESTIMATE_CEILING)
    return Progress(share, estimated=True, remaining=max(job.expected - spent, timedelta()))
