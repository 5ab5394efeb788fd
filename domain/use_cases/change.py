"""Changing one job while others may change it too."""

from collections.abc import Callable
from uuid import UUID

from domain.errors import StaleJob
from domain.job import Job
from domain.ports.database import Database

_ATTEMPTS = 8


async def change(database: Database, job_id: UUID, move: Callable[[Job], Job]) -> Job:
    """Read the job, apply `move`, save; again if somebody else was faster. What `move` raises
    passes through, and nothing is saved then."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return await _change_once(database, job_id, move)
        except StaleJob:
            continue
    return await _change_once(database, job_id, move)


async def _change_once(database: Database, job_id: UUID, move: Callable[[Job], Job]) -> Job:
    async with database.begin() as work:
        before = await work.jobs.get(job_id)
        after = move(before)
        if after is before:
            return before
        after = await work.jobs.save(after)
        await work.commit()
    return after
