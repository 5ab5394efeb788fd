"""How jobs are kept, whatever keeps them."""

from dataclasses import replace
from datetime import timedelta, timezone
from uuid import UUID

import pytest

from domain.errors import Conflict, Failure, FailureCode, NotFound, StaleJob
from domain.image import ImageRequest
from domain.job import Job, Lease
from domain.job_state import EventKind, JobEvent, JobKind, JobState, Provider
from domain.media import Delivery, MediaType, Role
from domain.paging import Page, Position
from domain.ports.database import Database
from domain.ports.jobs import JobFilter
from domain.song import SongRequest
from tests.persistence.examples import (
    EVERY_SCRIPT,
    NOON,
    SECOND,
    WORKER,
    add,
    image_job,
    media_file,
    new_id,
    song_job,
    stored,
)

FULL_IMAGE_REQUEST = ImageRequest(
    prompt=EVERY_SCRIPT,
    model="gpt-image-2",
    n=3,
    size="1024x1024",
    quality="high",
    style="vivid",
    output_format="webp",
    output_compression=80,
    background="opaque",
    moderation="low",
    previews=2,
)

FULL_SONG_REQUEST = SongRequest(
    lyrics=EVERY_SCRIPT,
    model="mureka-9",
    prompt="folk",
    n=3,
    title="Tïtle 🎵",
    gender="female",
    reference_id="r",
    vocal_id="v",
    melody_id="m",
)


def full_job(earlier: Job) -> Job:
    """Every field filled in."""
    return image_job(
        state=JobState.NEEDS_CHECK,
        request=FULL_IMAGE_REQUEST,
        submitted_at=NOON + SECOND,
        accepted_at=NOON + 2 * SECOND,
        finished_at=NOON + 3 * SECOND,
        deadline=NOON + 4 * SECOND,
        expected=timedelta(days=400, microseconds=1),
        lease=Lease(WORKER, NOON + 5 * SECOND),
        attempt=2,
        tries=3,
        provider_job_id="p 🎵",
        provider_word="queued",
        reported_progress=0.25,
        deliveries=(
            Delivery(index=0, role=Role.IMAGE, url="https://files/1"),
            Delivery(index=1, role=Role.IMAGE, file=media_file("a", MediaType.PNG)),
            Delivery(index=2, role=Role.MP3, file=media_file("b", MediaType.MP3)),
        ),
        failure=Failure(code=FailureCode.QUOTA, message=EVERY_SCRIPT, hint="Pay.", http_status=429),
        cancel_requested=True,
        idempotency_key=EVERY_SCRIPT,
        retry_of=earlier.id,
        dismissed_at=NOON + 6 * SECOND,
    )


async def test_every_field_comes_back_as_it_was(database: Database) -> None:
    earlier = song_job(request=FULL_SONG_REQUEST)
    job = full_job(earlier)
    await add(database, earlier, job)
    assert await stored(database, earlier) == earlier
    assert await stored(database, job) == job


async def test_every_field_can_change(database: Database) -> None:
    earlier = song_job()
    before = image_job(retry_of=earlier.id, idempotency_key=EVERY_SCRIPT)
    after = replace(full_job(earlier), id=before.id, request=before.request, news=())
    await add(database, earlier, before)
    async with database.begin() as work:
        saved = await work.jobs.save(after)
        await work.commit()
    assert saved == replace(after, revision=1)
    assert await stored(database, before) == saved


async def test_times_come_back_with_their_microseconds_whatever_their_zone(
    database: Database,
) -> None:
    east = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    job = image_job(created_at=east, due_at=east + timedelta(microseconds=1))
    await add(database, job)
    back = await stored(database, job)
    assert (back.created_at, back.due_at) == (NOON, NOON + timedelta(microseconds=1))


async def test_a_stored_job_has_told_its_news(database: Database) -> None:
    job = image_job()
    async with database.begin() as work:
        added = await work.jobs.add(job)
        saved = await work.jobs.save(added.claim(WORKER, NOON))
        await work.commit()
    assert (added.news, saved.news) == ((), ())
    async with database.read() as work:
        assert [event.sequence for event in await work.events.of_job(job.id)] == [1, 2]


async def test_saving_an_outdated_job_is_refused_and_tells_nothing(
    database: Database, published: list[JobEvent]
) -> None:
    job = image_job()
    await add(database, job)
    first = await stored(database, job)
    async with database.begin() as work:
        await work.jobs.save(first.cancel(NOON))
        await work.commit()
    async with database.begin() as work:
        with pytest.raises(StaleJob):
            await work.jobs.save(first.claim(WORKER, NOON))
        await work.commit()
    assert (await stored(database, job)).state is JobState.CANCELLED
    assert [event.state for event in published] == [JobState.PENDING, JobState.CANCELLED]


async def test_saving_an_unknown_job_is_refused(database: Database) -> None:
    async with database.begin() as work:
        with pytest.raises(StaleJob):
            await work.jobs.save(image_job())


async def test_an_idempotency_key_is_taken_once_and_the_transaction_goes_on(
    database: Database,
) -> None:
    first, second = image_job(idempotency_key="k"), image_job(idempotency_key="k")
    await add(database, first)
    async with database.begin() as work:
        with pytest.raises(Conflict):
            await work.jobs.add(second)
        found = await work.jobs.with_key("k")
        await work.jobs.add(third := image_job())
        await work.commit()
    assert found == first
    assert await stored(database, third) == third
    with pytest.raises(NotFound):
        await stored(database, second)


async def test_a_job_is_retried_once(database: Database) -> None:
    job = image_job()
    retry, again = image_job(retry_of=job.id), image_job(retry_of=job.id)
    await add(database, job, retry)
    async with database.begin() as work:
        with pytest.raises(Conflict):
            await work.jobs.add(again)
        assert await work.jobs.retry_of(job.id) == retry
        assert await work.jobs.retry_of(retry.id) is None


async def test_jobs_without_a_key_do_not_collide(database: Database) -> None:
    await add(database, image_job(), image_job())
    async with database.read() as work:
        assert await work.jobs.count(JobFilter()) == 2
        assert await work.jobs.with_key("k") is None


async def test_many_jobs_are_found_by_their_ids(database: Database) -> None:
    one, other = image_job(), song_job()
    await add(database, one, other, image_job())
    async with database.read() as work:
        found = await work.jobs.get_many([one.id, other.id, new_id()])
        assert await work.jobs.get_many([]) == {}
        with pytest.raises(NotFound):
            await work.jobs.get(new_id())
    assert found == {one.id: one, other.id: other}


async def test_pages_run_from_the_newest_and_leave_nothing_out_where_times_are_equal(
    database: Database,
) -> None:
    jobs = [image_job(created_at=NOON + (number // 4) * SECOND) for number in range(10)]
    await add(database, *jobs)
    seen: list[UUID] = []
    position = None
    while True:
        async with database.read() as work:
            page = await work.jobs.page(Page(3, position), JobFilter())
        if not page:
            break
        seen += [job.id for job in page]
        position = Position(page[-1].created_at, page[-1].id)
    assert seen == [job.id for job in reversed(jobs)]


async def test_lists_and_counts_can_be_narrowed(database: Database) -> None:
    image, song = image_job(), song_job()
    failed = song_job(state=JobState.FAILED)
    await add(database, image, song, failed)
    either = frozenset({JobState.PENDING, JobState.FAILED})
    wishes = {
        JobFilter(): [failed, song, image],
        JobFilter(kind=JobKind.SONG): [failed, song],
        JobFilter(states=frozenset({JobState.PENDING})): [song, image],
        JobFilter(states=either, kind=JobKind.IMAGE): [image],
        JobFilter(states=frozenset()): [],
    }
    async with database.read() as work:
        for wanted, expected in wishes.items():
            assert await work.jobs.page(Page(10), wanted) == expected
            assert await work.jobs.count(wanted) == len(expected)


async def test_every_state_is_counted(database: Database) -> None:
    await add(database, image_job(), image_job(), song_job(state=JobState.FAILED))
    async with database.read() as work:
        counted = await work.jobs.count_by_state()
    expected = dict.fromkeys(JobState, 0) | {JobState.PENDING: 2, JobState.FAILED: 1}
    assert counted == expected


async def test_text_that_no_database_takes_is_marked_and_costs_no_result(
    database: Database, url_or_fake: str | None
) -> None:
    """NUL and halves of surrogates may come from a provider."""
    bad = "a\x00b\ud800c\udfffd"
    failure = Failure(code=FailureCode.PROVIDER_FAILED, message=bad, hint="h")
    job = song_job(provider_word=bad, failure=failure).tell(EventKind.NOTED, NOON, bad)
    await add(database, job)
    back = await stored(database, job)
    kept = bad if url_or_fake is None else "a\ufffdb\ufffdc\ufffdd"
    assert back.provider_word == kept
    assert back.failure == replace(failure, message=kept)


@pytest.mark.parametrize("provider", Provider)
async def test_slots_count_the_jobs_that_are_at_their_provider(
    database: Database, provider: Provider
) -> None:
    await add(
        database, *(image_job(state=state, provider=provider) for state in JobState), song_job()
    )
    async with database.begin() as work:
        assert await work.jobs.lock_slots(provider) == 2


async def test_jobs_are_found_by_what_their_provider_calls_them(database: Database) -> None:
    jobs = [song_job(provider_job_id=name) for name in ("435134", "435135", None)]
    await add(database, *jobs)
    async with database.read() as work:
        found = await work.jobs.page(Page(9), JobFilter(provider_job_id="435134"))
    assert [job.id for job in found] == [jobs[0].id]


async def test_dismissed_jobs_can_be_left_out(database: Database) -> None:
    kept, dismissed = song_job(), song_job(dismissed_at=NOON)
    await add(database, kept, dismissed)
    async with database.read() as work:
        left = await work.jobs.page(Page(9), JobFilter(dismissed=False))
        gone = await work.jobs.page(Page(9), JobFilter(dismissed=True))
        counted = await work.jobs.count(JobFilter())
    assert ([job.id for job in left], [job.id for job in gone]) == ([kept.id], [dismissed.id])
    assert counted == 2


@pytest.mark.parametrize("backward", [False, True])
async def test_a_page_can_leave_out_the_first(database: Database, backward: bool) -> None:
    jobs = [song_job(created_at=NOON + n * SECOND) for n in range(5)]
    await add(database, *jobs)
    async with database.read() as work:
        page = await work.jobs.page(Page(2, offset=1, backward=backward), JobFilter())
        beyond = await work.jobs.page(Page(2, offset=5, backward=backward), JobFilter())
    wanted = [2, 1] if backward else [3, 2]
    assert [job.id for job in page] == [jobs[n].id for n in wanted]
    assert beyond == []
