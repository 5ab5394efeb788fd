"""Watching who holds which job, to measure how long the work of a lost worker lies idle."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.job_state import JobState
from domain.schedule import LEASE, LEASE_RENEWAL
from persistence.tables import jobs

_LOOK_S = 0.25
_SLACK = timedelta(seconds=0.7)


@dataclass(frozen=True, slots=True)
class Hold:
    owner: UUID
    until: datetime
    state: JobState


@dataclass(frozen=True, slots=True)
class Orphan:
    """A hold that ran out, and when the job went on."""

    state: JobState
    until: datetime
    went_on: datetime

    def idle_since(self, losses: Sequence[datetime]) -> timedelta | None:
        """From the loss of the worker that held it; None if no worker was lost then, but the
        database, say. The last renewal was a moment before the loss, at most one interval."""
        earliest = self.until - LEASE - _SLACK
        latest = self.until - LEASE + LEASE_RENEWAL + _SLACK
        fitting = [loss for loss in losses if earliest <= loss <= latest]
        return self.went_on - max(fitting) if fitting else None


class HoldWatch:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._held: dict[UUID, Hold] = {}
        self.orphans: list[Orphan] = []

    async def keep(self) -> None:
        """Endlessly; while the database is away nothing is seen."""
        while True:
            with suppress(Exception):  # asyncpg also raises errors of its own
                await self._look()
            await asyncio.sleep(_LOOK_S)

    async def _look(self) -> None:
        async with self._engine.connect() as connection:
            now: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
            rows = await connection.execute(
                select(jobs.c.id, jobs.c.state, jobs.c.lease_owner, jobs.c.lease_until).where(
                    jobs.c.lease_owner.is_not(None)
                )
            )
            held = {
                row.id: Hold(row.lease_owner, row.lease_until, JobState(row.state)) for row in rows
            }
        for job_id, before in self._held.items():
            after = held.get(job_id)
            if before.until <= now and (after is None or after.owner != before.owner):
                self.orphans.append(Orphan(before.state, before.until, now))
        self._held = held
