"""Who acts on which job next, and that nobody else does at the same time."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.errors import StaleJob
from domain.failures import INTERRUPTED
from domain.inquiry import Inquiry
from domain.job import Job, Lease
from domain.job_state import JobKind, JobState, Provider
from domain.ports.database import Database
from tests.persistence.examples import (
    NOON,
    OTHER_WORKER,
    SECOND,
    WORKER,
    add,
    image_job,
    new_id,
    running_job,
    song_job,
    stored,
    succeeded_job,
)

LEASE = Lease(WORKER, NOON + 8 * SECOND)


async def lease(database: Database, lease: Lease = LEASE, limit: int = 10) -> Sequence[Inquiry]:
    async with database.begin() as work:
        due = await work.jobs.lease_due_polls(lease, NOON, limit)
        await work.commit()
    return due


async def reschedule(database: Database, *unchanged: tuple[Inquiry, datetime]) -> None:
    async with database.begin() as work:
        await work.jobs.reschedule(unchanged)
        await work.commit()


async def test_due_polls_are_leased_the_most_overdue_first(database: Database) -> None:
    later, sooner = running_job(NOON), running_job(NOON - SECOND)
    await add(database, later, sooner, running_job(NOON + SECOND), song_job(due_at=NOON))
    leased = await lease(database)
    assert [each.job_id for each in leased] == [sooner.id, later.id]
    held = await stored(database, sooner)
    assert (held.lease, held.revision) == (LEASE, 1)
    assert held.inquiry == leased[0]


async def test_a_question_knows_what_was_said_last_time(database: Database) -> None:
    said = replace(
        running_job(NOON),
        accepted_at=NOON - SECOND,
        deadline=NOON + SECOND,
        provider_word="streaming",
        reported_progress=0.25,
    )
    await add(database, said)
    assert await lease(database) == [replace(said, revision=1).inquiry]


async def test_a_rescheduled_job_is_free_and_due_at_its_new_time(database: Database) -> None:
    first, second = running_job(NOON - SECOND), replace(running_job(NOON), tries=3)
    await add(database, first, second, running_job(NOON + SECOND))
    one, two = await lease(database)
    await reschedule(database, (one, NOON + SECOND), (two, NOON + 2 * SECOND))
    for job, due_at in ((first, NOON + SECOND), (second, NOON + 2 * SECOND)):
        free = await stored(database, job)
        assert free == replace(job, revision=2, due_at=due_at, tries=0)


async def test_a_job_that_was_changed_meanwhile_is_not_rescheduled(database: Database) -> None:
    changed, other = running_job(NOON - SECOND), running_job(NOON)
    await add(database, changed, other)
    one, two = await lease(database)
    async with database.begin() as work:
        cancelled = await work.jobs.save((await work.jobs.get(changed.id)).cancel(NOON))
        await work.commit()
    await reschedule(database, (one, NOON + SECOND), (two, NOON + SECOND))
    assert await stored(database, changed) == cancelled
    assert (await stored(database, other)).due_at == NOON + SECOND


async def test_no_more_polls_are_leased_than_asked_for(database: Database) -> None:
    jobs = [running_job(NOON - number * SECOND) for number in range(5)]
    await add(database, *jobs)
    leased = await lease(database, limit=2)
    assert [each.job_id for each in leased] == [jobs[4].id, jobs[3].id]


async def test_a_held_job_is_leased_only_after_its_lease_has_run_out(database: Database) -> None:
    held = running_job(NOON, Lease(OTHER_WORKER, NOON))
    lapsed = running_job(NOON, Lease(OTHER_WORKER, NOON - timedelta(microseconds=1)))
    await add(database, held, lapsed)
    assert [each.job_id for each in await lease(database)] == [lapsed.id]


async def test_two_pollers_at_once_never_get_the_same_job(database: Database) -> None:
    jobs = [running_job(NOON - number * SECOND) for number in range(40)]
    await add(database, *jobs)
    leases = [Lease(new_id(), LEASE.until) for _ in range(8)]
    taken = await asyncio.gather(*(lease(database, each, limit=5) for each in leases))
    ids = [each.job_id for batch in taken for each in batch]
    assert len(ids) == len(set(ids))
    rest = await lease(database, LEASE, limit=40)
    assert sorted(ids + [each.job_id for each in rest]) == sorted(job.id for job in jobs)


async def test_a_lease_makes_the_job_of_an_earlier_holder_stale(database: Database) -> None:
    lapsed = running_job(NOON, Lease(OTHER_WORKER, NOON - SECOND))
    await add(database, lapsed)
    await lease(database)
    async with database.begin() as work:
        with pytest.raises(StaleJob):
            await work.jobs.save(lapsed)


async def test_one_claimer_at_a_time_counts_the_slots(database: Database) -> None:
    """Ten want the one slot; each looks first, so that without a lock several would take it."""
    jobs = [song_job() for _ in range(10)]
    await add(database, *jobs)

    async def claim(owner: UUID) -> int:
        async with database.begin() as work:
            if await work.jobs.lock_slots(Provider.MUREKA) >= 1:
                return 0
            waiting = await work.jobs.waiting(Provider.MUREKA, NOON, 1)
            await asyncio.sleep(0.005)
            await work.jobs.save(waiting[0].claim(owner, NOON))
            await work.commit()
            return 1

    assert sum(await asyncio.gather(*(claim(new_id()) for _ in jobs))) == 1
    async with database.read() as work:
        assert (await work.jobs.count_by_state())[JobState.SUBMITTING] == 1


async def test_waiting_jobs_come_the_oldest_first_if_they_are_due(database: Database) -> None:
    newer = song_job(created_at=NOON + SECOND, due_at=NOON - SECOND)
    older = song_job(created_at=NOON)
    not_yet = song_job(due_at=NOON + SECOND)
    await add(database, newer, older, not_yet, image_job(), running_job(NOON))
    async with database.read() as work:
        assert await work.jobs.waiting(Provider.MUREKA, NOON, 10) == [older, newer]
        assert await work.jobs.waiting(Provider.MUREKA, NOON, 1) == [older]


async def test_the_next_poll_is_when_the_first_running_job_is_due(database: Database) -> None:
    async with database.read() as work:
        assert await work.jobs.next_poll_at() is None
    await add(database, running_job(NOON + SECOND), running_job(NOON + 2 * SECOND), song_job())
    async with database.read() as work:
        assert await work.jobs.next_poll_at() == NOON + SECOND


async def test_archives_that_nobody_holds_are_named_the_most_overdue_first(
    database: Database,
) -> None:
    def archiving(due_at: timedelta, lease: Lease | None = None) -> Job:
        return song_job(state=JobState.ARCHIVING, due_at=NOON + due_at, lease=lease)

    later, sooner = archiving(timedelta()), archiving(-SECOND)
    lapsed = archiving(-2 * SECOND, Lease(WORKER, NOON - SECOND))
    held, not_yet = archiving(-SECOND, LEASE), archiving(SECOND)
    await add(database, later, sooner, lapsed, held, not_yet, running_job(NOON))
    async with database.read() as work:
        unheld = await work.jobs.unheld_archives(NOON, 10)
        assert unheld == [lapsed.id, sooner.id, later.id]
        assert await work.jobs.unheld_archives(NOON, 1) == [lapsed.id]


async def test_submissions_whose_lease_has_run_out_are_abandoned(database: Database) -> None:
    lost = song_job().claim(WORKER, NOON - 60 * SECOND)
    busy = song_job().claim(WORKER, NOON)
    await add(database, lost, busy, song_job())
    async with database.read() as work:
        assert await work.jobs.abandoned(NOON, 10) == [lost]


async def test_a_worker_renews_its_own_leases_and_leaves_revisions_alone(
    database: Database,
) -> None:
    mine = running_job(NOON, LEASE)
    theirs = running_job(NOON, Lease(OTHER_WORKER, NOON))
    free = running_job(NOON)
    await add(database, mine, theirs, free)
    async with database.begin() as work:
        await work.jobs.renew(WORKER, NOON + 60 * SECOND)
        await work.commit()
    renewed = await stored(database, mine)
    assert (renewed.lease, renewed.revision) == (Lease(WORKER, NOON + 60 * SECOND), 0)
    assert await stored(database, theirs) == theirs
    assert await stored(database, free) == free


async def test_a_worker_can_let_go_by_renewing_until_now(database: Database) -> None:
    mine = running_job(NOON - SECOND, LEASE)
    await add(database, mine)
    async with database.begin() as work:
        await work.jobs.renew(WORKER, NOON - SECOND)
        await work.commit()
    assert [each.job_id for each in await lease(database)] == [mine.id]


async def test_saving_a_job_does_not_shorten_a_lease_that_was_renewed_meanwhile(
    database: Database,
) -> None:
    """A download may outlast the lease that its worker once read."""
    job = song_job(state=JobState.ARCHIVING, lease=LEASE)
    await add(database, job)
    read = await stored(database, job)
    async with database.begin() as work:
        await work.jobs.renew(WORKER, NOON + 60 * SECOND)
        await work.commit()
    async with database.begin() as work:
        await work.jobs.save(read)
        await work.commit()
    assert (await stored(database, job)).lease == Lease(WORKER, NOON + 60 * SECOND)


async def test_saving_a_job_without_lease_lets_go_of_it(database: Database) -> None:
    job = running_job(NOON, LEASE)
    await add(database, job)
    async with database.begin() as work:
        await work.jobs.save(await work.jobs.get(job.id))
        free = await work.jobs.get(job.id)
        await work.jobs.save(free.postpone(NOON, INTERRUPTED, NOON))
        await work.commit()
    assert (await stored(database, job)).lease is None


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [([], None), ([40.5], 40.5), ([10, 30, 20], 20), ([10, 20, 31, 100], 25.5)],
)
async def test_the_usual_duration_is_the_median(
    database: Database, seconds: list[float], expected: float | None
) -> None:
    await add(database, *(succeeded_job(each) for each in seconds), song_job())
    async with database.read() as work:
        usual = await work.jobs.usual_duration(Provider.MUREKA, JobKind.SONG, "mureka-9")
        assert await work.jobs.usual_duration(Provider.MUREKA, JobKind.SONG, "mureka-8") is None
        assert await work.jobs.usual_duration(Provider.OPENAI, JobKind.SONG, "mureka-9") is None
    assert usual == (None if expected is None else timedelta(seconds=expected))


async def test_only_the_last_twenty_jobs_tell_the_usual_duration(database: Database) -> None:
    old = [succeeded_job(1000, NOON - SECOND) for _ in range(30)]
    new = [succeeded_job(10, NOON + number * SECOND) for number in range(20)]
    await add(database, *old, *new)
    async with database.read() as work:
        assert (
            await work.jobs.usual_duration(Provider.MUREKA, JobKind.SONG, "mureka-9") == 10 * SECOND
        )
