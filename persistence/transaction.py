"""What the repositories of one unit of work share: the connection, and the news to tell."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from sqlalchemy import CursorResult, Executable, Row, Table, Text, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.job_state import JobEvent
from persistence.kept import KeptStatement

_log = structlog.get_logger(__name__)

Record = Row[*tuple[Any, ...]]
Values = Mapping[str, Any]


class Transaction:
    def __init__(self, connection: AsyncConnection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.news: list[JobEvent] = []
        """What the commit will store as events."""

    async def rows(self, query: Executable, values: Values | None = None) -> Sequence[Record]:
        return (await self._connection.execute(query, values)).all()

    async def kept_rows(self, kept: KeptStatement, values: Values) -> Sequence[Sequence[Any]]:
        """By the shortest way there is. What fails on it is asked once more in the usual way and
        over another connection, which names the error; only who reads may ask twice."""
        if self.is_sqlite or not self._read_only:
            return await self.rows(kept.select, values)
        sql, arguments = kept.sql, kept.arguments(values)
        driver: Any = (await self._connection.get_raw_connection()).driver_connection
        try:
            return await driver.fetch(sql, *arguments)
        except asyncio.CancelledError:
            await self._connection.invalidate()  # it may never be told that nobody waits any more
            raise
        except Exception as error:
            _log.warning("statement.asked_again", error=type(error).__name__)
            await self._connection.invalidate()
            await self._connection.rollback()
            return await self.rows(kept.select, values)

    async def row(self, query: Executable, values: Values | None = None) -> Record | None:
        return (await self._connection.execute(query, values)).first()

    async def value(self, query: Executable, values: Values | None = None) -> Any:
        return (await self._connection.execute(query, values)).scalar()

    async def write(
        self, statement: Executable, values: Values | Sequence[Values] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        if self._read_only:
            raise RuntimeError("This unit of work only reads; use Database.begin() to write.")
        return await self._connection.execute(statement, values)

    async def lock(self, name: str) -> None:
        """Until this transaction ends, nobody else gets past a lock of the same name.

        SQLite has one writer at a time from its first statement on, so nothing is to do there.
        """
        if not self.is_sqlite:
            await self.value(_LOCK, {"name": _called(name)})

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that knows ON CONFLICT, which each database has in its own dialect."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)


def advisory_lock(name: str) -> Any:
    """PostgreSQL's lock on a name, released at the end of the transaction."""
    return _lock_on(_called(name))


def _called(name: str) -> str:
    return f"macki {name}"


def _lock_on(name: Any) -> Any:
    return func.pg_advisory_xact_lock(func.hashtextextended(name, 0))


_LOCK = select(_lock_on(bindparam("name", type_=Text())))
