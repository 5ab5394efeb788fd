"""Imports at the same time as others, or as somebody who is about to remove a file for good."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from domain.image import Image
from domain.job import Job
from domain.job_state import JobState
from domain.library import ItemKind, Selection
from domain.media import Delivery, MediaFile, MediaType, Role
from domain.ports.database import Database
from domain.record import ImageRecord, PlaceRecord
from domain.use_cases.curation import Curation
from domain.use_cases.importing import Importing, Outcome
from domain.use_cases.leftovers import Leftovers
from persistence.disk import alone
from persistence.media_store import FileMediaStore
from tests.fakes import FakeDerivatives, chunks_of
from tests.persistence.examples import NOON, add, image_job, image_of
from tests.persistence.recordings import picture


class Hesitant(FileMediaStore):
    """Something happens between the thought that a file is unneeded and its removal."""

    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def discard(self, sha256: str) -> bool:
        if self.meanwhile:
            await self.meanwhile()
        return await super().discard(sha256)


async def long_stored(store: FileMediaStore) -> MediaFile:
    file = await store.store(chunks_of(picture(MediaType.PNG)), Role.IMAGE)
    os.utime(store.path(file.sha256), (0, 0))
    return file


def image_with(file: MediaFile) -> tuple[Job, Image, ImageRecord]:
    delivery = Delivery(index=0, role=Role.IMAGE, file=file)
    job = image_job(
        state=JobState.SUCCEEDED, accepted_at=NOON, finished_at=NOON, deliveries=(delivery,)
    )
    image = image_of(job, file=file, trashed_at=NOON)
    return job, image, ImageRecord.of(image, job)


def importing(database: Database, store: FileMediaStore) -> Importing:
    return Importing(
        database=database,
        media=store,
        derivatives=FakeDerivatives(),
        clock=lambda: NOON,
        new_id=uuid4,
    )


async def test_what_is_imported_while_it_is_purged_keeps_its_file(
    database: Database, tmp_path: Path
) -> None:
    store = Hesitant(tmp_path)
    job, image, record = image_with(await long_stored(store))
    await add(database, job)
    async with database.begin() as work:
        await work.images.add(image)
        await work.commit()
    store.meanwhile = lambda: importing(database, store).take_item(record)
    curation = Curation(database=database, media=store, clock=lambda: NOON)
    assert await curation.purge(Selection(ids={ItemKind.IMAGE: (image.id,)})) == 1
    async with database.read() as work:
        back = await work.images.get(image.id)
    assert store.path(back.file.sha256).is_file()


async def test_what_is_imported_while_leftovers_are_swept_keeps_its_file(
    database: Database, tmp_path: Path
) -> None:
    store = Hesitant(tmp_path)
    _, _, record = image_with(await long_stored(store))
    taken = list[Outcome]()

    async def take() -> None:
        taken.append((await importing(database, store).take_item(record)).outcome)

    store.meanwhile = take
    leftovers = Leftovers(database=database, media=store, derivatives=FakeDerivatives())
    assert await leftovers.sweep() == 0
    assert taken == [Outcome.IMPORTED]
    assert store.path(record.file.sha256).is_file()


async def test_all_of_several_at_once_begin_a_collection_that_is_missing(
    database: Database, tmp_path: Path
) -> None:
    store = FileMediaStore(tmp_path)
    file = await long_stored(store)
    place = PlaceRecord(collection=uuid4(), name="Best")
    records = [
        replace(image_with(file)[2], collections=("Best",), places=(replace(place, number=each),))
        for each in range(1, 7)
    ]
    take = importing(database, store).take_item
    taken = await asyncio.gather(*map(take, records))
    assert {each.outcome for each in taken} == {Outcome.IMPORTED}
    async with database.read() as work:
        [collection] = await work.collections.all()
        ids = [record.id for record in records]
        placed = await work.collections.members(collection.id, ids)
    assert [placed[each] for each in ids] == [1, 2, 3, 4, 5, 6]


async def test_nobody_removes_a_file_between_its_look_and_its_removal(tmp_path: Path) -> None:
    store = FileMediaStore(tmp_path)
    file = await long_stored(store)
    with alone(tmp_path):
        removing = asyncio.create_task(store.discard(file.sha256))
        done, _ = await asyncio.wait({removing}, timeout=0.2)
        assert not done
        os.utime(store.path(file.sha256))
    assert not await removing
    assert await store.spare(file.sha256)
    store.path(file.sha256).unlink()
    assert not await store.spare(file.sha256)
