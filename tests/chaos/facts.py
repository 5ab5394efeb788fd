"""What the database says in the end, read past all of the service's own use cases."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.job_state import JobState
from persistence.tables import images, job_events, jobs, song_choices, songs
from tests.chaos.orders import number_in


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFact:
    """`order` is the number of the order that the job is for."""

    id: UUID
    order: int | None
    state: JobState
    attempt: int
    accepted_at: datetime | None
    failure: Mapping[str, Any] | None
    lease_owner: UUID | None
    sequence: int
    files: tuple[str | None, ...]
    """The hash of each file that it owes; None for one that is not here."""
    results: int
    """How many images or song choices the library has of it."""

    @property
    def global_id(self) -> str:
        return base64.b64encode(f"Job:{self.id}".encode()).decode()


@dataclass(frozen=True, slots=True)
class EventFact:
    cursor: int
    job_id: UUID
    sequence: int
    state: JobState


@dataclass(frozen=True, slots=True)
class Facts:
    """`events` in the order of their cursors."""

    jobs: Sequence[JobFact]
    events: Sequence[EventFact]


async def read_facts(engine: AsyncEngine) -> Facts:
    async with engine.connect() as connection:
        pictures = await connection.execute(
            select(images.c.job_id, func.count()).group_by(images.c.job_id)
        )
        choices = await connection.execute(
            select(songs.c.job_id, func.count())
            .join(song_choices, song_choices.c.song_id == songs.c.id)
            .where(song_choices.c.mp3_sha256.is_not(None))
            .group_by(songs.c.job_id)
        )
        results: dict[UUID, int] = {row[0]: row[1] for row in [*pictures, *choices]}
        rows = await connection.execute(select(jobs).order_by(jobs.c.created_at, jobs.c.id))
        events = await connection.execute(select(job_events).order_by(job_events.c.cursor))
        return Facts(
            jobs=[_job(row, results.get(row.id, 0)) for row in rows],
            events=[
                EventFact(row.cursor, row.job_id, row.sequence, JobState(row.state))
                for row in events
            ],
        )


async def unsettled(engine: AsyncEngine) -> Mapping[str, int]:
    """How many jobs are in states that do not last, and how many somebody holds."""
    moving = [state for state in JobState if not state.is_end and state != JobState.NEEDS_CHECK]
    async with engine.connect() as connection:
        rows = await connection.execute(
            select(jobs.c.state, func.count())
            .where(jobs.c.state.in_(moving) | jobs.c.lease_owner.is_not(None))
            .group_by(jobs.c.state)
        )
        return {row[0]: row[1] for row in rows}


async def last_cursor(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return (await connection.execute(select(func.max(job_events.c.cursor)))).scalar() or 0


def _job(row: Any, results: int) -> JobFact:
    asked: Mapping[str, Any] = row.request
    return JobFact(
        id=row.id,
        order=number_in(str(asked.get("lyrics") or asked.get("prompt"))),
        state=JobState(row.state),
        attempt=row.attempt,
        accepted_at=row.accepted_at,
        failure=row.failure,
        lease_owner=row.lease_owner,
        sequence=row.sequence,
        files=tuple(each["file"]["sha256"] if each["file"] else None for each in row.deliveries),
        results=results,
    )
