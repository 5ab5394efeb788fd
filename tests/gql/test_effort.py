"""What a list costs, in calls of functions: alike on every machine, and with whatever else runs."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from types import FrameType
from typing import Any
from uuid import uuid4

import pytest_asyncio

from domain.media import MediaFile, MediaType
from domain.song import SongChoice
from persistence.engine import create_engine
from tests.gql.stories import choice, song_job, song_of
from tests.gql.studio import Studio, opened

FEW, MANY = 20, 100

SONGS = """
    query($first: Int!) {
      songs(first: $first) {
        edges { node {
          id title model createdAt tags
          choices { index durationMs mp3 { url sizeBytes durationMs } }
        } }
        pageInfo { hasNextPage endCursor }
      }
    }
"""
CALLS_FOR_A_SONG = 60
"""With two choices and their files. Found: 56, half of them a field's own method; object by object,
it were about 125."""

CALLS_FOR_AN_OPERATION = 2_700
"""Of a list of one song, with the client that asks. Found: 2,569; by way of Strawberry's view and
of SQLAlchemy, 2,967; unplanned each time, 460 more."""


@pytest_asyncio.fixture
async def studio(postgresql_url: str) -> AsyncIterator[Studio]:
    """On PostgreSQL: what SQLite's driver makes of each value is not ours."""
    engine = create_engine(postgresql_url)
    async with opened(engine) as studio:
        yield studio
    await engine.dispose()


async def test_a_song_in_a_list_costs_few_calls(studio: Studio) -> None:
    await _fill(studio, MANY)
    few, many = await _calls(studio, FEW), await _calls(studio, MANY)
    assert (many - few) / (MANY - FEW) <= CALLS_FOR_A_SONG, (few, many)


async def test_an_operation_that_is_known_costs_few_calls(studio: Studio) -> None:
    await _fill(studio, 1)
    one = await _calls(studio, 1)
    assert one <= CALLS_FOR_AN_OPERATION, one


async def _calls(studio: Studio, first: int) -> int:
    """Of Python's functions and of C's, in the thread of the event loop, for one answer."""
    for _ in range(3):
        await studio.data(SONGS, first=first)
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    await _profiled(count, studio, first)
    return counted


async def _profiled(count: Callable[..., Any], studio: Studio, first: int) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert not others, others
    gc.collect()
    gc.disable()  # what earlier tests left behind says goodbye in calls of its own
    sys.setprofile(count)
    try:
        await studio.data(SONGS, first=first)
    finally:
        sys.setprofile(None)
        gc.enable()


async def _fill(studio: Studio, songs: int) -> None:
    async with studio.database.begin() as work:
        for _ in range(songs):
            job = song_job()
            await work.jobs.add(job)
            await work.songs.add(song_of(job, choices=(_with_file(0), _with_file(1))))
        await work.commit()


def _with_file(index: int) -> SongChoice:
    name = uuid4().hex * 2
    file = MediaFile(sha256=name, media_type=MediaType.MP3, size_bytes=1, duration_ms=1_000)
    return replace(choice(index), mp3=file, lossless=None)
