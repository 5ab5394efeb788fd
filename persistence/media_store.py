"""Files under the hash of their bytes, written so that a crash leaves either all or nothing."""

import asyncio
import hashlib
import os
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from domain.errors import MediaRejected, NotFound
from domain.media import Derivative, MediaFile, Role
from domain.verification import Condition
from persistence.decoding import Facts
from persistence.disk import alone, room, sync_directory, sync_file
from persistence.inspection import inspect
from persistence.media_check import condition_of
from persistence.reserve import Reserve

SIZE_LIMIT = 512 * 1024 * 1024

ARCHIVE_LIMIT = 2_000_000_000
"""Bytes: the stems of a long song, lossless, and no more than GraphQL counts."""

RESERVE_BYTES = 64 * 1024 * 1024
"""Room for the largest answer with images, and for what the database writes about it."""

_HASH = re.compile(r"[0-9a-f]{64}")
_BLOCK_BYTES = 1024 * 1024
_STALE_AFTER = timedelta(days=1)
_NEEDED_WITHIN = timedelta(hours=1)
_WHEN_FULL = "Free some space on that disk; the download is then tried again by itself."


class FileMediaStore:
    """`size_limit` bounds each file but archives, which are bounded by `archive_limit`; `reserve`
    is the room that is kept. All in bytes."""

    def __init__(
        self,
        root: Path,
        *,
        size_limit: int = SIZE_LIMIT,
        archive_limit: int = ARCHIVE_LIMIT,
        reserve: int = RESERVE_BYTES,
    ) -> None:
        self._root = root
        self.incoming = root / ".incoming"
        """For files that are still being written."""
        self.derived = root / "derived"
        """For what can be made again."""
        self._reserve = Reserve(root / ".reserve", reserve)
        self._size_limit = size_limit
        self._archive_limit = archive_limit

    async def store(
        self, chunks: AsyncIterator[bytes], role: Role, *, damaged_too: bool = False
    ) -> MediaFile:
        with room(self._root, _WHEN_FULL):
            arrival = await asyncio.to_thread(_Arrival, self.incoming)
            try:
                async for block in _blocks(chunks, self._limit(role)):
                    await asyncio.to_thread(arrival.write, block)
                return await asyncio.to_thread(self._keep, arrival, role, damaged_too)
            finally:
                arrival.discard()

    async def condition(self, file: MediaFile, *, decode: bool) -> Condition:
        return await asyncio.to_thread(condition_of, self.path(file.sha256), file, decode=decode)

    async def restore(self, chunks: AsyncIterator[bytes], file: MediaFile) -> None:
        with room(self._root, _WHEN_FULL):
            arrival = await asyncio.to_thread(_Arrival, self.incoming)
            try:
                async for block in _blocks(chunks, self._limit(Role.of(file.media_type))):
                    await asyncio.to_thread(arrival.write, block)
                if arrival.sha256 != file.sha256:
                    raise _other_bytes()
                await asyncio.to_thread(self._place, arrival)
            finally:
                arrival.discard()

    def path(self, sha256: str) -> Path:
        """Where the file of this hash is, or would be. Raises ValueError if it is no hash."""
        return self._root / place_of(sha256)

    def derived_path(self, sha256: str, derivative: Derivative) -> Path:
        """Where that is, or would be, which is made of the file. Raises ValueError like `path`."""
        return (self.derived / place_of(sha256)).with_name(f"{sha256}.{derivative}")

    def discard_derived(self, sha256: str) -> None:
        for each in Derivative:
            self.derived_path(sha256, each).unlink(missing_ok=True)

    async def look(self, file: MediaFile) -> MediaFile:
        return await asyncio.to_thread(self._look, file)

    async def kept(self) -> AsyncIterator[Sequence[str]]:
        for directory in await asyncio.to_thread(_found, self._root, "[0-9a-f][0-9a-f]"):
            files = await asyncio.to_thread(_found, directory, "*/*")
            if hashes := [file.name for file in files if _HASH.fullmatch(file.name)]:
                yield hashes

    async def spare(self, sha256: str) -> bool:
        return await asyncio.to_thread(self._spare, sha256)

    async def discard(self, sha256: str) -> bool:
        return await asyncio.to_thread(self._discard, sha256)

    async def release_reserve(self) -> bool:
        return await asyncio.to_thread(self._reserve.release)

    async def keep_reserve(self) -> bool:
        """Make the reserve if there is none and plenty of room; answers whether it was made."""
        return await asyncio.to_thread(self._reserve.make)

    async def sweep_incoming(self) -> int:
        """Remove what crashes left behind more than a day ago; answers how many files."""
        return await asyncio.to_thread(self._sweep)

    def _limit(self, role: Role) -> int:
        return self._archive_limit if role is Role.ZIP else self._size_limit

    def _keep(self, arrival: "_Arrival", role: Role, damaged_too: bool) -> MediaFile:
        arrival.finish()
        facts = inspect(arrival.path, role, damaged_too=damaged_too)
        self._place(arrival)
        return _told(arrival.sha256, arrival.size_bytes, facts)

    def _look(self, file: MediaFile) -> MediaFile:
        path = self.path(file.sha256)
        try:
            size_bytes = path.stat().st_size
            facts = inspect(path, Role.of(file.media_type), damaged_too=file.oddity is not None)
            return _told(file.sha256, size_bytes, facts)
        except FileNotFoundError as error:
            raise NotFound("file", file.sha256) from error

    def _place(self, arrival: "_Arrival") -> None:
        arrival.finish()
        target = self.path(arrival.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        with alone(self._root):
            arrival.path.replace(target)
        for directory in target.parents[:3]:
            sync_directory(directory)

    def _spare(self, sha256: str) -> bool:
        try:
            with alone(self._root):
                os.utime(self.path(sha256))
        except FileNotFoundError:
            return False
        return True

    def _discard(self, sha256: str) -> bool:
        path = self.path(sha256)
        with alone(self._root), suppress(FileNotFoundError):
            if path.stat().st_mtime > (datetime.now(UTC) - _NEEDED_WITHIN).timestamp():
                return False
            path.unlink()
        # Last, and also where it was gone: who makes one meanwhile looks for the file afterwards.
        self.discard_derived(sha256)
        return True

    def _sweep(self) -> int:
        stale = (datetime.now(UTC) - _STALE_AFTER).timestamp()
        swept = 0
        for path in self.incoming.glob("*.part"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < stale:
                    path.unlink()
                    swept += 1
        return swept


def place_of(sha256: str) -> Path:
    if not _HASH.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256 in lower-case hexadecimal")
    return Path(sha256[:2], sha256[2:4], sha256)


def _told(sha256: str, size_bytes: int, facts: Facts) -> MediaFile:
    return MediaFile(
        sha256=sha256,
        media_type=facts.media_type,
        size_bytes=size_bytes,
        width=facts.width,
        height=facts.height,
        duration_ms=facts.duration_ms,
        entries=facts.entries,
        colour=facts.colour,
        oddity=facts.oddity,
    )


def _found(directory: Path, pattern: str) -> Sequence[Path]:
    return list(directory.glob(pattern))


class _Arrival:
    """A file that is still being written, hashed on the way."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.path = directory / f"{uuid4()}.part"
        self.size_bytes = 0
        self._file = self.path.open("xb")
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, block: bytes) -> None:
        self._hash.update(block)
        self._file.write(block)
        self.size_bytes += len(block)

    def finish(self) -> None:
        if self._file.closed:
            return
        self._file.flush()
        sync_file(self._file)
        self._file.close()

    def discard(self) -> None:
        """Whatever was not kept goes; harmless after it was. Quick enough for the event loop,
        and done there so that not even a cancellation comes in between."""
        with suppress(OSError):
            self._file.close()
        self.path.unlink(missing_ok=True)


async def _blocks(chunks: AsyncIterator[bytes], size_limit: int) -> AsyncIterator[bytes]:
    """The chunks joined to blocks that are worth a trip to another thread."""
    block = bytearray()
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > size_limit:
            raise _too_large(size_limit)
        block += chunk
        if len(block) >= _BLOCK_BYTES:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _too_large(limit: int) -> MediaRejected:
    return MediaRejected(
        f"The file is larger than {limit / 1024 / 1024:,.0f} MiB, which nothing that we ask for "
        "is.",
        hint="Look at the provider whether its result is right.",
    )


def _other_bytes() -> MediaRejected:
    return MediaRejected(
        "The provider has other bytes there than those that were stored.",
        hint="They were not taken; look at the provider whether its result is still the one.",
    )
