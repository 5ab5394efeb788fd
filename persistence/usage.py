"""The paid requests, as narrow rows: no lyrics, no files."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from domain.job_state import JobKind, JobState, Provider
from domain.usage import CHARGE_UNKNOWN, PaidRequest
from persistence.tables import jobs
from persistence.transaction import Record, Transaction


class SqlUsage:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def paid(self, since: datetime, until: datetime) -> Sequence[PaidRequest]:
        query = select(
            jobs.c.kind,
            jobs.c.provider,
            jobs.c.model,
            jobs.c.state,
            jobs.c.accepted_at,
            jobs.c.submitted_at,
            jobs.c.estimated_usd_micros,
            jobs.c.at_vendor,
            jobs.c.request["n"].as_integer().label("results"),
        ).where(
            # Without a request of its own: a retry that goes on with an earlier one.
            jobs.c.attempt > 0,
            or_(
                _within(jobs.c.accepted_at, since, until),
                and_(
                    jobs.c.accepted_at.is_(None),
                    _within(jobs.c.submitted_at, since, until),
                    jobs.c.failure["code"].as_string().in_(CHARGE_UNKNOWN),
                ),
            ),
        )
        return [_read(row) for row in await self._transaction.rows(query)]


def _within(
    moment: ColumnElement[datetime], since: datetime, until: datetime
) -> ColumnElement[bool]:
    return and_(moment >= since, moment < until)


def _read(row: Record) -> PaidRequest:
    return PaidRequest(
        kind=JobKind(row.kind),
        provider=Provider(row.provider),
        model=row.model,
        state=JobState(row.state),
        at=row.accepted_at or row.submitted_at,
        accepted=row.accepted_at is not None,
        at_vendor=row.at_vendor,
        results=row.results,
        usd=row.estimated_usd_micros,
    )
