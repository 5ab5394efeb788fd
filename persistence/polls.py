"""What the polls of running songs do to the table, thousands of times in a few seconds.

The statements are built once: building one costs more than sending it.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    DateTime,
    Integer,
    Uuid,
    bindparam,
    func,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from domain.inquiry import Inquiry
from domain.job import Lease
from domain.job_state import JobKind, JobState, Provider
from persistence.tables import jobs
from persistence.transaction import Record, Transaction

_NOW = bindparam("now", type_=jobs.c.due_at.type)
_ASKED = (
    jobs.c.id,
    jobs.c.revision,
    jobs.c.kind,
    jobs.c.provider,
    jobs.c.provider_job_id,
    jobs.c.accepted_at,
    jobs.c.deadline,
    jobs.c.provider_word,
    jobs.c.reported_progress,
    jobs.c.due_at,
)

# What another poller is just leasing is skipped, not waited for (SQLite has one writer and leaves
# FOR UPDATE out). As a CTE, so that it is surely evaluated only once.
_LEASABLE = (
    select(jobs.c.id)
    .where(jobs.c.state == JobState.RUNNING, jobs.c.due_at <= _NOW)
    .where(or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < _NOW))
    .order_by(jobs.c.due_at, jobs.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("leasable")
)
_LEASE = (
    update(jobs)
    .where(jobs.c.id.in_(select(_LEASABLE.c.id)))
    .values(
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until"),
        revision=jobs.c.revision + 1,
    )
    .returning(*_ASKED)
)

_FREE = {
    "revision": jobs.c.revision + 1,
    "tries": 0,
    "lease_owner": null(),
    "lease_until": null(),
}
_SEEN = (
    func.unnest(
        bindparam("ids", type_=ARRAY(Uuid())),
        bindparam("revisions", type_=ARRAY(Integer())),
        bindparam("times", type_=ARRAY(DateTime(timezone=True))),
    )
    .table_valued("job_id", "read_revision", "again_at", name="seen")
    .render_derived()
)
_RESCHEDULE_ALL = (
    update(jobs)
    .where(jobs.c.id == _SEEN.c.job_id, jobs.c.revision == _SEEN.c.read_revision)
    .values(due_at=_SEEN.c.again_at, **_FREE)
)
_RESCHEDULE_ONE = (
    update(jobs)
    .where(jobs.c.id == bindparam("job_id"), jobs.c.revision == bindparam("read_revision"))
    .values(due_at=bindparam("again_at"), **_FREE)
)


async def lease_due(
    transaction: Transaction, lease: Lease, now: datetime, limit: int
) -> Sequence[Inquiry]:
    values = {"owner": lease.owner, "until": lease.until, "now": now, "most": limit}
    rows = (await transaction.write(_LEASE, values)).all()
    return [_inquiry(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]


async def reschedule(
    transaction: Transaction, unchanged: Sequence[tuple[Inquiry, datetime]]
) -> None:
    """On PostgreSQL all of them with one statement; SQLite has no arrays, and no network."""
    if transaction.is_sqlite:
        await transaction.write(
            _RESCHEDULE_ONE,
            [
                {"job_id": each.job_id, "read_revision": each.revision, "again_at": again_at}
                for each, again_at in unchanged
            ],
        )
    else:
        values = {
            "ids": [each.job_id for each, _ in unchanged],
            "revisions": [each.revision for each, _ in unchanged],
            "times": [again_at for _, again_at in unchanged],
        }
        await transaction.write(_RESCHEDULE_ALL, values)


def _inquiry(row: Record) -> Inquiry:
    return Inquiry(
        job_id=row.id,
        revision=row.revision,
        kind=JobKind(row.kind),
        provider=Provider(row.provider),
        provider_job_id=row.provider_job_id or "",
        accepted_at=row.accepted_at,
        deadline=row.deadline,
        word=row.provider_word,
        progress=row.reported_progress,
    )
