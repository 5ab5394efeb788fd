"""Nothing that was restored is paid for by itself."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.errors import FailureCode
from domain.failures import INTERRUPTED, RESTORED
from domain.job import Job, Lease
from domain.job_state import JobState
from domain.use_cases.change import change
from persistence.backup.settling import CURSOR_GAP
from persistence.unit_of_work import SqlDatabase
from tests.persistence.backup.conftest import LATER, Site, opened
from tests.persistence.examples import (
    NOON,
    OTHER_WORKER,
    SECOND,
    WORKER,
    add,
    image_job,
    song_job,
    stored,
)

LONG = Lease(WORKER, LATER + timedelta(days=1))

WAITING = {
    "new": song_job(),
    "image": image_job(),
    "busy": song_job(
        due_at=NOON + timedelta(hours=1), tries=3, attempt=3, submitted_at=NOON, failure=INTERRUPTED
    ),
}

LEFT_ALONE = {
    "running": song_job(state=JobState.RUNNING, provider_job_id="p1", accepted_at=NOON),
    "archiving": song_job(state=JobState.ARCHIVING, accepted_at=NOON),
    "succeeded": song_job(state=JobState.SUCCEEDED, due_at=None),
    "failed": song_job(state=JobState.FAILED, due_at=None, failure=INTERRUPTED),
    "cancelled": song_job(state=JobState.CANCELLED, due_at=None),
    "in doubt": song_job(state=JobState.NEEDS_CHECK, due_at=None, failure=INTERRUPTED),
}


async def _restored(site: Site, database: SqlDatabase, *jobs: Job) -> None:
    await add(database, *jobs)
    await site.back_up()
    await site.restore()


async def test_what_was_waiting_waits_for_its_owner_as_any_job_in_doubt(
    site: Site, database: SqlDatabase
) -> None:
    await _restored(site, database, *WAITING.values())
    async with opened(site.elsewhere) as restored:
        for job in WAITING.values():
            doubtful = (await stored(database, job)).doubt(RESTORED, LATER)
            found = await stored(restored, job)
            assert found == replace(doubtful, revision=job.revision + 1)
            async with restored.read() as work:
                events = await work.events.of_job(job.id)
            assert events[-1] == replace(doubtful.news[0], cursor=events[-1].cursor)
            assert [event.sequence for event in events] == list(range(1, len(events) + 1))


async def test_no_worker_finds_anything_to_submit(site: Site, database: SqlDatabase) -> None:
    await _restored(site, database, *WAITING.values())
    async with opened(site.elsewhere) as restored, restored.read() as work:
        for job in WAITING.values():
            assert not await work.jobs.waiting(
                job.provider, datetime.max.replace(tzinfo=LATER.tzinfo), 9
            )


@pytest.mark.parametrize("name", LEFT_ALONE)
async def test_what_ran_goes_on_and_what_had_ended_stays(
    site: Site, database: SqlDatabase, name: str
) -> None:
    job = replace(LEFT_ALONE[name], lease=LONG)
    await _restored(site, database, job)
    async with opened(site.elsewhere) as restored:
        assert await stored(restored, job) == replace(job, lease=None, news=())
        if job.state is JobState.RUNNING:
            async with restored.begin() as work:
                lease = Lease(OTHER_WORKER, LATER + SECOND)
                (inquiry,) = await work.jobs.lease_due_polls(lease, LATER, 9)
            assert inquiry.provider_job_id == "p1"


async def test_what_was_being_sent_is_in_doubt_at_the_first_sweep(
    site: Site, database: SqlDatabase
) -> None:
    job = song_job().claim(WORKER, NOON)
    await _restored(site, database, replace(job, lease=LONG))
    async with opened(site.elsewhere) as restored:
        async with restored.read() as work:
            (found,) = await work.jobs.abandoned(LATER, 9)
        assert found.id == job.id


async def test_its_owner_decides_about_it(site: Site, database: SqlDatabase) -> None:
    adopted, again, cancelled = song_job(), song_job(), image_job()
    await _restored(site, database, adopted, again, cancelled)
    patience = timedelta(minutes=30)
    async with opened(site.elsewhere) as restored:
        await change(restored, adopted.id, lambda job: job.adopt("p", LATER, patience=patience))
        await change(restored, again.id, lambda job: job.submit_again(LATER))
        await change(restored, cancelled.id, lambda job: job.cancel(LATER))
        states = [(await stored(restored, job)).state for job in (adopted, again, cancelled)]
    assert states == [JobState.RUNNING, JobState.PENDING, JobState.CANCELLED]


async def test_the_owner_is_told_how_many_wait(site: Site, database: SqlDatabase) -> None:
    await add(database, song_job(), song_job(), LEFT_ALONE["succeeded"])
    await site.back_up()
    assert (await site.restore()).in_doubt == 2
    assert RESTORED.code is FailureCode.OUTCOME_UNKNOWN  # so its charge counts as possible


async def test_cursors_that_clients_may_know_already_are_not_given_again(
    site: Site, database: SqlDatabase
) -> None:
    await add(database, LEFT_ALONE["succeeded"])
    await site.back_up()
    async with database.read() as work:
        before = await work.events.last_cursor()
    await site.restore()
    async with opened(site.elsewhere) as restored:
        await add(restored, song_job())
        async with restored.read() as work:
            assert await work.events.last_cursor() == before + CURSOR_GAP + 1


async def test_workers_of_then_are_forgotten(site: Site, database: SqlDatabase) -> None:
    async with database.begin() as work:
        await work.workers.beat(WORKER, LATER)
        await work.commit()
    await site.back_up()
    await site.restore()
    async with opened(site.elsewhere) as restored, restored.read() as work:
        assert await work.workers.count_since(NOON) == 0
