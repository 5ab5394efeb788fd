"""Files as they leave the library: as they are stored, or as copies with words in them.

A copy has no name: whatever ends this process, the system takes it away.
"""

import asyncio
import errno
import hashlib
import tempfile
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from domain.errors import Conflict, FileLost, StorageFull
from domain.media import MediaFile, MediaType
from domain.ports.files import Copy
from domain.tags import Tags
from persistence.media_store import FileMediaStore
from persistence.tagging.audio import WRITERS
from persistence.tagging.blocks import BLOCK_BYTES, Malformed, pass_rest
from persistence.tagging.jpeg import write_jpeg
from persistence.tagging.png import write_png
from persistence.tagging.webp import write_webp

COVER_LIMIT = 15 * 1024 * 1024
"""Bytes. A block of a FLAC has less than 16 MiB."""

_PICTURES = {MediaType.PNG: write_png, MediaType.JPEG: write_jpeg, MediaType.WEBP: write_webp}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""A full disk, a used up quota, and a file beyond what a process may write."""


@dataclass(frozen=True, slots=True)
class _Opened:
    file: BinaryIO
    sha256: str
    size_bytes: int

    def blocks(self) -> Iterator[bytes]:
        self.file.seek(0)
        while block := self.file.read(BLOCK_BYTES):
            yield block


class FileCopies:
    """Copies are made beside the stored files, where there is room for files of their size."""

    def __init__(self, store: FileMediaStore, folder: Path) -> None:
        self._store = store
        self._folder = folder

    @asynccontextmanager
    async def original(self, file: MediaFile) -> AsyncGenerator[Copy]:
        stored = await asyncio.to_thread(self._open, file)
        try:
            yield _Opened(stored, file.sha256, file.size_bytes)
        finally:
            stored.close()

    @asynccontextmanager
    async def tagged(self, file: MediaFile, tags: Tags) -> AsyncGenerator[Copy]:
        making = asyncio.ensure_future(asyncio.to_thread(self._tagged, file, tags))
        try:
            copy = await asyncio.shield(making)
        except asyncio.CancelledError:
            # A thread cannot be stopped: what it makes is closed when it is done.
            making.add_done_callback(_close)
            raise
        try:
            yield copy
        finally:
            copy.file.close()

    def _open(self, file: MediaFile) -> BinaryIO:
        try:
            return self._store.path(file.sha256).open("rb")
        except FileNotFoundError as error:
            raise FileLost(file.sha256) from error

    def _tagged(self, file: MediaFile, tags: Tags) -> _Opened:
        cover = self._cover(tags.cover) if tags.cover else None
        with self._open(file) as source, _room(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            target = cast(BinaryIO, tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115
            try:
                _write(file.media_type, source, target, tags, cover)
                return _hashed(target)
            except BaseException:
                target.close()
                raise

    def _cover(self, image: MediaFile) -> bytes:
        if image.size_bytes > COVER_LIMIT:
            raise Conflict(
                f"The cover has {image.size_bytes / 1024 / 1024:.0f} MiB; at most "
                f"{COVER_LIMIT // 1024 // 1024} have room in a song.",
                hint="Choose another image, or make it as JPEG or WebP.",
            )
        with self._open(image) as file:
            return file.read()


def _write(
    kind: MediaType, source: BinaryIO, target: BinaryIO, tags: Tags, cover: bytes | None
) -> None:
    """A file that resists, as some that are played or shown in spite of their faults, is copied
    without words: it is more use than none."""
    from mutagen import MutagenError

    try:
        if kind in _PICTURES:
            _PICTURES[kind](source, target, tags)
        else:
            pass_rest(source, target)
            target.seek(0)
            WRITERS[kind](target, tags, cover)
    except (Malformed, MutagenError) as error:
        if isinstance(error.__cause__ or error.__context__, OSError):
            raise OSError(*_reason(error)) from error
        source.seek(0)
        target.seek(0)
        target.truncate()
        pass_rest(source, target)


def _reason(error: Exception) -> tuple[int, str]:
    """The system's own word for it, which mutagen packs up."""
    cause = error.__cause__ or error.__context__
    assert isinstance(cause, OSError)
    return cause.errno or errno.EIO, cause.strerror or str(cause)


def _hashed(file: BinaryIO) -> _Opened:
    file.flush()
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(BLOCK_BYTES):
        digest.update(block)
    return _Opened(file, digest.hexdigest(), file.tell())


def _close(made: "asyncio.Future[_Opened]") -> None:
    if not made.cancelled() and made.exception() is None:
        made.result().file.close()


@contextmanager
def _room(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise StorageFull(
            f"There is no room in {folder} for a copy of the file with its title and prompt.",
            hint="Free some space on that disk; the stored file itself is whole.",
        ) from error
