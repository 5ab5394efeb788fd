"""What can be asked of tables in memory; `tests/fake_database.py` makes it a database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from statistics import median
from uuid import UUID

from domain.errors import Conflict, NotFound, StaleJob
from domain.history import PastRequest
from domain.image import Image
from domain.inquiry import Inquiry
from domain.job import Job, Lease
from domain.job_state import OCCUPYING, JobEvent, JobKind, JobState, Provider
from domain.library import Item, ItemFilter, searchable
from domain.media import MediaFile
from domain.paging import Page, Position
from domain.ports.jobs import JobFilter
from domain.requests import StemsRequest, wish_of
from domain.song import LyricsSection, Song
from domain.template import Template
from domain.usage import CHARGE_UNKNOWN, PaidRequest
from domain.verification import FileUse, UseKind
from tests.fake_items import FakeItems, paged
from tests.fake_tables import Transaction, found

_MICROSECOND = timedelta(microseconds=1)


class FakeJobs:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, job: Job) -> Job:
        tables = self._transaction.write()
        for other in tables.jobs.values():
            keys = {other.idempotency_key, *(k for k, id in tables.keys.items() if id == other.id)}
            same_key = job.idempotency_key and job.idempotency_key in keys
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

    async def reschedule(self, unchanged: Sequence[tuple[Inquiry, datetime]]) -> None:
        stored = self._transaction.write().jobs
        for inquiry, due_at in unchanged:
            before = stored[inquiry.job_id]
            if before.revision == inquiry.revision:
                stored[before.id] = replace(
                    before, revision=before.revision + 1, due_at=due_at, tries=0, lease=None
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
        return found(self._transaction.read().jobs, job_id, "job")

    async def provider_of(self, job_id: UUID) -> Provider | None:
        job = self._transaction.read().jobs.get(job_id)
        return job.provider if job else None

    async def get_many(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Job]:
        return {job.id: job for job in self._all() if job.id in job_ids}

    async def with_key(self, idempotency_key: str) -> Job | None:
        further = self._transaction.read().keys.get(idempotency_key)
        return next(
            (
                job
                for job in self._all()
                if job.idempotency_key == idempotency_key or job.id == further
            ),
            None,
        )

    async def add_key(self, job_id: UUID, idempotency_key: str) -> None:
        known = await self.with_key(idempotency_key)
        if known and known.id != job_id:
            raise Conflict(f"Job {known.id} has the key.", hint="Look at that job.")
        self._transaction.write().keys[idempotency_key] = job_id

    async def retry_of(self, job_id: UUID) -> Job | None:
        return next((job for job in self._all() if job.retry_of == job_id), None)

    async def page(self, page: Page, wanted: JobFilter) -> Sequence[Job]:
        fitting = filter(_fits(wanted), self._all())
        return paged(fitting, page, lambda job: Position(job.created_at, job.id))

    async def count(self, wanted: JobFilter) -> int:
        return sum(map(_fits(wanted), self._all()))

    async def ids(self, wanted: JobFilter) -> Sequence[UUID]:
        fitting = filter(_fits(wanted), self._all())
        return [job.id for job in sorted(fitting, key=lambda job: (job.created_at, job.id))]

    async def count_by_state(self) -> Mapping[JobState, int]:
        states = [job.state for job in self._all()]
        return {state: states.count(state) for state in JobState}

    async def lock_slots(self, provider: Provider) -> int:
        return sum(job.provider is provider and job.state in OCCUPYING for job in self._all())

    async def waiting(self, provider: Provider, now: datetime, limit: int) -> Sequence[Job]:
        due = [job for job in self._due(JobState.PENDING, now) if job.provider is provider]
        return sorted(due, key=lambda job: (job.created_at, job.id))[:limit]

    async def lease_due_polls(self, lease: Lease, now: datetime, limit: int) -> Sequence[Inquiry]:
        due = [job for job in self._due(JobState.RUNNING, now) if _unheld(job, now)][:limit]
        leased = [replace(job, lease=lease, revision=job.revision + 1) for job in due]
        self._transaction.write().jobs.update({job.id: job for job in leased})
        return [job.inquiry for job in leased]

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

    async def usual_duration(
        self, provider: Provider, kind: JobKind, model: str
    ) -> timedelta | None:
        ended = [
            (job.finished_at, (job.finished_at - job.submitted_at) // _MICROSECOND)
            for job in self._all()
            if job.state is JobState.SUCCEEDED
            if (job.provider, job.kind, job.model) == (provider, kind, model)
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

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[JobEvent]]:
        by_job = {job_id: await self.of_job(job_id) for job_id in job_ids}
        return {job_id: events for job_id, events in by_job.items() if events}

    async def since(self, cursor: int, limit: int) -> Sequence[JobEvent]:
        return [each for each in self._transaction.read().events if each.cursor > cursor][:limit]

    async def last_cursor(self) -> int:
        events = self._transaction.read().events
        return events[-1].cursor if events else 0


class FakeImages(FakeItems[Image]):
    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction, "image")

    async def add(self, image: Image) -> None:
        tables = self._transaction.write()
        assert image.job_id in tables.jobs
        tables.images[image.id] = image
        tables.media.setdefault(image.file.sha256, image.file)

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        images = sorted(self._transaction.read().images.values(), key=lambda image: image.index)
        by_job = {id: [image for image in images if image.job_id == id] for id in job_ids}
        return {job_id: images for job_id, images in by_job.items() if images}


class FakeSongs(FakeItems[Song]):
    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction, "song")

    async def add(self, song: Song) -> None:
        tables = self._transaction.write()
        assert song.job_id in tables.jobs
        tables.songs[song.id] = song
        for each in song.choices:
            for file in filter(None, (each.mp3, each.lossless, each.stems)):
                tables.media.setdefault(file.sha256, file)

    async def save(self, song: Song) -> None:
        stored = await self.get(song.id)
        await self.add(
            replace(
                stored, job_id=song.job_id, completed_at=song.completed_at, choices=song.choices
            )
        )

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        songs = self._transaction.read().songs.values()
        return {song.job_id: song for song in songs if song.job_id in job_ids}

    async def of_choices(self, choice_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        songs = self._transaction.read().songs.values()
        return {each.id: song for song in songs for each in song.choices if each.id in choice_ids}

    async def keep_stems(self, choice_id: UUID, stems: MediaFile) -> bool:
        song = (await self.of_choices([choice_id])).get(choice_id)
        if song is None:
            return False
        self._transaction.write().media.setdefault(stems.sha256, stems)
        choices = tuple(
            replace(each, stems=_better(each.stems, stems)) if each.id == choice_id else each
            for each in song.choices
        )
        await self.add(song.with_choices(choices))
        return True

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[Song]:
        return [song.without_texts() for song in await super().page(page, wanted)]

    async def lyrics_of(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        songs = self._transaction.read().songs.values()
        return {each.id: each.lyrics or "" for each in songs if each.id in song_ids}

    async def sections_of(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        songs = self._transaction.read().songs.values()
        choices = [choice for song in songs for choice in song.choices]
        return {each.id: each.sections or () for each in choices if each.id in choice_ids}


def _better(there: MediaFile | None, stems: MediaFile) -> MediaFile:
    return there if there and stems.oddity and not there.oddity else stems


class FakeTemplates:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, template: Template) -> None:
        templates = self._transaction.write().templates
        for other in templates.values():
            same_name = (other.kind, other.name) == (template.kind, template.name)
            if same_name and other.id != template.id:
                raise Conflict(f"There is a template {other.name}.", hint="Give another name.")
        templates[template.id] = template

    async def save(self, template: Template) -> None:
        await self.get(template.id)
        await self.add(template)

    async def get(self, template_id: UUID) -> Template:
        return found(self._transaction.read().templates, template_id, "template")

    async def of_kind(self, kind: JobKind | None) -> Sequence[Template]:
        templates = self._transaction.read().templates.values()
        return [each for each in templates if kind in (None, each.kind)]

    async def remove(self, template_id: UUID) -> None:
        await self.get(template_id)
        del self._transaction.write().templates[template_id]


class FakeHistory:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def page(
        self, page: Page, kind: JobKind | None = None, text: str | None = None
    ) -> Sequence[PastRequest]:
        words = searchable(text or "").split()
        fitting = [
            past
            for past in self._all()
            if kind in (None, past.kind)
            if all(word in searchable(_texts_of(past)) for word in words)
        ]
        return paged(fitting, page, lambda past: Position(past.last_at, past.last_job_id))

    async def get(self, key: str) -> PastRequest:
        for past in self._all():
            if past.key == key:
                return past
        raise NotFound("past request", key)

    def _all(self) -> Sequence[PastRequest]:
        by_key: dict[str, PastRequest] = {}
        for job in self._transaction.read().jobs.values():
            if job.was_ordered:
                key = sha256(repr((job.kind, wish_of(job.request))).encode()).hexdigest()
                past = PastRequest(
                    key=key,
                    kind=job.kind,
                    request=job.request,
                    times=1,
                    last_job_id=job.id,
                    last_at=job.created_at,
                )
                if before := by_key.get(key):
                    last = before if before.last_at > past.last_at else past
                    past = replace(last, times=before.times + 1)
                by_key[key] = past
        return list(by_key.values())


def _texts_of(past: PastRequest) -> str:
    texts = (getattr(past.request, name, None) for name in ("title", "prompt", "lyrics"))
    return "\n".join(text for text in texts if text)


class FakeUsage:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def paid(self, since: datetime, until: datetime) -> Sequence[PaidRequest]:
        jobs = [job for job in self._transaction.read().jobs.values() if job.attempt]
        accepted = [_paid(job, job.accepted_at) for job in jobs if job.accepted_at]
        doubtful = [
            _paid(job, job.submitted_at)
            for job in jobs
            if job.submitted_at and not job.accepted_at
            if job.failure and job.failure.code in CHARGE_UNKNOWN
        ]
        return [each for each in (*accepted, *doubtful) if since <= each.at < until]


def _paid(job: Job, at: datetime) -> PaidRequest:
    return PaidRequest(
        kind=job.kind,
        provider=job.provider,
        model=job.model,
        state=job.state,
        at=at,
        accepted=job.accepted_at is not None,
        at_vendor=job.at_vendor,
        results=job.request.n,
        usd=job.estimated_usd,
    )


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

    async def uncoloured(self, after: str, limit: int) -> Sequence[MediaFile]:
        files = sorted(self._transaction.read().media.values(), key=lambda file: file.sha256)
        images = [each for each in files if each.media_type.is_image and each.colour is None]
        return [each for each in images if each.sha256 > after][:limit]

    async def correct(self, file: MediaFile) -> None:
        tables = self._transaction.write()
        known = tables.media[file.sha256]
        corrected = replace(known, width=file.width, height=file.height, colour=file.colour)
        tables.media[file.sha256] = corrected
        for image in tables.images.values():
            if image.file.sha256 == file.sha256:
                tables.images[image.id] = replace(image, file=corrected)

    async def needed(self, hashes: Sequence[str]) -> frozenset[str]:
        tables = self._transaction.read()
        owed = {
            delivery.file.sha256
            for job in tables.jobs.values()
            for delivery in job.deliveries
            if delivery.file and job.state is not JobState.SUCCEEDED
        }
        return frozenset(each for each in hashes if each in tables.media or each in owed)

    async def total(self) -> tuple[int, int]:
        files = self._transaction.read().media.values()
        return len(files), sum(file.size_bytes for file in files)

    async def following(self, sha256: str, limit: int) -> Sequence[MediaFile]:
        files = sorted(self._transaction.read().media.values(), key=lambda file: file.sha256)
        return [file for file in files if file.sha256 > sha256][:limit]

    async def owed(self) -> Sequence[MediaFile]:
        known = self._transaction.read().media
        held = {file.sha256: file for file, _ in self._held_by_jobs()}
        return [file for file in held.values() if file.sha256 not in known]

    async def uses(self, hashes: Sequence[str]) -> Mapping[str, Sequence[FileUse]]:
        by_hash = {each: list(dict.fromkeys(self._uses_of(each))) for each in hashes}
        return {sha256: uses for sha256, uses in by_hash.items() if uses}

    def _uses_of(self, sha256: str) -> Iterator[FileUse]:
        tables = self._transaction.read()
        for image in tables.images.values():
            if image.file.sha256 == sha256:
                yield _use(UseKind.IMAGE, image)
        for song in tables.songs.values():
            brought = [
                replace(_use(UseKind.STEMS, song), job_id=job.id)
                for job in tables.jobs.values()
                if isinstance(job.request, StemsRequest)
                and song.choice(job.request.choice_id)
                and any(each.file and each.file.sha256 == sha256 for each in job.deliveries)
            ]
            yield from brought
            if sha256 in _files_of(song, stems=not brought):
                yield _use(UseKind.SONG, song)
        for event in tables.events:
            if event.preview == sha256:
                yield FileUse(kind=UseKind.PREVIEW, item_id=event.job_id, job_id=event.job_id)
        yield from (use for file, use in self._held_by_jobs() if file.sha256 == sha256)

    def _held_by_jobs(self) -> Iterator[tuple[MediaFile, FileUse]]:
        for job in self._transaction.read().jobs.values():
            for delivery in job.deliveries:
                if delivery.file and job.state is not JobState.SUCCEEDED:
                    yield delivery.file, FileUse(kind=UseKind.JOB, item_id=job.id, job_id=job.id)


def _files_of(song: Song, *, stems: bool) -> Iterator[str]:
    for each in song.choices:
        for file in (each.mp3, each.lossless, each.stems if stems else None):
            if file:
                yield file.sha256


def _use(kind: UseKind, item: Item) -> FileUse:
    return FileUse(
        kind=kind,
        item_id=item.id,
        job_id=item.job_id,
        title=item.title,
        trashed=item.trashed_at is not None,
    )


def _fits(wanted: JobFilter) -> Callable[[Job], bool]:
    def fits(job: Job) -> bool:
        return all(
            (
                wanted.states is None or job.state in wanted.states,
                wanted.kind in (None, job.kind),
                wanted.provider in (None, job.provider),
                wanted.models is None or job.model in wanted.models,
                wanted.created_from is None or job.created_at >= wanted.created_from,
                wanted.created_before is None or job.created_at < wanted.created_before,
                wanted.provider_job_id in (None, job.provider_job_id),
                wanted.choice_id in (None, getattr(job.request, "choice_id", None)),
                wanted.dismissed in (None, job.dismissed_at is not None),
            )
        )

    return fits


def _unheld(job: Job, now: datetime) -> bool:
    return job.lease is None or job.lease.until < now
