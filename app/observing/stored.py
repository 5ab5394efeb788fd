"""The media store, whose bytes are counted."""

from collections.abc import AsyncIterator, Sequence

from prometheus_client import Counter

from domain.media import MediaFile, Role
from domain.ports.files import MediaStore


class CountedStore:
    def __init__(self, store: MediaStore, stored: Counter) -> None:
        self._store = store
        self._stored = stored

    async def store(
        self, chunks: AsyncIterator[bytes], role: Role, *, damaged_too: bool = False
    ) -> MediaFile:
        file = await self._store.store(chunks, role, damaged_too=damaged_too)
        self._stored.inc(file.size_bytes)
        return file

    def kept(self) -> AsyncIterator[Sequence[str]]:
        return self._store.kept()

    async def spare(self, sha256: str) -> bool:
        return await self._store.spare(sha256)

    async def discard(self, sha256: str) -> bool:
        return await self._store.discard(sha256)

    async def look(self, file: MediaFile) -> MediaFile:
        return await self._store.look(file)

    async def release_reserve(self) -> bool:
        return await self._store.release_reserve()
