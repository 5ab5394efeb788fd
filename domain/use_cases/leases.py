"""Keeping hold of jobs while working on them, so that nobody takes them for abandoned."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from uuid import UUID

from domain.ports.database import Database
from domain.ports.time_and_ids import Clock
from domain.schedule import LEASE, LEASE_RENEWAL


class Leases:
    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @contextlib.asynccontextmanager
    async def kept(self, owner: UUID) -> AsyncGenerator[None, None]:
        """Renew every lease of the owner until the block ends."""
        renewal = asyncio.create_task(self._renew_endlessly(owner))
        try:
            yield
        finally:
            renewal.cancel()
            await asyncio.wait({renewal})

    async def release(self, owner: UUID) -> None:
        """Let go of what the owner still holds, so that others need not wait for the end."""
        async with self._database.begin() as work:
            await work.jobs.renew(owner, self._clock())
            await work.commit()

    async def _renew_endlessly(self, owner: UUID) -> None:
        while True:
            await asyncio.sleep(LEASE_RENEWAL.total_seconds())
            # A renewal may fail with the database; the lease outlasts two failures.
            with contextlib.suppress(Exception):
                async with self._database.begin() as work:
                    await work.jobs.renew(owner, self._clock() + LEASE)
                    await work.commit()
