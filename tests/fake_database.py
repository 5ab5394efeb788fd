"""The database in memory, with the same manners as the real one: `tests/persistence` holds both
to one contract."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from domain.job_state import JobEvent
from tests.fake_collections import FakeCollections
from tests.fake_repositories import (
    FakeEvents,
    FakeHistory,
    FakeImages,
    FakeJobs,
    FakeMedia,
    FakeSongs,
    FakeTemplates,
    FakeUsage,
    FakeWorkers,
)
from tests.fake_tables import Tables, Transaction

Publish = Callable[[Sequence[JobEvent]], Awaitable[None]]


class FakeUnitOfWork:
    def __init__(self, transaction: Transaction, keep: Callable[[], Awaitable[None]]) -> None:
        self._keep = keep
        self.jobs = FakeJobs(transaction)
        self.events = FakeEvents(transaction)
        self.images = FakeImages(transaction)
        self.songs = FakeSongs(transaction)
        self.templates = FakeTemplates(transaction)
        self.collections = FakeCollections(transaction)
        self.history = FakeHistory(transaction)
        self.usage = FakeUsage(transaction)
        self.workers = FakeWorkers(transaction)
        self.media = FakeMedia(transaction)

    async def commit(self) -> None:
        await self._keep()


class FakeDatabase:
    """One writer at a time, as with SQLite. `published` is what was told after commits."""

    def __init__(self, publish: Publish | None = None) -> None:
        self.published: list[JobEvent] = []
        self._publish = publish
        self._tables = Tables()
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[FakeUnitOfWork]:
        await self._turn.acquire()
        transaction = Transaction(self._tables.copy(), read_only=False)

        async def keep() -> None:
            events = self._commit(transaction)
            self._turn.release()
            await self._tell(events)

        try:
            yield FakeUnitOfWork(transaction, keep)
        finally:
            if not transaction.ended:
                transaction.ended = True
                self._turn.release()

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[FakeUnitOfWork]:
        transaction = Transaction(self._tables, read_only=True)

        async def keep() -> None:
            transaction.ended = True

        yield FakeUnitOfWork(transaction, keep)

    def _commit(self, transaction: Transaction) -> Sequence[JobEvent]:
        tables = transaction.write()
        first = len(tables.events) + 1
        events = [replace(each, cursor=first + n) for n, each in enumerate(transaction.news)]
        tables.events.extend(events)
        assert len({(each.job_id, each.sequence) for each in tables.events}) == len(tables.events)
        self._tables = tables
        transaction.ended = True
        return events

    async def _tell(self, events: Sequence[JobEvent]) -> None:
        self.published.extend(events)
        if self._publish and events:
            with suppress(Exception):
                await self._publish(events)
