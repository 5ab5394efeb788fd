"""Instrumentals, extensions and stems: what is ordered, what stands against it, what it brings."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.errors import Conflict, InvalidRequest, NotFound, StudioError
from domain.job import Job
from domain.job_state import JobKind, JobState, Provider
from domain.library import ItemKind, Selection
from domain.media import Role
from domain.ports.jobs import JobFilter
from domain.report import Acceptance, ProviderStatus, RemoteFile, Result
from domain.requests import StemsRequest
from domain.schedule import DOWNLOAD_TRIES
from domain.song import ExtensionRequest, InstrumentalRequest, Song, SongChoice
from domain.use_cases.curation import Curation
from domain.use_cases.sources import ADDRESS_LIFE
from tests.domain.examples import (
    BROKEN,
    GONE,
    MP3_URL,
    UNKNOWN,
    job_in,
    report,
    song_job,
)
from tests.domain.studio import Studio
from tests.fakes import (
    BROKEN_ZIP,
    FLAC,
    MP3,
    NOON,
    ZIP,
    FakeDatabase,
    FakeDownloads,
    FakeFollower,
    FakeGenerator,
    FakeMediaStore,
)

CHOICE = UUID(int=77)
STEMS_URL = "https://files.test/stems.zip"
PIANO = InstrumentalRequest(prompt="calm piano", model="auto")
GOING_ON = ExtensionRequest(
    choice_id=CHOICE, lyrics="And on it goes", extend_at_ms=60_000, model="mureka-8"
)


def stems_made() -> Acceptance:
    """The answer to a stems request: the result itself."""
    archive = RemoteFile(role=Role.ZIP, url=STEMS_URL)
    results = (Result(index=0, files=(archive,)),)
    return Acceptance(report=report(ProviderStatus.SUCCEEDED, results=results))


def studio_with(*answers: Acceptance | StudioError | BaseException, **parts: Any) -> Studio:
    return Studio(
        songs=FakeGenerator(*answers),
        downloads=parts.pop("downloads", FakeDownloads({STEMS_URL: ZIP})),
        vendors=frozenset(),
        **parts,
    )


async def sung(studio: Studio, job: Job | None = None, **changes: Any) -> Song:
    """A finished song of the mock's, with one choice; `changes` are fields of that choice."""
    job = job or replace(job_in(JobState.SUCCEEDED), at_vendor=False)
    await studio.keep(job)
    song = await studio.keep_song(job)
    choice = SongChoice(
        id=CHOICE, index=0, provider_choice_id="c0", duration_ms=90_000, sections=()
    )
    finished = song.with_choices((replace(choice, **changes),))
    async with studio.database.begin() as work:
        await work.songs.save(finished)
        await work.commit()
    return finished


async def read(studio: Studio, song: Song) -> SongChoice:
    [choice] = (await studio.library.song(song.id)).choices
    return choice


async def fetched(studio: Studio, job: Job) -> Job:
    await studio.submission.submit(job.id)
    await studio.archiving.archive(job.id)
    return await studio.stored(job)


# ── instrumentals ────────────────────────────────────────────────────────────────────────────────


async def test_an_instrumental_is_a_song_without_lyrics_from_the_beginning(studio: Studio) -> None:
    job = await studio.orders.order_instrumental(replace(PIANO, prompt="calm piano, rain"), "key")
    assert (job.kind, job.provider, job.model) == (JobKind.INSTRUMENTAL, Provider.MUREKA, "auto")
    song = (await studio.library.songs_of_jobs([job.id]))[job.id]
    assert (song.instrumental, song.lyrics, song.title) == (True, "", "calm piano, rain")
    assert song.tags == ("calm piano", "rain")
    assert studio.queue.messages == [("submit", job.id)]
    again = await studio.orders.order_instrumental(replace(PIANO, prompt="calm piano, rain"), "key")
    assert again == job


async def test_an_instrumental_like_another_one_has_a_name(studio: Studio) -> None:
    like = InstrumentalRequest(model="auto", reference_id="r1")
    job = await studio.orders.order_instrumental(like)
    song = (await studio.library.songs_of_jobs([job.id]))[job.id]
    assert (song.title, song.prompt) == ("Instrumental", None)


async def test_an_instrumental_is_asked_for_as_one() -> None:
    asked: list[JobKind] = []

    class Follower(FakeFollower):
        async def query(self, provider_job_id: str, kind: JobKind) -> Any:
            asked.append(kind)
            return await super().query(provider_job_id, kind)

    done = report(
        ProviderStatus.SUCCEEDED,
        results=(Result(index=0, files=(RemoteFile(role=Role.MP3, url=MP3_URL),)),),
    )
    studio = studio_with(
        Acceptance(provider_job_id="task-1"),
        follower=Follower(done),
        downloads=FakeDownloads({MP3_URL: MP3}),
    )
    job = await studio.orders.order_instrumental(PIANO)
    await studio.submission.submit(job.id)
    await studio.polling.poll()
    await studio.archiving.archive(job.id)
    song = (await studio.library.songs_of_jobs([job.id]))[job.id]
    assert asked == [JobKind.INSTRUMENTAL]
    assert (await studio.stored(job)).state is JobState.SUCCEEDED
    assert song.choices[0].mp3 is not None


async def test_a_purged_instrumental_comes_back_with_its_retry(studio: Studio) -> None:
    job = await studio.keep(
        replace(song_job(), kind=JobKind.INSTRUMENTAL, request=PIANO, state=JobState.FAILED)
    )
    retried = await studio.jobs.retry(job.id)
    song = (await studio.library.songs_of_jobs([retried.id]))[retried.id]
    assert song.instrumental


# ── extensions ───────────────────────────────────────────────────────────────────────────────────


async def test_an_extension_is_a_new_song_that_names_what_it_goes_on_from(studio: Studio) -> None:
    source = await sung(studio)
    job = await studio.orders.order_extension(GOING_ON, "key")
    assert job.kind is JobKind.EXTENSION
    assert job.request == replace(GOING_ON, provider_song_id="c0")
    song = (await studio.library.songs_of_jobs([job.id]))[job.id]
    assert (song.extends, song.lyrics) == (CHOICE, "And on it goes")
    assert (song.title, song.tags) == (f"{source.title} (extended)", source.tags)
    assert await studio.orders.order_extension(GOING_ON, "key") == job


async def test_an_extension_is_called_and_tagged_as_its_order_says(studio: Studio) -> None:
    await sung(studio)
    own = replace(GOING_ON, title="Evening", prompt="jazz")
    job = await studio.orders.order_extension(own)
    song = (await studio.library.songs_of_jobs([job.id]))[job.id]
    assert (song.title, song.tags) == ("Evening", ("jazz",))


async def test_a_key_stands_for_one_extension(studio: Studio) -> None:
    await sung(studio)
    await studio.orders.order_extension(GOING_ON, "key")
    with pytest.raises(Conflict, match="another request"):
        await studio.orders.order_extension(replace(GOING_ON, extend_at_ms=61_000), "key")


@pytest.mark.parametrize("changes", [{"provider_choice_id": None}])
async def test_a_choice_without_an_id_cannot_be_extended(
    studio: Studio, changes: dict[str, Any]
) -> None:
    await sung(studio, **changes)
    with pytest.raises(Conflict, match="no id") as caught:
        await studio.orders.order_extension(GOING_ON)
    assert "another version" in caught.value.hint


async def test_an_instrumental_cannot_be_extended(studio: Studio) -> None:
    song = await sung(studio)
    async with studio.database.begin() as work:
        await work.songs.remove([song.id])
        await work.songs.add(replace(song, instrumental=True))
        await work.commit()
    with pytest.raises(Conflict, match="instrumental"):
        await studio.orders.order_extension(GOING_ON)


# ── what stands against both ─────────────────────────────────────────────────────────────────────


async def order_stems(studio: Studio, *vendors: Provider) -> Job:
    return await studio.orders_at(*vendors).order_stems(CHOICE)


async def extend(studio: Studio, *vendors: Provider) -> Job:
    return await studio.orders_at(*vendors).order_extension(GOING_ON)


@pytest.mark.parametrize("order", [order_stems, extend])
async def test_a_choice_that_there_is_not_is_not_found(studio: Studio, order: Any) -> None:
    with pytest.raises(NotFound):
        await order(studio)
    assert await studio.library.count_jobs(JobFilter()) == 0


@pytest.mark.parametrize("order", [order_stems, extend])
@pytest.mark.parametrize("state", sorted(set(JobState) - {JobState.SUCCEEDED}))
async def test_a_song_that_is_not_finished_is_waited_for(
    studio: Studio, order: Any, state: JobState
) -> None:
    await sung(studio, replace(job_in(state), at_vendor=False))
    with pytest.raises(Conflict, match="not finished"):
        await order(studio)


@pytest.mark.parametrize("order", [order_stems, extend])
async def test_what_the_mock_made_is_nothing_to_the_vendor(studio: Studio, order: Any) -> None:
    await sung(studio)
    with pytest.raises(Conflict, match="elsewhere") as caught:
        await order(studio, Provider.MUREKA)
    assert "MUREKA_BASE_URL" in caught.value.hint
    assert studio.queue.messages == []


# ── stems ────────────────────────────────────────────────────────────────────────────────────────


async def test_stems_are_ordered_by_the_providers_own_address(studio: Studio) -> None:
    await sung(studio)
    job = await studio.orders.order_stems(CHOICE)
    assert (job.kind, job.provider, job.state) == (JobKind.STEMS, Provider.MUREKA, JobState.PENDING)
    assert job.request == StemsRequest(choice_id=CHOICE, url=MP3_URL)
    assert studio.queue.messages == [("submit", job.id)]


async def test_stems_that_came_belong_to_their_choice_alone() -> None:
    studio = studio_with(stems_made())
    song = await sung(studio)
    before = await read(studio, song)
    job = await fetched(studio, await studio.orders.order_stems(CHOICE))
    assert job.state is JobState.SUCCEEDED
    choice = await read(studio, song)
    assert choice.stems is not None
    assert [each.name for each in choice.stems.entries] == ["vocals.flac"]
    assert replace(choice, stems=None) == before
    assert await studio.library.songs_of_jobs([job.id]) == {}


async def test_stems_are_not_paid_for_twice() -> None:
    studio = studio_with(stems_made())
    await sung(studio)
    orders = await asyncio.gather(*(studio.orders.order_stems(CHOICE) for _ in range(4)))
    assert len({job.id for job in orders}) == 1
    await fetched(studio, orders[0])
    with pytest.raises(Conflict, match="here already"):
        await studio.orders.order_stems(CHOICE)
    assert await studio.library.count_jobs(JobFilter(kind=JobKind.STEMS)) == 1


async def test_a_key_leads_to_its_job_when_the_stems_are_here_and_when_they_are_too_old() -> None:
    studio = studio_with(stems_made())
    await sung(studio)
    job = await fetched(studio, await studio.orders.order_stems(CHOICE, "key"))
    assert await studio.orders.order_stems(CHOICE, "key") == job
    await asyncio.sleep(ADDRESS_LIFE.total_seconds())
    assert await studio.orders.order_stems(CHOICE, "key") == job
    with pytest.raises(Conflict, match="another request"):
        await studio.orders.order_stems(UUID(int=5), "key")


async def test_every_key_of_stems_that_are_under_way_leads_to_their_job_for_good() -> None:
    studio = studio_with(BROKEN, stems_made())
    await sung(studio)
    job = await studio.orders.order_stems(CHOICE, "first")
    assert await studio.orders.order_stems(CHOICE, "second") == job
    assert await studio.orders.order_stems(CHOICE, "second") == job
    failed = await fetched(studio, job)
    assert failed.state is JobState.FAILED
    for key in ("first", "second"):
        assert await studio.orders.order_stems(CHOICE, key) == failed
    for other in (
        studio.orders.order_stems(UUID(int=5), "second"),
        studio.orders.order_instrumental(PIANO, "second"),
    ):
        with pytest.raises(Conflict, match="another request"):
            await other
    assert await studio.library.count_jobs(JobFilter(kind=JobKind.STEMS)) == 1
    assert (await studio.orders.order_stems(CHOICE, "third")).id != job.id


async def test_stems_in_doubt_are_neither_sent_again_nor_ordered_anew() -> None:
    songs = FakeGenerator(UNKNOWN)
    studio = Studio(songs=songs, vendors=frozenset())
    await sung(studio)
    job = await studio.orders.order_stems(CHOICE)
    await studio.submission.submit(job.id)
    doubtful = await studio.stored(job)
    assert doubtful.state is JobState.NEEDS_CHECK
    assert await studio.orders.order_stems(CHOICE) == doubtful
    with pytest.raises(Conflict, match="no job id"):
        await studio.jobs.adopt(job.id, "123")
    await studio.submission.submit(job.id)
    assert len(songs.submitted) == 1


@pytest.mark.parametrize("age", [ADDRESS_LIFE, ADDRESS_LIFE * 2])
async def test_a_song_that_its_provider_has_no_longer_is_told_before_it_costs(
    studio: Studio, age: timedelta
) -> None:
    old = replace(job_in(JobState.SUCCEEDED), at_vendor=False, submitted_at=NOON - age)
    await sung(studio, old)
    with pytest.raises(Conflict, match="30 days") as caught:
        await studio.orders.order_stems(CHOICE)
    assert "Nothing was charged" in caught.value.hint
    assert await studio.library.count_jobs(JobFilter(kind=JobKind.STEMS)) == 0


async def test_a_song_whose_address_nobody_knows_cannot_be_taken_apart(studio: Studio) -> None:
    done = replace(job_in(JobState.SUCCEEDED), at_vendor=False)
    nowhere = tuple(replace(each, url=None) for each in done.deliveries)
    await sung(studio, replace(done, deliveries=nowhere))
    with pytest.raises(Conflict, match="Nobody knows"):
        await studio.orders.order_stems(CHOICE)


async def test_an_archive_that_cannot_be_fetched_is_fetched_free_by_the_retry() -> None:
    downloads = FakeDownloads({STEMS_URL: GONE})
    songs = FakeGenerator(stems_made())
    studio = Studio(songs=songs, downloads=downloads, vendors=frozenset())
    song = await sung(studio)
    job = await studio.orders.order_stems(CHOICE)
    await studio.submission.submit(job.id)
    while (due := await studio.stored(job)).state is JobState.ARCHIVING:
        await asyncio.sleep(max(((due.due_at or NOON) - studio.clock()).total_seconds(), 0))
        await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.FAILED
    downloads.files[STEMS_URL] = ZIP
    retry = await studio.jobs.retry(job.id)
    await studio.archiving.archive(retry.id)
    assert (await studio.stored(retry)).state is JobState.SUCCEEDED
    assert (await read(studio, song)).stems is not None
    assert len(songs.submitted) == 1


async def test_failed_stems_are_not_retried_beside_others_nor_after_them() -> None:
    studio = studio_with(BROKEN, stems_made())
    await sung(studio)
    failed = await studio.orders.order_stems(CHOICE)
    await studio.submission.submit(failed.id)
    other = await studio.orders.order_stems(CHOICE)
    assert other.id != failed.id
    with pytest.raises(Conflict, match="on these stems"):
        await studio.jobs.retry(failed.id)
    await fetched(studio, other)
    with pytest.raises(Conflict, match="here already"):
        await studio.jobs.retry(failed.id)


async def test_failed_stems_are_retried_while_the_provider_has_the_song() -> None:
    studio = studio_with(BROKEN, BROKEN)
    await sung(studio)
    failed = await studio.orders.order_stems(CHOICE)
    await studio.submission.submit(failed.id)
    retry = await studio.jobs.retry(failed.id)
    assert (retry.state, retry.request) == (JobState.PENDING, failed.request)
    await studio.submission.submit(retry.id)
    await asyncio.sleep(ADDRESS_LIFE.total_seconds())
    with pytest.raises(Conflict, match="30 days"):
        await studio.jobs.retry(retry.id)


async def test_stems_of_a_song_that_was_purged_meanwhile_belong_to_nobody() -> None:
    studio = studio_with(stems_made())
    song = await sung(studio)
    job = await studio.orders.order_stems(CHOICE)
    async with studio.database.begin() as work:
        await work.songs.remove([song.id])
        await work.commit()
    assert (await fetched(studio, job)).state is JobState.SUCCEEDED
    with pytest.raises(NotFound):
        await studio.library.song(song.id)


async def test_a_song_is_not_purged_while_it_is_taken_apart() -> None:
    studio = studio_with(stems_made())
    song = await sung(studio)
    job = await studio.orders.order_stems(CHOICE)
    media = FakeMediaStore()
    curation = Curation(database=studio.database, media=media, clock=studio.clock)
    named = Selection(ids={ItemKind.SONG: (song.id,)})
    await curation.trash(named)
    with pytest.raises(Conflict, match="taken apart"):
        await curation.purge(named)
    assert await curation.purge(Selection()) == 0
    await fetched(studio, job)
    assert await curation.purge(named) == 1


async def test_what_is_no_archive_is_not_taken_for_stems() -> None:
    studio = studio_with(stems_made(), downloads=FakeDownloads({STEMS_URL: FLAC}))
    song = await sung(studio)
    job = await fetched(studio, await studio.orders.order_stems(CHOICE))
    assert job.state is JobState.ARCHIVING
    assert job.tries == 1
    assert (await read(studio, song)).stems is None


async def until_its_end(studio: Studio, job: Job) -> Job:
    """However often its files have to be fetched."""
    while job.state is JobState.ARCHIVING:
        await asyncio.sleep(max(((job.due_at or NOON) - studio.clock()).total_seconds(), 0))
        await studio.archiving.archive(job.id)
        job = await studio.stored(job)
    return job


async def damaged() -> tuple[Studio, Job, FakeDownloads]:
    """A job whose archive was damaged each time that it was fetched."""
    downloads = FakeDownloads({STEMS_URL: BROKEN_ZIP})
    songs = FakeGenerator(stems_made(), stems_made())
    studio = Studio(songs=songs, downloads=downloads, vendors=frozenset())
    await sung(studio)
    job = await fetched(studio, await studio.orders.order_stems(CHOICE))
    return studio, await until_its_end(studio, job), downloads


async def test_a_damaged_archive_is_a_failure_whose_retry_is_free() -> None:
    studio, failed, downloads = await damaged()
    assert (failed.state, failed.failure and failed.failure.code) == ("FAILED", "FILE_REJECTED")
    assert downloads.opened.count(STEMS_URL) == DOWNLOAD_TRIES
    downloads.files[STEMS_URL] = ZIP
    retry = await studio.jobs.retry(failed.id)
    ended = await until_its_end(studio, await studio.stored(retry))
    assert (ended.state, ended.attempt) == (JobState.SUCCEEDED, 0)
    assert ended.brought is not None
    assert ended.brought.oddity is None


async def test_an_archive_that_stays_damaged_is_kept_as_it_came_and_bought_anew_by_word_only() -> (
    None
):
    studio, failed, downloads = await damaged()
    retry = await studio.jobs.retry(failed.id)
    ended = await until_its_end(studio, await studio.stored(retry))
    assert ended.state is JobState.SUCCEEDED
    assert downloads.opened.count(STEMS_URL) == 2 * DOWNLOAD_TRIES
    assert ended.brought is not None
    assert ended.brought.oddity == "It is damaged."
    said = [event.message for event in await studio.timeline(ended)]
    assert "Saved file 1 of 1, unopened and as it came. It is damaged." in said

    with pytest.raises(Conflict, match="here already"):
        await studio.orders.order_stems(CHOICE)
    downloads.files[STEMS_URL] = ZIP
    anew = await fetched(studio, await studio.orders.order_stems(CHOICE, anew=True))
    assert (anew.state, anew.attempt) == (JobState.SUCCEEDED, 1)
    assert anew.brought != ended.brought


async def test_an_answer_without_an_archive_is_a_failure_that_was_charged() -> None:
    nothing = Acceptance(
        report=report(ProviderStatus.SUCCEEDED, results=(Result(index=0, files=()),))
    )
    studio = studio_with(nothing)
    await sung(studio)
    job = await studio.orders.order_stems(CHOICE)
    await studio.submission.submit(job.id)
    ended = await studio.stored(job)
    assert (ended.state, ended.failure and ended.failure.code) == (JobState.FAILED, "NO_RESULT")


async def test_a_wrong_key_leaves_nothing_behind(studio: Studio) -> None:
    await sung(studio)
    for order in (
        studio.orders.order_stems(CHOICE, ""),
        studio.orders.order_instrumental(PIANO, ""),
        studio.orders.order_extension(GOING_ON, ""),
    ):
        with pytest.raises(InvalidRequest):
            await order
    assert studio.queue.messages == []


async def test_each_kind_is_expected_to_take_as_long_as_its_own() -> None:
    database = FakeDatabase()
    studio = studio_with(Acceptance(provider_job_id="7"), database=database)
    slow = replace(
        job_in(JobState.SUCCEEDED),
        attempt=1,
        submitted_at=NOON,
        finished_at=NOON + timedelta(minutes=5),
    )
    await studio.keep(slow)
    job = await studio.orders.order_instrumental(PIANO)
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).expected is None
