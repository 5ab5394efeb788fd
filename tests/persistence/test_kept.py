"""Statements that go to PostgreSQL's driver without SQLAlchemy in between."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio
from asyncpg import Record  # pyright: ignore[reportMissingTypeStubs]
from sqlalchemy import make_url, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.errors import DatabaseUnavailable
from domain.job_state import JobEvent
from domain.library import ItemFilter
from domain.paging import Order, Page, Position, SortKey
from domain.song import Song
from persistence.engine import create_engine, reading
from persistence.kept import KeptStatement
from persistence.paging import Shape, values_of
from persistence.song_list import read_song_list, usual_song_list
from persistence.tables import jobs
from persistence.transaction import Transaction
from persistence.unit_of_work import SqlDatabase
from tests.persistence.examples import NOON, SECOND, add, choice, song_job, song_of, stems_file

_ALL = Page(10)


async def publish(events: Sequence[JobEvent]) -> None:
    """Nobody listens."""


@pytest_asyncio.fixture
async def engine(postgresql_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(postgresql_url)
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture
async def songs(engine: AsyncEngine) -> Sequence[Song]:
    """Each newer, later in the alphabet and better than the one before; one has no choices, and
    one has stems."""
    database, ordered = SqlDatabase(engine, publish), [song_job() for _ in range(4)]
    await add(database, *ordered)
    choices = [(), *((choice(0), replace(choice(1), stems=stems_file())) for _ in range(3))]
    made = [
        song_of(
            job,
            title=f"song {number}",
            created_at=NOON + number * SECOND,
            rating=number + 1,
            choices=choices[number],
        )
        for number, job in enumerate(ordered)
    ]
    async with database.begin() as work:
        for song in made:
            await work.songs.add(song)
        await work.commit()
    return made


@dataclass(frozen=True)
class _Asked:
    """Behind and ahead of which places, and how many of the four are there."""

    after: bool
    before: bool
    offset: int
    found: int


_ASKED = (
    _Asked(False, False, 0, 4),
    _Asked(False, False, 1, 3),
    _Asked(True, False, 0, 3),
    _Asked(False, True, 0, 3),
    _Asked(True, True, 0, 2),
)


@pytest.mark.parametrize("by", SortKey)
async def test_rows_are_the_same_in_both_ways(
    engine: AsyncEngine, songs: Sequence[Song], by: SortKey
) -> None:
    low, high = (Position(song.position(by).value, UUID(int=0)) for song in (songs[1], songs[3]))
    for asked, descending, backward in product(_ASKED, (True, False), (True, False)):
        first, last = (high, low) if descending else (low, high)
        page = Page(
            limit=10,
            after=first if asked.after else None,
            before=last if asked.before else None,
            backward=backward,
            order=Order(by, descending),
            offset=asked.offset,
        )
        kept = usual_song_list(Shape.of(page))
        async with reading(engine).connect() as connection:
            transaction = Transaction(connection, read_only=True)
            short = await transaction.kept_rows(kept, values_of(page))
            usual = await transaction.rows(kept.select, values_of(page))
        assert all(isinstance(row, Record) for row in short)  # it was the short way
        assert [tuple(row) for row in short] == [tuple(row) for row in usual], page
        assert len(read_song_list(short)) == asked.found, page
        assert read_song_list(short) == read_song_list(usual)


async def test_a_column_that_sqlalchemy_converts_is_refused() -> None:
    kept = KeptStatement(select(jobs.c.expected_us))
    with pytest.raises(ValueError, match="converted"):
        _ = kept.sql


async def test_a_transaction_sees_what_it_wrote(engine: AsyncEngine, songs: Sequence[Song]) -> None:
    async with SqlDatabase(engine, publish).begin() as work:
        await work.songs.remove([songs[0].id])
        found = await work.songs.page(_ALL, ItemFilter())
    assert {song.id for song in found} == {song.id for song in songs[1:]}


async def test_a_connection_that_ends_is_replaced(
    engine: AsyncEngine, songs: Sequence[Song]
) -> None:
    async with SqlDatabase(engine, publish).read() as work:
        assert await work.songs.get(songs[0].id) == songs[0]
        await _end_all_connections(engine.url.render_as_string(hide_password=False))
        assert len(await work.songs.page(_ALL, ItemFilter())) == 4


async def test_a_server_that_is_gone_is_an_outage(
    postgresql_url: str, songs: Sequence[Song], tmp_path: Path
) -> None:
    url, way = make_url(postgresql_url), tmp_path / "way"
    way.symlink_to(str(url.query["host"]))
    engine = create_engine(url.update_query_dict({"host": str(way)}).render_as_string())
    database = SqlDatabase(engine, publish)
    assert len(await _read(database)) == 4
    way.unlink()
    with pytest.raises(DatabaseUnavailable):
        await _read_across_an_end(database, postgresql_url)
    await engine.dispose()


async def _read_across_an_end(database: SqlDatabase, url: str) -> None:
    async with database.read() as work:
        await work.songs.page(_ALL, ItemFilter())
        await _end_all_connections(url)
        await work.songs.page(_ALL, ItemFilter())


async def _read(database: SqlDatabase) -> Sequence[Song]:
    async with database.read() as work:
        return await work.songs.page(_ALL, ItemFilter())


async def _end_all_connections(url: str) -> None:
    other = create_engine(url)
    async with other.connect() as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        theirs = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        await connection.execute(text(f"{ended} {theirs}"))
    await other.dispose()


async def test_who_gives_up_waiting_leaves_the_connection_in_order(
    engine: AsyncEngine, songs: Sequence[Song]
) -> None:
    database = SqlDatabase(engine, publish)
    await asyncio.gather(*(_read(database) for _ in range(5)))  # it is prepared on all of them
    async with engine.connect() as holder:
        await holder.execute(text("LOCK TABLE songs"))  # so that who reads has to wait
        waiting = [asyncio.create_task(_read(database)) for _ in range(5)]
        while await _count_waiting(engine) < len(waiting):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for each in waiting:
            each.cancel()
        ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(each, asyncio.CancelledError) for each in ended)
    found = await asyncio.gather(*(_read(database) for _ in range(10)))
    assert {len(each) for each in found} == {4}


async def _count_waiting(engine: AsyncEngine) -> int:
    theirs = "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    async with engine.connect() as connection:
        found = await connection.execute(text(f"SELECT count(*) FROM pg_stat_activity {theirs}"))
        return found.scalar_one()
