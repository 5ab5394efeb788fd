"""Connections are set up so that what was committed stays, and writers take turns."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.engine import create_engine
from persistence.unit_of_work import SqlDatabase
from tests.persistence.examples import NOON, add, image_job, stored

TERMINATE_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

TWO_LOOPS, JOBS_EACH = 2, 20


async def ignore(events: object) -> None:
    """Nobody listens."""


async def test_sqlite_syncs_each_commit_and_lets_readers_read(migrated_file: Path) -> None:
    engine = create_engine(f"sqlite:///{migrated_file}")
    async with engine.connect() as connection:
        pragmas = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "fullfsync", "foreign_keys", "busy_timeout")
        }
    await engine.dispose()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


async def test_times_are_given_back_in_utc(engine: AsyncEngine) -> None:
    database = SqlDatabase(engine, ignore)
    await add(database, job := image_job())
    assert (await stored(database, job)).created_at.utcoffset() == timedelta()


async def test_a_time_without_zone_is_refused(engine: AsyncEngine) -> None:
    database = SqlDatabase(engine, ignore)
    async with database.begin() as work:
        with pytest.raises(StatementError, match="has no time zone"):
            await work.workers.beat(UUID(int=1), NOON.replace(tzinfo=None))


async def test_a_restart_of_the_server_fails_no_unit_of_work(postgresql_url: str) -> None:
    closed = asyncio.Event()

    def see_the_end(_connection: object) -> None:
        closed.set()

    engine, other = create_engine(postgresql_url), create_engine(postgresql_url)
    database = SqlDatabase(engine, ignore)
    await add(database, image_job(), image_job())
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        driver.add_termination_listener(see_the_end)
    async with other.connect() as connection:
        await connection.execute(text(TERMINATE_OTHERS))
    await closed.wait()
    await add(database, job := image_job())
    assert await stored(database, job) == job
    await engine.dispose()
    await other.dispose()


def test_an_unknown_database_is_refused_with_what_is_possible() -> None:
    with pytest.raises(ValueError, match="no support for mysql; give a sqlite"):
        create_engine("mysql://localhost/studio")
    with pytest.raises(ValueError, match="SQLite needs a file"):
        create_engine("sqlite://")


def test_two_event_loops_of_a_process_share_a_database_with_an_engine_each(url: str) -> None:
    """As the embedded mode does: each reads before it writes, and neither fails for that."""

    async def count_up() -> None:
        engine = create_engine(url)
        database = SqlDatabase(engine, ignore)
        for _ in range(JOBS_EACH):
            async with database.begin() as work:
                await work.events.last_cursor()
                await work.jobs.add(image_job())
                await work.commit()
        await engine.dispose()

    async def both() -> int:
        await asyncio.gather(
            *(asyncio.to_thread(asyncio.run, count_up()) for _ in range(TWO_LOOPS))
        )
        engine = create_engine(url)
        async with SqlDatabase(engine, ignore).read() as work:
            stored = len(await work.events.since(0, 1000))
        await engine.dispose()
        return stored

    assert asyncio.run(both()) == TWO_LOOPS * JOBS_EACH


async def test_an_error_of_the_database_quotes_nothing_of_what_was_written(
    engine: AsyncEngine,
) -> None:
    """It is logged as it is; prompts and lyrics are their author's business."""
    incomplete = text("INSERT INTO templates (name) VALUES (:name)")
    with pytest.raises(StatementError) as refused:
        async with engine.begin() as connection:
            await connection.execute(incomplete, {"name": "in the morning light"})
    # What PostgreSQL itself quotes of the row, the log leaves out.
    assert "morning" not in re.sub("Failing row contains .*", "", str(refused.value))
