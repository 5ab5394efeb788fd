"""What a transaction promises, whatever keeps it."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util.concurrency import await_

from domain.errors import NotFound
from domain.job import Job
from domain.job_state import EventKind, JobEvent
from domain.ports.database import Database
from persistence.unit_of_work import SqlDatabase
from tests.fakes import FakeDatabase
from tests.persistence.examples import NOON, add, image_job, song_job, stored


async def test_what_was_committed_is_there(database: Database) -> None:
    job = image_job()
    await add(database, job)
    assert await stored(database, job) == job


async def test_leaving_without_commit_keeps_nothing(
    database: Database, published: list[JobEvent]
) -> None:
    job = image_job()
    async with database.begin() as work:
        await work.jobs.add(job)
    with pytest.raises(NotFound):
        await stored(database, job)
    assert published == []


async def test_an_error_keeps_nothing(database: Database) -> None:
    job = image_job()

    async def stumble() -> None:
        async with database.begin() as work:
            await work.jobs.add(job)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stumble()
    with pytest.raises(NotFound):
        await stored(database, job)


async def test_readers_neither_wait_for_a_writer_nor_see_its_unfinished_work(
    database: Database,
) -> None:
    job = image_job()
    async with database.begin() as work:
        await work.jobs.add(job)
        with pytest.raises(NotFound):
            await stored(database, job)
        await work.commit()
    assert await stored(database, job) == job


async def test_a_unit_of_work_sees_its_own_changes(database: Database) -> None:
    job = image_job()
    async with database.begin() as work:
        await work.jobs.add(job)
        assert await work.jobs.get(job.id) == job


async def test_a_unit_of_work_ends_with_its_commit(database: Database) -> None:
    async with database.begin() as work:
        await work.commit()
        with pytest.raises(Exception, match=r"closed|ended"):
            await work.jobs.count_by_state()


async def test_a_unit_of_work_for_reading_refuses_to_write(database: Database) -> None:
    async with database.read() as work:
        with pytest.raises(RuntimeError, match="only reads"):
            await work.jobs.add(image_job())


async def test_events_are_published_after_the_commit_with_their_cursors(
    database: Database, published: list[JobEvent]
) -> None:
    first, second = image_job(), song_job()
    async with database.begin() as work:
        await work.jobs.add(first)
        await work.jobs.add(second)
        assert published == []
        await work.commit()
    async with database.read() as work:
        assert await work.events.since(0, 10) == published
    assert [event.job_id for event in published] == [first.id, second.id]
    assert 0 < published[0].cursor < published[1].cursor


async def test_nothing_is_published_where_nothing_happened(
    database: Database, published: list[JobEvent]
) -> None:
    async with database.begin() as work:
        await work.workers.beat(UUID(int=1), NOON)
        await work.commit()
    assert published == []


async def _fail(events: Sequence[JobEvent]) -> None:
    raise ConnectionError("the feed is away")


async def test_a_feed_that_is_away_fails_no_commit(engine: AsyncEngine) -> None:
    job = image_job()
    for database in (SqlDatabase(engine, _fail), FakeDatabase(_fail)):
        await add(database, job)
        assert await stored(database, job) == job


async def test_a_writer_may_write_again_while_its_events_are_published(
    engine: AsyncEngine,
) -> None:
    async def write(events: Sequence[JobEvent]) -> None:
        async with database.begin() as work:
            await work.workers.beat(UUID(int=1), NOON)
            await work.commit()

    database = SqlDatabase(engine, write)
    await asyncio.wait_for(add(database, image_job()), timeout=30)
    async with database.read() as work:
        assert await work.workers.count_since(NOON) == 1


async def test_many_writers_at_once_all_get_their_turn(database: Database) -> None:
    jobs = [image_job() for _ in range(25)]
    await asyncio.gather(*(add(database, job) for job in jobs))
    async with database.read() as work:
        assert len(await work.jobs.get_many([job.id for job in jobs])) == 25
        assert len(await work.events.since(0, 100)) == 25


async def test_a_cancelled_writer_holds_nobody_up(database: Database) -> None:
    async def dawdle(started: asyncio.Event) -> None:
        async with database.begin() as work:
            await work.jobs.add(image_job())
            started.set()
            await asyncio.Event().wait()

    started = asyncio.Event()
    writer = asyncio.create_task(dawdle(started))
    await started.wait()
    waiting = asyncio.create_task(add(database, image_job()))
    await asyncio.sleep(0)
    waiting.cancel()
    writer.cancel()
    await asyncio.wait({writer, waiting})
    await add(database, job := image_job())
    assert await stored(database, job) == job


async def test_a_follower_of_the_cursor_misses_no_event_of_concurrent_writers(
    database: Database,
) -> None:
    jobs = [image_job() for _ in range(8)]
    writers = [asyncio.create_task(_tell_five_times(database, job)) for job in jobs]
    followed: list[JobEvent] = []
    while not all(writer.done() for writer in writers):
        followed += await _news_after(database, followed)
        await asyncio.sleep(0)
    await asyncio.gather(*writers)
    followed += await _news_after(database, followed)
    assert len(followed) == 8 * 6
    for job in jobs:
        assert [each.sequence for each in followed if each.job_id == job.id] == [1, 2, 3, 4, 5, 6]


async def test_no_smaller_cursor_appears_after_a_larger_one(engine: AsyncEngine) -> None:
    """The first writer is held up in the middle of its commit, while a second one commits."""
    committing, go_on = asyncio.Event(), asyncio.Event()

    def hold_up(connection: object) -> None:
        if not committing.is_set():
            committing.set()
            await_(go_on.wait())

    database = SqlDatabase(engine, _ignore)
    event.listen(engine.sync_engine, "commit", hold_up)
    first = asyncio.create_task(add(database, image_job()))
    await committing.wait()
    second = asyncio.create_task(add(database, image_job()))
    await asyncio.wait({second}, timeout=0.2)
    followed = list(await _news_after(database, []))
    go_on.set()
    await asyncio.gather(first, second)
    followed += await _news_after(database, followed)
    assert len(followed) == 2


async def _ignore(events: Sequence[JobEvent]) -> None:
    """Nobody listens."""


async def _news_after(database: Database, followed: list[JobEvent]) -> Sequence[JobEvent]:
    async with database.read() as work:
        return await work.events.since(followed[-1].cursor if followed else 0, 1000)


async def _tell_five_times(database: Database, job: Job) -> None:
    await add(database, job)
    for _ in range(5):
        job = await stored(database, job)
        async with database.begin() as work:
            await work.jobs.save(job.tell(EventKind.NOTED, NOON, "Something happened."))
            await work.commit()
