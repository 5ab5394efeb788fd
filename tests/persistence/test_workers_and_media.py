"""How workers and stored files are known, whatever knows them."""

from dataclasses import replace
from datetime import timedelta

from domain.media import MediaType
from domain.ports.database import Database
from tests.persistence.examples import (
    NOON,
    OTHER_WORKER,
    SECOND,
    WORKER,
    add,
    image_job,
    image_of,
    media_file,
)


async def test_a_worker_counts_while_it_was_heard_of_lately(database: Database) -> None:
    async with database.begin() as work:
        await work.workers.beat(WORKER, NOON)
        await work.workers.beat(OTHER_WORKER, NOON - 60 * SECOND)
        await work.workers.beat(WORKER, NOON + SECOND)
        await work.commit()
    async with database.read() as work:
        assert await work.workers.count_since(NOON - 60 * SECOND) == 2
        assert await work.workers.count_since(NOON + SECOND) == 1
        assert await work.workers.count_since(NOON + 2 * SECOND) == 0


async def test_a_worker_that_left_no_longer_counts(database: Database) -> None:
    async with database.begin() as work:
        await work.workers.beat(WORKER, NOON)
        await work.workers.leave(WORKER)
        await work.workers.leave(OTHER_WORKER)
        await work.commit()
    async with database.read() as work:
        assert await work.workers.count_since(NOON) == 0


async def test_a_worker_that_was_silent_for_a_day_is_forgotten(database: Database) -> None:
    async with database.begin() as work:
        await work.workers.beat(OTHER_WORKER, NOON)
        await work.workers.beat(WORKER, NOON + timedelta(days=1, seconds=1))
        await work.commit()
    async with database.read() as work:
        assert await work.workers.count_since(NOON - SECOND) == 1


async def test_a_file_is_remembered_once(database: Database) -> None:
    file = media_file("a", MediaType.WEBP)
    async with database.begin() as work:
        await work.media.add(file)
        await work.media.add(file)
        await work.commit()
    async with database.begin() as work:
        await work.media.add(file)
        await work.commit()
    async with database.read() as work:
        assert await work.media.find(file.sha256) == file
        assert await work.media.find("0" * 64) is None


async def test_images_without_a_colour_are_found_in_order(database: Database) -> None:
    images = [media_file(name, MediaType.PNG) for name in "abcde"]
    images.sort(key=lambda file: file.sha256)
    async with database.begin() as work:
        await work.media.add(media_file("song"))
        await work.media.add(replace(media_file("known", MediaType.PNG), colour="#7a8b9c"))
        for image in images:
            await work.media.add(image)
        await work.commit()
    async with database.read() as work:
        assert await work.media.uncoloured("", 2) == images[:2]
        assert await work.media.uncoloured(images[1].sha256, 9) == images[2:]
        assert await work.media.uncoloured(images[4].sha256, 9) == []


async def test_what_another_look_finds_is_seen_of_every_image_of_the_file(
    database: Database,
) -> None:
    job = image_job()
    await add(database, job)
    file = media_file("a", MediaType.PNG)
    images = [image_of(job, index, file=file) for index in range(2)]
    corrected = replace(file, width=480, height=640, colour="#7a8b9c")
    async with database.begin() as work:
        for image in images:
            await work.images.add(image)
        await work.commit()
    async with database.begin() as work:
        await work.media.correct(corrected)
        await work.commit()
    async with database.read() as work:
        assert await work.media.find(file.sha256) == corrected
        assert await work.media.uncoloured("", 9) == []
        for image in images:
            assert (await work.images.get(image.id)).file == corrected
