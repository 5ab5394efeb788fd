"""What older versions did not find out about the files of the library."""

from collections.abc import Sequence
from contextlib import suppress

from domain.errors import MediaError, NotFound
from domain.media import MediaFile
from domain.ports.database import Database
from domain.ports.files import Derivatives, MediaStore

PORTION = 50


class Backfill:
    def __init__(self, *, database: Database, media: MediaStore, derivatives: Derivatives) -> None:
        self._database = database
        self._media = media
        self._derivatives = derivatives

    async def fill(self) -> int:
        """Look again at every image whose colour is not known, one after another, and make what it
        is shown by; answers how many are known now. A file that is gone or damaged is left as it
        is, until the next start."""
        filled, after = 0, ""
        while files := await self._uncoloured(after):
            for file in files:
                filled += await self._look(file)
            after = files[-1].sha256
        return filled

    async def _uncoloured(self, after: str) -> Sequence[MediaFile]:
        async with self._database.read() as work:
            return await work.media.uncoloured(after, PORTION)

    async def _look(self, file: MediaFile) -> bool:
        try:
            seen = await self._media.look(file)
        except (MediaError, NotFound, OSError):
            return False
        async with self._database.begin() as work:
            await work.media.correct(seen)
            await work.commit()
        with suppress(MediaError, NotFound, OSError):  # then it is made when somebody wants it
            await self._derivatives.prepare(seen)
        return True
