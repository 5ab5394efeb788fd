"""Ordering: what is written down, what the queue is told, and what a key promises."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import Conflict, InvalidRequest
from domain.image import ImageRequest
from domain.job_state import JobKind, JobState, Provider
from domain.library import ItemFilter, ItemKind
from domain.ports.jobs import JobFilter
from tests.domain.databases import RacingDatabase
from tests.domain.examples import IMAGE_REQUEST, SONG_REQUEST
from tests.domain.studio import Studio
from tests.fakes import NOON

SUNSET_MODEL = replace(IMAGE_REQUEST, model="dall-e-3")


async def count_jobs(studio: Studio) -> int:
    return await studio.library.count_jobs(JobFilter())


async def test_an_ordered_image_waits_and_the_queue_knows(studio: Studio) -> None:
    job = await studio.orders.order_image(IMAGE_REQUEST)
    assert await studio.stored(job) == job
    assert (job.state, job.kind, job.provider) == (
        JobState.PENDING,
        JobKind.IMAGE,
        Provider.OPENAI,
    )
    assert job.created_at == NOON
    assert studio.queue.messages == [("submit", job.id)]
    assert [event.sequence for event in await studio.timeline(job)] == [1]


async def test_an_ordered_song_is_in_the_library_from_the_beginning(studio: Studio) -> None:
    job = await studio.orders.order_song(SONG_REQUEST)
    songs = await studio.library.songs_of_jobs([job.id])
    song = songs[job.id]
    assert (song.title, song.tags, song.completed_at) == ("Morning light", ("folk", "warm"), None)
    assert studio.queue.messages == [("submit", job.id)]


async def test_a_song_is_ordered_under_the_own_name_of_its_model(studio: Studio) -> None:
    job = await studio.orders.order_song(replace(SONG_REQUEST, model="chirp-v3-5"))
    assert job.model == "auto"


async def test_a_wrong_request_leaves_nothing_behind(studio: Studio) -> None:
    with pytest.raises(InvalidRequest):
        await studio.orders.order_image(replace(IMAGE_REQUEST, n=0))
    with pytest.raises(InvalidRequest):
        await studio.orders.order_song(SONG_REQUEST, key="")
    assert await count_jobs(studio) == 0
    assert studio.queue.messages == []


async def test_an_ended_model_is_refused_at_its_vendor_only(studio: Studio) -> None:
    with pytest.raises(InvalidRequest):
        await studio.orders_at(Provider.OPENAI).order_image(SUNSET_MODEL)
    job = await studio.orders_at(Provider.MUREKA).order_image(SUNSET_MODEL)
    assert job.model == "dall-e-3"


async def test_the_same_key_gives_the_same_job(studio: Studio) -> None:
    first = await studio.orders.order_song(SONG_REQUEST, "key")
    second = await studio.orders.order_song(SONG_REQUEST, "key")
    assert second == first
    assert await count_jobs(studio) == 1
    assert await studio.library.count(ItemFilter(), ItemKind.SONG) == 1
    assert studio.queue.messages == [("submit", first.id)]


async def test_the_same_key_gives_the_job_however_far_it_is(studio: Studio) -> None:
    first = await studio.orders.order_image(IMAGE_REQUEST, "key")
    cancelled = await studio.jobs.cancel(first.id)
    assert await studio.orders.order_image(IMAGE_REQUEST, "key") == cancelled


async def test_without_a_key_each_order_is_a_job(studio: Studio) -> None:
    await studio.orders.order_image(IMAGE_REQUEST)
    await studio.orders.order_image(IMAGE_REQUEST)
    await studio.orders.order_image(IMAGE_REQUEST, "key")
    await studio.orders.order_image(IMAGE_REQUEST, "another key")
    assert await count_jobs(studio) == 4


@pytest.mark.parametrize("other", [replace(IMAGE_REQUEST, n=2), replace(IMAGE_REQUEST, prompt="B")])
async def test_a_key_is_not_for_another_request(studio: Studio, other: ImageRequest) -> None:
    first = await studio.orders.order_image(IMAGE_REQUEST, "key")
    with pytest.raises(Conflict, match=str(first.id)):
        await studio.orders.order_image(other, "key")
    with pytest.raises(Conflict):
        await studio.orders.order_song(SONG_REQUEST, "key")
    assert await count_jobs(studio) == 1


async def test_two_orders_at_once_with_one_key_give_one_job(studio: Studio) -> None:
    orders = [studio.orders.order_song(SONG_REQUEST, "key") for _ in range(5)]
    jobs = await asyncio.gather(*orders)
    assert len({job.id for job in jobs}) == 1
    assert await count_jobs(studio) == 1
    assert len(studio.queue.messages) == 1


async def test_two_processes_at_once_with_one_key_give_one_job() -> None:
    studio = Studio(database=RacingDatabase())
    first = await studio.orders.order_song(SONG_REQUEST, "key")
    second = await studio.orders.order_song(SONG_REQUEST, "key")
    assert second == first
    assert await studio.library.count(ItemFilter(), ItemKind.SONG) == 1
    assert studio.queue.messages == [("submit", first.id)]


async def test_two_processes_at_once_with_one_key_for_two_requests_conflict() -> None:
    studio = Studio(database=RacingDatabase())
    await studio.orders.order_song(SONG_REQUEST, "key")
    with pytest.raises(Conflict, match="another request"):
        await studio.orders.order_song(replace(SONG_REQUEST, n=3), "key")
