"""Everything the mock remembers: the request log, tasks, and how often a text was refused."""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from typing import TypeVar

from mock.fault_plan import FaultPlan
from mock.outcomes import Scenario
from mock.songs import Song

MAX_REQUESTS = 10_000
MAX_SONGS = 10_000
MAX_PICTURES = 1_000
MAX_UPLOADS = 1_000
MAX_STEMS = 1_000
EXCERPT_CHARACTERS = 200

Kept = TypeVar("Kept")


@dataclass
class LoggedRequest:
    """One request as `GET /_mock/requests` shows it; `accepted` means a paid task was created."""

    id: int
    time: str
    method: str
    path: str
    paid_post: bool
    accepted: bool = False
    status: int | None = None
    task_id: str | None = None
    prompt: str | None = None
    fault: str | None = None
    """The random fault that was put in its way."""


@dataclass(frozen=True)
class Picture:
    """An image behind a URL; `created_at` in Unix seconds."""

    name: str
    created_at: float
    prompt: str
    model: str
    width: int
    height: int


@dataclass(frozen=True)
class Upload:
    """A file that was sent to Mureka: only what is told about it; `created_at` in Unix seconds."""

    id: str
    created_at: float
    filename: str
    bytes: int
    purpose: str


@dataclass(frozen=True)
class Stems:
    """The song behind a ZIP, and the text that steers its download; `created_at` in Unix seconds.

    `seconds` is the length of the audio; see `music.Piece`.
    """

    name: str
    created_at: float
    style: str
    lyrics: str
    choice: int
    seconds: int
    steered_by: str


@dataclass
class Memory:
    """Plain data with the few questions the endpoints ask of it."""

    requests: deque[LoggedRequest] = field(
        default_factory=lambda: deque[LoggedRequest](maxlen=MAX_REQUESTS)
    )
    songs: dict[str, Song] = field(default_factory=dict[str, Song])
    pictures: dict[str, Picture] = field(default_factory=dict[str, Picture])
    uploads: dict[str, Upload] = field(default_factory=dict[str, Upload])
    stems: dict[str, Stems] = field(default_factory=dict[str, Stems])
    refusals: Counter[str] = field(default_factory=Counter[str])
    failed_downloads: set[str] = field(default_factory=set[str])
    faults: FaultPlan = field(default_factory=FaultPlan)
    requests_seen: int = 0
    paid_posts: int = 0
    accepted_paid_posts: int = 0
    last_task: int = 0
    spent: int = 0
    """What Mureka has charged, in tenths of a cent."""

    def log(self, method: str, path: str, *, paid_post: bool, now: float) -> LoggedRequest:
        """Write a request down before it is answered; a paid POST counts from here on."""
        self.requests_seen += 1
        self.paid_posts += paid_post
        time = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
        entry = LoggedRequest(self.requests_seen, time, method, path, paid_post)
        self.requests.append(entry)
        return entry

    def accept(self, entry: LoggedRequest, id_prefix: str, now: float) -> str:
        """Take the task on, which costs money at a real vendor; answers its id."""
        entry.task_id = f"{id_prefix}{self.new_id(now)}"
        entry.accepted = True
        self.accepted_paid_posts += 1
        return entry.task_id

    def new_id(self, now: float) -> str:
        """Decimal digits that grow with the clock: a mock that is restarted without a state file
        never uses one again."""
        self.last_task = max(self.last_task + 1, int(now * 1000))
        return str(self.last_task)

    def refuses(self, scenario: Scenario, text: str) -> bool:
        """Whether this request is refused; after `refused_times` refusals one request passes."""
        if scenario.refusal is None:
            return False
        if scenario.refused_times is None:
            return True
        key = sha256(text.encode()).hexdigest()
        if self.refusals[key] >= scenario.refused_times:
            del self.refusals[key]
            return False
        self.refusals[key] += 1
        return True

    def is_first_download(self, name: str) -> bool:
        """True the first time a file is asked for."""
        if name in self.failed_downloads:
            return False
        self.failed_downloads.add(name)
        return True

    def add_song(self, song: Song) -> None:
        """Keep a song task."""
        _keep(self.songs, song.id, song, MAX_SONGS)

    def add_picture(self, picture: Picture) -> None:
        """Keep what is behind an image URL."""
        _keep(self.pictures, picture.name, picture, MAX_PICTURES)

    def add_upload(self, upload: Upload) -> None:
        """Keep what is told about a file."""
        _keep(self.uploads, upload.id, upload, MAX_UPLOADS)

    def add_stems(self, stems: Stems) -> None:
        """Keep what is behind the URL of a ZIP."""
        _keep(self.stems, stems.name, stems, MAX_STEMS)

    def unfinished_songs(self, now: float) -> int:
        """How many songs count against the concurrency limit."""
        return sum(not song.is_finished(now) for song in self.songs.values())

    def clear(self) -> None:
        """Forget requests, tasks, money and faults; task ids go on growing."""
        vars(self).update(vars(Memory(last_task=self.last_task)))


def _keep(kept: dict[str, Kept], key: str, value: Kept, most: int) -> None:
    """The oldest are forgotten."""
    kept[key] = value
    for old in list(islice(kept, max(0, len(kept) - most))):
        del kept[old]


def excerpt(text: str) -> str:
    """The beginning of a text on one line, for the request log."""
    return " ".join(text.split())[:EXCERPT_CHARACTERS]
