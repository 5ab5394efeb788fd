"""Sending paid requests: once each, in turn, and with an honest word whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.errors import Busy, FailureCode, StudioError
from domain.job import Job, Lease
from domain.job_state import EventKind, JobState
from domain.media import MediaFile, Role
from domain.ports.providers import Show
from domain.report import Acceptance, Preview
from domain.schedule import LEASE, PATIENCE, SUBMISSION_TRIES
from domain.use_cases.submission import IN_MEMORY
from tests.domain.databases import AbsentDatabase, FullDatabase
from tests.domain.examples import (
    BROKEN,
    BUSY,
    FULL,
    HOUR,
    MINUTE,
    REFUSED,
    REJECTED,
    SECOND,
    TAKEN,
    UNKNOWN,
    WORKER,
    image_job,
    job_in,
    painted,
    picture,
    running,
    song_job,
)
from tests.domain.studio import Studio, accepted_at_once
from tests.fakes import JPEG, NOON, PNG, FakeGenerator, FakeMediaStore

PREVIEWS = (Preview(index=0, content=JPEG), Preview(index=1, content=JPEG))

During = Callable[[Job, Show], Awaitable[None]]


class SlowGenerator(FakeGenerator):
    """Lets a test do something while the request is on its way."""

    def __init__(self, during: During, *script: Acceptance | StudioError) -> None:
        super().__init__(*script)
        self._during = during

    async def submit(self, job: Job, show: Show) -> Acceptance:
        await self._during(job, show)
        return await super().submit(job, show)


def lasting(seconds: float) -> During:
    async def during(job: Job, show: Show) -> None:
        await asyncio.sleep(seconds)

    return during


class SlowStore(FakeMediaStore):
    """Needs two seconds to write what it keeps."""

    async def store(
        self, chunks: AsyncIterator[bytes], role: Role, *, damaged_too: bool = False
    ) -> MediaFile:
        file = await super().store(chunks, role, damaged_too=damaged_too)
        await asyncio.sleep(2)
        return file


# ── the way of one request ───────────────────────────────────────────────────────────────────────


async def test_an_accepted_song_is_followed() -> None:
    songs = accepted_at_once()
    studio = Studio(songs=songs)
    job = await studio.keep(song_job())
    await studio.submission.submit(job.id)
    sent = await studio.stored(job)
    assert (sent.state, sent.provider_job_id, sent.lease) == (JobState.RUNNING, "task-1", None)
    assert studio.queue.messages == [("poll", None)]
    assert len(songs.submitted) == 1


async def test_a_painted_image_goes_to_the_archive_with_its_file_stored() -> None:
    media = FakeMediaStore()
    studio = Studio(images=FakeGenerator(painted(picture(0), picture(1, JPEG))), media=media)
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    painted_job = await studio.stored(job)
    assert painted_job.state is JobState.ARCHIVING
    assert painted_job.missing == ()
    assert sorted(media.files.values()) == sorted([PNG, JPEG])
    assert studio.queue.messages == [("archive", job.id)]


async def test_before_the_request_leaves_it_is_committed_that_it_may_be_out() -> None:
    states: list[JobState] = []

    async def look(job: Job, show: Show) -> None:
        states.append((await studio.stored(job)).state)

    studio = Studio(songs=SlowGenerator(look, TAKEN))
    job = await studio.keep(song_job())
    await studio.submission.submit(job.id)
    assert states == [JobState.SUBMITTING]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (REFUSED, JobState.FAILED),
        (BROKEN, JobState.FAILED),
        (UNKNOWN, JobState.NEEDS_CHECK),
        (BUSY, JobState.PENDING),
    ],
)
async def test_each_error_of_a_provider_has_its_move(error: StudioError, state: JobState) -> None:
    studio = Studio(songs=FakeGenerator(error))
    job = await studio.keep(song_job())
    await studio.submission.submit(job.id)
    settled = await studio.stored(job)
    assert settled.state is state
    last = (await studio.timeline(job))[-1]
    assert (last.message, last.code) == (error.message, error.code)


async def test_a_busy_provider_is_asked_again_when_it_said_so() -> None:
    busy = Busy("Later.", hint="Wait.", retry_after=timedelta(seconds=40))
    songs = FakeGenerator(busy, TAKEN)
    studio = Studio(songs=songs)
    job = await studio.keep(song_job())
    await studio.submission.submit(job.id)
    assert studio.queue.messages[0] == ("submit", job.id)
    assert studio.queue.delays[0] == 40 * SECOND
    await asyncio.sleep(39)
    await studio.submission.submit(job.id)
    assert len(songs.submitted) == 1
    await asyncio.sleep(2)
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.RUNNING


async def test_a_provider_that_is_busy_for_ever_fails_the_job() -> None:
    studio = Studio(songs=FakeGenerator(BUSY))
    job = await studio.keep(song_job(tries=SUBMISSION_TRIES))
    await studio.submission.submit(job.id)
    failed = await studio.stored(job)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.RATE_LIMIT


async def test_a_mistake_of_ours_in_mid_request_leaves_a_doubt_and_is_not_hidden() -> None:
    studio = Studio(songs=FakeGenerator(ZeroDivisionError()))
    job = await studio.keep(song_job())
    with pytest.raises(ZeroDivisionError):
        await studio.submission.submit(job.id)
    doubtful = await studio.stored(job)
    assert doubtful.state is JobState.NEEDS_CHECK
    assert doubtful.failure is not None
    assert doubtful.failure.code is FailureCode.OUTCOME_UNKNOWN


async def test_a_job_in_doubt_is_never_sent_by_itself() -> None:
    songs = FakeGenerator()
    studio = Studio(songs=songs)
    job = await studio.keep(job_in(JobState.NEEDS_CHECK))
    await asyncio.sleep(HOUR.total_seconds())
    await studio.recovery.sweep()
    await studio.submission.submit(job.id)
    assert songs.submitted == []
    assert studio.queue.messages == []


async def test_a_message_about_an_unknown_job_is_ignored(studio: Studio) -> None:
    await studio.submission.submit(UUID(int=404))
    assert studio.queue.messages == []


async def test_a_second_message_sends_nothing_again() -> None:
    songs = FakeGenerator(TAKEN)
    studio = Studio(songs=songs, slots=5)
    job = await studio.keep(song_job())
    await asyncio.gather(*(studio.submission.submit(job.id) for _ in range(4)))
    await studio.submission.submit(job.id)
    assert len(songs.submitted) == 1


async def test_a_claimed_job_knows_how_long_such_jobs_take() -> None:
    studio = Studio(songs=accepted_at_once())
    earlier = replace(job_in(JobState.SUCCEEDED), submitted_at=NOON - 90 * SECOND, finished_at=NOON)
    job = await studio.keep(song_job(), earlier)
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).expected == 90 * SECOND


# ── interruptions ────────────────────────────────────────────────────────────────────────────────


async def test_a_worker_that_stops_in_mid_request_leaves_a_doubt() -> None:
    studio = Studio(songs=SlowGenerator(lasting(60), TAKEN))
    job = await studio.keep(song_job())
    work = asyncio.create_task(studio.submission.submit(job.id))
    await asyncio.sleep(10)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    doubtful = await studio.stored(job)
    assert (doubtful.state, doubtful.lease) == (JobState.NEEDS_CHECK, None)
    assert "interrupted" in (await studio.timeline(job))[-1].message


async def test_a_slow_request_is_held_for_as_long_as_it_takes() -> None:
    studio = Studio(songs=SlowGenerator(lasting(10 * LEASE.total_seconds()), TAKEN))
    job = await studio.keep(song_job())
    work = asyncio.create_task(studio.submission.submit(job.id))
    while not work.done():
        await asyncio.sleep(1)
        await studio.recovery.sweep()
    states = [event.state for event in await studio.timeline(job)]
    assert states == [JobState.SUBMITTING, JobState.RUNNING]


async def test_a_request_whose_worker_was_taken_for_dead_is_settled_by_its_late_answer() -> None:
    database = AbsentDatabase()
    studio = Studio(songs=SlowGenerator(lasting(60), TAKEN), database=database)
    job = await studio.keep(song_job())
    work = asyncio.create_task(studio.submission.submit(job.id))
    await asyncio.sleep(1)
    database.absent = True
    await asyncio.sleep(2 * LEASE.total_seconds())
    database.absent = False
    await studio.recovery.sweep()
    assert (await studio.stored(job)).state is JobState.NEEDS_CHECK
    await work
    assert (await studio.stored(job)).state is JobState.RUNNING


async def test_a_cancel_in_mid_request_waits_for_the_answer() -> None:
    studio = Studio(songs=SlowGenerator(lasting(5), TAKEN))
    job = await studio.keep(song_job())
    work = asyncio.create_task(studio.submission.submit(job.id))
    await asyncio.sleep(1)
    assert (await studio.jobs.cancel(job.id)).state is JobState.SUBMITTING
    await work
    states = [event.state for event in await studio.timeline(job)]
    assert states == [
        JobState.SUBMITTING,
        JobState.SUBMITTING,
        JobState.RUNNING,
        JobState.CANCELLED,
    ]
    assert studio.queue.messages == []


async def test_a_picture_that_is_paid_for_is_kept_although_a_cancel_was_asked_for() -> None:
    studio = Studio(images=SlowGenerator(lasting(5), painted()))
    job = await studio.keep(image_job())
    work = asyncio.create_task(studio.submission.submit(job.id))
    await asyncio.sleep(1)
    await studio.jobs.cancel(job.id)
    await work
    assert (await studio.stored(job)).state is JobState.ARCHIVING


async def test_a_picture_for_a_job_that_was_given_up_is_only_noted() -> None:
    async def give_up(job: Job, show: Show) -> None:
        async with studio.database.begin() as work:
            sent = await work.jobs.get(job.id)
            doubtful = sent.doubt(UNKNOWN.failure, NOON)
            await work.jobs.save(doubtful.cancel(NOON))
            await work.commit()

    studio = Studio(images=SlowGenerator(give_up, painted()))
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.CANCELLED
    assert (await studio.timeline(job))[-1].kind is EventKind.NOTED


# ── what is paid for is kept ─────────────────────────────────────────────────────────────────────


async def test_a_picture_is_kept_although_the_disk_is_full_for_a_while() -> None:
    media = FakeMediaStore()
    media.failure = FULL
    images = FakeGenerator(painted())
    studio = Studio(images=images, media=media)
    job = await studio.keep(image_job())
    work = asyncio.create_task(studio.submission.submit(job.id))
    for _ in range(10):
        await asyncio.sleep(LEASE.total_seconds())
        await studio.recovery.sweep()
    assert (await studio.stored(job)).state is JobState.SUBMITTING
    media.failure = None
    await work
    assert (await studio.stored(job)).missing == ()
    assert list(media.files.values()) == [PNG]
    notes = [each for each in await studio.timeline(job) if each.kind is EventKind.NOTED]
    assert [note.message for note in notes] == [f"The disk is full. {IN_MEMORY}"]
    assert len(images.submitted) == 1


async def test_a_picture_takes_the_room_that_is_kept_for_it() -> None:
    media = FakeMediaStore()
    media.failure, media.reserve = FULL, True
    studio = Studio(images=FakeGenerator(painted()), media=media)
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).missing == ()
    assert list(media.files.values()) == [PNG]
    assert not media.reserve
    assert [each for each in await studio.timeline(job) if each.kind is EventKind.NOTED] == []


async def test_a_picture_is_kept_although_the_full_disk_stops_the_database_too() -> None:
    database, media = AbsentDatabase(), FakeMediaStore()

    async def trouble(job: Job, show: Show) -> None:
        database.absent = True
        media.failure = FULL

    studio = Studio(images=SlowGenerator(trouble, painted()), database=database, media=media)
    job = await studio.keep(image_job())
    work = asyncio.create_task(studio.submission.submit(job.id))
    await asyncio.sleep(1)
    database.absent = False
    await asyncio.sleep(1)
    media.failure = None
    await work
    assert (await studio.stored(job)).state is JobState.ARCHIVING


HTML = b"<html>No picture.</html>"


async def test_an_answer_without_any_picture_fails_the_job() -> None:
    studio = Studio(images=FakeGenerator(painted(picture(0, HTML), picture(1, HTML))))
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    failed = await studio.stored(job)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.FILE_REJECTED


async def test_of_an_answer_that_is_only_partly_good_the_good_is_kept() -> None:
    studio = Studio(images=FakeGenerator(painted(picture(0, HTML), picture(1))))
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    kept = await studio.stored(job)
    assert kept.state is JobState.ARCHIVING
    assert [delivery.index for delivery in kept.deliveries] == [1]
    assert kept.missing == ()
    notes = [each for each in await studio.timeline(job) if each.kind is EventKind.NOTED]
    assert len(notes) == 1
    assert "Result 1" in notes[0].message


async def test_a_good_picture_is_kept_although_the_bad_one_could_not_be_noted() -> None:
    database = AbsentDatabase()

    async def lose_database_for_a_second(job: Job, show: Show) -> None:
        database.absent = True
        asyncio.get_running_loop().call_later(1, setattr, database, "absent", False)

    media = SlowStore()
    images = SlowGenerator(lose_database_for_a_second, painted(picture(0, HTML), picture(1)))
    studio = Studio(images=images, database=database, media=media)
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.ARCHIVING


async def test_an_answer_is_written_down_in_the_room_that_is_kept_for_it() -> None:
    media = FakeMediaStore()
    media.reserve = True
    database = FullDatabase(media)

    async def fill_the_disk(job: Job, show: Show) -> None:
        database.full = True

    studio = Studio(images=SlowGenerator(fill_the_disk, painted()), database=database, media=media)
    job = await studio.keep(image_job())
    before = studio.clock()
    async with asyncio.timeout(60):
        await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.ARCHIVING
    assert not media.reserve
    assert studio.clock() - before < SECOND


async def test_previews_are_shown_in_their_order() -> None:
    media = FakeMediaStore()
    studio = Studio(images=FakeGenerator(painted(), previews=PREVIEWS), media=media)
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    shown = [each for each in await studio.timeline(job) if each.kind is EventKind.PREVIEW]
    assert [event.message for event in shown] == ["Preview 1.", "Preview 2."]
    (digest,) = {event.preview for event in shown}
    assert digest is not None
    assert media.files[digest] == JPEG
    assert await studio.library.media_file(digest) is not None


@pytest.mark.parametrize("trouble", [FULL, REJECTED])
async def test_a_preview_that_cannot_be_shown_harms_nothing(trouble: StudioError) -> None:
    media = FakeMediaStore()

    async def fail_to_show(job: Job, show: Show) -> None:
        media.failure = trouble
        await show(PREVIEWS[0])
        media.failure = None

    studio = Studio(images=SlowGenerator(fail_to_show, painted()), media=media)
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.ARCHIVING
    assert all(event.preview is None for event in await studio.timeline(job))


async def test_a_preview_harms_nothing_while_the_database_is_away() -> None:
    database = AbsentDatabase()

    async def fail_to_show(job: Job, show: Show) -> None:
        database.absent = True
        await show(PREVIEWS[0])
        database.absent = False

    studio = Studio(images=SlowGenerator(fail_to_show, painted()), database=database)
    job = await studio.keep(image_job())
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.ARCHIVING


# ── slots and turns ──────────────────────────────────────────────────────────────────────────────


async def test_a_full_provider_is_sent_nothing() -> None:
    studio = Studio(songs=FakeGenerator(), slots=2)
    job = await studio.keep(song_job(), running(), job_in(JobState.SUBMITTING))
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.PENDING


@pytest.mark.parametrize(
    "state", [JobState.NEEDS_CHECK, JobState.ARCHIVING, JobState.SUCCEEDED, JobState.FAILED]
)
async def test_a_job_that_does_not_run_takes_no_slot(state: JobState) -> None:
    studio = Studio(songs=accepted_at_once())
    job = await studio.keep(song_job(), job_in(state))
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.RUNNING


async def test_two_messages_at_once_share_one_slot() -> None:
    songs = SlowGenerator(lasting(3), TAKEN, TAKEN)
    studio = Studio(songs=songs, slots=1)
    first, second = song_job(), song_job()
    await studio.keep(first, second)
    await asyncio.gather(studio.submission.submit(first.id), studio.submission.submit(second.id))
    assert len(songs.submitted) == 1


async def test_as_many_requests_as_there_are_slots_are_sent() -> None:
    songs = SlowGenerator(lasting(3), *[TAKEN] * 9)
    studio = Studio(songs=songs, slots=3)
    jobs = [song_job() for _ in range(9)]
    await studio.keep(*jobs)
    await asyncio.gather(*(studio.submission.submit(job.id) for job in jobs))
    assert len(songs.submitted) == 3


async def test_each_provider_has_slots_of_its_own() -> None:
    studio = Studio(images=FakeGenerator(painted()), slots=1)
    job = await studio.keep(image_job(), running())
    await studio.submission.submit(job.id)
    assert (await studio.stored(job)).state is JobState.ARCHIVING


async def test_who_waits_longest_goes_first_whoever_is_called() -> None:
    songs = accepted_at_once()
    studio = Studio(songs=songs, slots=1)
    young = song_job(created_at=NOON - MINUTE)
    old = song_job(created_at=NOON - HOUR)
    await studio.keep(young, old)
    await studio.submission.submit(young.id)
    assert [job.id for job in songs.submitted] == [old.id]


async def test_who_was_told_to_wait_lets_others_pass() -> None:
    songs = accepted_at_once()
    studio = Studio(songs=songs, slots=1)
    told = song_job(created_at=NOON - HOUR, due_at=NOON + MINUTE)
    young = song_job()
    await studio.keep(told, young)
    await studio.submission.submit(told.id)
    assert [job.id for job in songs.submitted] == [young.id]


@pytest.mark.parametrize("error", [REFUSED, UNKNOWN])
async def test_who_makes_room_calls_the_next(error: StudioError) -> None:
    studio = Studio(songs=FakeGenerator(error))
    first = song_job(created_at=NOON - HOUR)
    second = song_job(created_at=NOON - MINUTE)
    await studio.keep(first, second)
    await studio.submission.submit(first.id)
    assert studio.queue.messages == [("submit", second.id)]


async def test_a_hold_that_somebody_else_has_is_left_alone() -> None:
    held = replace(job_in(JobState.SUBMITTING), lease=Lease(WORKER, NOON + PATIENCE))
    studio = Studio(songs=FakeGenerator(), slots=9)
    await studio.keep(held)
    await studio.submission.submit(held.id)
    assert await studio.stored(held) == held
