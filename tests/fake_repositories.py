"""Tables in memory and what can be asked of them; `tests/fake_database.py` makes it a database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Protocol, TypeVar
from uuid import UUID

from domain.errors import Conflict, NotFound, StaleJob
from domain.image import Image
from domain.job import Job, Lease
from domain.job_state import OCCUPYING, JobEvent, JobState, Provider
from domain.media import MediaFile
from domain.ports import JobFilter, Page
from domain.song import LyricsSection, Song

_MICROSECOND = timedelta(microseconds=1)


@dataclass
class Tables:
    jobs: dict[UUID, Job] = field(default_factory=dict[UUID, Job])
    events: list[JobEvent] = field(default_factory=list[JobEvent])
    images: dict[UUID, Image] = field(default_factory=dict[UUID, Image])
    songs: dict[UUID, Song] = field(default_factory=dict[UUID, Song])
    workers: dict[UUID, datetime] = field(default_factory=dict[UUID, datetime])
    media: dict[str, MediaFile] = field(default_factory=dict[str, MediaFile])

    def copy(self) -> "Tables":
        return Tables(
            dict(self.jobs),
            list(self.events),
            dict(self.images),
            dict(self.songs),
            dict(self.workers),
            dict(self.media),
        )


class Transaction:
    """A copy of the tables, which replaces them when it is committed."""

    def __init__(self, tables: Tables, *, read_only: bool) -> None:
        self._tables = tables
        self._read_only = read_only
        self.ended = False
        self.news: list[JobEvent] = []

    def read(self) -> Tables:
        if self.ended:
            raise RuntimeError("This unit of work has ended.")
        return self._tables

    def write(self) -> Tables:
        if self._read_only:
            raise RuntimeError("This unit of work only reads.")
        return self.read()


class FakeJobs:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, job: Job) -> Job:
        jobs = self._transaction.write().jobs
        for other in jobs.values():
            same_key = job.idempotency_key and job.idempotency_key == other.idempotency_key
            if same_key or (job.retry_of and job.retry_of == other.retry_of):
                raise Conflict(f"Job {other.id} was first.", hint="Look at that job.")
        return self._store(job)

    async def save(self, job: Job) -> Job:
        stored = self._transaction.write().jobs.get(job.id)
        if stored is None or stored.revision != job.revision:
            raise StaleJob(job.id)
        saved = self._store(replace(job, revision=job.revision + 1))
        self._keep_renewal(stored.lease, saved)
        return saved

    async def reschedule(self, rescheduled: Sequence[Job]) -> None:
        stored = self._transaction.write().jobs
        for job in rescheduled:
            before = stored[job.id]
            if before.revision == job.revision:
                stored[job.id] = replace(
                    before,
                    revision=job.revision + 1,
                    due_at=job.due_at,
                    tries=job.tries,
                    lease=None,
                )

    def _store(self, job: Job) -> Job:
        self._transaction.news.extend(job.news)
        stored = replace(job, news=())
        self._transaction.write().jobs[job.id] = stored
        return stored

    def _keep_renewal(self, before: Lease | None, saved: Job) -> None:
        if before and saved.lease and before.owner == saved.lease.owner:
            until = max(before.until, saved.lease.until)
            kept = replace(saved, lease=Lease(before.owner, until))
            self._transaction.write().jobs[saved.id] = kept

    async def get(self, job_id: UUID) -> Job:
        return _found(self._transaction.read().jobs, job_id, "job")

    async def get_many(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]:
        return {job.id: job for job in self._all() if job.id in job_ids}

    async def with_key(self, idempotency_key: str) -> Job | None:
        return next((job for job in self._all() if job.idempotency_key == idempotency_key), None)

    async def retry_of(self, job_id: UUID) -> Job | None:
        return next((job for job in self._all() if job.retry_of == job_id), None)

    async def page(self, page: Page, wanted: JobFilter) -> Sequence[Job]:
        return _newest_first(filter(_fits(wanted), self._all()), page)

    async def count(self, wanted: JobFilter) -> int:
        return sum(map(_fits(wanted), self._all()))

    async def count_by_state(self) -> Mapping[JobState, int]:
        states = [job.state for job in self._all()]
        return {state: states.count(state) for state in JobState}

    async def lock_slots(self, provider: Provider) -> int:
        return sum(job.provider is provider and job.state in OCCUPYING for job in self._all())

    async def waiting(self, provider: Provider, now: datetime, limit: int) -> Sequence[Job]:
        due = [job for job in self._due(JobState.PENDING, now) if job.provider is provider]
        return sorted(due, key=lambda job: (job.created_at, job.id))[:limit]

    async def lease_due_polls(self, lease: Lease, now: datetime, limit: int) -> Sequence[Job]:
        due = [job for job in self._due(JobState.RUNNING, now) if _unheld(job, now)][:limit]
        leased = [replace(job, lease=lease, revision=job.revision + 1) for job in due]
        self._transaction.write().jobs.update({job.id: job for job in leased})
        return leased

    async def next_poll_at(self) -> datetime | None:
        running = [job for job in self._all() if job.state is JobState.RUNNING]
        return min((job.due_at for job in running if job.due_at), default=None)

    async def unheld_archives(self, now: datetime, limit: int) -> Sequence[UUID]:
        due = self._due(JobState.ARCHIVING, now)
        return [job.id for job in due if _unheld(job, now)][:limit]

    async def abandoned(self, now: datetime, limit: int) -> Sequence[Job]:
        submitting = [job for job in self._all() if job.state is JobState.SUBMITTING]
        return [job for job in submitting if _unheld(job, now)][:limit]

    async def renew(self, owner: UUID, until: datetime) -> None:
        jobs = self._transaction.write().jobs
        for job in self._all():
            if job.lease and job.lease.owner == owner:
                jobs[job.id] = replace(job, lease=Lease(owner, until))

    async def end_leases(self, at: datetime) -> None:
        jobs = self._transaction.write().jobs
        for job in self._all():
            if job.lease and job.lease.until > at:
                jobs[job.id] = replace(job, lease=Lease(job.lease.owner, at))

    async def usual_duration(self, provider: Provider, model: str) -> timedelta | None:
        ended = [
            (job.finished_at, (job.finished_at - job.submitted_at) // _MICROSECOND)
            for job in self._all()
            if job.state is JobState.SUCCEEDED and (job.provider, job.model) == (provider, model)
            if job.finished_at and job.submitted_at and job.attempt
        ]
        last = [duration for _, duration in sorted(ended)[-20:]]
        return median(last) * _MICROSECOND if last else None

    def _all(self) -> Sequence[Job]:
        return list(self._transaction.read().jobs.values())

    def _due(self, state: JobState, now: datetime) -> Sequence[Job]:
        due = [
            (job.due_at, job.id, job)
            for job in self._all()
            if job.state is state and job.due_at and job.due_at <= now
        ]
        return [job for _, _, job in sorted(due, key=lambda each: each[:2])]


class FakeEvents:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of_job(self, job_id: UUID, after: int = 0) -> Sequence[JobEvent]:
        events = self._transaction.read().events
        return [each for each in events if each.job_id == job_id and each.sequence > after]

    async def since(self, cursor: int, limit: int) -> Sequence[JobEvent]:
        return [each for each in self._transaction.read().events if each.cursor > cursor][:limit]

    async def last_cursor(self) -> int:
        events = self._transaction.read().events
        return events[-1].cursor if events else 0


class FakeImages:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, image: Image) -> None:
        tables = self._transaction.write()
        assert image.job_id in tables.jobs
        tables.images[image.id] = image
        tables.media.setdefault(image.file.sha256, image.file)

    async def get(self, image_id: UUID) -> Image:
        return _found(self._transaction.read().images, image_id, "image")

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        images = sorted(self._transaction.read().images.values(), key=lambda image: image.index)
        by_job = {id: [image for image in images if image.job_id == id] for id in job_ids}
        return {job_id: images for job_id, images in by_job.items() if images}

    async def page(self, page: Page) -> Sequence[Image]:
        return _newest_first(self._transaction.read().images.values(), page)

    async def count(self) -> int:
        return len(self._transaction.read().images)


class FakeSongs:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, song: Song) -> None:
        tables = self._transaction.write()
        assert song.job_id in tables.jobs
        tables.songs[song.id] = song
        for file in (file for each in song.choices for file in (each.mp3, each.lossless) if file):
            tables.media.setdefault(file.sha256, file)

    async def save(self, song: Song) -> None:
        await self.get(song.id)
        await self.add(song)

    async def get(self, song_id: UUID) -> Song:
        return _found(self._transaction.read().songs, song_id, "song")

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        songs = self._transaction.read().songs.values()
        return {song.job_id: song for song in songs if song.job_id in job_ids}

    async def page(self, page: Page) -> Sequence[Song]:
        songs = _newest_first(self._transaction.read().songs.values(), page)
        return [song.without_texts() for song in songs]

    async def lyrics_of(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        songs = self._transaction.read().songs.values()
        return {each.id: each.lyrics or "" for each in songs if each.id in song_ids}

    async def sections_of(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        songs = self._transaction.read().songs.values()
        choices = [choice for song in songs for choice in song.choices]
        return {each.id: each.sections or () for each in choices if each.id in choice_ids}

    async def count(self) -> int:
        return len(self._transaction.read().songs)


class FakeWorkers:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def beat(self, worker_id: UUID, now: datetime) -> None:
        workers = self._transaction.write().workers
        workers[worker_id] = now
        for gone in [id for id, heard_at in workers.items() if heard_at < now - timedelta(days=1)]:
            del workers[gone]

    async def leave(self, worker_id: UUID) -> None:
        self._transaction.write().workers.pop(worker_id, None)

    async def count_since(self, moment: datetime) -> int:
        return sum(heard_at >= moment for heard_at in self._transaction.read().workers.values())


class FakeMedia:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, file: MediaFile) -> None:
        self._transaction.write().media.setdefault(file.sha256, file)

    async def find(self, sha256: str) -> MediaFile | None:
        return self._transaction.read().media.get(sha256)


class _Dated(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def created_at(self) -> datetime: ...


_Thing = TypeVar("_Thing")
_DatedThing = TypeVar("_DatedThing", bound=_Dated)


def _found(things: Mapping[UUID, _Thing], id: UUID, kind: str) -> _Thing:
    if id not in things:
        raise NotFound(kind, id)
    return things[id]


def _newest_first(things: Iterable[_DatedThing], page: Page) -> Sequence[_DatedThing]:
    ordered = sorted(things, key=lambda thing: (thing.created_at, thing.id), reverse=True)
    end = page.after
    rest = [
        each for each in ordered if not end or (each.created_at, each.id) < (end.created_at, end.id)
    ]
    return rest[: page.limit]


def _fits(wanted: JobFilter) -> Callable[[Job], bool]:
    def fits(job: Job) -> bool:
        return (wanted.states is None or job.state in wanted.states) and (
            wanted.kind is None or job.kind is wanted.kind
        )

    return fits


def _unheld(job: Job, now: datetime) -> bool:
    return job.lease is None or job.lease.until < now
