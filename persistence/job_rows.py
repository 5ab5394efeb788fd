"""Jobs as rows."""

from typing import Any

from domain.job import Job, Lease
from domain.job_state import JobKind, JobState, Provider
from persistence.documents import (
    deliveries_document,
    failure_document,
    read_deliveries,
    read_failure,
    read_request,
    request_document,
)
from persistence.transaction import Record


def new_row(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "provider": job.provider,
        "model": job.model,
        "request": request_document(job.request),
        "created_at": job.created_at,
        "idempotency_key": job.idempotency_key,
        "retry_of": job.retry_of,
        "revision": job.revision,
        "lease_until": job.lease.until if job.lease else None,
        **_state_of(job),
    }


def changed_row(job: Job) -> dict[str, Any]:
    """What may change in a job's life, and the names by which the statement finds the row."""
    return {
        "of_job": job.id,
        "read_revision": job.revision,
        "revision": job.revision + 1,
        "holder": job.lease.owner if job.lease else None,
        "until": job.lease.until if job.lease else None,
        **_state_of(job),
    }


def _state_of(job: Job) -> dict[str, Any]:
    return {
        "state": job.state,
        "due_at": job.due_at,
        "submitted_at": job.submitted_at,
        "accepted_at": job.accepted_at,
        "finished_at": job.finished_at,
        "deadline": job.deadline,
        "expected_us": job.expected,
        "lease_owner": job.lease.owner if job.lease else None,
        "attempt": job.attempt,
        "tries": job.tries,
        "estimated_usd_micros": job.estimated_usd,
        "at_vendor": job.at_vendor,
        "provider_job_id": job.provider_job_id,
        "provider_word": job.provider_word,
        "reported_progress": job.reported_progress,
        "deliveries": deliveries_document(job.deliveries),
        "failure": failure_document(job.failure),
        "cancel_requested": job.cancel_requested,
        "sequence": job.sequence,
        "dismissed_at": job.dismissed_at,
    }


def read_job(row: Record) -> Job:
    kind = JobKind(row.kind)
    return Job(
        id=row.id,
        kind=kind,
        provider=Provider(row.provider),
        model=row.model,
        request=read_request(kind, row.request),
        state=JobState(row.state),
        created_at=row.created_at,
        due_at=row.due_at,
        submitted_at=row.submitted_at,
        accepted_at=row.accepted_at,
        finished_at=row.finished_at,
        deadline=row.deadline,
        expected=row.expected_us,
        lease=Lease(row.lease_owner, row.lease_until) if row.lease_owner else None,
        attempt=row.attempt,
        tries=row.tries,
        estimated_usd=row.estimated_usd_micros,
        at_vendor=row.at_vendor,
        provider_job_id=row.provider_job_id,
        provider_word=row.provider_word,
        reported_progress=row.reported_progress,
        deliveries=read_deliveries(row.deliveries),
        failure=read_failure(row.failure),
        cancel_requested=row.cancel_requested,
        idempotency_key=row.idempotency_key,
        retry_of=row.retry_of,
        sequence=row.sequence,
        revision=row.revision,
        dismissed_at=row.dismissed_at,
    )
