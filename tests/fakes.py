"""Stand-ins for everything outside the domain. `FakeDatabase` is in `tests/fake_database.py`."""

import asyncio
import re
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from uuid import UUID

from domain.errors import DownloadFailed, MediaRejected, NotFound, StorageFull, StudioError
from domain.job import Job
from domain.job_state import JobKind
from domain.media import ArchiveEntry, MediaFile, MediaType, Role
from domain.ports.providers import Show
from domain.report import Acceptance, Account, Preview, ProviderReport
from tests.fake_database import FakeDatabase as FakeDatabase

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)

ACCOUNT = Account(
    account_id="100001",
    balance_cents=9_955,
    recharge_cents=10_000,
    spending_cents=45,
    concurrent_requests=3,
)

PNG = b"\x89PNG\r\n\x1a\n a picture, to a fake store"
JPEG = b"\xff\xd8\xff a picture, to a fake store"
MP3 = b"ID3 a song, to a fake store"
FLAC = b"fLaC a song, to a fake store"
WAV = b"RIFF....WAVE a song, to a fake store"
ZIP = b"PK\x03\x04 stems, to a fake store"


@dataclass
class FakeClock:
    """Stands still until it is told otherwise."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


def numbered_ids(start: int = 1) -> Callable[[], UUID]:
    """Ids that count up, so that a test can name them: `UUID(int=1)`, `UUID(int=2)` …"""
    numbers = count(start)
    return lambda: UUID(int=next(numbers))


@dataclass
class FakeQueue:
    """Remembers the messages in order; `delays` those that were to come later."""

    messages: list[tuple[str, UUID | None]] = field(default_factory=list[tuple[str, UUID | None]])
    delays: list[timedelta] = field(default_factory=list[timedelta])

    async def submit(self, job_id: UUID, delay: timedelta = timedelta()) -> None:
        self._remember("submit", job_id, delay)

    async def poll(self) -> None:
        self._remember("poll", None, timedelta())

    async def archive(self, job_id: UUID, delay: timedelta = timedelta()) -> None:
        self._remember("archive", job_id, delay)

    def _remember(self, name: str, job_id: UUID | None, delay: timedelta) -> None:
        self.messages.append((name, job_id))
        self.delays.append(delay)


class FakeGenerator:
    """Answers each submission with the next of its script; `previews` are shown before that."""

    def __init__(
        self, *script: Acceptance | StudioError | BaseException, previews: Iterable[Preview] = ()
    ) -> None:
        self._script = list(script)
        self._previews = tuple(previews)
        self.submitted: list[Job] = []

    async def submit(self, job: Job, show: Show) -> Acceptance:
        self.submitted.append(job)
        assert self._script, f"nobody expected submission {len(self.submitted)}"
        for preview in self._previews:
            await show(preview)
        answer = self._script.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


class FakeFollower:
    """Answers each question with the next of its script, and then for ever with the last."""

    def __init__(self, *script: ProviderReport | BaseException) -> None:
        self._script = list(script)
        self.queried: list[str] = []

    async def query(self, provider_job_id: str, kind: JobKind) -> ProviderReport:
        self.queried.append(provider_job_id)
        answer = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer


class FakeBilling:
    """Answers each question in the same way until it is told otherwise, after `after_s` seconds."""

    def __init__(self, answer: Account | StudioError = ACCOUNT, *, after_s: float = 0.0) -> None:
        self.answer = answer
        self.asked = 0
        self._after_s = after_s

    async def account(self) -> Account:
        self.asked += 1
        await asyncio.sleep(self._after_s)
        if isinstance(self.answer, StudioError):
            raise self.answer
        return self.answer


class FakeDownloads:
    """The files of a server by their address; an error among them is raised."""

    def __init__(self, files: Mapping[str, bytes | BaseException]) -> None:
        self.files = dict(files)
        self.opened: list[str] = []

    @asynccontextmanager
    async def open(self, url: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        self.opened.append(url)
        missing = DownloadFailed(f"{url} answered 404 Not Found.", hint="Retry.", http_status=404)
        file = self.files.get(url, missing)
        if isinstance(file, BaseException):
            raise file
        yield chunks_of(file)


async def chunks_of(content: bytes, size: int = 1000) -> AsyncGenerator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


_STARTS = {
    MediaType.PNG: re.compile(rb"\x89PNG"),
    MediaType.JPEG: re.compile(rb"\xff\xd8\xff"),
    MediaType.WEBP: re.compile(rb"RIFF....WEBP", re.DOTALL),
    MediaType.MP3: re.compile(rb"ID3|\xff[\xe2-\xff]"),
    MediaType.FLAC: re.compile(rb"fLaC"),
    MediaType.WAV: re.compile(rb"RIFF....WAVE", re.DOTALL),
    MediaType.ZIP: re.compile(rb"PK\x03\x04"),
}


BROKEN_ZIP = b"PK\x03\x04 and no end"


class FakeMediaStore:
    """Believes the first bytes. `failure`, while it is set, is raised instead of storing; where
    that is for want of room, the `reserve` makes some."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.failure: StudioError | None = None
        self.reserve = False

    async def store(
        self, chunks: AsyncIterator[bytes], role: Role, *, damaged_too: bool = False
    ) -> MediaFile:
        content = b"".join([chunk async for chunk in chunks])
        if self.failure:
            raise self.failure
        types = [media_type for media_type, start in _STARTS.items() if start.match(content)]
        if not types or not role.admits(types[0]):
            raise MediaRejected(f"It is not what {role} promises.", hint="Retry.")
        if content == BROKEN_ZIP and not damaged_too:
            raise MediaRejected("It is damaged.", hint="Retry.")
        file = _media_file(content, types[0])
        self.files[file.sha256] = content
        return file

    async def look(self, file: MediaFile) -> MediaFile:
        if file.sha256 not in self.files:
            raise NotFound("file", file.sha256)
        content = self.files[file.sha256]
        if not _STARTS[file.media_type].match(content):
            raise MediaRejected("It is damaged.", hint="Retry.")
        return _media_file(content, file.media_type)

    async def kept(self) -> AsyncIterator[Sequence[str]]:
        yield list(self.files)

    async def spare(self, sha256: str) -> bool:
        return sha256 in self.files

    async def discard(self, sha256: str) -> bool:
        return self.files.pop(sha256, None) is not None

    async def release_reserve(self) -> bool:
        released, self.reserve = self.reserve, False
        if released and isinstance(self.failure, StorageFull):
            self.failure = None
        return released


class FakeDerivatives:
    """Remembers what was asked for, while it has nothing to raise."""

    def __init__(self, failure: BaseException | None = None) -> None:
        self.failure = failure
        self.prepared: list[str] = []
        self.swept = 0

    async def prepare(self, file: MediaFile) -> None:
        if self.failure:
            raise self.failure
        self.prepared.append(file.sha256)

    async def sweep(self) -> int:
        self.swept += 1
        return 0


def _media_file(content: bytes, media_type: MediaType) -> MediaFile:
    if media_type is MediaType.ZIP:
        return MediaFile(
            sha256=sha256(content).hexdigest(),
            media_type=media_type,
            size_bytes=len(content),
            entries=()
            if content == BROKEN_ZIP
            else (ArchiveEntry(name="vocals.flac", size_bytes=7),),
            oddity="It is damaged." if content == BROKEN_ZIP else None,
        )
    is_image = media_type.is_image
    return MediaFile(
        sha256=sha256(content).hexdigest(),
        media_type=media_type,
        size_bytes=len(content),
        width=1024 if is_image else None,
        height=1024 if is_image else None,
        duration_ms=None if is_image else 60_000,
        colour="#7a8b9c" if is_image else None,
    )
