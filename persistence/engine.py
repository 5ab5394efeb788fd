"""Connections to SQLite or PostgreSQL, set up so that what was committed stays."""

import asyncio
import sqlite3
from contextlib import suppress

import aiosqlite
import orjson
from sqlalchemy import URL, AdaptedConnection, Connection, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}

_WAIT_SECONDS = 10
"""How long a connection from the pool, or SQLite's write lock, is waited for."""

READ_ONLY = "macki_read_only"
"""The execution option of connections that only look."""

_SQLITE_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    # FULL syncs each commit: a paid request must not be forgotten in a power cut. On a Mac only
    # fullfsync reaches the disk itself.
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
)

_WAL, _WAL_TRIES = "PRAGMA journal_mode=WAL", 500


def create_engine(url: str) -> AsyncEngine:
    """An engine for `sqlite+aiosqlite:///file` or `postgresql+asyncpg://…`; connects on first use.

    It belongs to the event loop that uses it first; another loop needs an engine of its own.
    Its errors quote no values: they end in the log, and prompts and lyrics do not belong there.
    """
    parsed = make_url(url)
    if parsed.drivername not in _DRIVERS:
        raise ValueError(
            f"There is no support for {parsed.drivername}; "
            "give a sqlite+aiosqlite:/// or postgresql+asyncpg:// address."
        )
    parsed = parsed.set(drivername=_DRIVERS[parsed.drivername])
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise ValueError("SQLite needs a file here; give sqlite+aiosqlite:///path/to/file.db.")
        return _sqlite(parsed)
    return _postgresql(parsed)


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The same engine for looking only: each statement is a transaction of its own."""
    if is_sqlite(engine):
        return engine.execution_options(**{READ_ONLY: True})
    return engine.execution_options(**{READ_ONLY: True, "isolation_level": "AUTOCOMMIT"})


def is_sqlite(engine: AsyncEngine) -> bool:
    return engine.dialect.name == "sqlite"


def _to_json(value: object) -> str:
    return orjson.dumps(value).decode()


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        hide_parameters=True,
        # isolation_level None: sqlite3 begins no transactions by itself, `_begin` does.
        connect_args={"isolation_level": None, "timeout": _WAIT_SECONDS},
        pool_timeout=_WAIT_SECONDS,
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: AdaptedConnection, _record: object) -> None:
    connection.run_async(_set_pragmas)


async def _set_pragmas(connection: aiosqlite.Connection) -> None:
    for pragma in _SQLITE_PRAGMAS:
        await connection.execute(pragma)
    # SQLite waits for other connections in everything but this, and only on a new file.
    for _ in range(_WAL_TRIES):
        with suppress(sqlite3.OperationalError):
            await connection.execute(_WAL)
            return
        await asyncio.sleep(_WAIT_SECONDS / _WAL_TRIES)
    await connection.execute(_WAL)


def _begin(connection: Connection) -> None:
    # A transaction that starts as a reader and then writes fails at once with SQLITE_BUSY if
    # somebody wrote in between; one that takes the write lock first waits for it instead.
    if not connection.get_execution_options().get(READ_ONLY):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        hide_parameters=True,
        connect_args={
            "timeout": _WAIT_SECONDS,
            "server_settings": {
                "application_name": "macki",
                "jit": "off",
                # A frozen process must not keep the others from the locks that it holds.
                "idle_in_transaction_session_timeout": "10s",
            },
        },
        # Five processes together stay well below PostgreSQL's default of 100 connections.
        pool_size=5,
        max_overflow=5,
        pool_timeout=_WAIT_SECONDS,
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
    )
    event.listen(engine.sync_engine, "checkout", _replace_if_closed)
    return engine


def _replace_if_closed(connection: AdaptedConnection, _record: object, _proxy: object) -> None:
    """A server that was restarted has closed its sockets, which costs nothing to see; the pool's
    own pre-ping would cost three round trips for each unit of work."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError
