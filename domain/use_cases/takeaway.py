"""Taking things along: files that say what they are, lyrics, records, and releases as one ZIP."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from domain.errors import Busy, Conflict, NotFound
from domain.file_names import readable_name
from domain.image import Image
from domain.job import Job
from domain.lyrics import lrc, plain_lyrics
from domain.media import MediaFile
from domain.ports.database import Database
from domain.ports.files import Copies, Copy
from domain.record import ImageRecord, ItemRecord, PlaceRecord, SongRecord, document_of
from domain.release import Member, provenance, release_members
from domain.song import Song, SongChoice
from domain.tags import Tags, tags_of_choice, tags_of_image
from domain.use_cases.collections import by_name
from domain.zip_stream import ZipMember, zipped, zipped_size

AT_ONCE = 6
"""How many are taken along at the same time; each may need as much room as its files have."""

_PATIENCE_S = 30.0
_ASK_AGAIN = timedelta(seconds=10)


class Sound(StrEnum):
    """The files of a choice, as addresses name them."""

    MP3 = "mp3"
    LOSSLESS = "lossless"
    STEMS = "stems"

    def of(self, choice: SongChoice) -> MediaFile | None:
        files = {Sound.MP3: choice.mp3, Sound.LOSSLESS: choice.lossless, Sound.STEMS: choice.stems}
        return files[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What is sent: `blocks`, which block the thread that reads them, are `size_bytes` in all."""

    filename: str
    media_type: str
    size_bytes: int
    blocks: Callable[[], Iterator[bytes]]


class Takeaway:
    """`version` is the studio's own."""

    def __init__(
        self, *, database: Database, copies: Copies, version: str, at_once: int = AT_ONCE
    ) -> None:
        self._database = database
        self._copies = copies
        self._version = version
        self._room = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def image(self, image_id: UUID) -> AsyncGenerator[Download]:
        """Raises NotFound, FileLost, StorageFull or Busy, as everything here that sends files."""
        image, job = await self._image(image_id)
        tags = tags_of_image(image, job.provider)
        async with self._place(), self._copies.tagged(image.file, tags) as copy:
            yield _download(image.readable_filename, image.file, copy)

    @asynccontextmanager
    async def sound(
        self, song_id: UUID, index: int, sound: Sound, cover_id: UUID | None = None
    ) -> AsyncGenerator[Download]:
        """`index` counts the choices from 0; `cover_id` is an image of the library. Stems are an
        archive, which bears neither words nor cover. Also raises Conflict where the cover has no
        room in the file."""
        song, choice, job = await self._choice(song_id, index)
        file = sound.of(choice)
        if file is None:
            raise NotFound(f"{sound} file of {song.title}, choice", index + 1)
        if sound is Sound.STEMS:
            async with self._copies.original(file) as copy:
                yield _download(song.stems_name(choice), file, copy)
            return
        cover = (await self._image(cover_id))[0].file if cover_id else None
        tags = tags_of_choice(song, choice, job.provider, cover)
        async with self._place(), self._copies.tagged(file, tags) as copy:
            yield _download(song.filename(choice, file), file, copy)

    async def text(self, song_id: UUID, index: int) -> Download:
        """The lyrics with headings. Raises NotFound."""
        song, choice, _ = await self._choice(song_id, index)
        text = plain_lyrics(song, choice)
        return _written(f"{song.choice_name(choice)}.txt", "text/plain; charset=utf-8", text)

    async def lrc(self, song_id: UUID, index: int, *, words: bool = False) -> Download:
        """The lyrics with times. Raises NotFound, or Conflict where nothing is timed."""
        song, choice, _ = await self._choice(song_id, index)
        text = lrc(song.title, choice, words=words)
        if not text:
            raise Conflict(
                f"The lyrics of {song.title}, choice {index + 1}, have no times.",
                hint="Take them as plain text.",
            )
        return _written(f"{song.choice_name(choice)}.lrc", "text/plain; charset=utf-8", text)

    async def image_record(self, image_id: UUID) -> Download:
        """Everything that is known of it, as JSON. Raises NotFound."""
        image, job = await self._image(image_id)
        record = ImageRecord.of(image, job, await self._places(image_id))
        return _record(image.readable_filename.rpartition(".")[0], record)

    async def song_record(self, song_id: UUID) -> Download:
        """Everything that is known of it, as JSON. Raises NotFound."""
        song, job = await self._song(song_id)
        record = SongRecord.of(song, job, await self._places(song_id))
        return _record(readable_name(song.title, "Song"), record)

    @asynccontextmanager
    async def release(
        self, song_id: UUID, index: int, cover_id: UUID | None = None
    ) -> AsyncGenerator[Download]:
        """A choice with all that belongs to it, as a ZIP."""
        song, choice, job = await self._choice(song_id, index)
        pictured = await self._image(cover_id) if cover_id else None
        async with self._place(), AsyncExitStack() as opened:
            members = list[Member]()
            for planned in release_members(song, choice, job, pictured):
                copy = await opened.enter_async_context(self._copy(planned.file, planned.tags))
                members.append(Member.of_copy(planned, copy))
            members += _texts(song, choice)
            told = provenance(song, choice, job, pictured, members, self._version)
            members.append(Member.of_text("provenance.json", _json(told)))
            yield await _archive(song, choice, members)

    def _copy(self, file: MediaFile, tags: Tags | None) -> Any:
        return self._copies.tagged(file, tags) if tags else self._copies.original(file)

    @asynccontextmanager
    async def _place(self) -> AsyncGenerator[None]:
        """Of those who take along at the same time."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._room.acquire()
        except TimeoutError as error:
            raise Busy(
                "Too many downloads are being made at the same time.",
                hint="Try again when one of them has ended.",
                retry_after=_ASK_AGAIN,
            ) from error
        try:
            yield
        finally:
            self._room.release()

    async def _image(self, image_id: UUID) -> tuple[Image, Job]:
        async with self._database.read() as work:
            image = await work.images.get(image_id)
            return image, await work.jobs.get(image.job_id)

    async def _song(self, song_id: UUID) -> tuple[Song, Job]:
        async with self._database.read() as work:
            song = await work.songs.get(song_id)
            return song, await work.jobs.get(song.job_id)

    async def _places(self, item_id: UUID) -> tuple[PlaceRecord, ...]:
        """In the collections that it is in, or is the cover of."""
        async with self._database.read() as work:
            held = (await work.collections.of_items([item_id])).get(item_id, ())
            covered = [each for each in await work.collections.all() if each.cover == item_id]
            found = {collection.id: collection for collection in (*held, *covered)}
            numbers = {id: await work.collections.members(id, [item_id]) for id in found}
        return tuple(
            PlaceRecord.of(each, item_id, numbers[each.id].get(item_id))
            for each in by_name(list(found.values()))
        )

    async def _choice(self, song_id: UUID, index: int) -> tuple[Song, SongChoice, Job]:
        song, job = await self._song(song_id)
        for choice in song.choices:
            if choice.index == index:
                return song, choice, job
        raise NotFound(f"choice of {song.title}", index + 1)


def _download(filename: str, file: MediaFile, copy: Copy) -> Download:
    return Download(
        filename=filename,
        media_type=file.media_type.value,
        size_bytes=copy.size_bytes,
        blocks=copy.blocks,
    )


def _texts(song: Song, choice: SongChoice) -> Iterator[Member]:
    """The lyrics, in the forms that there are."""
    forms = {"lyrics.txt": plain_lyrics(song, choice), "lyrics.lrc": lrc(song.title, choice)}
    for name, text in forms.items():
        if text:
            yield Member.of_text(name, text)


async def _archive(song: Song, choice: SongChoice, members: Sequence[Member]) -> Download:
    folder, moment = song.choice_name(choice), song.completed_at or song.created_at
    entries = [
        ZipMember(name=f"{folder}/{each.name}", size_bytes=each.size_bytes, blocks=each.blocks)
        for each in members
    ]
    return Download(
        filename=f"{folder}.zip",
        media_type="application/zip",
        size_bytes=await asyncio.to_thread(zipped_size, entries, moment),
        blocks=lambda: zipped(entries, moment),
    )


def _record(name: str, record: ItemRecord) -> Download:
    return _written(f"{name}.json", "application/json", _json(document_of(record)))


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _written(filename: str, media_type: str, text: str) -> Download:
    content = text.encode("utf-8", "replace")
    return Download(
        filename=filename,
        media_type=media_type,
        size_bytes=len(content),
        blocks=lambda: iter((content,)),
    )
