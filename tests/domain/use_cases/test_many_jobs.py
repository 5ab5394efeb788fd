"""Cancelling and retrying by the list or by a filter, each job on its own."""

import pytest

from domain.errors import Conflict, InvalidRequest, NotFound
from domain.job import Job
from domain.job_state import JobKind, JobState
from domain.ports.jobs import JobFilter
from domain.use_cases.many_jobs import JobSelection, ManyJobs
from tests.domain.studio import Studio
from tests.gql.stories import STORIES
from tests.persistence.examples import add, image_job, new_id, song_job


@pytest.fixture
def studio() -> Studio:
    return Studio()


def many(studio: Studio) -> ManyJobs:
    return ManyJobs(database=studio.database, jobs=studio.jobs)


async def in_every_state(studio: Studio) -> dict[JobState, Job]:
    jobs = {state: story(song_job()) for state, story in STORIES.items()}
    await add(studio.database, *jobs.values())
    return jobs


async def test_all_that_can_be_cancelled_are(studio: Studio) -> None:
    await in_every_state(studio)
    changed = await many(studio).cancel(JobSelection())
    assert (changed.count, changed.refused) == (4, ())
    assert {job.state for job in changed.jobs} == {JobState.CANCELLED, JobState.SUBMITTING}


async def test_a_filter_narrows_down_what_is_cancelled(studio: Studio) -> None:
    await in_every_state(studio)
    await add(studio.database, image_job())
    pending = JobFilter(states=frozenset({JobState.PENDING}), kind=JobKind.IMAGE)
    assert (await many(studio).cancel(JobSelection(wanted=pending))).count == 1


async def test_named_jobs_that_cannot_be_cancelled_are_told_with_their_reason(
    studio: Studio,
) -> None:
    jobs = await in_every_state(studio)
    absent = new_id()
    ids = (jobs[JobState.PENDING].id, jobs[JobState.SUCCEEDED].id, absent)
    changed = await many(studio).cancel(JobSelection(ids=ids))
    assert changed.count == 1
    assert [(id, type(error)) for id, error in changed.refused] == [
        (jobs[JobState.SUCCEEDED].id, Conflict),
        (absent, NotFound),
    ]


async def test_nothing_is_paid_for_again_unless_asked(studio: Studio) -> None:
    jobs = await in_every_state(studio)
    failed = JobSelection(ids=(jobs[JobState.FAILED].id,))
    free = await many(studio).retry(failed, paid_too=False)
    assert (free.count, len(free.refused)) == (0, 1)
    assert "charged" in str(free.refused[0][1])
    paid = await many(studio).retry(failed, paid_too=True)
    assert [job.retry_of for job in paid.jobs] == [jobs[JobState.FAILED].id]


async def test_a_filter_retries_each_job_once(studio: Studio) -> None:
    await in_every_state(studio)
    first = await many(studio).retry(JobSelection(), paid_too=True)
    second = await many(studio).retry(JobSelection(), paid_too=True)
    assert (first.count, second.count) == (2, 0)


async def test_a_list_has_one_to_a_thousand_names(studio: Studio) -> None:
    for ids in ((), tuple(new_id() for _ in range(1_001))):
        with pytest.raises(InvalidRequest, match="1 to 1,000"):
            await many(studio).cancel(JobSelection(ids=ids))


async def test_a_retry_of_a_job_whose_song_was_purged_has_a_song_again(studio: Studio) -> None:
    failed = STORIES[JobState.FAILED](song_job())
    await add(studio.database, failed)
    job = await studio.jobs.retry(failed.id)
    async with studio.database.read() as work:
        songs = await work.songs.of_jobs([job.id])
    assert songs[job.id].title
