"""The jobs: stored as they change, found by who has to act on them next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update

from domain.errors import Conflict, NotFound, StaleJob
from domain.inquiry import Inquiry
from domain.job import Job, Lease
from domain.job_state import JobKind, JobState, Provider
from domain.paging import Page
from domain.ports.jobs import JobFilter
from persistence import polls
from persistence.history import write_down
from persistence.job_filter import fits
from persistence.job_rows import changed_row, new_row, read_job
from persistence.job_statements import (
    LAST_FINISHED,
    OCCUPIED,
    ONE,
    PROVIDER_OF,
    SAVE,
    WAITING,
)
from persistence.keys import add_further_key, job_by_further_key
from persistence.paging import Shape, in_order, paged, values_of
from persistence.tables import jobs
from persistence.transaction import Transaction, Values

_USUAL_OF = 20
"""From how many finished jobs the usual duration is told."""


class SqlJobs:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, job: Job) -> Job:
        key = job.idempotency_key
        if key and await job_by_further_key(self._transaction, key):
            raise await self._conflict(job)
        # Doing nothing instead of failing leaves PostgreSQL's transaction usable.
        insert = self._transaction.insert(jobs).on_conflict_do_nothing()
        stored = await self._transaction.write(insert.values(new_row(job)))
        if stored.rowcount == 0:
            raise await self._conflict(job)
        if job.was_ordered:
            await write_down(self._transaction, job)
        self._transaction.news.extend(job.news)
        return replace(job, news=())

    async def _conflict(self, job: Job) -> Conflict:
        if job.idempotency_key and (same := await self.with_key(job.idempotency_key)):
            return _key_taken(same)
        if job.retry_of and (other := await self.retry_of(job.retry_of)):
            return Conflict(
                f"Job {job.retry_of} has been retried already, by job {other.id}.",
                hint="Look at that job; if it failed as well, retry it.",
            )
        return Conflict(f"There is a job {job.id} already.", hint="Repeat the request.")

    async def save(self, job: Job) -> Job:
        if (await self._transaction.write(SAVE, changed_row(job))).rowcount == 0:
            raise StaleJob(job.id)
        self._transaction.news.extend(job.news)
        return replace(job, revision=job.revision + 1, news=())

    async def get(self, job_id: UUID) -> Job:
        row = await self._transaction.row(ONE, {"of_job": job_id})
        if row is None:
            raise NotFound("job", job_id)
        return read_job(row)

    async def provider_of(self, job_id: UUID) -> Provider | None:
        provider = await self._transaction.value(PROVIDER_OF, {"of_job": job_id})
        return None if provider is None else Provider(provider)

    async def reschedule(self, unchanged: Sequence[tuple[Inquiry, datetime]]) -> None:
        if unchanged:
            await polls.reschedule(self._transaction, unchanged)

    async def get_many(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]:
        found = await self._read(select(jobs).where(jobs.c.id.in_(job_ids)))
        return {job.id: job for job in found}

    async def with_key(self, idempotency_key: str) -> Job | None:
        first = await self._one(jobs.c.idempotency_key == idempotency_key)
        further = None if first else await job_by_further_key(self._transaction, idempotency_key)
        return first or (await self.get(further) if further else None)

    async def add_key(self, job_id: UUID, idempotency_key: str) -> None:
        if await self.with_key(idempotency_key) is None:
            await add_further_key(self._transaction, idempotency_key, job_id)
        known = await self.with_key(idempotency_key)
        if known and known.id != job_id:
            raise _key_taken(known)

    async def retry_of(self, job_id: UUID) -> Job | None:
        return await self._one(jobs.c.retry_of == job_id)

    async def page(self, page: Page, wanted: JobFilter) -> Sequence[Job]:
        query = paged(select(jobs).where(fits(wanted)), jobs, Shape.of(page))
        return in_order(await self._read(query, values_of(page)), page)

    async def count(self, wanted: JobFilter) -> int:
        query = select(func.count()).select_from(jobs).where(fits(wanted))
        return await self._transaction.value(query)

    async def ids(self, wanted: JobFilter) -> Sequence[UUID]:
        query = select(jobs.c.id).where(fits(wanted)).order_by(jobs.c.created_at, jobs.c.id)
        return [row.id for row in await self._transaction.rows(query)]

    async def count_by_state(self) -> Mapping[JobState, int]:
        query = select(jobs.c.state, func.count().label("number")).group_by(jobs.c.state)
        counted = {row.state: row.number for row in await self._transaction.rows(query)}
        return {state: counted.get(state, 0) for state in JobState}

    async def lock_slots(self, provider: Provider) -> int:
        await self._transaction.lock(f"slots of {provider}")
        return await self._transaction.value(OCCUPIED, {"of_provider": provider})

    async def waiting(self, provider: Provider, now: datetime, limit: int) -> Sequence[Job]:
        values = {"of_provider": provider, "now": now, "most": limit}
        return [read_job(row) for row in await self._transaction.rows(WAITING, values)]

    async def lease_due_polls(self, lease: Lease, now: datetime, limit: int) -> Sequence[Inquiry]:
        return await polls.lease_due(self._transaction, lease, now, limit)

    async def next_poll_at(self) -> datetime | None:
        return await self._transaction.value(
            select(func.min(jobs.c.due_at)).where(jobs.c.state == JobState.RUNNING)
        )

    async def unheld_archives(self, now: datetime, limit: int) -> Sequence[UUID]:
        due = _most_overdue(_due(JobState.ARCHIVING, now), _unheld(now), limit=limit)
        return [row.id for row in await self._transaction.rows(due)]

    async def abandoned(self, now: datetime, limit: int) -> Sequence[Job]:
        left = and_(jobs.c.state == JobState.SUBMITTING, _unheld(now))
        return await self._read(select(jobs).where(left).order_by(jobs.c.due_at).limit(limit))

    async def renew(self, owner: UUID, until: datetime) -> None:
        # A job that somebody is just saving is left for the next renewal: waiting for it could
        # be a deadlock.
        held = select(jobs.c.id).where(jobs.c.lease_owner == owner)
        renewable = held.with_for_update(skip_locked=True).cte("renewable")
        await self._transaction.write(
            update(jobs).where(jobs.c.id.in_(select(renewable.c.id))).values(lease_until=until)
        )

    async def end_leases(self, at: datetime) -> None:
        await self._transaction.write(
            update(jobs).where(jobs.c.lease_until > at).values(lease_until=at)
        )

    async def usual_duration(
        self, provider: Provider, kind: JobKind, model: str
    ) -> timedelta | None:
        values = {
            "of_provider": provider,
            "of_kind": kind,
            "of_model": model,
            "most": _USUAL_OF,
        }
        rows = await self._transaction.rows(LAST_FINISHED, values)
        return median([row.finished_at - row.submitted_at for row in rows]) if rows else None

    async def _one(self, condition: ColumnElement[bool]) -> Job | None:
        row = await self._transaction.row(select(jobs).where(condition))
        return None if row is None else read_job(row)

    async def _read(
        self, query: Select[*tuple[object, ...]], values: Values | None = None
    ) -> Sequence[Job]:
        return [read_job(row) for row in await self._transaction.rows(query, values)]


def _due(state: JobState, now: datetime) -> ColumnElement[bool]:
    return and_(jobs.c.state == state, jobs.c.due_at <= now)


def _unheld(now: datetime) -> ColumnElement[bool]:
    return or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < now)


def _most_overdue(*conditions: ColumnElement[bool], limit: int) -> Select[UUID]:
    return select(jobs.c.id).where(*conditions).order_by(jobs.c.due_at, jobs.c.id).limit(limit)


def _key_taken(by: Job) -> Conflict:
    return Conflict(
        f"The idempotency key was used already, for job {by.id}.",
        hint="Give each new request a key of its own; a used key stands for its first job.",
    )
