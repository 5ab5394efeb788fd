"""All repositories in one transaction."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from domain.ports.files import MediaRepository
from domain.ports.items import ImageRepository, SongRepository
from domain.ports.jobs import EventRepository, JobRepository, WorkerRepository
from domain.ports.shelves import (
    CollectionRepository,
    HistoryRepository,
    TemplateRepository,
    UsageRepository,
)


class UnitOfWork(Protocol):
    """One transaction. Nothing is kept unless `commit` was awaited; events are published by it."""

    @property
    def jobs(self) -> JobRepository: ...
    @property
    def events(self) -> EventRepository: ...
    @property
    def images(self) -> ImageRepository: ...
    @property
    def songs(self) -> SongRepository: ...
    @property
    def templates(self) -> TemplateRepository: ...
    @property
    def collections(self) -> CollectionRepository: ...
    @property
    def history(self) -> HistoryRepository: ...
    @property
    def usage(self) -> UsageRepository: ...
    @property
    def workers(self) -> WorkerRepository: ...
    @property
    def media(self) -> MediaRepository: ...

    async def commit(self) -> None: ...


class Database(Protocol):
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """To change something. Leaving without `commit` rolls back."""
        ...

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """To look only; takes no lock that a writer would wait for."""
        ...
