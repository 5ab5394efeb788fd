"""Looking whether every stored file is what it was; fetching again what its provider still has.

Nothing is ever removed, and no paid request is sent. What is fetched takes a place only if it has
the very bytes that belong there.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from uuid import UUID

from domain.errors import DownloadFailed, MediaError, StorageFull
from domain.job import Job
from domain.job_state import Provider
from domain.media import Delivery, MediaFile
from domain.ports.database import Database
from domain.ports.files import Downloads, StoredMedia
from domain.verification import Condition, FileFinding, FileUse, Outcome, UseKind

AT_ONCE = 4
"""Files that are read at the same time: enough for any disk, and others are served meanwhile."""

_PORTION = 200
_FETCHABLE = (Condition.MISSING, Condition.DAMAGED)
_NOT_ASKED = "It was not looked for at its provider."
_NO_ADDRESS = "Its provider gave no address for it."

Tell = Callable[[MediaFile], None]


class Verification:
    def __init__(
        self,
        *,
        database: Database,
        media: StoredMedia,
        downloads: Mapping[Provider, Downloads],
    ) -> None:
        self._database = database
        self._media = media
        self._downloads = downloads

    async def total(self) -> tuple[int, int]:
        """How many files are known, and their bytes."""
        async with self._database.read() as work:
            return await work.media.total()

    async def verify(self, *, decode: bool, fetch: bool, tell: Tell) -> AsyncGenerator[FileFinding]:
        """Every file that is not as it was stored, as soon as it is found; `tell` hears of each
        that was looked at. Raises DatabaseUnavailable."""
        async for files in self._portions():
            for file, condition in await self._conditions(files, decode, tell):
                if condition is Condition.GOOD:
                    continue
                if finding := await self._finding(file, condition, fetch=fetch):
                    yield finding

    async def unneeded(self) -> Sequence[str]:
        """The hashes of files that nothing needs; the studio removes them by itself."""
        found: list[str] = []
        async for hashes in self._media.kept():
            async with self._database.read() as work:
                needed = await work.media.needed(hashes)
            found += [each for each in hashes if each not in needed]
        return found

    async def _portions(self) -> AsyncGenerator[Sequence[MediaFile]]:
        last = ""
        while True:
            async with self._database.read() as work:
                files = await work.media.following(last, _PORTION)
            if not files:
                break
            yield files
            last = files[-1].sha256
        async with self._database.read() as work:
            yield await work.media.owed()

    async def _conditions(
        self, files: Sequence[MediaFile], decode: bool, tell: Tell
    ) -> Sequence[tuple[MediaFile, Condition]]:
        room = asyncio.Semaphore(AT_ONCE)

        async def examined(file: MediaFile) -> tuple[MediaFile, Condition]:
            async with room:
                condition = await self._media.condition(file, decode=decode)
            tell(file)
            return file, condition

        return await asyncio.gather(*map(examined, files))

    async def _finding(
        self, file: MediaFile, condition: Condition, *, fetch: bool
    ) -> FileFinding | None:
        """None if it was removed for good while we looked."""
        async with self._database.read() as work:
            if file.sha256 not in await work.media.needed([file.sha256]):
                return None
            uses = tuple((await work.media.uses([file.sha256])).get(file.sha256, ()))
            jobs = await work.jobs.get_many([use.job_id for use in uses])
        outcome, reason = Outcome.UNUSED, ""
        if any(use.kind is not UseKind.PREVIEW for use in uses):
            outcome, reason = await self._rescued(file, condition, uses, jobs, fetch=fetch)
        return FileFinding(
            file=file, condition=condition, outcome=outcome, uses=uses, reason=reason
        )

    async def _rescued(
        self,
        file: MediaFile,
        condition: Condition,
        uses: Sequence[FileUse],
        jobs: Mapping[UUID, Job],
        *,
        fetch: bool,
    ) -> tuple[Outcome, str]:
        if not fetch or condition not in _FETCHABLE:
            return Outcome.LOST, _NOT_ASKED if condition in _FETCHABLE else ""
        reason = _NO_ADDRESS
        for job in dict.fromkeys(use.job_id for use in uses):
            for delivery in _deliveries_of(jobs.get(job), file):
                try:
                    await self._fetch(jobs[job].provider, delivery, file)
                except StorageFull:
                    raise
                except MediaError as error:
                    reason = error.message
                    continue
                return Outcome.RESTORED, ""
        return Outcome.LOST, reason

    async def _fetch(self, provider: Provider, delivery: Delivery, file: MediaFile) -> None:
        """Raises DownloadFailed, or MediaRejected where other bytes came."""
        downloads = self._downloads.get(provider)
        if downloads is None:
            raise DownloadFailed(f"Nothing is fetched from {provider.display_name}.", hint="")
        async with downloads.open(delivery.url or "") as chunks:
            await self._media.restore(chunks, file)


def _deliveries_of(job: Job | None, file: MediaFile) -> Sequence[Delivery]:
    """Where the provider of the job had it."""
    return [
        each
        for each in (job.deliveries if job else ())
        if each.url and each.file and each.file.sha256 == file.sha256
    ]
