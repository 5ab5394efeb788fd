"""Retrying an ended job: a new job that goes on where the old one stopped, free where possible."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from domain.errors import Conflict, FailureCode
from domain.job import Job
from domain.job_state import EventKind, JobState
from domain.schedule import PATIENCE

_FREE_TO_FOLLOW = frozenset(
    {
        FailureCode.AUTHORIZATION,
        FailureCode.REGION,
        FailureCode.QUOTA,
        FailureCode.DEADLINE,
        FailureCode.RATE_LIMIT,
        FailureCode.UNKNOWN_TO_PROVIDER,
        FailureCode.PROVIDER_UNAVAILABLE,
        FailureCode.FILES_UNAVAILABLE,
        FailureCode.FILE_REJECTED,
    }
)
"""Failures that say nothing final about the song: its provider is asked for it again. A job that
it does not know may only have been asked for at a wrong address."""

_FREE_TO_FETCH = frozenset({FailureCode.FILES_UNAVAILABLE, FailureCode.FILE_REJECTED})


def start_of_retry(job: Job) -> JobState:
    """Where a retry of the job begins; from PENDING it is paid for again."""
    code = job.failure.code if job.failure else None
    if job.provider_job_id and (code in _FREE_TO_FOLLOW or job.state is JobState.CANCELLED):
        return JobState.RUNNING
    if code in _FREE_TO_FETCH and job.missing and all(each.url for each in job.missing):
        return JobState.ARCHIVING
    return JobState.PENDING


def retry(job: Job, id: UUID, now: datetime) -> Job:
    """The new job. Raises Conflict unless the old one failed or was cancelled."""
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise Conflict(
            f"Only a failed or cancelled job can be retried; this one is {job.state}.",
            hint="Wait for its end, or resolve it if it needs a check.",
        )
    start = start_of_retry(job)
    fresh = Job(
        id=id,
        kind=job.kind,
        provider=job.provider,
        model=job.model,
        request=job.request,
        state=start,
        created_at=now,
        due_at=now,
        retry_of=job.id,
    )
    if start is JobState.PENDING:
        return fresh.tell(EventKind.MOVED, now, "A retry; waiting for its turn.")
    resumed = replace(
        fresh,
        submitted_at=job.submitted_at,
        accepted_at=now,
        deadline=now + PATIENCE,
        expected=job.expected,
        at_vendor=job.at_vendor,
        provider_job_id=job.provider_job_id,
        deliveries=job.deliveries if start is JobState.ARCHIVING else (),
    )
    return resumed.tell(EventKind.MOVED, now, "A retry; it goes on without a new request.")
