"""What the answer to a paid request does to its job."""

from datetime import datetime

from domain.errors import Busy, OutcomeUnknown, StudioError
from domain.job import Job
from domain.job_state import EventKind, JobState
from domain.report import Acceptance
from domain.schedule import PATIENCE, SUBMISSION_TRIES, backoff

Outcome = Acceptance | StudioError


def settle(job: Job, attempt: int, outcome: Outcome, now: datetime) -> Job:
    """The job after the answer to its `attempt`-th request.

    The answer may come late: the job was taken for abandoned, resolved or cancelled meanwhile.
    An acceptance still settles a doubt; whatever else is too late is noted, and changes nothing.
    """
    if job.attempt == attempt:
        if job.state is JobState.SUBMITTING:
            return _in_time(job, outcome, now)
        if job.state is JobState.NEEDS_CHECK and isinstance(outcome, Acceptance):
            return job.accept(outcome, now, patience=PATIENCE)
    return job.tell(EventKind.NOTED, now, f"A late answer to request {attempt}: {_said(outcome)}")


def _in_time(job: Job, outcome: Outcome, now: datetime) -> Job:
    if isinstance(outcome, Acceptance):
        return job.accept(outcome, now, patience=PATIENCE)
    if isinstance(outcome, OutcomeUnknown):
        return job.doubt(outcome.failure, now)
    if isinstance(outcome, Busy) and job.tries < SUBMISSION_TRIES:
        until = now + backoff(job.tries, outcome.retry_after)
        return job.wait(until, outcome.failure, now)
    return job.fail(outcome.failure, now)


def _said(outcome: Outcome) -> str:
    if isinstance(outcome, Acceptance):
        return f"the provider took it as {outcome.provider_job_id or 'finished'}."
    return outcome.message
