"""What the use cases need from the outside; each adapter passes the same contract suite."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from domain.image import Image
from domain.job import Job, Lease
from domain.job_state import JobEvent, JobKind, JobState, Provider
from domain.media import MediaFile, Role
from domain.report import Acceptance, Preview, ProviderReport
from domain.song import LyricsSection, Song

Clock = Callable[[], datetime]
"""Now, in UTC and aware of it."""

NewId = Callable[[], UUID]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: lists run from the newest to the oldest, then by descending id."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Page:
    limit: int
    after: Position | None = None


@dataclass(frozen=True, slots=True)
class JobFilter:
    states: frozenset[JobState] | None = None
    kind: JobKind | None = None


class JobRepository(Protocol):
    async def add(self, job: Job) -> Job:
        """Store a new job and its news. Raises Conflict if its idempotency key is taken, or if
        the job it retries has been retried already."""
        ...

    async def save(self, job: Job) -> Job:
        """Store the change and its news; answers the job with its new revision and no news.
        Raises StaleJob if the stored revision is another one."""
        ...

    async def reschedule(self, rescheduled: Sequence[Job]) -> None:
        """Store changes that left no news: when to look again. A job that somebody else changed
        meanwhile is left as it is. Answers nothing: the given revisions are used up."""
        ...

    async def get(self, job_id: UUID) -> Job:
        """Raises NotFound."""
        ...

    async def get_many(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]: ...

    async def with_key(self, idempotency_key: str) -> Job | None: ...

    async def retry_of(self, job_id: UUID) -> Job | None: ...

    async def page(self, page: Page, wanted: JobFilter) -> Sequence[Job]: ...

    async def count(self, wanted: JobFilter) -> int: ...

    async def count_by_state(self) -> Mapping[JobState, int]:
        """Every state is named, also with 0."""
        ...

    async def lock_slots(self, provider: Provider) -> int:
        """How many jobs occupy the provider. Until this transaction ends, nobody else is told."""
        ...

    async def waiting(self, provider: Provider, now: datetime, limit: int) -> Sequence[Job]:
        """The PENDING jobs that are due, the oldest first."""
        ...

    async def lease_due_polls(self, lease: Lease, now: datetime, limit: int) -> Sequence[Job]:
        """Give the lease to RUNNING jobs that are due and that nobody holds, the most overdue
        first, and answer them. Bumps their revision."""
        ...

    async def next_poll_at(self) -> datetime | None:
        """When the first RUNNING job is due; None if none is running."""
        ...

    async def unheld_archives(self, now: datetime, limit: int) -> Sequence[UUID]:
        """The ARCHIVING jobs that are due and that nobody holds, the most overdue first."""
        ...

    async def abandoned(self, now: datetime, limit: int) -> Sequence[Job]:
        """The SUBMITTING jobs whose lease has run out."""
        ...

    async def renew(self, owner: UUID, until: datetime) -> None:
        """Prolong every lease of the owner. Leaves revisions alone."""
        ...

    async def end_leases(self, at: datetime) -> None:
        """No lease lasts longer than that, whoever holds it. Leaves revisions alone."""
        ...

    async def usual_duration(self, provider: Provider, model: str) -> timedelta | None:
        """The median time from submission to the end of the last 20 jobs that succeeded, without
        retries that sent no request of their own."""
        ...


class EventRepository(Protocol):
    async def of_job(self, job_id: UUID, after: int = 0) -> Sequence[JobEvent]:
        """The job's events with a higher sequence number, in order."""
        ...

    async def since(self, cursor: int, limit: int) -> Sequence[JobEvent]:
        """The events of all jobs with a higher cursor, in order of their cursors."""
        ...

    async def last_cursor(self) -> int:
        """0 if there is no event yet."""
        ...


class ImageRepository(Protocol):
    async def add(self, image: Image) -> None: ...

    async def get(self, image_id: UUID) -> Image:
        """Raises NotFound."""
        ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        """By job, in order of their index; jobs without images are left out."""
        ...

    async def page(self, page: Page) -> Sequence[Image]: ...

    async def count(self) -> int: ...


class SongRepository(Protocol):
    async def add(self, song: Song) -> None: ...

    async def save(self, song: Song) -> None: ...

    async def get(self, song_id: UUID) -> Song:
        """Raises NotFound."""
        ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]: ...

    async def page(self, page: Page) -> Sequence[Song]:
        """Without their texts, which `lyrics_of` and `sections_of` read."""
        ...

    async def lyrics_of(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """By song; unknown ones are left out."""
        ...

    async def sections_of(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        """By choice; unknown ones are left out."""
        ...

    async def count(self) -> int: ...


class WorkerRepository(Protocol):
    async def beat(self, worker_id: UUID, now: datetime) -> None:
        """The worker lives; forgets workers that were not heard of for a day."""
        ...

    async def leave(self, worker_id: UUID) -> None: ...

    async def count_since(self, moment: datetime) -> int: ...


class MediaRepository(Protocol):
    async def add(self, file: MediaFile) -> None:
        """Remember a stored file; doing so again is harmless. Images and songs do it for theirs."""
        ...

    async def find(self, sha256: str) -> MediaFile | None:
        """What is known of a stored file."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Nothing is kept unless `commit` was awaited; events are published by it."""

    @property
    def jobs(self) -> JobRepository: ...
    @property
    def events(self) -> EventRepository: ...
    @property
    def images(self) -> ImageRepository: ...
    @property
    def songs(self) -> SongRepository: ...
    @property
    def workers(self) -> WorkerRepository: ...
    @property
    def media(self) -> MediaRepository: ...

    async def commit(self) -> None: ...


class Database(Protocol):
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """To change something. Leaving without `commit` rolls back."""
        ...

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """To look only; takes no lock that a writer would wait for."""
        ...


class JobQueue(Protocol):
    """Messages that say "look at this". Losing one costs a delay: the sweep sends it again."""

    async def submit(self, job_id: UUID, delay: timedelta = ...) -> None: ...

    async def poll(self) -> None: ...

    async def archive(self, job_id: UUID, delay: timedelta = ...) -> None: ...


class ProgressFeed(Protocol):
    def of_job(self, job_id: UUID, after: int = 0) -> AsyncIterator[JobEvent]:
        """The job's events after the sequence number, then each new one, until its end state.
        No event is left out and none comes twice."""
        ...

    def of_all(self, after: int | None = None) -> AsyncIterator[JobEvent]:
        """Every event after the cursor (from now on if None), endlessly. No gap, no double."""
        ...


Show = Callable[[Preview], Awaitable[None]]


class Generator(Protocol):
    """A provider that takes paid requests."""

    async def submit(self, job: Job, show: Show) -> Acceptance:
        """Send the one paid request. Raises Refused, Busy, GenerationFailed or OutcomeUnknown."""
        ...


class Follower(Protocol):
    """A provider whose jobs go on after the request was taken."""

    async def query(self, provider_job_id: str) -> ProviderReport:
        """Ask how a job is. Raises Refused, Busy or QueryFailed."""
        ...


class Downloads(Protocol):
    def open(self, url: str) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """The bytes behind an address, bounded in size and time. Raises DownloadFailed."""
        ...


class MediaStore(Protocol):
    async def store(self, chunks: AsyncIterator[bytes], role: Role) -> MediaFile:
        """Write the bytes durably under their hash and look at them: a file that cannot be decoded
        or does not fit the role raises MediaRejected; no room raises StorageFull."""
        ...
