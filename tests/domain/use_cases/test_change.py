"""Changing a job that others change at the same time."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import Conflict, NotFound, StaleJob
from domain.job import Job
from domain.job_state import EventKind, JobState
from domain.use_cases.change import change
from tests.domain.examples import JOB, job_in, song_job
from tests.domain.studio import Studio
from tests.fakes import NOON


def note(job: Job) -> Job:
    return job.tell(EventKind.NOTED, NOON, "Seen.")


async def test_a_change_is_stored_with_its_news(studio: Studio) -> None:
    job = await studio.keep(song_job())
    changed = await change(studio.database, job.id, note)
    assert await studio.stored(job) == changed
    assert [event.message for event in await studio.timeline(job)] == ["Seen."]


async def test_changes_at_once_all_happen_one_after_another(studio: Studio) -> None:
    job = await studio.keep(song_job())
    await asyncio.gather(*(change(studio.database, job.id, note) for _ in range(20)))
    events = await studio.timeline(job)
    assert [event.sequence for event in events] == list(range(2, 22))


async def test_a_move_that_does_nothing_stores_nothing(studio: Studio) -> None:
    job = await studio.keep(song_job())
    assert await change(studio.database, job.id, lambda job: job) == job
    assert (await studio.stored(job)).revision == job.revision


async def test_what_a_move_raises_passes_and_stores_nothing(studio: Studio) -> None:
    job = await studio.keep(job_in(JobState.SUCCEEDED))
    with pytest.raises(Conflict):
        await change(studio.database, job.id, lambda job: note(job).cancel(NOON))
    assert await studio.stored(job) == job


async def test_what_there_is_not_is_not_changed(studio: Studio) -> None:
    with pytest.raises(NotFound):
        await change(studio.database, JOB, note)


@pytest.mark.parametrize(("rivals", "succeeds"), [(0, True), (7, True), (8, False)])
async def test_a_change_is_repeated_while_others_are_faster(
    studio: Studio, rivals: int, succeeds: bool
) -> None:
    job = await studio.keep(song_job())
    seen: list[int] = []

    def move(current: Job) -> Job:
        seen.append(current.revision)
        stale = len(seen) <= rivals
        # A revision that is not stored is how the database tells that somebody was faster.
        changed = note(current)
        return changed if not stale else _older(changed)

    if succeeds:
        await change(studio.database, job.id, move)
    else:
        with pytest.raises(StaleJob):
            await change(studio.database, job.id, move)
    assert len(seen) == min(rivals + 1, 8)
    assert len(await studio.timeline(job)) == succeeds


def _older(job: Job) -> Job:
    return replace(job, revision=job.revision - 1)
