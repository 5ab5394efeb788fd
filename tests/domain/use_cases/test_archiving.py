"""Fetching what is ours: every file or no success, and no file twice."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.errors import DownloadFailed, Failure, FailureCode, MediaError
from domain.job import Job, Lease
from domain.job_state import EventKind, JobState
from domain.library import ItemFilter, ItemKind
from domain.media import Delivery, MediaFile, Role
from domain.ports.jobs import JobFilter
from domain.schedule import DOWNLOAD_TRIES, GIVE_UP_AFTER, LEASE, PATIENCE, WAIT_FOR_MEANS, backoff
from domain.song import SongChoice
from tests.domain.examples import (
    FLAC_URL,
    FULL,
    GONE,
    HOUR,
    MP3_URL,
    OFFLINE,
    OTHER_WORKER,
    REJECTED,
    SECOND,
    WORKER,
    archiving,
    image_job,
    job_in,
    media_file,
    song_job,
)
from tests.domain.studio import Studio
from tests.fakes import FLAC, MP3, NOON, PNG, FakeDerivatives, FakeDownloads, FakeMediaStore

SUCCEEDED = JobFilter(states=frozenset({JobState.SUCCEEDED}))


class SlowDownloads(FakeDownloads):
    """Each file takes a minute."""

    @asynccontextmanager
    async def open(self, url: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        async with super().open(url) as chunks:
            await asyncio.sleep(60)
            yield chunks


def server(**files: bytes | DownloadFailed) -> FakeDownloads:
    return FakeDownloads({MP3_URL: files.get("mp3", MP3), FLAC_URL: files.get("flac", FLAC)})


async def archive_again_and_again(studio: Studio, job: Job) -> Job:
    """Do what the delayed messages ask for, until the job has ended."""
    while (await studio.stored(job)).state is JobState.ARCHIVING:
        due_at = (await studio.stored(job)).due_at
        assert due_at is not None
        await asyncio.sleep(max((due_at - studio.clock()).total_seconds(), 0.01))
        await studio.archiving.archive(job.id)
    return await studio.stored(job)


async def waits(studio: Studio, job: Job) -> Sequence[timedelta]:
    timeline = await studio.timeline(job)
    waiting = [event for event in timeline if event.kind is EventKind.WAITING]
    return [event.next_try_at - event.at for event in waiting if event.next_try_at]


async def test_a_job_succeeds_with_all_its_files() -> None:
    media = FakeMediaStore()
    studio = Studio(media=media)
    job = await studio.keep(archiving())
    await studio.archiving.archive(job.id)
    done = await studio.stored(job)
    assert (done.state, done.missing, done.lease) == (JobState.SUCCEEDED, (), None)
    assert sorted(media.files.values()) == sorted([MP3, FLAC])
    events = [(event.kind, event.progress) for event in await studio.timeline(job)]
    assert events == [
        (EventKind.PROGRESS, 0.5),
        (EventKind.PROGRESS, 1.0),
        (EventKind.MOVED, None),
    ]


async def test_the_song_is_complete_when_its_job_succeeds(studio: Studio) -> None:
    job = await studio.keep(archiving())
    song = await studio.keep_song(job)
    choice = SongChoice(id=UUID(int=5), index=0, provider_choice_id="c0", duration_ms=None)
    async with studio.database.begin() as work:
        await work.songs.save(song.with_choices((choice,)))
        await work.commit()
    await studio.archiving.archive(job.id)
    complete = await studio.library.song(song.id)
    assert complete.completed_at == NOON
    (kept,) = complete.choices
    assert kept.mp3 is not None
    assert kept.lossless is not None
    assert kept.duration_ms == 60_000
    assert await studio.library.media_file(kept.mp3.sha256) == kept.mp3


async def test_the_images_are_in_the_library_when_their_job_succeeds(studio: Studio) -> None:
    file = media_file(Role.IMAGE)
    deliveries = tuple(Delivery(index=n, role=Role.IMAGE, file=file) for n in range(3))
    job = await studio.keep(image_job(state=JobState.ARCHIVING, deliveries=deliveries))
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.SUCCEEDED
    images = (await studio.library.images_of_jobs([job.id]))[job.id]
    assert [image.index for image in images] == [0, 1, 2]
    assert await studio.library.media_file(file.sha256) == file


async def test_an_image_behind_an_address_is_fetched() -> None:
    url = "https://files.test/1.png"
    studio = Studio(downloads=FakeDownloads({url: PNG}))
    deliveries = (Delivery(index=0, role=Role.IMAGE, url=url),)
    job = await studio.keep(image_job(state=JobState.ARCHIVING, deliveries=deliveries))
    await studio.archiving.archive(job.id)
    assert await studio.library.count(ItemFilter(), ItemKind.IMAGE) == 1


async def test_a_second_message_does_nothing(studio: Studio) -> None:
    job = await studio.keep(archiving())
    await studio.archiving.archive(job.id)
    done = await studio.stored(job)
    await studio.archiving.archive(job.id)
    assert await studio.stored(job) == done


async def test_a_finished_job_calls_the_next_of_its_provider(studio: Studio) -> None:
    waiting = song_job()
    job = await studio.keep(archiving(), waiting)
    await studio.archiving.archive(job.id)
    assert studio.queue.messages == [("submit", waiting.id)]


# ── trouble ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_file_that_did_not_come_is_asked_for_later() -> None:
    downloads = server(flac=GONE)
    studio = Studio(downloads=downloads)
    job = await studio.keep(archiving())
    await studio.archiving.archive(job.id)
    waiting = await studio.stored(job)
    assert (waiting.state, waiting.due_at, waiting.lease) == (
        JobState.ARCHIVING,
        NOON + backoff(0),
        None,
    )
    assert [each.role for each in waiting.missing] == [Role.FLAC]
    assert studio.queue.messages == [("archive", job.id)]
    assert studio.queue.delays == [backoff(0)]
    downloads.files[FLAC_URL] = FLAC
    assert (await archive_again_and_again(studio, job)).state is JobState.SUCCEEDED
    assert downloads.opened == [MP3_URL, FLAC_URL, FLAC_URL]


@pytest.mark.parametrize(
    ("error", "code"),
    [(GONE, FailureCode.FILES_UNAVAILABLE), (REJECTED, FailureCode.FILE_REJECTED)],
)
async def test_a_server_that_goes_on_saying_no_fails_the_job(
    error: MediaError, code: FailureCode
) -> None:
    downloads = FakeDownloads({MP3_URL: error, FLAC_URL: FLAC})
    studio = Studio(downloads=downloads)
    job = await studio.keep(archiving())
    failed = await archive_again_and_again(studio, job)
    assert failed.failure is not None
    assert failed.failure.code is code
    assert len(downloads.opened) == DOWNLOAD_TRIES
    assert await waits(studio, job) == [backoff(tries) for tries in range(DOWNLOAD_TRIES - 1)]


async def test_a_file_that_is_not_what_was_promised_is_not_kept() -> None:
    media = FakeMediaStore()
    studio = Studio(downloads=server(mp3=b"<html>Please log in</html>"), media=media)
    job = await studio.keep(archiving())
    failed = await archive_again_and_again(studio, job)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.FILE_REJECTED
    assert media.files == {}


async def test_each_file_has_its_own_tries() -> None:
    class Grudging(FakeDownloads):
        """Gives each file only when it is asked for the fourth time."""

        @asynccontextmanager
        async def open(self, url: str) -> AsyncGenerator[AsyncIterator[bytes]]:
            async with super().open(url) as chunks:
                if self.opened.count(url) < 4:
                    raise GONE
                yield chunks

    studio = Studio(downloads=Grudging({MP3_URL: MP3, FLAC_URL: FLAC}))
    job = await studio.keep(archiving())
    assert (await archive_again_and_again(studio, job)).state is JobState.SUCCEEDED


async def test_an_absent_network_is_waited_for() -> None:
    downloads = server(mp3=OFFLINE)
    studio = Studio(downloads=downloads)
    job = await studio.keep(archiving())
    for _ in range(20):
        await asyncio.sleep(HOUR.total_seconds())
        await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.ARCHIVING
    downloads.files[MP3_URL] = MP3
    assert (await archive_again_and_again(studio, job)).state is JobState.SUCCEEDED


async def test_a_network_that_is_absent_for_a_day_fails_the_job() -> None:
    studio = Studio(downloads=server(mp3=OFFLINE))
    job = await studio.keep(archiving())
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).due_at == NOON + WAIT_FOR_MEANS
    await asyncio.sleep(GIVE_UP_AFTER.total_seconds())
    failed = await archive_again_and_again(studio, job)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.FILES_UNAVAILABLE


async def test_a_full_disk_is_waited_for_however_long_it_takes() -> None:
    media = FakeMediaStore()
    media.failure = FULL
    studio = Studio(media=media)
    job = await studio.keep(archiving())
    for _ in range(100):
        await asyncio.sleep(HOUR.total_seconds())
        await studio.archiving.archive(job.id)
    waiting = await studio.stored(job)
    assert waiting.state is JobState.ARCHIVING
    media.failure = None
    assert (await archive_again_and_again(studio, job)).state is JobState.SUCCEEDED


@pytest.mark.parametrize("wait", [FULL, OFFLINE])
async def test_after_a_long_wait_the_server_still_has_all_its_tries(wait: MediaError) -> None:
    downloads = FakeDownloads({MP3_URL: wait, FLAC_URL: FLAC})
    studio = Studio(downloads=downloads)
    job = await studio.keep(archiving())
    for _ in range(10):
        await asyncio.sleep(HOUR.total_seconds())
        await studio.archiving.archive(job.id)
    downloads.files[MP3_URL] = GONE
    await asyncio.sleep(HOUR.total_seconds())
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.ARCHIVING
    downloads.files[MP3_URL] = MP3
    assert (await archive_again_and_again(studio, job)).state is JobState.SUCCEEDED


async def test_a_worker_leaves_what_it_has_no_room_for_to_a_later_message() -> None:
    downloads = SlowDownloads({MP3_URL: MP3, FLAC_URL: FLAC})
    studio = Studio(downloads=downloads, fetches=2)
    jobs = [archiving() for _ in range(5)]
    await studio.keep(*jobs)
    worker = studio.archiving
    await asyncio.gather(*(worker.archive(job.id) for job in jobs))
    assert await studio.library.count_jobs(SUCCEEDED) == 2
    assert [name for name, _ in studio.queue.messages] == ["archive", "archive"]
    while await studio.library.count_jobs(SUCCEEDED) < 5:
        _, job_id = studio.queue.messages.pop(0)
        assert job_id is not None
        await worker.archive(job_id)
    assert len(downloads.opened) == 10


async def test_a_worker_that_was_stopped_has_its_room_again() -> None:
    studio = Studio(downloads=SlowDownloads({MP3_URL: MP3, FLAC_URL: FLAC}), fetches=1)
    job = await studio.keep(archiving())
    worker = studio.archiving
    work = asyncio.create_task(worker.archive(job.id))
    await asyncio.sleep(1)
    work.cancel()
    await asyncio.wait({work})
    await asyncio.sleep(1)
    await worker.archive(job.id)
    assert (await studio.stored(job)).state is JobState.SUCCEEDED


# ── what is made of the files ────────────────────────────────────────────────────────────────────


async def test_the_pictures_and_the_waveform_are_made_once_the_job_has_succeeded() -> None:
    class Watching(FakeDerivatives):
        """Notes in which state the job is."""

        async def prepare(self, file: MediaFile) -> None:
            states.append((await studio.stored(job)).state)
            await super().prepare(file)

    states: list[JobState] = []
    derivatives = Watching()
    studio = Studio(derivatives=derivatives)
    job = await studio.keep(archiving())
    await studio.archiving.archive(job.id)
    assert states == [JobState.SUCCEEDED]
    heard = [each.file for each in (await studio.stored(job)).deliveries if each.role is Role.MP3]
    assert derivatives.prepared == [file.sha256 for file in heard if file]


async def test_each_image_is_prepared_once() -> None:
    derivatives = FakeDerivatives()
    studio = Studio(derivatives=derivatives)
    file = media_file(Role.IMAGE)
    deliveries = tuple(Delivery(index=n, role=Role.IMAGE, file=file) for n in range(3))
    job = await studio.keep(image_job(state=JobState.ARCHIVING, deliveries=deliveries))
    await studio.archiving.archive(job.id)
    assert derivatives.prepared == [file.sha256]


@pytest.mark.parametrize("failure", [FULL, REJECTED, MemoryError(), RuntimeError("a mistake")])
async def test_a_result_is_never_lost_over_what_is_made_of_it(failure: Exception) -> None:
    studio = Studio(derivatives=FakeDerivatives(failure))
    job = await studio.keep(archiving())
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.SUCCEEDED


# ── one worker at a time ─────────────────────────────────────────────────────────────────────────


async def test_a_message_about_an_unknown_job_is_ignored(studio: Studio) -> None:
    await studio.archiving.archive(UUID(int=404))
    assert studio.queue.messages == []


@pytest.mark.parametrize("state", set(JobState) - {JobState.ARCHIVING})
async def test_a_job_without_files_to_fetch_is_left_alone(state: JobState, studio: Studio) -> None:
    job = await studio.keep(job_in(state))
    await studio.archiving.archive(job.id)
    assert await studio.stored(job) == job


async def test_a_job_is_left_alone_until_it_is_due(studio: Studio) -> None:
    job = await studio.keep(archiving(due_at=NOON + SECOND))
    await studio.archiving.archive(job.id)
    assert await studio.stored(job) == job
    await asyncio.sleep(1)
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.SUCCEEDED


async def test_a_job_that_somebody_holds_is_left_alone_until_the_hold_is_lost(
    studio: Studio,
) -> None:
    job = await studio.keep(archiving(lease=Lease(OTHER_WORKER, NOON + LEASE)))
    await studio.archiving.archive(job.id)
    assert await studio.stored(job) == job
    await asyncio.sleep(LEASE.total_seconds() + 1)
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.SUCCEEDED


async def test_two_messages_at_once_fetch_each_file_once() -> None:
    downloads = SlowDownloads({MP3_URL: MP3, FLAC_URL: FLAC})
    studio = Studio(downloads=downloads)
    job = await studio.keep(archiving())
    await asyncio.gather(*(studio.archiving.archive(job.id) for _ in range(3)))
    assert downloads.opened == [MP3_URL, FLAC_URL]


async def test_a_slow_download_is_held_for_as_long_as_it_takes() -> None:
    downloads = SlowDownloads({MP3_URL: MP3, FLAC_URL: FLAC})
    studio = Studio(downloads=downloads)
    job = await studio.keep(archiving())
    work = asyncio.create_task(studio.archiving.archive(job.id))
    while not work.done():
        await asyncio.sleep(7)
        await studio.archiving.archive(job.id)
    assert downloads.opened == [MP3_URL, FLAC_URL]


async def test_a_worker_that_stops_lets_go_and_the_next_goes_on_at_once() -> None:
    downloads = SlowDownloads({MP3_URL: MP3, FLAC_URL: FLAC})
    studio = Studio(downloads=downloads)
    job = await studio.keep(archiving())
    work = asyncio.create_task(studio.archiving.archive(job.id))
    await asyncio.sleep(90)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    await asyncio.sleep(0.001)
    await studio.archiving.archive(job.id)
    assert (await studio.stored(job)).state is JobState.SUCCEEDED
    assert downloads.opened == [MP3_URL, FLAC_URL, FLAC_URL]


async def test_a_worker_whose_job_was_changed_meanwhile_changes_nothing() -> None:
    studio = Studio(downloads=SlowDownloads({MP3_URL: MP3, FLAC_URL: FLAC}))
    job = await studio.keep(archiving())
    work = asyncio.create_task(studio.archiving.archive(job.id))
    await asyncio.sleep(1)
    why = Failure(code=FailureCode.FILES_UNAVAILABLE, message="It failed.", hint="Retry.")
    async with studio.database.begin() as unit:
        held = await unit.jobs.get(job.id)
        other = await unit.jobs.save(replace(held, lease=Lease(WORKER, NOON + PATIENCE)))
        other = await unit.jobs.save(other.fail(why, NOON))
        await unit.commit()
    await work
    assert await studio.stored(job) == other
