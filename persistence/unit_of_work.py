"""One transaction with its repositories, and the database that begins it."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as SqlTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.errors import DatabaseFull, DatabaseUnavailable
from domain.job_state import JobEvent
from persistence.collections import SqlCollections
from persistence.engine import is_sqlite, reading
from persistence.events import SqlEvents, store_news
from persistence.history import SqlHistory
from persistence.images import SqlImages
from persistence.jobs import SqlJobs
from persistence.media import SqlMedia
from persistence.songs import SqlSongs
from persistence.templates import SqlTemplates
from persistence.transaction import Transaction
from persistence.usage import SqlUsage
from persistence.workers import SqlWorkers

Publish = Callable[[Sequence[JobEvent]], Awaitable[None]]
"""Awaited after a commit, with its events in order; those of two commits may come in any order."""

_AWAY = ("08", "53", "57P")
"""PostgreSQL's states for: connection lost, no room for one more, stopping or starting."""

_DISK_FULL = "53100"

_log = structlog.get_logger(__name__)


class SqlUnitOfWork:
    """Ends with its commit: what follows needs another one. Repositories are made when
    they are asked for, since most units of work need one or two of them."""

    def __init__(
        self,
        connection: AsyncConnection,
        release: Callable[[], Awaitable[None]],
        publish: Publish,
        *,
        read_only: bool,
    ) -> None:
        self._connection = connection
        self._release = release
        self._publish = publish
        self._transaction = Transaction(connection, read_only=read_only)

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self._transaction)

    @property
    def events(self) -> SqlEvents:
        return SqlEvents(self._transaction)

    @property
    def images(self) -> SqlImages:
        return SqlImages(self._transaction)

    @property
    def songs(self) -> SqlSongs:
        return SqlSongs(self._transaction)

    @property
    def templates(self) -> SqlTemplates:
        return SqlTemplates(self._transaction)

    @property
    def collections(self) -> SqlCollections:
        return SqlCollections(self._transaction)

    @property
    def history(self) -> SqlHistory:
        return SqlHistory(self._transaction)

    @property
    def usage(self) -> SqlUsage:
        return SqlUsage(self._transaction)

    @property
    def workers(self) -> SqlWorkers:
        return SqlWorkers(self._transaction)

    @property
    def media(self) -> SqlMedia:
        return SqlMedia(self._transaction)

    async def commit(self) -> None:
        events = await store_news(self._transaction)
        await self._connection.commit()
        await self._release()
        if events:
            await self._tell(events)

    async def _tell(self, events: Sequence[JobEvent]) -> None:
        try:
            await self._publish(events)
        except Exception:
            # The events are stored: whoever follows reads them from the table a little later.
            _log.warning("events.not_published", count=len(events), exc_info=True)


@asynccontextmanager
async def unavailability_named() -> AsyncGenerator[None]:
    """A database that is away is our callers' business; a mistake in a statement is not."""
    try:
        yield
    except (SqlTimeoutError, OSError) as error:
        raise DatabaseUnavailable from error
    except DBAPIError as error:
        if is_full(error):
            raise DatabaseFull from error
        if not _is_away(error):
            raise
        raise DatabaseUnavailable from error
    except StatementError as error:
        # A connection that was to be replaced, or to be had from the pool.
        if not isinstance(error.orig, OSError | SqlTimeoutError):
            raise
        raise DatabaseUnavailable from error


def is_full(error: DBAPIError) -> bool:
    """Whether there is no room on its disk. SQLite says so, or that it cannot make the file through
    which its connections speak with each other."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    state = getattr(error.orig, "sqlstate", None)
    return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE) or state == _DISK_FULL


def _is_away(error: DBAPIError) -> bool:
    state: str = getattr(error.orig, "sqlstate", None) or ""
    # SQLite has one code for every mistake in a statement, and others for locks, disks and files.
    code: int = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return (
        error.connection_invalidated
        or state.startswith(_AWAY)
        or (isinstance(error, OperationalError) and code & 0xFF != sqlite3.SQLITE_ERROR)
    )


class SqlDatabase:
    def __init__(self, engine: AsyncEngine, publish: Publish) -> None:
        self._engine = engine
        self._reader = reading(engine)
        self._publish = publish
        # SQLite's own way to wait for the write lock is to look again now and then: writers of
        # this process queue up here instead, in order and without sleeping.
        self._turn = asyncio.Lock() if is_sqlite(engine) else nullcontext()

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[SqlUnitOfWork]:
        async with unavailability_named(), AsyncExitStack() as held:
            await held.enter_async_context(self._turn)
            connection = await held.enter_async_context(self._engine.connect())
            yield SqlUnitOfWork(connection, held.aclose, self._publish, read_only=False)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[SqlUnitOfWork]:
        async with unavailability_named(), self._reader.connect() as connection:
            yield SqlUnitOfWork(connection, connection.close, self._publish, read_only=True)
