"""Sending paid requests: one for each job, and an honest word where its fate is unknown."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from domain import failures
from domain.errors import (
    DatabaseFull,
    DatabaseUnavailable,
    MediaError,
    MediaRejected,
    OutcomeUnknown,
    ProviderError,
    StorageFull,
)
from domain.job import Job
from domain.job_state import EventKind, Provider
from domain.media import MediaFile, Role
from domain.ports.database import Database
from domain.ports.files import MediaStore
from domain.ports.providers import Generator
from domain.ports.time_and_ids import Clock, NewId
from domain.report import Acceptance, Preview, RemoteFile, Result
from domain.settlement import Outcome, settle
from domain.use_cases.change import change
from domain.use_cases.dispatch import Dispatch, Slots
from domain.use_cases.leases import Leases

_ROOM_CHECK_S, _DATABASE_CHECK_S = 5.0, 1.0
_LAST_WORD_S = 3.0
"""How long a stop waits for the answer to a paid request to be written down."""

IN_MEMORY = (
    "The answer is here and paid for, but only in memory: free some space, and do not stop the "
    "studio before."
)


class Submission:
    """`vendors` are the providers that are the vendor itself, which alone charges."""

    def __init__(
        self,
        *,
        database: Database,
        dispatch: Dispatch,
        generators: Mapping[Provider, Generator],
        media: MediaStore,
        slots: Slots,
        vendors: frozenset[Provider],
        leases: Leases,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._database = database
        self._dispatch = dispatch
        self._generators = generators
        self._media = media
        self._slots = slots
        self._vendors = vendors
        self._leases = leases
        self._clock = clock
        self._new_id = new_id

    async def submit(self, job_id: UUID) -> None:
        """Send the longest waiting request to the job's provider, if that has room for one.

        That may be another job's: a message only says that it is worth looking.
        """
        owner = self._new_id()
        claimed = await self._claim(job_id, owner)
        if claimed is None:
            return
        async with self._leases.kept(owner):
            job = await self._send_and_settle(claimed)
        await self._dispatch.follow_up(job)

    async def _claim(self, job_id: UUID, owner: UUID) -> Job | None:
        async with self._database.read() as work:
            provider = await work.jobs.provider_of(job_id)
        if provider is None:
            return None
        slots = await self._slots(provider)
        async with self._database.begin() as work:
            if await work.jobs.lock_slots(provider) >= slots:
                return None
            now = self._clock()
            waiting = await work.jobs.waiting(provider, now, 1)
            if not waiting:
                return None
            first = waiting[0]
            expected = await work.jobs.usual_duration(provider, first.kind, first.model)
            at_vendor = provider in self._vendors
            claim = first.claim(owner, now, expected, at_vendor=at_vendor)
            claimed = await work.jobs.save(claim)
            await work.commit()
        return claimed

    async def _send_and_settle(self, job: Job) -> Job:
        try:
            outcome = await self._send(job)
        except BaseException:
            # A shutdown or a mistake of ours in mid-request: the request may have been taken.
            doubt = OutcomeUnknown(failures.INTERRUPTED.message, hint=failures.INTERRUPTED.hint)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LAST_WORD_S):
                    await _to_its_end(self._settle(job, doubt))
            raise
        return await _to_its_end(self._settle(job, outcome))

    async def _send(self, job: Job) -> Outcome:
        async def show(preview: Preview) -> None:
            await self._show(job.id, preview)

        try:
            acceptance = await self._generators[job.provider].submit(job, show)
            return await self._keep_contents(job.id, acceptance)
        except (ProviderError, MediaError) as error:
            return error

    async def _settle(self, sent: Job, outcome: Outcome) -> Job:
        """The answer is paid for and known here alone: it outlasts a database that is away. One
        without room to write gets that which is kept for it, mostly on the same disk."""
        while True:
            try:
                return await change(
                    self._database,
                    sent.id,
                    lambda job: settle(job, sent.attempt, outcome, self._clock()),
                )
            except DatabaseFull:
                if not await self._make_room():
                    await asyncio.sleep(_DATABASE_CHECK_S)
            except DatabaseUnavailable:
                await asyncio.sleep(_DATABASE_CHECK_S)

    async def _make_room(self) -> bool:
        with suppress(OSError):
            return await self._media.release_reserve()
        return False

    async def _show(self, job_id: UUID, preview: Preview) -> None:
        # A preview is a courtesy: whatever goes wrong, it must not endanger what was paid for.
        with suppress(Exception):
            file = await self._media.store(_one(preview.content), Role.IMAGE)
            async with self._database.begin() as work:
                await work.media.add(file)
                await work.commit()
            await change(
                self._database,
                job_id,
                lambda job: job.show(file.sha256, preview.index, self._clock()),
            )

    async def _keep_contents(self, job_id: UUID, acceptance: Acceptance) -> Acceptance:
        """The same, with every file that came inside the answer stored. Files that are not what
        they should be are left out while others are good: those are paid for."""
        report = acceptance.report
        if report is None:
            return acceptance
        kept: list[Result] = []
        rejected: list[MediaRejected] = []
        for result in report.results:
            try:
                kept.append(await self._keep_result(job_id, result))
            except MediaRejected as error:
                rejected.append(error)
                await self._note(job_id, f"Result {result.index + 1} is unusable. {error.message}")
        if rejected and not kept:
            raise failures.unusable_answer(rejected[0])
        return replace(acceptance, report=replace(report, results=tuple(kept)))

    async def _keep_result(self, job_id: UUID, result: Result) -> Result:
        files = [await self._keep_file(job_id, file) for file in result.files]
        return replace(result, files=tuple(files))

    async def _keep_file(self, job_id: UUID, file: RemoteFile) -> RemoteFile:
        if file.content is None:
            return file
        stored = await self._store_when_there_is_room(job_id, file.content, file.role)
        return replace(file, content=None, file=stored)

    async def _store_when_there_is_room(
        self, job_id: UUID, content: bytes, role: Role
    ) -> MediaFile:
        """The bytes are paid for and exist nowhere else: take the room that is kept for them, and
        wait for more rather than lose them."""
        told = False
        while True:
            try:
                return await self._media.store(_one(content), role)
            except StorageFull as full:
                if await self._media.release_reserve():
                    continue
                if not told:
                    await self._note(job_id, f"{full.message} {IN_MEMORY}")
                told = True
                await asyncio.sleep(_ROOM_CHECK_S)

    async def _note(self, job_id: UUID, message: str) -> None:
        # What fills the disk may stop the database too, and the answer must not be lost with it.
        with suppress(Exception):
            await change(
                self._database,
                job_id,
                lambda job: job.tell(EventKind.NOTED, self._clock(), message),
            )


async def _to_its_end(work: Coroutine[Any, Any, Job]) -> Job:
    """Also when we are cancelled meanwhile: what is known of a paid request must be written."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=_LAST_WORD_S)
        raise


async def _one(content: bytes) -> AsyncIterator[bytes]:
    yield content
