"""What older versions did not find out about images is found out once."""

from dataclasses import replace
from hashlib import sha256

import pytest

from domain.errors import StorageFull
from domain.image import Image
from domain.job_state import JobState
from domain.media import MediaFile, MediaType
from domain.use_cases.backfill import PORTION, Backfill
from tests.fakes import PNG, FakeDatabase, FakeDerivatives, FakeMediaStore
from tests.persistence.examples import add, image_job, image_of


@pytest.fixture
def database() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def media() -> FakeMediaStore:
    return FakeMediaStore()


def backfill(
    database: FakeDatabase, media: FakeMediaStore, derivatives: FakeDerivatives | None = None
) -> Backfill:
    derivatives = derivatives or FakeDerivatives()
    return Backfill(database=database, media=media, derivatives=derivatives)


async def old_images(database: FakeDatabase, media: FakeMediaStore, count: int = 1) -> list[Image]:
    """As a version without colours left them."""
    job = image_job(state=JobState.SUCCEEDED)
    await add(database, job)
    images = [image_of(job, index, file=old_file(media, index)) for index in range(count)]
    async with database.begin() as work:
        for image in images:
            await work.images.add(image)
        await work.commit()
    return images


def old_file(media: FakeMediaStore, number: int) -> MediaFile:
    content = PNG + number.to_bytes(2)
    digest = sha256(content).hexdigest()
    media.files[digest] = content
    return MediaFile(sha256=digest, media_type=MediaType.PNG, size_bytes=len(content))


async def stored(database: FakeDatabase, image: Image) -> MediaFile:
    async with database.read() as work:
        return (await work.images.get(image.id)).file


async def test_an_old_image_gets_its_colour_and_its_thumbnails(
    database: FakeDatabase, media: FakeMediaStore
) -> None:
    [image] = await old_images(database, media)
    derivatives = FakeDerivatives()
    assert await backfill(database, media, derivatives).fill() == 1
    file = await stored(database, image)
    assert file == replace(image.file, colour="#7a8b9c", width=1024, height=1024)
    assert derivatives.prepared == [file.sha256]


async def test_what_is_known_is_not_looked_at_again(
    database: FakeDatabase, media: FakeMediaStore
) -> None:
    await old_images(database, media)
    await backfill(database, media).fill()
    assert await backfill(database, media).fill() == 0


async def test_every_portion_has_its_turn(database: FakeDatabase, media: FakeMediaStore) -> None:
    await old_images(database, media, 2 * PORTION + 1)
    assert await backfill(database, media).fill() == 2 * PORTION + 1


async def test_a_file_that_is_gone_or_damaged_holds_nobody_up(
    database: FakeDatabase, media: FakeMediaStore
) -> None:
    gone, damaged, *others = sorted(
        await old_images(database, media, PORTION + 2), key=lambda image: image.file.sha256
    )
    del media.files[gone.file.sha256]
    media.files[damaged.file.sha256] = b"rotten"
    assert await backfill(database, media).fill() == len(others)
    assert (await stored(database, gone)).colour is None
    assert (await stored(database, damaged)).colour is None


async def test_a_colour_is_kept_where_there_is_no_room_for_thumbnails(
    database: FakeDatabase, media: FakeMediaStore
) -> None:
    [image] = await old_images(database, media)
    full = FakeDerivatives(StorageFull("There is no room.", hint="Free some."))
    assert await backfill(database, media, full).fill() == 1
    assert (await stored(database, image)).colour
