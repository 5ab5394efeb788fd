"""The timeline of each job, and the one order of all events."""

from dataclasses import replace
from datetime import timedelta

from domain.errors import Failure, FailureCode
from domain.job_state import EventKind
from domain.ports.database import Database
from tests.persistence.examples import (
    EVERY_SCRIPT,
    NOON,
    SECOND,
    WORKER,
    add,
    image_job,
    new_id,
    song_job,
)

BUSY = Failure(code=FailureCode.RATE_LIMIT, message=EVERY_SCRIPT, hint="Wait.", http_status=429)


async def test_a_timeline_has_every_event_in_order_without_a_gap(database: Database) -> None:
    job = (
        image_job()
        .claim(WORKER, NOON)
        .show("ab" * 32, 0, NOON)
        .wait(NOON + SECOND, BUSY, NOON + timedelta(microseconds=1))
    )
    await add(database, song_job(), job)
    async with database.read() as work:
        timeline = await work.events.of_job(job.id)
        assert await work.events.of_job(job.id, after=2) == timeline[2:]
        assert await work.events.of_job(job.id, after=4) == []
    assert [event.sequence for event in timeline] == [1, 2, 3, 4]
    assert [replace(event, cursor=0) for event in timeline] == list(job.news)


async def test_the_timelines_of_many_jobs_are_read_together(database: Database) -> None:
    told, waiting = image_job().claim(WORKER, NOON).show("ab" * 32, 0, NOON), song_job()
    await add(database, waiting, told, image_job())
    async with database.read() as work:
        found = await work.events.of_jobs([told.id, waiting.id, new_id()])
        assert found == {each.id: await work.events.of_job(each.id) for each in (told, waiting)}
        assert await work.events.of_jobs([]) == {}
    assert [event.sequence for event in found[told.id]] == [1, 2, 3]


async def test_events_of_all_jobs_follow_each_other_by_their_cursors(database: Database) -> None:
    for _ in range(5):
        await add(database, image_job(), song_job())
    async with database.read() as work:
        everything = await work.events.since(0, 100)
        first = await work.events.since(0, 4)
        rest = await work.events.since(first[-1].cursor, 100)
        assert await work.events.last_cursor() == everything[-1].cursor
    cursors = [event.cursor for event in everything]
    assert len(cursors) == 10
    assert cursors == sorted(set(cursors))
    assert [*first, *rest] == everything


async def test_the_last_cursor_is_0_before_anything_happened(database: Database) -> None:
    async with database.read() as work:
        assert await work.events.last_cursor() == 0
        assert await work.events.since(0, 10) == []


async def test_many_events_of_one_transaction_keep_their_order(database: Database) -> None:
    """More than one statement of the driver may be needed for them."""
    job = image_job()
    for number in range(1500):
        job = job.tell(EventKind.NOTED, NOON, f"{number}")
    await add(database, job)
    async with database.read() as work:
        events = await work.events.since(0, 2000)
    assert [event.sequence for event in events] == list(range(1, 1502))
