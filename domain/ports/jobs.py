"""Jobs with their events, and the workers that hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from domain.inquiry import Inquiry
from domain.job import Job, Lease
from domain.job_state import JobEvent, JobKind, JobState, Provider
from domain.paging import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFilter:
    """Every given condition must hold. Moments: from the first, before the second. `choice_id` is
    the song choice that they begin with; `dismissed` are those that their owner took off the list
    of tasks."""

    states: frozenset[JobState] | None = None
    kind: JobKind | None = None
    provider: Provider | None = None
    models: frozenset[str] | None = None
    created_from: datetime | None = None
    created_before: datetime | None = None
    provider_job_id: str | None = None
    choice_id: UUID | None = None
    dismissed: bool | None = None


class JobRepository(Protocol):
    async def add(self, job: Job) -> Job:
        """Store a new job and its news. Raises Conflict if its idempotency key is taken, or if
        the job it retries has been retried already."""
        ...

    async def save(self, job: Job) -> Job:
        """Store the change and its news; answers the job with its new revision and no news.
        Raises StaleJob if the stored revision is another one."""
        ...

    async def reschedule(self, unchanged: Sequence[tuple[Inquiry, datetime]]) -> None:
        """Ask for these jobs again at the given times; lets go of them and clears their tries. A
        job that somebody else changed meanwhile is left as it is."""
        ...

    async def get(self, job_id: UUID) -> Job:
        """Raises NotFound."""
        ...

    async def provider_of(self, job_id: UUID) -> Provider | None:
        """None if there is no such job."""
        ...

    async def get_many(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]: ...

    async def with_key(self, idempotency_key: str) -> Job | None:
        """The job that was made by this key, or whose key it became."""
        ...

    async def add_key(self, job_id: UUID, idempotency_key: str) -> None:
        """From now on it stands for this job as well. Raises Conflict if it stands for another."""
        ...

    async def retry_of(self, job_id: UUID) -> Job | None: ...

    async def page(self, page: Page, wanted: JobFilter) -> Sequence[Job]: ...

    async def count(self, wanted: JobFilter) -> int: ...

    async def ids(self, wanted: JobFilter) -> Sequence[UUID]:
        """Of all that fit, the oldest first."""
        ...

    async def count_by_state(self) -> Mapping[JobState, int]:
        """Every state is named, also with 0."""
        ...

    async def lock_slots(self, provider: Provider) -> int:
        """How many jobs occupy the provider. Until this transaction ends, nobody else is told."""
        ...

    async def waiting(self, provider: Provider, now: datetime, limit: int) -> Sequence[Job]:
        """The PENDING jobs that are due, the oldest first."""
        ...

    async def lease_due_polls(self, lease: Lease, now: datetime, limit: int) -> Sequence[Inquiry]:
        """Give the lease to RUNNING jobs that are due and that nobody holds, the most overdue
        first, and answer what to ask. Bumps their revision."""
        ...

    async def next_poll_at(self) -> datetime | None:
        """When the first RUNNING job is due; None if none is running."""
        ...

    async def unheld_archives(self, now: datetime, limit: int) -> Sequence[UUID]:
        """The ARCHIVING jobs that are due and that nobody holds, the most overdue first."""
        ...

    async def abandoned(self, now: datetime, limit: int) -> Sequence[Job]:
        """The SUBMITTING jobs whose lease has run out."""
        ...

    async def renew(self, owner: UUID, until: datetime) -> None:
        """Prolong every lease of the owner. Leaves revisions alone."""
        ...

    async def end_leases(self, at: datetime) -> None:
        """No lease lasts longer than that, whoever holds it. Leaves revisions alone."""
        ...

    async def usual_duration(
        self, provider: Provider, kind: JobKind, model: str
    ) -> timedelta | None:
        """The median time from submission to the end of the last 20 jobs that succeeded, without
        retries that sent no request of their own."""
        ...


class EventRepository(Protocol):
    async def of_job(self, job_id: UUID, after: int = 0) -> Sequence[JobEvent]:
        """The job's events with a higher sequence number, in order."""
        ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[JobEvent]]:
        """By job, each in order; jobs that do not exist are left out."""
        ...

    async def since(self, cursor: int, limit: int) -> Sequence[JobEvent]:
        """The events of all jobs with a higher cursor, in order of their cursors."""
        ...

    async def last_cursor(self) -> int:
        """0 if there is no event yet."""
        ...


class WorkerRepository(Protocol):
    async def beat(self, worker_id: UUID, now: datetime) -> None:
        """The worker lives; forgets workers that were not heard of for a day."""
        ...

    async def leave(self, worker_id: UUID) -> None: ...

    async def count_since(self, moment: datetime) -> int: ...
