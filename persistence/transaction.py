"""What the repositories of one unit of work share: the connection, and the news to tell."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable, Row, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.job_state import JobEvent

Record = Row[*tuple[Any, ...]]
Values = Mapping[str, Any]


class Transaction:
    def __init__(self, connection: AsyncConnection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only
        self._is_sqlite = connection.dialect.name == "sqlite"
        self.news: list[JobEvent] = []
        """What the commit will store as events."""

    async def rows(self, query: Executable, values: Values | None = None) -> Sequence[Record]:
        return (await self._connection.execute(query, values)).all()

    async def row(self, query: Executable) -> Record | None:
        return (await self._connection.execute(query)).first()

    async def value(self, query: Executable) -> Any:
        return (await self._connection.execute(query)).scalar()

    async def write(
        self, statement: Executable, values: Sequence[Values] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        if self._read_only:
            raise RuntimeError("This unit of work only reads; use Database.begin() to write.")
        return await self._connection.execute(statement, values)

    async def lock(self, name: str) -> None:
        """Until this transaction ends, nobody else gets past a lock of the same name.

        SQLite has one writer at a time from its first statement on, so nothing is to do there.
        """
        if not self._is_sqlite:
            await self.value(select(advisory_lock(name)))

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that knows ON CONFLICT, which each database has in its own dialect."""
        return sqlite.insert(table) if self._is_sqlite else postgresql.insert(table)


def advisory_lock(name: str) -> Any:
    """PostgreSQL's lock on a name, released at the end of the transaction."""
    return func.pg_advisory_xact_lock(func.hashtextextended(f"macki {name}", 0))
