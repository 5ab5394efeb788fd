"""Stored files: what is known of them, where they lie, and how they come and go."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from domain.media import MediaFile, Role
from domain.tags import Tags
from domain.verification import Condition, FileUse


class MediaRepository(Protocol):
    async def add(self, file: MediaFile) -> None:
        """Remember a stored file; doing so again is harmless. Images and songs do it for theirs."""
        ...

    async def find(self, sha256: str) -> MediaFile | None:
        """What is known of a stored file."""
        ...

    async def uncoloured(self, after: str, limit: int) -> Sequence[MediaFile]:
        """Images whose colour is not known, in order of their hashes, from behind that one."""
        ...

    async def correct(self, file: MediaFile) -> None:
        """Store what another look at a known image has found."""
        ...

    async def needed(self, hashes: Sequence[str]) -> frozenset[str]:
        """Those that a row, or a job that may go on, refers to."""
        ...

    async def total(self) -> tuple[int, int]:
        """How many files are known, and their bytes."""
        ...

    async def following(self, sha256: str, limit: int) -> Sequence[MediaFile]:
        """Those with a greater hash, in order."""
        ...

    async def owed(self) -> Sequence[MediaFile]:
        """Those that only jobs which may go on refer to."""
        ...

    async def uses(self, hashes: Sequence[str]) -> Mapping[str, Sequence[FileUse]]:
        """By hash who needs it; what nobody needs is left out."""
        ...


class Downloads(Protocol):
    def open(self, url: str) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """The bytes behind an address, bounded in size and time. Raises DownloadFailed."""
        ...


class MediaStore(Protocol):
    async def store(
        self, chunks: AsyncIterator[bytes], role: Role, *, damaged_too: bool = False
    ) -> MediaFile:
        """Write the bytes durably under their hash and look at them: a file that cannot be decoded
        or does not fit the role raises MediaRejected; no room raises StorageFull. An archive that
        is odd is kept as it came, with `damaged_too` also one that is damaged."""
        ...

    async def look(self, file: MediaFile) -> MediaFile:
        """What a stored file is, by looking at it again. Raises NotFound if it is gone,
        MediaRejected if it is damaged or not of its type, and ValueError if it has no hash."""
        ...

    def kept(self) -> AsyncIterator[Sequence[str]]:
        """The hashes of all stored files, some at a time."""
        ...

    async def spare(self, sha256: str) -> bool:
        """As if it had just been stored: nobody discards it within the hour. False if it is not
        there."""
        ...

    async def discard(self, sha256: str) -> bool:
        """Remove a file that nothing needs, unless it was stored or spared within the last hour:
        then a job may be about to need it again. Answers whether it is gone."""
        ...

    async def release_reserve(self) -> bool:
        """Give up the room that is kept for what is paid for and exists nowhere else. Answers
        whether there was any."""
        ...


class Derivatives(Protocol):
    """What is made of stored files, kept as long as they are."""

    async def prepare(self, file: MediaFile) -> None:
        """Make what is missing, so that nobody waits for it later. Raises NotFound if the file is
        gone, MediaRejected if it cannot be decoded, or StorageFull."""
        ...

    async def sweep(self) -> int:
        """Remove what was made of files that are gone; answers how much."""
        ...


class StoredMedia(Protocol):
    """The stored files, to be examined and mended."""

    async def condition(self, file: MediaFile, *, decode: bool) -> Condition:
        """Whether its bytes are those that were stored, and with `decode` whether they are still
        an image or a sound to us."""
        ...

    async def restore(self, chunks: AsyncIterator[bytes], file: MediaFile) -> None:
        """Put the bytes into the place of the file if they are its own, all at once. Raises
        MediaRejected for any others, StorageFull."""
        ...

    def kept(self) -> AsyncIterator[Sequence[str]]:
        """The hashes of all stored files, some at a time."""
        ...


class Copy(Protocol):
    """A file to be sent. It is there until the context that gave it ends."""

    @property
    def sha256(self) -> str: ...
    @property
    def size_bytes(self) -> int: ...

    def blocks(self) -> Iterator[bytes]:
        """From its beginning; reading blocks the thread."""
        ...


class Copies(Protocol):
    """What leaves the library. Stored files themselves are never changed."""

    def original(self, file: MediaFile) -> AbstractAsyncContextManager[Copy]:
        """As it is stored. Raises FileLost."""
        ...

    def tagged(self, file: MediaFile, tags: Tags) -> AbstractAsyncContextManager[Copy]:
        """A copy that says what it is; the same words make the same bytes. Raises FileLost,
        StorageFull, or Conflict where the cover has no room in the format."""
        ...
