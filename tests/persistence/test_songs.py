"""How songs and their choices are kept, whatever keeps them."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.errors import NotFound
from domain.library import ItemFilter
from domain.paging import Page, Position
from domain.ports.database import Database
from domain.song import Song
from persistence.unit_of_work import SqlDatabase
from tests.persistence.examples import (
    NOON,
    SECOND,
    add,
    choice,
    media_file,
    new_id,
    song_job,
    song_of,
)
from tests.statements import statements


async def keep(database: Database, *songs: Song) -> None:
    async with database.begin() as work:
        for song in songs:
            await work.songs.add(song)
        await work.commit()


async def saved(database: Database, song: Song) -> Song:
    async with database.begin() as work:
        await work.songs.save(song)
        await work.commit()
    async with database.read() as work:
        return await work.songs.get(song.id)


async def test_a_song_comes_back_as_it_was_with_choices_lyrics_and_files(
    database: Database,
) -> None:
    job = song_job()
    song = song_of(job, choices=(choice(0), choice(1, files=False)), completed_at=NOON)
    await add(database, job)
    await keep(database, song)
    async with database.read() as work:
        assert await work.songs.get(song.id) == song
        mp3 = media_file("song 0")
        assert song.choices[0].mp3 == await work.media.find(mp3.sha256) == mp3
        with pytest.raises(NotFound):
            await work.songs.get(new_id())


async def test_a_song_fills_as_its_job_goes_on(database: Database) -> None:
    job = song_job()
    song = song_of(job)
    await add(database, job)
    await keep(database, song)
    waiting = song.with_choices((choice(0, files=False), choice(1, files=False)))
    assert await saved(database, waiting) == waiting
    complete = replace(song, choices=(choice(0), choice(1)), completed_at=NOON + SECOND)
    assert await saved(database, complete) == complete


async def test_a_song_can_be_handed_to_the_job_that_retries_it(database: Database) -> None:
    job, retry = song_job(), song_job()
    song = song_of(job, choices=(choice(0),))
    await add(database, job, retry)
    await keep(database, song)
    handed = await saved(database, replace(song, job_id=retry.id))
    async with database.read() as work:
        assert await work.songs.of_jobs([job.id, retry.id]) == {retry.id: handed}


async def test_saving_an_unknown_song_is_refused(database: Database) -> None:
    async with database.begin() as work:
        with pytest.raises(NotFound):
            await work.songs.save(song_of(song_job()))


async def test_songs_are_found_by_their_jobs(database: Database) -> None:
    jobs = [song_job() for _ in range(3)]
    songs = [song_of(job, choices=(choice(0),)) for job in jobs]
    await add(database, *jobs)
    await keep(database, *songs)
    async with database.read() as work:
        found = await work.songs.of_jobs([job.id for job in jobs[:2]])
        assert await work.songs.of_jobs([]) == {}
    assert found == {jobs[0].id: songs[0], jobs[1].id: songs[1]}


async def test_pages_of_songs_run_from_the_newest(database: Database) -> None:
    jobs = [song_job() for _ in range(5)]
    songs = [
        song_of(job, created_at=NOON + (number // 2) * SECOND, choices=(choice(0), choice(1)))
        for number, job in enumerate(jobs)
    ]
    await add(database, *jobs)
    await keep(database, *songs)
    async with database.read() as work:
        first = await work.songs.page(Page(3), ItemFilter())
        end = Position(first[-1].created_at, first[-1].id)
        rest = await work.songs.page(Page(3, end), ItemFilter())
        assert await work.songs.count(ItemFilter()) == 5
    assert [*first, *rest] == [song.without_texts() for song in songs[::-1]]


async def test_a_song_without_choices_and_a_choice_without_files_are_listed(
    database: Database,
) -> None:
    jobs = [song_job(), song_job()]
    waiting = song_of(jobs[0], created_at=NOON)
    unfetched = song_of(jobs[1], created_at=NOON + SECOND, choices=(choice(0, files=False),))
    await add(database, *jobs)
    await keep(database, waiting, unfetched)
    async with database.read() as work:
        assert await work.songs.page(Page(9), ItemFilter()) == [
            unfetched.without_texts(),
            waiting.without_texts(),
        ]


async def test_songs_with_any_choices_keep_apart_in_a_list(database: Database) -> None:
    indexes = [(2, 5), (), (1,), (0, 1, 2), ()]
    jobs = [song_job() for _ in indexes]
    songs = [
        song_of(
            job,
            created_at=NOON + number * SECOND,
            choices=tuple(choice(each, files=each != 1) for each in of_one),
        )
        for number, (job, of_one) in enumerate(zip(jobs, indexes, strict=True))
    ]
    await add(database, *jobs)
    await keep(database, *songs)
    async with database.read() as work:
        found = await work.songs.page(Page(9), ItemFilter())
        last = await work.songs.page(Page(3, backward=True), ItemFilter())
    assert found == [song.without_texts() for song in songs[::-1]]
    assert last == found[2:]


async def test_lyrics_are_read_by_song_and_timed_ones_by_choice(database: Database) -> None:
    job, known = song_job(), choice(0)
    await add(database, job)
    await keep(database, song := song_of(job, choices=(known, choice(1))))
    async with database.read() as work:
        assert await work.songs.lyrics_of([song.id, new_id()]) == {song.id: song.lyrics}
        found = await work.songs.sections_of([known.id, new_id()])
    assert found == {known.id: known.sections}


async def test_a_song_that_was_read_without_its_lyrics_cannot_be_saved(
    engine: AsyncEngine,
) -> None:
    database, job = SqlDatabase(engine, _ignore), song_job()
    await add(database, job)
    await keep(database, song := song_of(job, choices=(choice(0),)))
    async with database.begin() as work:
        with pytest.raises(ValueError, match="without its lyrics"):
            await work.songs.save(song.without_texts())


async def _ignore(events: object) -> None:
    """Nobody listens."""


async def test_a_page_of_songs_costs_one_query_however_long_it_is(engine: AsyncEngine) -> None:
    database = SqlDatabase(engine, _ignore)
    jobs = [song_job() for _ in range(12)]
    await add(database, *jobs)
    await keep(database, *(song_of(job, choices=(choice(0), choice(1))) for job in jobs))
    with statements(engine) as sent:
        async with database.read() as work:
            assert len(await work.songs.page(Page(12), ItemFilter())) == 12
        await asyncio.sleep(0)
    assert len(sent) == 1
