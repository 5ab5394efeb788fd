"""The timeline: every job's events, and their one order for the feed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select

from domain.errors import FailureCode
from domain.job_state import EventKind, JobEvent, JobState
from persistence.tables import job_events
from persistence.transaction import Record, Transaction

# Built once: building a statement costs more than sending it.
_INSERT_ONE = insert(job_events).returning(job_events.c.cursor)
_INSERT_ALL = insert(job_events).returning(job_events.c.cursor, sort_by_parameter_order=True)
_OF_JOB = (
    select(job_events)
    .where(job_events.c.job_id == bindparam("of_job"), job_events.c.sequence > bindparam("after"))
    .order_by(job_events.c.sequence)
)
_SINCE = (
    select(job_events)
    .where(job_events.c.cursor > bindparam("after"))
    .order_by(job_events.c.cursor)
    .limit(bindparam("most"))
)


class SqlEvents:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of_job(self, job_id: UUID, after: int = 0) -> Sequence[JobEvent]:
        rows = await self._transaction.rows(_OF_JOB, {"of_job": job_id, "after": after})
        return [_read(row) for row in rows]

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[JobEvent]]:
        query = select(job_events).where(job_events.c.job_id.in_(job_ids))
        by_job = defaultdict[UUID, list[JobEvent]](list)
        for row in await self._transaction.rows(query.order_by(job_events.c.sequence)):
            by_job[row.job_id].append(_read(row))
        return dict(by_job)

    async def since(self, cursor: int, limit: int) -> Sequence[JobEvent]:
        rows = await self._transaction.rows(_SINCE, {"after": cursor, "most": limit})
        return [_read(row) for row in rows]

    async def last_cursor(self) -> int:
        return await self._transaction.value(select(func.max(job_events.c.cursor))) or 0


async def store_news(transaction: Transaction) -> Sequence[JobEvent]:
    """Insert the news and answer them with their cursors: the last thing before the commit.

    PostgreSQL gives a cursor out at once but shows its row only after the commit. Without a lock
    that is held from here to there, a transaction could commit a smaller cursor after a larger
    one was seen, and a reader that goes on from the larger would never meet it.
    """
    news = transaction.news
    if not news:
        return ()
    await transaction.lock("events")
    if len(news) == 1:
        stored = await transaction.write(_INSERT_ONE, _row(news[0]))
    else:
        stored = await transaction.write(_INSERT_ALL, [_row(event) for event in news])
    return [
        replace(event, cursor=cursor) for event, cursor in zip(news, stored.scalars(), strict=True)
    ]


def _row(event: JobEvent) -> dict[str, Any]:
    return {
        "job_id": event.job_id,
        "sequence": event.sequence,
        "at": event.at,
        "kind": event.kind,
        "state": event.state,
        "message": event.message,
        "attempt": event.attempt,
        "progress": event.progress,
        "code": event.code,
        "http_status": event.http_status,
        "next_try_at": event.next_try_at,
        "preview": event.preview,
    }


def _read(row: Record) -> JobEvent:
    return JobEvent(
        job_id=row.job_id,
        sequence=row.sequence,
        at=row.at,
        kind=EventKind(row.kind),
        state=JobState(row.state),
        message=row.message,
        attempt=row.attempt,
        progress=row.progress,
        code=FailureCode(row.code) if row.code else None,
        http_status=row.http_status,
        next_try_at=row.next_try_at,
        preview=row.preview,
        cursor=row.cursor,
    )
