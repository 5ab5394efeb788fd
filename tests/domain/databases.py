"""Databases in trouble, on top of the fake one."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

from domain.errors import DatabaseFull
from domain.job import Job
from tests.fake_database import FakeUnitOfWork
from tests.fakes import FakeDatabase, FakeMediaStore


class RacingDatabase(FakeDatabase):
    """Its writers overlook what others write at the same moment, as PostgreSQL's do; what it
    must not hold twice is found out when it is added."""

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[FakeUnitOfWork]:
        async def overlook_key(idempotency_key: str) -> Job | None:
            return None

        async def overlook_retry(job_id: UUID) -> Job | None:
            return None

        async with super().begin() as work:
            work.jobs.with_key = overlook_key
            work.jobs.retry_of = overlook_retry
            yield work


class AbsentDatabase(FakeDatabase):
    """Refuses writers while it is `absent`, as during a restart of its server."""

    def __init__(self) -> None:
        super().__init__()
        self.absent = False

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[FakeUnitOfWork]:
        if self.absent:
            raise ConnectionError("The database does not answer.")
        async with super().begin() as work:
            yield work


class FullDatabase(FakeDatabase):
    """Refuses writers for want of room while it is `full` and the store keeps its reserve, which
    lies on the same disk."""

    def __init__(self, media: FakeMediaStore) -> None:
        super().__init__()
        self.full = False
        self._media = media

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[FakeUnitOfWork]:
        if self.full and self._media.reserve:
            raise DatabaseFull
        async with super().begin() as work:
            yield work
