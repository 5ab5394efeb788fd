"""The trash empties itself; and whatever goes, no file goes that something else still uses."""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.collection import CollectionDraft
from domain.image import Image
from domain.job_state import EventKind, JobState
from domain.library import ItemFilter, ItemKind, Selection
from domain.media import Delivery, MediaFile, MediaType, Role
from domain.ports.database import Database, UnitOfWork
from domain.song import Song
from domain.use_cases.collections import Collections
from domain.use_cases.curation import Curation
from domain.use_cases.selecting import PORTION
from tests.fakes import FakeClock, FakeMediaStore
from tests.persistence.examples import (
    NOON,
    add,
    choice,
    image_job,
    image_of,
    media_file,
    new_id,
    song_job,
    song_of,
)

DAY = timedelta(days=1)
KEPT = 30 * DAY
ALL = ItemFilter(trashed=None)


class Bin:
    def __init__(self, database: Database) -> None:
        self.database, self.media, self.clock = database, FakeMediaStore(), FakeClock()
        self.curation = Curation(database=database, media=self.media, clock=self.clock)

    async def images(self, *trashed_at: datetime | None, state: JobState) -> list[Image]:
        job = image_job(state=state)
        images = [image_of(job, n, trashed_at=each) for n, each in enumerate(trashed_at)]
        await add(self.database, job)
        async with self.database.begin() as work:
            for image in images:
                await work.images.add(image)
                self.media.files[image.file.sha256] = b""
            await work.commit()
        return images

    async def songs(self, *trashed_at: datetime | None, state: JobState) -> list[Song]:
        jobs = [song_job(state=state) for _ in trashed_at]
        songs = [song_of(job, trashed_at=each) for job, each in zip(jobs, trashed_at, strict=True)]
        await add(self.database, *jobs)
        async with self.database.begin() as work:
            for song in songs:
                await work.songs.add(song)
            await work.commit()
        return songs

    async def empty(self) -> int:
        return await self.curation.empty_trash(self.clock.now - KEPT)

    async def left(self) -> set[UUID]:
        async with self.database.read() as work:
            return {*await work.images.ids(ALL), *await work.songs.ids(ALL)}


async def test_what_lay_there_long_enough_goes_and_nothing_else(database: Database) -> None:
    bin = Bin(database)
    images = await bin.images(None, NOON, NOON + DAY, state=JobState.SUCCEEDED)
    songs = await bin.songs(None, NOON, NOON + DAY, state=JobState.FAILED)
    bin.clock.now = NOON + KEPT
    assert await bin.empty() == 0
    bin.clock.advance(1)
    assert await bin.empty() == 2
    gone = {images[1].id, songs[1].id}
    assert await bin.left() == {item.id for item in (*images, *songs)} - gone
    assert images[1].file.sha256 not in bin.media.files
    assert images[2].file.sha256 in bin.media.files


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.ARCHIVING, JobState.NEEDS_CHECK])
async def test_what_is_still_being_made_stays(database: Database, state: JobState) -> None:
    bin = Bin(database)
    (song,) = await bin.songs(NOON, state=state)
    bin.clock.advance(timedelta(days=365).total_seconds())
    assert await bin.empty() == 0
    assert await bin.left() == {song.id}


async def test_two_who_empty_it_at_once_remove_each_thing_once(database: Database) -> None:
    bin = Bin(database)
    await bin.images(*[NOON] * (PORTION + 20), state=JobState.SUCCEEDED)
    bin.clock.advance(timedelta(days=31).total_seconds())
    counts = await asyncio.gather(bin.empty(), bin.empty())
    assert sum(counts) == PORTION + 20
    assert await bin.left() == set()
    assert bin.media.files == {}


class Interrupted:
    """A database where something else happens right before the first change."""

    def __init__(self, database: Database, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._database = database
        self._meanwhile = [meanwhile]

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[UnitOfWork]:
        if self._meanwhile:
            await self._meanwhile.pop()()
        async with self._database.begin() as work:
            yield work

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._database.read()


async def test_what_was_thrown_away_anew_meanwhile_stays(database: Database) -> None:
    bin = Bin(database)
    (image,) = await bin.images(NOON, state=JobState.SUCCEEDED)
    bin.clock.advance(timedelta(days=31).total_seconds())

    async def restore_and_trash() -> None:
        async with database.begin() as work:
            await work.images.curate([image.restore().trash(bin.clock.now)])
            await work.commit()

    interrupted = Interrupted(database, restore_and_trash)
    curation = Curation(database=interrupted, media=bin.media, clock=bin.clock)
    assert await curation.empty_trash(bin.clock.now - KEPT) == 0
    assert await bin.left() == {image.id}


# ── files that several things share ──────────────────────────────────────────────────────────────


class Shared:
    """A library whose things share a handful of files, and an owner who throws dice."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database, self.media, self.clock = database, FakeMediaStore(), FakeClock()
        self.curation = Curation(database=database, media=self.media, clock=self.clock)
        self.collections = Collections(database=database, clock=self.clock, new_id=new_id)
        self.dice = random.Random(seed)
        self.used_elsewhere = set[str]()

    def _file(self, media_type: MediaType) -> MediaFile:
        file = media_file(f"{media_type} {self.dice.randrange(4)}", media_type)
        self.media.files.setdefault(file.sha256, b"")
        return file

    async def make(self) -> None:
        for _ in range(6):
            await self._paint()
            await self._sing()
        await self._owe()
        await self._preview()
        for number in range(3):
            await self._collect(f"{number}")

    async def _paint(self) -> None:
        job = image_job(state=JobState.SUCCEEDED)
        await add(self.database, job)
        async with self.database.begin() as work:
            for n in range(2):
                await work.images.add(image_of(job, n, file=self._file(MediaType.PNG)))
            await work.commit()

    async def _sing(self) -> None:
        job = song_job(state=JobState.SUCCEEDED)
        choices = tuple(
            replace(choice(n), mp3=self._file(MediaType.MP3), lossless=self._file(MediaType.FLAC))
            for n in range(2)
        )
        await add(self.database, job)
        async with self.database.begin() as work:
            await work.songs.add(song_of(job, choices=choices))
            await work.commit()

    async def _owe(self) -> None:
        """A failed job that a retry goes on with."""
        file = self._file(MediaType.MP3)
        delivery = Delivery(index=0, role=Role.MP3, url="http://x/1.mp3", file=file)
        owing = song_job(state=JobState.FAILED, accepted_at=NOON, deliveries=(delivery,))
        await add(self.database, owing)
        self.used_elsewhere.add(file.sha256)

    async def _preview(self) -> None:
        file, job = self._file(MediaType.PNG), image_job()
        async with self.database.begin() as work:
            await work.media.add(file)
            job = job.tell(EventKind.PREVIEW, NOON, "Preview 1.", preview=file.sha256)
            await work.jobs.add(job)
            await work.commit()
        self.used_elsewhere.add(file.sha256)

    async def _collect(self, name: str) -> None:
        async with self.database.read() as work:
            cover = self.dice.choice(list(await work.images.ids(ALL)))
        kept = await self.collections.save(CollectionDraft(name=name, cover=cover))
        await self.collections.add(kept.id, Selection())

    async def act(self) -> None:
        await self.dice.choice(
            [self._trash, self._restore, self._purge, self._empty, self._take_out, self._delete]
        )()

    async def _some(self) -> Selection | None:
        kind = self.dice.choice(list(ItemKind))
        async with self.database.read() as work:
            shelf = work.images if kind is ItemKind.IMAGE else work.songs
            ids = list(await shelf.ids(ALL))
        some = tuple(self.dice.sample(ids, min(2, len(ids))))
        return Selection(ids={kind: some}) if some else None

    async def _trash(self) -> None:
        if some := await self._some():
            await self.curation.trash(some)
        self.clock.advance(86_400)

    async def _restore(self) -> None:
        if some := await self._some():
            await self.curation.restore(some)

    async def _purge(self) -> None:
        await self.curation.purge(Selection(kinds=(self.dice.choice(list(ItemKind)),)))

    async def _empty(self) -> None:
        await self.curation.empty_trash(self.clock.now - 2 * DAY)

    async def _take_out(self) -> None:
        if (some := await self._some()) and (all := await self.collections.list()):
            await self.collections.take_out(all[0].id, some)

    async def _delete(self) -> None:
        if (all := await self.collections.list()) and self.dice.random() < 0.2:
            await self.collections.remove(all[0].id)

    async def used(self) -> set[str]:
        async with self.database.read() as work:
            images = [await work.images.get(id) for id in await work.images.ids(ALL)]
            songs = [await work.songs.get(id) for id in await work.songs.ids(ALL)]
        sounds = [file for s in songs for c in s.choices for file in (c.mp3, c.lossless) if file]
        files = [*(image.file for image in images), *sounds]
        return self.used_elsewhere | {file.sha256 for file in files}


@pytest.mark.parametrize("seed", range(6))
async def test_no_file_goes_that_another_thing_uses_and_none_stays_that_nothing_does(
    database: Database, seed: int
) -> None:
    shared = Shared(database, seed)
    await shared.make()
    assert set(shared.media.files) == await shared.used()
    for _ in range(40):
        await shared.act()
        assert set(shared.media.files) == await shared.used()
        for collection in await shared.collections.list():
            covers = await shared.collections.covers([collection.id])
            assert all(image.file.sha256 in shared.media.files for image in covers.values())
