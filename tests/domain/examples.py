"""Jobs in every state, made by the moves that lead there, and what providers say of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.errors import (
    Busy,
    DownloadFailed,
    Failure,
    FailureCode,
    GenerationFailed,
    MediaRejected,
    OutcomeUnknown,
    QueryFailed,
    Refused,
    StorageFull,
)
from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import JobKind, JobState, Provider
from domain.media import MediaFile, MediaType, Role
from domain.report import Acceptance, ProviderReport, ProviderStatus, RemoteFile, Result
from domain.schedule import PATIENCE
from domain.song import SongRequest
from tests.fakes import NOON, PNG, numbered_ids

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

JOB, WORKER, OTHER_WORKER = UUID(int=900), UUID(int=901), UUID(int=902)

IMAGE_REQUEST = ImageRequest(prompt="A red door", model="gpt-image-2")
SONG_REQUEST = SongRequest(lyrics="Morning light\nover the hill", model="auto", prompt="folk, warm")

FAILURE = Failure(
    code=FailureCode.REQUEST_REJECTED, message="No.", hint="Ask for less.", http_status=400
)

REFUSED = Refused("Your prompt is not allowed.", hint="Change it.", http_status=400)
BUSY = Busy("Too many requests.", hint="Wait.", http_status=429)
UNKNOWN = OutcomeUnknown("The connection broke.", hint="Look there.")
BROKEN = GenerationFailed("It could not be made.", hint="Retry.")
SILENT = QueryFailed("No answer.", hint="Wait.", http_status=503)
GONE = DownloadFailed("It answered 503.", hint="Retry.", http_status=503)
OFFLINE = DownloadFailed("There is no network.", hint="Connect.", reachable=False)
REJECTED = MediaRejected("This is no picture.", hint="Retry.")
FULL = StorageFull("The disk is full.", hint="Make room.")

MP3_URL, FLAC_URL = "https://files.test/1.mp3", "https://files.test/1.flac"

_new_id = numbered_ids(1000)


def image_job(**changes: Any) -> Job:
    """A stored image job; `changes` are fields of Job."""
    return _job(JobKind.IMAGE, Provider.OPENAI, IMAGE_REQUEST, changes)


def song_job(**changes: Any) -> Job:
    """A stored song job; `changes` are fields of Job."""
    return _job(JobKind.SONG, Provider.MUREKA, SONG_REQUEST, changes)


def _job(
    kind: JobKind,
    provider: Provider,
    request: ImageRequest | SongRequest,
    changes: dict[str, Any],
) -> Job:
    job = Job.begin(id=_new_id(), kind=kind, provider=provider, request=request, now=NOON)
    return replace(job, news=(), **changes)


def running(**changes: Any) -> Job:
    """A song that its provider works on, to be asked for at noon."""
    return replace(replace(job_in(JobState.RUNNING), id=_new_id(), due_at=NOON), **changes)


def archiving(**changes: Any) -> Job:
    """A song whose two files are still at its provider."""
    return replace(job_in(JobState.ARCHIVING), id=_new_id(), **changes)


def job_in(state: JobState) -> Job:
    """A stored song job in the state."""
    pending = song_job(id=JOB)
    submitting = pending.claim(WORKER, NOON)
    at_provider = submitting.accept(TAKEN, NOON, patience=PATIENCE)
    fetching = at_provider.advance(DONE, NOON)
    complete = fetching
    for delivery in fetching.missing:
        complete = complete.store(delivery, media_file(delivery.role), NOON)
    jobs = (
        pending,
        submitting,
        at_provider,
        fetching,
        complete.succeed(NOON),
        at_provider.fail(FAILURE, NOON),
        at_provider.cancel(NOON),
        submitting.doubt(UNKNOWN.failure, NOON),
    )
    return next(replace(job, news=()) for job in jobs if job.state is state)


def media_file(role: Role) -> MediaFile:
    media_type = MediaType.PNG if role is Role.IMAGE else MediaType[role.name]
    return MediaFile(sha256=f"hash of {role}", media_type=media_type, size_bytes=10)


def report(status: ProviderStatus, word: str = "", **more: Any) -> ProviderReport:
    return ProviderReport(status=status, word=word or status.lower(), **more)


def song_result(index: int = 0, mp3: str = MP3_URL, flac: str = FLAC_URL) -> Result:
    files = (RemoteFile(role=Role.MP3, url=mp3), RemoteFile(role=Role.FLAC, url=flac))
    return Result(index=index, files=files, provider_choice_id=f"c{index}", duration_ms=61_000)


def picture(index: int = 0, content: bytes = PNG) -> Result:
    """An image whose bytes came inside the answer."""
    return Result(index=index, files=(RemoteFile(role=Role.IMAGE, content=content),))


def painted(*pictures: Result) -> Acceptance:
    """The answer to an image request: the result itself."""
    return Acceptance(report=report(ProviderStatus.SUCCEEDED, results=pictures or (picture(),)))


TAKEN = Acceptance(provider_job_id="task-1")
STILL = report(ProviderStatus.RUNNING)
DONE = report(ProviderStatus.SUCCEEDED, results=(song_result(),))
BAD_END = report(ProviderStatus.FAILED, reason="the lyrics are too long")
