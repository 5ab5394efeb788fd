"""Files that nothing refers to: what a purge had to leave, or a crash left behind."""

from domain.job_state import JobState
from domain.ports.database import Database
from domain.ports.files import Derivatives, MediaStore


class Leftovers:
    def __init__(self, *, database: Database, media: MediaStore, derivatives: Derivatives) -> None:
        self._database = database
        self._media = media
        self._derivatives = derivatives

    async def sweep(self) -> int:
        """Remove them, with what was made of them; answers how many. What was stored within the
        last hour is left alone, since a job may be about to refer to it. While a paid request is
        under way nothing is removed: its first image may be here for hours, until there is room
        for the others, and nobody knows of it before."""
        removed = 0
        async for hashes in self._media.kept():
            async with self._database.read() as work:
                if (await work.jobs.count_by_state())[JobState.SUBMITTING]:
                    break
                needed = await work.media.needed(hashes)
            for sha256 in hashes:
                if sha256 not in needed:
                    removed += await self._media.discard(sha256)
        return removed + await self._derivatives.sweep()
