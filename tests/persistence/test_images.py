"""How finished images are kept, whatever keeps them."""

from dataclasses import replace

import pytest

from domain.errors import NotFound
from domain.library import ItemFilter
from domain.paging import Page, Position
from domain.ports.database import Database
from tests.persistence.examples import NOON, SECOND, add, image_job, image_of, new_id


async def test_an_image_comes_back_as_it_was_with_its_file(database: Database) -> None:
    job = image_job()
    image = image_of(job)
    plain = image_of(job, 1, revised_prompt=None)
    await add(database, job)
    async with database.begin() as work:
        await work.images.add(image)
        await work.images.add(plain)
        await work.commit()
    async with database.read() as work:
        assert await work.images.get(image.id) == image
        assert await work.images.get(plain.id) == plain
        assert await work.media.find(image.file.sha256) == image.file
        with pytest.raises(NotFound):
            await work.images.get(new_id())


async def test_two_images_may_have_the_same_bytes(database: Database) -> None:
    job = image_job()
    image = image_of(job)
    twin = replace(image_of(job, 1), file=image.file)
    await add(database, job)
    async with database.begin() as work:
        await work.images.add(image)
        await work.images.add(twin)
        await work.commit()
    async with database.read() as work:
        assert await work.images.count(ItemFilter()) == 2


async def test_images_are_found_by_their_jobs_in_order(database: Database) -> None:
    job, other, without = image_job(), image_job(), image_job()
    last, first, others = image_of(job, 1), image_of(job, 0), image_of(other)
    await add(database, job, other, without)
    async with database.begin() as work:
        for image in (last, first, others):
            await work.images.add(image)
        await work.commit()
    async with database.read() as work:
        found = await work.images.of_jobs([job.id, other.id, without.id])
        assert await work.images.of_jobs([]) == {}
    assert found == {job.id: [first, last], other.id: [others]}


async def test_pages_of_images_run_from_the_newest(database: Database) -> None:
    job = image_job()
    images = [image_of(job, n, created_at=NOON + (n // 2) * SECOND) for n in range(5)]
    await add(database, job)
    async with database.begin() as work:
        for image in images:
            await work.images.add(image)
        await work.commit()
    async with database.read() as work:
        first = await work.images.page(Page(3), ItemFilter())
        end = Position(first[-1].created_at, first[-1].id)
        rest = await work.images.page(Page(3, end), ItemFilter())
        assert await work.images.count(ItemFilter()) == 5
    assert [*first, *rest] == images[::-1]
