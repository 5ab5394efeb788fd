"""What the use cases need from the outside; each adapter passes the same contract suite."""

from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from domain.collection import Collection, Excerpt, Place
from domain.history import PastRequest
from domain.image import Image
from domain.inquiry import Inquiry
from domain.job import Job, Lease
from domain.job_state import JobEvent, JobKind, JobState, Provider
from domain.library import Facets, Item, ItemFilter, ItemKind
from domain.media import MediaFile, Role
from domain.paging import Page
from domain.queue_message import QueuedMessage, QueueKey, QueuePlace
from domain.report import Acceptance, Account, Preview, ProviderReport
from domain.song import LyricsSection, Song
from domain.tags import Tags
from domain.template import Template
from domain.usage import PaidRequest
from domain.verification import Condition, FileUse

Clock = Callable[[], datetime]
"""Now, in UTC and aware of it."""

NewId = Callable[[], UUID]
AnItem = TypeVar("AnItem", bound=Item)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFilter:
    """Every given condition must hold. Moments: from the first, before the second. `choice_id` is
    the song choice that they begin with; `dismissed` are those that their owner took off the list
    of tasks."""

    states: frozenset[JobState] | None = None
    kind: JobKind | None = None
    provider: Provider | None = None
    models: frozenset[str] | None = None
    created_from: datetime | None = None
    created_before: datetime | None = None
    provider_job_id: str | None = None
    choice_id: UUID | None = None
    dismissed: bool | None = None


class JobRepository(Protocol):
    async def add(self, job: Job) -> Job:
        """Store a new job and its news. Raises Conflict if its idempotency key is taken, or if
        the job it retries has been retried already."""
        ...

    async def save(self, job: Job) -> Job:
        """Store the change and its news; answers the job with its new revision and no news.
        Raises StaleJob if the stored revision is another one."""
        ...

    async def reschedule(self, unchanged: Sequence[tuple[Inquiry, datetime]]) -> None:
        """Ask for these jobs again at the given times; lets go of them and clears their tries. A
        job that somebody else changed meanwhile is left as it is."""
        ...

    async def get(self, job_id: UUID) -> Job:
        """Raises NotFound."""
        ...

    async def provider_of(self, job_id: UUID) -> Provider | None:
        """None if there is no such job."""
        ...

    async def get_many(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]: ...

    async def with_key(self, idempotency_key: str) -> Job | None:
        """The job that was made by this key, or whose key it became."""
        ...

    async def add_key(self, job_id: UUID, idempotency_key: str) -> None:
        """From now on it stands for this job as well. Raises Conflict if it stands for another."""
        ...

    async def retry_of(self, job_id: UUID) -> Job | None: ...

    async def page(self, page: Page, wanted: JobFilter) -> Sequence[Job]: ...

    async def count(self, wanted: JobFilter) -> int: ...

    async def ids(self, wanted: JobFilter) -> Sequence[UUID]:
        """Of all that fit, the oldest first."""
        ...

    async def count_by_state(self) -> Mapping[JobState, int]:
        """Every state is named, also with 0."""
        ...

    async def lock_slots(self, provider: Provider) -> int:
        """How many jobs occupy the provider. Until this transaction ends, nobody else is told."""
        ...

    async def waiting(self, provider: Provider, now: datetime, limit: int) -> Sequence[Job]:
        """The PENDING jobs that are due, the oldest first."""
        ...

    async def lease_due_polls(self, lease: Lease, now: datetime, limit: int) -> Sequence[Inquiry]:
        """Give the lease to RUNNING jobs that are due and that nobody holds, the most overdue
        first, and answer what to ask. Bumps their revision."""
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

    async def usual_duration(
        self, provider: Provider, kind: JobKind, model: str
    ) -> timedelta | None:
        """The median time from submission to the end of the last 20 jobs that succeeded, without
        retries that sent no request of their own."""
        ...


class EventRepository(Protocol):
    async def of_job(self, job_id: UUID, after: int = 0) -> Sequence[JobEvent]:
        """The job's events with a higher sequence number, in order."""
        ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[JobEvent]]:
        """By job, each in order; jobs that do not exist are left out."""
        ...

    async def since(self, cursor: int, limit: int) -> Sequence[JobEvent]:
        """The events of all jobs with a higher cursor, in order of their cursors."""
        ...

    async def last_cursor(self) -> int:
        """0 if there is no event yet."""
        ...


class ItemRepository(Protocol[AnItem]):
    """Images or songs, as their owner sees them."""

    async def get(self, id: UUID) -> AnItem:
        """Raises NotFound."""
        ...

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[AnItem]: ...

    async def count(self, wanted: ItemFilter) -> int: ...

    async def facets(self, wanted: ItemFilter) -> Facets: ...

    async def ids(self, wanted: ItemFilter) -> Sequence[UUID]:
        """Of all that fit, the oldest first."""
        ...

    async def find(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        """Those that there are, in any order."""
        ...

    async def holding(self, hashes: Sequence[str]) -> Sequence[UUID]:
        """The items that have one of these files."""
        ...

    async def hold(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        """Those that there are, to be changed: until this transaction ends, by nobody else."""
        ...

    async def curate(self, items: Sequence[AnItem]) -> None:
        """Store the owner's words: title, tags, favourite, rating, notes, trash."""
        ...

    async def remove(self, ids: Sequence[UUID]) -> Sequence[str]:
        """For good. Answers the hashes of the files that nothing needs any more, and forgets
        these files."""
        ...


class ImageRepository(ItemRepository[Image], Protocol):
    async def add(self, image: Image) -> None: ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        """By job, in order of their index; jobs without images are left out."""
        ...


class SongRepository(ItemRepository[Song], Protocol):
    async def add(self, song: Song) -> None: ...

    async def save(self, song: Song) -> None:
        """Store what its job made of it, and leave the owner's words alone. Raises NotFound."""
        ...

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[Song]:
        """Without their texts, which `lyrics_of` and `sections_of` read."""
        ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]: ...

    async def of_choices(self, choice_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        """By choice; unknown ones are left out."""
        ...

    async def keep_stems(self, choice_id: UUID, stems: MediaFile) -> bool:
        """Give a choice its stems and leave all else of the song alone; false if it is gone. An odd
        archive takes the place of none that is whole. All that came is kept as long as the song."""
        ...

    async def lyrics_of(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """By song; unknown ones are left out."""
        ...

    async def sections_of(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        """By choice; unknown ones are left out."""
        ...


class TemplateRepository(Protocol):
    async def add(self, template: Template) -> None:
        """Raises Conflict if another one of its kind has the name."""
        ...

    async def save(self, template: Template) -> None:
        """Raises NotFound, or Conflict if another one of its kind has the name."""
        ...

    async def get(self, template_id: UUID) -> Template:
        """Raises NotFound."""
        ...

    async def of_kind(self, kind: JobKind | None) -> Sequence[Template]:
        """Those of one kind, or all; in any order."""
        ...

    async def remove(self, template_id: UUID) -> None:
        """Raises NotFound."""
        ...


class CollectionRepository(Protocol):
    """Places count upwards within a collection; there may be gaps between them."""

    async def add(self, collection: Collection) -> None:
        """Raises Conflict if another one has the name."""
        ...

    async def save(self, collection: Collection) -> None:
        """Raises NotFound, or Conflict if another one has the name."""
        ...

    async def give_cover(self, collection_id: UUID, image_id: UUID) -> None:
        """Unless one was chosen."""
        ...

    async def get(self, collection_id: UUID) -> Collection:
        """Raises NotFound."""
        ...

    async def all(self) -> Sequence[Collection]:
        """In any order."""
        ...

    async def remove(self, collection_id: UUID) -> None:
        """What is in it stays in the library. Raises NotFound."""
        ...

    async def hold(self, collection_id: UUID) -> None:
        """Until this transaction ends, nobody else changes what is in it. Raises NotFound."""
        ...

    async def members(self, collection_id: UUID, ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """The places of those that are in it."""
        ...

    async def last_place(self, collection_id: UUID) -> int:
        """0 while it is empty."""
        ...

    async def make_room(self, collection_id: UUID, number: int, count: int) -> None:
        """Move what stands there or behind it so many places on."""
        ...

    async def put(self, collection_id: UUID, places: Sequence[Place], now: datetime) -> None:
        """Into these places, also what was in it before."""
        ...

    async def take_out(self, collection_id: UUID, kind: ItemKind, ids: Sequence[UUID]) -> int:
        """Answers how many were in it."""
        ...

    async def places(
        self, collection_ids: Sequence[UUID], excerpt: Excerpt
    ) -> Mapping[UUID, Sequence[Place]]:
        """Of each what it shows, in its order; those that show nothing are left out."""
        ...

    async def counts(
        self, collection_ids: Sequence[UUID], wanted: ItemFilter
    ) -> Mapping[UUID, int]:
        """How much in each fits; those with nothing are left out."""
        ...

    async def covers(self, collection_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """By collection the image that was chosen, else its newest; none from the trash."""
        ...

    async def of_items(self, item_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Collection]]:
        """By item, in any order; those in none are left out."""
        ...


class HistoryRepository(Protocol):
    """What was ordered, each request once; adding a job writes it down, unless it is a retry or
    stands for files that nobody ordered here."""

    async def page(
        self, page: Page, kind: JobKind | None = None, text: str | None = None
    ) -> Sequence[PastRequest]:
        """The last ordered first, forward only; the positions of the page are moments and ids of
        the last jobs. Each word of the text stands somewhere in the texts of the request."""
        ...

    async def get(self, key: str) -> PastRequest:
        """Raises NotFound."""
        ...


class UsageRepository(Protocol):
    async def paid(self, since: datetime, until: datetime) -> Sequence[PaidRequest]:
        """The paid requests that were accepted in the time (`until` is not in it), and those that
        were sent in it and may have been charged. A job counts once, with its last one."""
        ...


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
    def templates(self) -> TemplateRepository: ...
    @property
    def collections(self) -> CollectionRepository: ...
    @property
    def history(self) -> HistoryRepository: ...
    @property
    def usage(self) -> UsageRepository: ...
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


class QueueInspector(Protocol):
    """Looks into the queue that carries the messages. Everything raises QueueUnavailable."""

    @property
    def place(self) -> QueuePlace:
        """Where the messages are."""
        ...

    async def messages(self) -> Sequence[QueuedMessage]:
        """In any order."""
        ...

    async def keys(self) -> Sequence[QueueKey]:
        """The keys of this service, in order of their names; none in memory."""
        ...

    async def remove(self, message: QueuedMessage) -> None:
        """Raises NotFound if it is gone, or Conflict if a worker holds it."""
        ...


class ProgressFeed(Protocol):
    def of_job(self, job_id: UUID, after: int = 0) -> AsyncGenerator[JobEvent]:
        """The job's events after the sequence number, then each new one, until its end state.
        No event is left out and none comes twice."""
        ...

    def of_all(self, after: int | None = None) -> AsyncIterator[JobEvent]:
        """Every event after the cursor (from now on if None), endlessly. No gap, no double."""
        ...

    async def wait_beyond(self, cursor: int) -> None:
        """Returns as soon as there is an event after the cursor."""
        ...


Show = Callable[[Preview], Awaitable[None]]


class Generator(Protocol):
    """A provider that takes paid requests."""

    async def submit(self, job: Job, show: Show) -> Acceptance:
        """Send the one paid request. Raises Refused, Busy, GenerationFailed or OutcomeUnknown."""
        ...


class Follower(Protocol):
    """A provider whose jobs go on after the request was taken."""

    async def query(self, provider_job_id: str, kind: JobKind) -> ProviderReport:
        """Ask how a job of the kind is. Raises Refused, Busy or QueryFailed."""
        ...


class Billing(Protocol):
    """A provider that tells how its account is."""

    async def account(self) -> Account:
        """Raises Refused, Busy or QueryFailed."""
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
