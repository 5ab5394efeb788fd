"""What was ordered is remembered once, whatever keeps it, and found in pages."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import NotFound
from domain.history import PastRequest
from domain.job import Job
from domain.job_state import JobKind, JobState, Provider
from domain.paging import Page, Position
from domain.ports.database import Database
from tests.persistence.examples import (
    EVERY_SCRIPT,
    IMAGE_REQUEST,
    NOON,
    SECOND,
    SONG_REQUEST,
    add,
    image_job,
    song_job,
)

EVERYTHING = Page(100)


def ordered(second: int, prompt: str = "A red door", **changes: Any) -> Job:
    request = replace(IMAGE_REQUEST, prompt=prompt, **changes)
    return image_job(request=request, created_at=NOON + second * SECOND)


async def history(database: Database, page: Page = EVERYTHING, **wanted: Any) -> list[PastRequest]:
    async with database.read() as work:
        return list(await work.history.page(page, **wanted))


async def prompts(database: Database, **wanted: Any) -> list[str | None]:
    return [past.request.prompt for past in await history(database, **wanted)]


async def test_the_same_request_stands_there_once_with_its_last_job(database: Database) -> None:
    jobs = [ordered(0), ordered(1, "A blue door"), ordered(2), ordered(3, n=1)]
    await add(database, *jobs)
    found = await history(database)
    assert [(past.last_job_id, past.times, past.last_at) for past in found] == [
        (jobs[3].id, 1, jobs[3].created_at),
        (jobs[2].id, 2, jobs[2].created_at),
        (jobs[1].id, 1, jobs[1].created_at),
    ]
    assert [past.request for past in found] == [job.request for job in (jobs[3], *jobs[2:0:-1])]
    async with database.read() as work:
        assert await work.history.get(found[1].key) == found[1]
        with pytest.raises(NotFound):
            await work.history.get("x")


async def test_a_retry_is_no_order(database: Database) -> None:
    failed = replace(ordered(0), state=JobState.FAILED)
    await add(database, failed, replace(ordered(1), retry_of=failed.id))
    assert [(each.times, each.last_job_id) for each in await history(database)] == [(1, failed.id)]


async def test_files_that_were_brought_along_are_no_order(database: Database) -> None:
    await add(database, replace(ordered(0), provider=Provider.IMPORTED), ordered(1, "Another"))
    assert await prompts(database) == ["Another"]


async def test_what_an_export_brings_back_does_not_pass_for_the_last(database: Database) -> None:
    here, imported = ordered(5), ordered(1)
    await add(database, here)
    await add(database, imported)
    [past] = await history(database)
    assert (past.last_job_id, past.last_at, past.times) == (here.id, here.created_at, 2)


async def test_images_and_songs_are_told_apart_and_come_back_whole(database: Database) -> None:
    await add(database, image_job(), song_job(created_at=NOON + SECOND))
    both = await history(database)
    assert [(past.kind, past.request) for past in both] == [
        (JobKind.SONG, SONG_REQUEST),
        (JobKind.IMAGE, IMAGE_REQUEST),
    ]
    assert await history(database, kind=JobKind.IMAGE) == both[1:]


@pytest.mark.parametrize("text", ["GRÜSSE", "ελλάς", "🎵", "\\;", "привет 你好"])
async def test_words_are_found_in_prompts_and_lyrics_whatever_their_case(
    database: Database, text: str
) -> None:
    await add(database, ordered(0, EVERY_SCRIPT), ordered(1), song_job())
    assert {past.kind for past in await history(database, text=text)} == {
        JobKind.IMAGE,
        JobKind.SONG,
    }
    assert EVERY_SCRIPT in await prompts(database, text=text)
    assert await prompts(database, text="red DOOR") == ["A red door"]
    assert await prompts(database, text="red %") == []


async def test_pages_follow_each_other_without_gap_or_double(database: Database) -> None:
    await add(database, *(ordered(n // 2, f"Door {n}") for n in range(9)))
    whole = [past.key for past in await history(database)]
    assert len(whole) == len(set(whole)) == 9
    seen, page = list[str](), Page(4)
    while found := await history(database, page):
        seen += [past.key for past in found]
        page = Page(4, after=Position(found[-1].last_at, found[-1].last_job_id))
    assert seen == whole


async def test_orders_at_the_same_moment_are_all_counted(database: Database) -> None:
    await asyncio.gather(*(add(database, ordered(n)) for n in range(8)))
    assert [past.times for past in await history(database)] == [8]


async def test_an_order_that_is_not_kept_is_not_remembered(database: Database) -> None:
    async with database.begin() as work:
        await work.jobs.add(ordered(0))
    assert await history(database) == []
