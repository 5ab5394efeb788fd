"""A database that is away is told from a mistake of ours."""

import asyncio
import shutil
import struct
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from domain.errors import DatabaseFull, DatabaseUnavailable
from domain.job_state import JobEvent
from persistence.engine import create_engine
from persistence.unit_of_work import SqlDatabase, unavailability_named
from tests.persistence.examples import add, image_job
from tests.sqlite_threads import aiosqlite_threads_ended

_SSL_REQUEST = struct.pack("!HH", 1234, 5679)


async def publish(events: Sequence[JobEvent]) -> None:
    """Nobody listens."""


def refusal(state: str, message: str) -> bytes:
    """PostgreSQL's error message with the fields that clients need."""
    fields = ((b"S", "FATAL"), (b"V", "FATAL"), (b"C", state), (b"M", message))
    body = b"".join(key + value.encode() + b"\0" for key, value in fields) + b"\0"
    return b"E" + struct.pack("!I", len(body) + 4) + body


@asynccontextmanager
async def refusing_server(answer: bytes) -> AsyncGenerator[str]:
    """Answers every connection as PostgreSQL does while it does not want any."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (await reader.read(1000))[4:8] == _SSL_REQUEST:
            writer.write(b"N")
            await reader.read(1000)
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"postgresql+asyncpg://u:p@127.0.0.1:{port}/x"


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("57P03", "the database system is starting up"),
        ("57P01", "terminating connection due to administrator command"),
        ("57P02", "terminating connection because of crash of another server process"),
        ("53300", "sorry, too many clients already"),
        ("08006", "connection failure"),
    ],
)
async def test_a_server_that_wants_no_connection_is_away(state: str, message: str) -> None:
    async with refusing_server(refusal(state, message)) as url:
        engine = create_engine(url)
        database = SqlDatabase(engine, publish)
        with pytest.raises(DatabaseUnavailable):
            async with database.read() as work:
                await work.events.last_cursor()
        await engine.dispose()


async def test_a_server_without_room_on_its_disk_says_so() -> None:
    async with refusing_server(refusal("53100", "could not extend file: disk full")) as url:
        engine = create_engine(url)
        with pytest.raises(DatabaseFull):
            async with SqlDatabase(engine, publish).begin() as work:
                await work.events.last_cursor()
        await engine.dispose()


async def test_a_sqlite_file_that_cannot_grow_says_so_and_is_read_all_the_same(
    migrated_file: Path, tmp_path: Path
) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{shutil.copy(migrated_file, tmp_path)}")

    @event.listens_for(engine.sync_engine, "connect")
    def full(connection: DBAPIConnection, _: object) -> None:  # pyright: ignore[reportUnusedFunction]
        cursor = connection.cursor()
        cursor.execute("PRAGMA max_page_count=1")  # as many as there are
        cursor.close()

    database = SqlDatabase(engine, publish)
    with pytest.raises(DatabaseFull) as caught:
        await add(database, *(image_job() for _ in range(50)))
    assert "Free some space" in caught.value.hint
    async with database.read() as work:
        assert await work.events.last_cursor() == 0
    await engine.dispose()
    await aiosqlite_threads_ended()


async def test_a_wrong_password_is_no_outage() -> None:
    async with refusing_server(refusal("28P01", "password authentication failed")) as url:
        engine = create_engine(url)
        with pytest.raises(DBAPIError):
            async with SqlDatabase(engine, publish).read() as work:
                await work.events.last_cursor()
        await engine.dispose()


async def test_a_server_that_is_not_there_is_away() -> None:
    engine = create_engine("postgresql+asyncpg://u:p@127.0.0.1:1/x")
    with pytest.raises(DatabaseUnavailable):
        async with SqlDatabase(engine, publish).begin() as work:
            await work.events.last_cursor()
    await engine.dispose()


async def test_a_pool_without_a_connection_for_who_lost_his_is_an_outage(
    postgresql_url: str,
) -> None:
    engine = create_async_engine(postgresql_url, pool_size=1, max_overflow=0, pool_timeout=0.05)
    async with engine.connect() as loser:
        await loser.execute(text("SELECT 1"))
        await loser.invalidate()
        await loser.rollback()
        async with engine.connect():
            with pytest.raises(DatabaseUnavailable):
                async with unavailability_named():
                    await loser.execute(text("SELECT 1"))
    await engine.dispose()


async def test_a_mistake_in_a_statement_is_not_called_an_outage(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    with pytest.raises(DBAPIError):
        async with unavailability_named(), engine.connect() as connection:
            await connection.execute(text("SELECT nothing FROM nowhere"))
    await engine.dispose()


async def test_a_sqlite_file_that_cannot_be_opened_is_away(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/missing/macki.db")
    with pytest.raises(DatabaseUnavailable):
        async with SqlDatabase(engine, publish).read() as work:
            await work.events.last_cursor()
    await engine.dispose()
    await aiosqlite_threads_ended()
