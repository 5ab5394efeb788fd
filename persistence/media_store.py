"""Files under the hash of their bytes, written so that a crash leaves either all or nothing."""

import asyncio
import errno
import hashlib
import re
from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from domain.errors import MediaRejected, StorageFull
from domain.media import MediaFile, Role
from persistence.decoding import Facts
from persistence.disk import sync_directory, sync_file
from persistence.inspection import inspect

SIZE_LIMIT = 512 * 1024 * 1024

_HASH = re.compile(r"[0-9a-f]{64}")
_BLOCK_BYTES = 1024 * 1024
_STALE_AFTER = timedelta(days=1)
_NEEDED_WITHIN = timedelta(hours=1)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class FileMediaStore:
    """`size_limit` bounds each file, in bytes."""

    def __init__(self, root: Path, *, size_limit: int = SIZE_LIMIT) -> None:
        self._root = root
        self._incoming = root / ".incoming"
        self._size_limit = size_limit

    async def store(self, chunks: AsyncIterator[bytes], role: Role) -> MediaFile:
        with _room(self._root):
            arrival = await asyncio.to_thread(_Arrival, self._incoming)
            try:
                async for block in _blocks(chunks, self._size_limit):
                    await asyncio.to_thread(arrival.write, block)
                return await asyncio.to_thread(self._keep, arrival, role)
            finally:
                arrival.discard()

    def path(self, sha256: str) -> Path:
        """Where the file of this hash is, or would be. Raises ValueError if it is no hash."""
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256 in lower-case hexadecimal")
        return self._root / sha256[:2] / sha256[2:4] / sha256

    async def look(self, sha256: str, role: Role) -> MediaFile | None:
        return await asyncio.to_thread(self._look, sha256, role)

    async def kept(self) -> AsyncIterator[Sequence[str]]:
        for directory in await asyncio.to_thread(_found, self._root, "[0-9a-f][0-9a-f]"):
            files = await asyncio.to_thread(_found, directory, "*/*")
            if hashes := [file.name for file in files if _HASH.fullmatch(file.name)]:
                yield hashes

    async def discard(self, sha256: str) -> bool:
        return await asyncio.to_thread(self._discard, self.path(sha256))

    async def sweep_incoming(self) -> int:
        """Remove what crashes left behind more than a day ago; answers how many files."""
        return await asyncio.to_thread(self._sweep)

    def _keep(self, arrival: "_Arrival", role: Role) -> MediaFile:
        arrival.finish()
        facts = inspect(arrival.path, role)
        target = self.path(arrival.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        arrival.path.replace(target)
        for directory in target.parents[:3]:
            sync_directory(directory)
        return _told(arrival.sha256, arrival.size_bytes, facts)

    def _look(self, sha256: str, role: Role) -> MediaFile | None:
        path = self.path(sha256)
        try:
            size_bytes = path.stat().st_size
            return _told(sha256, size_bytes, inspect(path, role))
        except FileNotFoundError:
            return None

    def _discard(self, path: Path) -> bool:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime > (datetime.now(UTC) - _NEEDED_WITHIN).timestamp():
                return False
            path.unlink()
        return True

    def _sweep(self) -> int:
        stale = (datetime.now(UTC) - _STALE_AFTER).timestamp()
        swept = 0
        for path in self._incoming.glob("*.part"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < stale:
                    path.unlink()
                    swept += 1
        return swept


def _told(sha256: str, size_bytes: int, facts: Facts) -> MediaFile:
    return MediaFile(
        sha256=sha256,
        media_type=facts.media_type,
        size_bytes=size_bytes,
        width=facts.width,
        height=facts.height,
        duration_ms=facts.duration_ms,
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
        f"The file is larger than {limit / 1024 / 1024:,.0f} MiB, which no image or song is.",
        hint="Look at the provider whether its result is right.",
    )


@contextmanager
def _room(root: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise StorageFull(
            f"There is no room left for media in {root}.",
            hint="Free some space on that disk; the download is then tried again by itself.",
        ) from error
