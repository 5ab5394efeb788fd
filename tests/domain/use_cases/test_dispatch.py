"""What the queue is told after a change."""

from dataclasses import replace

import pytest

from domain.job_state import JobState
from tests.domain.examples import HOUR, MINUTE, SECOND, image_job, job_in, song_job
from tests.domain.studio import Studio
from tests.fakes import NOON

NEXT_STEP = {
    JobState.PENDING: "submit",
    JobState.RUNNING: "poll",
    JobState.ARCHIVING: "archive",
}


@pytest.mark.parametrize("state", JobState)
async def test_each_state_asks_for_its_own_next_step(state: JobState, studio: Studio) -> None:
    await studio.dispatch.follow_up(job_in(state))
    told = [name for name, _ in studio.queue.messages]
    assert told == ([NEXT_STEP[state]] if state in NEXT_STEP else [])


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.ARCHIVING])
async def test_a_step_that_is_not_due_yet_comes_later(state: JobState, studio: Studio) -> None:
    await studio.dispatch.follow_up(replace(job_in(state), due_at=NOON + MINUTE))
    await studio.dispatch.follow_up(replace(job_in(state), due_at=NOON - MINUTE))
    assert studio.queue.delays == [MINUTE, 0 * SECOND]


@pytest.mark.parametrize("state", set(JobState) - {JobState.SUBMITTING, JobState.RUNNING})
async def test_who_leaves_the_provider_calls_who_waits_longest_for_it(
    state: JobState, studio: Studio
) -> None:
    young, old = song_job(), song_job(created_at=NOON - HOUR)
    await studio.keep(young, old, image_job(created_at=NOON - HOUR))
    await studio.dispatch.follow_up(job_in(state))
    assert studio.queue.messages[-1] == ("submit", old.id)


@pytest.mark.parametrize("state", [JobState.SUBMITTING, JobState.RUNNING])
async def test_who_stays_at_the_provider_calls_nobody(state: JobState, studio: Studio) -> None:
    waiting = await studio.keep(song_job())
    await studio.dispatch.follow_up(job_in(state))
    assert ("submit", waiting.id) not in studio.queue.messages
