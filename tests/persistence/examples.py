"""Jobs, images and songs as tests want them, and short ways to store them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID

from domain.image import Image, ImageRequest
from domain.job import Job, Lease
from domain.job_state import JobKind, JobState, Provider
from domain.media import ArchiveEntry, MediaFile, MediaType
from domain.ports.database import Database
from domain.requests import StemsRequest
from domain.song import (
    ExtensionRequest,
    InstrumentalRequest,
    LyricsLine,
    LyricsSection,
    LyricsWord,
    Song,
    SongChoice,
    SongRequest,
)

NOON = datetime(2026, 12, 1, 12, 0, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WORKER, OTHER_WORKER = UUID(int=101), UUID(int=102)

EVERY_SCRIPT = "Grüße, Ελλάς, Привет, שלום, مرحبا, 你好, 🎵👩\u200d🚀, e\u0301, \u202e, '\"\\; --"

IMAGE_REQUEST = ImageRequest(prompt=EVERY_SCRIPT, model="gpt-image-2", n=2, size="1024x1024")
SONG_REQUEST = SongRequest(lyrics=EVERY_SCRIPT, model="mureka-9", prompt="folk, warm", n=2)

_numbers = count(1)


def new_id() -> UUID:
    return UUID(int=next(_numbers) << 64)


def image_job(**changes: Any) -> Job:
    job = Job.begin(
        id=new_id(),
        kind=JobKind.IMAGE,
        provider=Provider.OPENAI,
        request=IMAGE_REQUEST,
        now=NOON,
    )
    return replace(job, **changes)


def song_job(**changes: Any) -> Job:
    job = Job.begin(
        id=new_id(),
        kind=JobKind.SONG,
        provider=Provider.MUREKA,
        request=SONG_REQUEST,
        now=NOON,
    )
    return replace(job, **changes)


def running_job(due_at: datetime, lease: Lease | None = None) -> Job:
    return song_job(state=JobState.RUNNING, due_at=due_at, lease=lease)


def succeeded_job(seconds: float, finished_at: datetime = NOON) -> Job:
    return song_job(
        state=JobState.SUCCEEDED,
        due_at=None,
        attempt=1,
        submitted_at=finished_at - timedelta(seconds=seconds),
        finished_at=finished_at,
    )


def media_file(name: str, media_type: MediaType = MediaType.MP3) -> MediaFile:
    digest = sha256(name.encode()).hexdigest()
    if media_type.is_image:
        return MediaFile(
            sha256=digest, media_type=media_type, size_bytes=3_000_000_000, width=640, height=480
        )
    return MediaFile(sha256=digest, media_type=media_type, size_bytes=10, duration_ms=180_000)


def image_of(job: Job, index: int = 0, **changes: Any) -> Image:
    image = Image(
        id=new_id(),
        job_id=job.id,
        index=index,
        title=EVERY_SCRIPT,
        prompt=EVERY_SCRIPT,
        revised_prompt="nicer",
        model=job.model,
        file=media_file(f"image {index}", MediaType.PNG),
        created_at=NOON,
    )
    return replace(image, **changes)


def song_of(job: Job, **changes: Any) -> Song:
    return replace(
        Song.begin(id=new_id(), job_id=job.id, request=SONG_REQUEST, now=NOON), **changes
    )


def instrumental_job(**changes: Any) -> Job:
    request = InstrumentalRequest(prompt=EVERY_SCRIPT, model="auto", reference_id="r1")
    return replace(song_job(), kind=JobKind.INSTRUMENTAL, request=request, model="auto", **changes)


def extension_job(choice_id: UUID, **changes: Any) -> Job:
    request = ExtensionRequest(
        choice_id=choice_id,
        lyrics=EVERY_SCRIPT,
        extend_at_ms=60_000,
        model="mureka-8",
        provider_song_id="c0",
    )
    return replace(song_job(), kind=JobKind.EXTENSION, request=request, model="mureka-8", **changes)


def stems_job(choice_id: UUID, **changes: Any) -> Job:
    request = StemsRequest(choice_id=choice_id, url="https://files.test/1.mp3")
    return replace(song_job(), kind=JobKind.STEMS, request=request, model="auto", **changes)


def stems_file(name: str = "stems") -> MediaFile:
    entries = (
        ArchiveEntry(name="vocals.flac", size_bytes=2_000_000_000),
        ArchiveEntry(name=f"{EVERY_SCRIPT}.mid", size_bytes=0),
    )
    return replace(media_file(name, MediaType.ZIP), duration_ms=None, entries=entries)


def choice(index: int, *, files: bool = True) -> SongChoice:
    word = LyricsWord(start_ms=10, end_ms=20, text="Grüße")
    line = LyricsLine(start_ms=10, end_ms=90, text="Grüße 🎵", words=(word, word))
    return SongChoice(
        id=new_id(),
        index=index,
        provider_choice_id=f"c{index}",
        duration_ms=180_000,
        sections=(
            LyricsSection(kind="verse", start_ms=0, end_ms=99, lines=(line,)),
            LyricsSection(kind="outro", start_ms=99, end_ms=120),
        ),
        mp3=media_file(f"song {index}") if files else None,
        lossless=media_file(f"song {index} flac", MediaType.FLAC) if files else None,
    )


async def add(database: Database, *jobs: Job) -> None:
    async with database.begin() as work:
        for job in jobs:
            await work.jobs.add(job)
        await work.commit()


async def stored(database: Database, job: Job) -> Job:
    async with database.read() as work:
        return await work.jobs.get(job.id)
