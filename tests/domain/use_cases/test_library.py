"""Looking at what is there."""

from uuid import UUID

import pytest

from domain.errors import NotFound
from domain.job_state import JobKind, JobState
from domain.library import ItemFilter, ItemKind
from domain.paging import Page, Position
from domain.ports.jobs import JobFilter
from tests.domain.examples import IMAGE_REQUEST, SONG_REQUEST, image_job, job_in, song_job
from tests.domain.studio import Studio
from tests.fakes import NOON


async def test_what_there_is_not_is_not_found(studio: Studio) -> None:
    nowhere = UUID(int=404)
    for look in (studio.library.job, studio.library.image, studio.library.song):
        with pytest.raises(NotFound, match=str(nowhere)):
            await look(nowhere)
    assert await studio.library.events_of_jobs([nowhere]) == {}
    assert await studio.library.media_file("no such hash") is None


async def test_jobs_are_listed_from_the_newest_page_by_page(studio: Studio) -> None:
    jobs = [song_job() for _ in range(5)]
    await studio.keep(*jobs)
    first = await studio.library.jobs(Page(2), JobFilter())
    end = first[-1]
    rest = await studio.library.jobs(Page(9, Position(end.created_at, end.id)), JobFilter())
    assert [*first, *rest] == sorted(jobs, key=lambda job: job.id, reverse=True)


async def test_jobs_are_listed_by_state_and_kind(studio: Studio) -> None:
    failed, image = job_in(JobState.FAILED), image_job()
    await studio.keep(failed, image, song_job())
    by_state = JobFilter(states=frozenset({JobState.FAILED}))
    by_kind = JobFilter(kind=JobKind.IMAGE)
    assert await studio.library.jobs(Page(9), by_state) == [failed]
    assert await studio.library.jobs(Page(9), by_kind) == [image]
    assert await studio.library.count_jobs(by_kind) == 1
    assert await studio.library.jobs_by_id([image.id, UUID(int=404)]) == {image.id: image}


async def test_the_queue_names_every_state(studio: Studio) -> None:
    await studio.keep(job_in(JobState.FAILED), song_job(), song_job())
    queue = await studio.library.queue()
    assert set(queue.jobs) == set(JobState)
    assert queue.jobs[JobState.PENDING] == 2
    assert queue.jobs[JobState.FAILED] == 1
    assert queue.jobs[JobState.RUNNING] == 0
    assert queue.workers == 0


async def test_songs_are_there_from_the_order_and_images_from_the_end(studio: Studio) -> None:
    image = await studio.orders.order_image(IMAGE_REQUEST)
    song = await studio.orders.order_song(SONG_REQUEST)
    (only,) = await studio.library.songs(Page(9), ItemFilter())
    assert (only.job_id, only.created_at) == (song.id, NOON)
    assert await studio.library.count(ItemFilter(), ItemKind.SONG) == 1
    assert await studio.library.images(Page(9), ItemFilter()) == []
    assert await studio.library.count(ItemFilter(), ItemKind.IMAGE) == 0
    assert await studio.library.images_of_jobs([image.id]) == {}


async def test_a_timeline_is_the_whole_story_of_its_job_alone(studio: Studio) -> None:
    job = await studio.orders.order_image(IMAGE_REQUEST)
    await studio.orders.order_song(SONG_REQUEST)
    await studio.jobs.cancel(job.id)
    timeline = await studio.timeline(job)
    assert [event.state for event in timeline] == [JobState.PENDING, JobState.CANCELLED]
    assert [event.sequence for event in timeline] == [1, 2]
    assert [event.cursor for event in timeline] == [1, 3]
