"""How instrumentals, extensions and stems are kept, whatever keeps them."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.errors import Conflict
from domain.job import Job
from domain.job_state import IN_FLIGHT, JobKind, JobState, Provider
from domain.library import ItemFilter
from domain.media import Delivery, MediaFile, Role
from domain.paging import Page
from domain.ports.database import Database
from domain.ports.jobs import JobFilter
from domain.report import Acceptance, ProviderReport, ProviderStatus, RemoteFile, Result
from domain.song import Song
from domain.use_cases.orders import Orders
from persistence.unit_of_work import SqlDatabase
from tests.fakes import FakeQueue
from tests.persistence.examples import (
    EVERY_SCRIPT,
    NOON,
    SECOND,
    add,
    choice,
    extension_job,
    instrumental_job,
    media_file,
    new_id,
    song_job,
    song_of,
    stems_file,
    stems_job,
    stored,
    succeeded_job,
)


async def keep(database: Database, *songs: Song) -> None:
    async with database.begin() as work:
        for song in songs:
            await work.songs.add(song)
        await work.commit()


async def test_the_jobs_of_every_kind_come_back_as_they_were(database: Database) -> None:
    for job in (instrumental_job(), extension_job(new_id()), stems_job(new_id())):
        await add(database, job)
        assert await stored(database, job) == replace(job, news=())


async def test_an_instrumental_and_an_extension_come_back_as_they_were(
    database: Database,
) -> None:
    jobs = [instrumental_job(), extension_job(new_id())]
    quiet = song_of(jobs[0], instrumental=True, lyrics="", choices=(choice(0),))
    longer = song_of(jobs[1], extends=new_id(), completed_at=NOON)
    await add(database, *jobs)
    await keep(database, quiet, longer)
    async with database.read() as work:
        assert [await work.songs.get(each.id) for each in (quiet, longer)] == [quiet, longer]
        listed = await work.songs.page(Page(9), ItemFilter())
    assert {each.id: each for each in listed} == {
        each.id: each.without_texts() for each in (quiet, longer)
    }


async def test_stems_are_kept_with_their_choice_alone_and_outlast_its_song_being_saved(
    database: Database,
) -> None:
    job = song_job()
    song = song_of(job, choices=(choice(0), choice(1)), completed_at=NOON)
    first, second = song.choices
    await add(database, job)
    await keep(database, song)
    async with database.begin() as work:
        assert await work.songs.keep_stems(second.id, stems_file())
        assert not await work.songs.keep_stems(new_id(), stems_file("other"))
        await work.commit()
    taken_apart = song.with_choices((first, replace(second, stems=stems_file())))
    async with database.read() as work:
        assert await work.songs.get(song.id) == taken_apart
        assert await work.songs.page(Page(9), ItemFilter()) == [taken_apart.without_texts()]
        assert await work.media.find(stems_file().sha256) == stems_file()
        assert await work.media.find(stems_file("other").sha256) is None
    async with database.begin() as work:
        await work.songs.save(taken_apart)
        await work.commit()
    async with database.read() as work:
        assert await work.songs.get(song.id) == taken_apart


async def test_an_odd_archive_gives_way_to_a_whole_one_alone_and_both_go_with_their_song(
    database: Database,
) -> None:
    song = song_of(job := song_job(), choices=(choice(0),))
    odd = replace(stems_file("odd"), entries=(), oddity=f"It is odd: {EVERY_SCRIPT}")
    await add(database, job)
    await keep(database, song)
    seen = list[MediaFile | None]()
    for stems in (odd, stems_file(), replace(odd, sha256="b" * 64)):
        await add(database, brought(song.choices[0].id, stems))
        async with database.begin() as work:
            assert await work.songs.keep_stems(song.choices[0].id, stems)
            await work.commit()
        async with database.read() as work:
            [listed] = (await work.songs.page(Page(9), ItemFilter()))[0].choices
            [read] = (await work.songs.get(song.id)).choices
            assert read.stems == listed.stems
            seen.append(read.stems)
    assert seen == [odd, stems_file(), stems_file()]
    hashes = [odd.sha256, stems_file().sha256, "b" * 64]
    async with database.begin() as work:
        assert await work.media.needed(hashes) == set(hashes)
        assert set(hashes) <= set(await work.songs.remove([song.id]))
        assert await work.media.needed(hashes) == set()
        await work.commit()


def brought(choice_id: UUID, stems: MediaFile) -> Job:
    """The job that brought the stems."""
    delivery = Delivery(index=0, role=Role.ZIP, url="https://files.test/1.zip", file=stems)
    done = {"state": JobState.SUCCEEDED, "accepted_at": NOON, "finished_at": NOON}
    return stems_job(choice_id, deliveries=(delivery,), **done)


async def test_stems_of_two_choices_that_come_at_once_are_both_kept(database: Database) -> None:
    job = song_job()
    song = song_of(job, choices=(choice(0), choice(1)))
    await add(database, job)
    await keep(database, song)

    async def bring(number: int) -> None:
        async with database.begin() as work:
            await work.songs.keep_stems(song.choices[number].id, stems_file(f"stems {number}"))
            await work.commit()

    await asyncio.gather(bring(0), bring(1))
    async with database.read() as work:
        kept = (await work.songs.get(song.id)).choices
    assert [each.stems for each in kept] == [stems_file("stems 0"), stems_file("stems 1")]


async def test_songs_are_found_by_their_choices(database: Database) -> None:
    jobs = [song_job(), song_job()]
    songs = [song_of(job, choices=(choice(0), choice(1))) for job in jobs]
    await add(database, *jobs)
    await keep(database, *songs)
    wanted = [songs[0].choices[1].id, songs[1].choices[0].id, new_id()]
    async with database.read() as work:
        assert await work.songs.of_choices(wanted) == dict(zip(wanted, songs, strict=False))
        assert await work.songs.of_choices([]) == {}


async def test_stems_go_with_their_song_unless_something_else_needs_them(
    database: Database,
) -> None:
    jobs = [song_job(), song_job()]
    alone = replace(choice(0), stems=stems_file("alone"))
    shared = replace(choice(1), stems=stems_file("shared"))
    songs = [
        song_of(jobs[0], choices=(alone, shared)),
        song_of(jobs[1], choices=(replace(choice(0), stems=stems_file("shared")),)),
    ]
    await add(database, *jobs)
    await keep(database, *songs)
    hashes = [stems_file(name).sha256 for name in ("alone", "shared", "unknown")]
    async with database.read() as work:
        assert await work.media.needed(hashes) == set(hashes[:2])
    async with database.begin() as work:
        gone = await work.songs.remove([songs[0].id])
        await work.commit()
    assert stems_file("alone").sha256 in gone
    assert stems_file("shared").sha256 not in gone
    async with database.read() as work:
        assert await work.media.needed(hashes) == {stems_file("shared").sha256}


async def test_a_song_outlasts_the_one_that_it_extends(database: Database) -> None:
    jobs = [song_job(), extension_job(new_id())]
    source = song_of(jobs[0], choices=(choice(0),))
    longer = song_of(jobs[1], extends=source.choices[0].id)
    await add(database, *jobs)
    await keep(database, source, longer)
    async with database.begin() as work:
        await work.songs.remove([source.id])
        await work.commit()
    async with database.read() as work:
        assert await work.songs.get(longer.id) == longer
        assert await work.songs.of_choices([source.choices[0].id]) == {}


async def test_the_jobs_of_a_choice_are_found(database: Database) -> None:
    wanted, other = new_id(), new_id()
    ended = stems_job(wanted, state=JobState.FAILED)
    under_way, longer = stems_job(wanted), extension_job(wanted)
    await add(database, ended, under_way, longer, stems_job(other), song_job())
    async with database.read() as work:
        every = await work.jobs.ids(JobFilter(choice_id=wanted))
        one = await work.jobs.ids(JobFilter(choice_id=wanted, kind=JobKind.STEMS, states=IN_FLIGHT))
    assert set(every) == {ended.id, under_way.id, longer.id}
    assert one == [under_way.id]


async def test_each_kind_takes_its_own_usual_time(database: Database) -> None:
    song = succeeded_job(60)
    request = instrumental_job().request
    quiet = replace(succeeded_job(20), kind=JobKind.INSTRUMENTAL, request=request)
    await add(database, song, quiet)
    async with database.read() as work:
        usual = [
            await work.jobs.usual_duration(Provider.MUREKA, kind, song.model)
            for kind in (JobKind.SONG, JobKind.INSTRUMENTAL, JobKind.STEMS)
        ]
    assert [each and each.total_seconds() for each in usual] == [60, 20, None]


async def test_what_stems_cost_is_in_the_usage(database: Database) -> None:
    job = stems_job(new_id(), attempt=1, accepted_at=NOON, state=JobState.RUNNING)
    await add(database, job)
    async with database.read() as work:
        [paid] = await work.usage.paid(NOON, NOON.replace(hour=23))
    assert (paid.kind, paid.results, paid.usd) == (JobKind.STEMS, 1, None)


async def test_an_order_and_a_purge_of_one_song_never_wait_for_each_other(
    engine: AsyncEngine,
) -> None:
    """Rows first and files second, on both sides."""
    database, job = SqlDatabase(engine, _ignore), song_job()
    song = song_of(job, choices=(replace(choice(0), stems=stems_file("old")),))
    await add(database, job)
    await keep(database, song)

    async def purge() -> None:
        async with database.begin() as work:
            await work.songs.hold([song.id])
            await work.songs.remove([song.id])
            await work.commit()

    async def bring(number: int) -> None:
        async with database.begin() as work:
            await work.songs.keep_stems(song.choices[0].id, stems_file(f"new {number}"))
            await work.commit()

    async with asyncio.timeout(30):
        await asyncio.gather(*(bring(number) for number in range(5)), purge())
    async with database.read() as work:
        assert await work.songs.of_choices([song.choices[0].id]) == {}


async def test_processes_that_order_the_stems_of_a_choice_at_once_make_one_job(
    engine: AsyncEngine,
) -> None:
    done = ProviderReport(
        status=ProviderStatus.SUCCEEDED,
        results=(Result(index=0, files=(RemoteFile(role=Role.MP3, url="https://a.test/1"),)),),
    )
    job = song_job().claim(new_id(), NOON).accept(Acceptance(report=done), NOON, patience=SECOND)
    job = job.store(job.deliveries[0], media_file("song"), NOON).succeed(NOON)
    song = song_of(job, choices=(choice(0),))
    await add(SqlDatabase(engine, _ignore), job)
    await keep(SqlDatabase(engine, _ignore), song)
    processes = [
        Orders(
            database=SqlDatabase(engine, _ignore),
            queue=FakeQueue(),
            vendors=frozenset({Provider.MUREKA}),
            clock=lambda: NOON,
            new_id=uuid4,
        )
        for _ in range(6)
    ]
    ordered = await asyncio.gather(*(each.order_stems(song.choices[0].id) for each in processes))
    assert len({each.id for each in ordered}) == 1
    async with SqlDatabase(engine, _ignore).read() as work:
        assert await work.jobs.count(JobFilter(kind=JobKind.STEMS)) == 1


@pytest.mark.parametrize("name", ["song", "stems"])
async def test_only_archives_have_entries(database: Database, name: str) -> None:
    file = stems_file() if name == "stems" else media_file(name)
    async with database.begin() as work:
        await work.media.add(file)
        await work.commit()
    async with database.read() as work:
        assert await work.media.find(file.sha256) == file


async def _ignore(events: object) -> None:
    """Nobody listens."""


async def test_a_key_stands_for_one_job_whether_it_was_made_by_it_or_not(
    database: Database,
) -> None:
    first, other = stems_job(new_id(), idempotency_key="a"), stems_job(new_id())
    await add(database, first, other)
    async with database.begin() as work:
        for key in ("a", "b", "b", EVERY_SCRIPT):
            await work.jobs.add_key(first.id, key)
        await work.commit()
    for key in ("a", "b", EVERY_SCRIPT):
        async with database.begin() as work:
            found = await work.jobs.with_key(key)
            assert found
            assert found.id == first.id
            with pytest.raises(Conflict):
                await work.jobs.add_key(other.id, key)
        async with database.begin() as work:
            with pytest.raises(Conflict):
                await work.jobs.add(song_job(idempotency_key=key))
    async with database.read() as work:
        assert await work.jobs.with_key("c") is None


async def test_processes_that_give_a_job_keys_at_once_leave_each_with_one_job(
    engine: AsyncEngine,
) -> None:
    database, jobs = SqlDatabase(engine, _ignore), [stems_job(new_id()) for _ in range(3)]
    await add(database, *jobs)

    async def give(job_id: UUID) -> bool:
        with suppress(Conflict):
            async with database.begin() as work:
                await work.jobs.add_key(job_id, "key")
                await work.commit()
            return True
        return False

    given = await asyncio.gather(*(give(job.id) for job in jobs for _ in range(2)))
    async with database.read() as work:
        holder = await work.jobs.with_key("key")
    assert holder
    assert given == [job.id == holder.id for job in jobs for _ in range(2)]
