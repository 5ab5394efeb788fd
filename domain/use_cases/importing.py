"""Taking images and songs into the library that were not made here, or not by this library.

Files come first, each under its hash; then the record that says what they are. Doing it again is
harmless: the same thing is there once.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.errors import Conflict, InvalidRequest, NotFound, Problem
from domain.job import Job
from domain.job_state import EventKind, JobState, Provider
from domain.library import ItemKind
from domain.media import MediaFile, Role
from domain.ports.database import Database, UnitOfWork
from domain.ports.files import Derivatives, MediaStore
from domain.ports.items import AnItem
from domain.ports.time_and_ids import Clock, NewId
from domain.record import ImageRecord, ItemRecord
from domain.record_rules import valid_record
from domain.use_cases.placing import spots_of, take_spots
from domain.use_cases.shelves import items_of


class Outcome(StrEnum):
    """NEW is what a trial says of something that would be imported."""

    IMPORTED = "IMPORTED"
    ALREADY_THERE = "ALREADY_THERE"
    NEW = "NEW"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    outcome: Outcome
    kind: ItemKind
    id: UUID
    trashed: bool = False


class Importing:
    def __init__(
        self,
        *,
        database: Database,
        media: MediaStore,
        derivatives: Derivatives,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._database = database
        self._media = media
        self._derivatives = derivatives
        self._clock = clock
        self._new_id = new_id

    async def take_file(self, chunks: AsyncIterator[bytes], role: Role) -> MediaFile:
        """Keep a file for a record that follows within the hour, and which has to say so if it is
        a damaged archive. Raises MediaRejected or StorageFull."""
        return await self._media.store(chunks, role, damaged_too=True)

    async def take_item(self, record: ItemRecord, *, trial: bool = False) -> Imported:
        """Raises InvalidRequest, or Conflict where its place is taken by something else."""
        valid_record(record)
        async with self._database.read() as work:
            present = await _present(work, record)
        if present:
            return present
        if trial:
            return Imported(outcome=Outcome.NEW, kind=record.kind, id=record.id)
        stored = await self._stored(record)
        async with self._database.begin() as work:
            spots = await spots_of(work, record, self._clock(), self._new_id)
            for file in stored.values():
                await work.media.add(file)  # from here on no other import comes in between
            if present := await _present(work, record):
                return present
            await self._add(work, record, stored)
            await take_spots(work, record, spots, self._clock())
            await work.commit()
        await self._prepare(record, stored)
        return Imported(outcome=Outcome.IMPORTED, kind=record.kind, id=record.id)

    async def _stored(self, record: ItemRecord) -> Mapping[str, MediaFile]:
        """What the files are by our own eyes; what the record says of them does not count."""
        stored = dict[str, MediaFile]()
        for file in record.files:
            # A purge that found it unneeded before this import may be about to remove it.
            if not await self._media.spare(file.sha256):
                raise _not_here(file)
            try:
                stored[file.sha256] = await self._media.look(file)
            except NotFound:
                raise _not_here(file) from None
        return stored

    async def _add(
        self, work: UnitOfWork, record: ItemRecord, stored: Mapping[str, MediaFile]
    ) -> None:
        jobs = await work.jobs.get_many([record.job.id])
        if job := jobs.get(record.job.id):
            await _refuse_taken(work, record, job)
        else:
            await work.jobs.add(_job_of(record, self._clock))
        if isinstance(record, ImageRecord):
            await work.images.add(_fresh_in_trash(record.item(stored), self._clock()))
        else:
            await work.songs.add(_fresh_in_trash(record.item(stored), self._clock()))

    async def _prepare(self, record: ItemRecord, stored: Mapping[str, MediaFile]) -> None:
        for file in record.shown:
            # It is imported: whatever goes wrong, this is made when somebody wants it.
            with suppress(Exception):
                await self._derivatives.prepare(stored[file.sha256])


async def _present(work: UnitOfWork, record: ItemRecord) -> Imported | None:
    """The item by its id; what nobody knows the origin of also by the bytes of its files."""
    items = items_of(work, record.kind)
    ids = [record.id]
    if record.job.provider is Provider.IMPORTED:
        ids += await items.holding([file.sha256 for file in record.files])
    for item in await items.find(ids):
        return Imported(
            outcome=Outcome.ALREADY_THERE,
            kind=record.kind,
            id=item.id,
            trashed=item.trashed_at is not None,
        )
    return None


def _not_here(file: MediaFile) -> InvalidRequest:
    message = f"The file {file.sha256} is not here; send it before its record."
    return InvalidRequest(Problem("file", message))


def _fresh_in_trash(item: AnItem, now: datetime) -> AnItem:
    """What lay in the trash elsewhere lies there from now on: its owner can fetch it out."""
    return item.restore().trash(now) if item.trashed_at else item


async def _refuse_taken(work: UnitOfWork, record: ItemRecord, job: Job) -> None:
    """Raises Conflict where the job is there and cannot have made this as well."""
    if ItemKind.made_by(job.kind) is not record.kind or job.state is not JobState.SUCCEEDED:
        why = "is of another kind, or has not succeeded"
    elif isinstance(record, ImageRecord):
        images = (await work.images.of_jobs([job.id])).get(job.id, ())
        if all(image.index != record.index for image in images):
            return
        why = f"has another image {record.index}"
    else:
        if job.id not in await work.songs.of_jobs([job.id]):
            return
        why = "has another song"
    raise Conflict(
        f"{record.title} says that it comes from job {job.id}, which {why} here.",
        hint="Import the files without their JSON, to have them as new things.",
    )


def _job_of(record: ItemRecord, clock: Clock) -> Job:
    """The job as it was, without a paid request of this library: it counts as no use of money and
    teaches nobody how long such jobs take."""
    origin = record.job
    job = Job(
        id=origin.id,
        kind=origin.kind,
        provider=origin.provider,
        model=origin.model,
        request=origin.request,
        state=JobState.SUCCEEDED,
        created_at=origin.created_at,
        due_at=None,
        submitted_at=origin.submitted_at,
        accepted_at=origin.submitted_at or origin.created_at,
        finished_at=origin.finished_at or origin.created_at,
        estimated_usd=origin.estimated_usd,
        at_vendor=origin.at_vendor,
        provider_job_id=origin.provider_job_id,
    )
    return job.tell(EventKind.MOVED, clock(), "Imported; every file is here.")
