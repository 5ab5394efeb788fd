"""Everything the mock remembers: the request log, tasks, and how often a text was refused."""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice

from mock.scenarios import Scenario
from mock.songs import Song

MAX_REQUESTS = 10_000
MAX_SONGS = 10_000
MAX_PICTURES = 1_000
EXCERPT_CHARACTERS = 200


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


@dataclass(frozen=True)
class Picture:
    """An image behind a URL; `created_at` in Unix seconds."""

    name: str
    created_at: float
    prompt: str
    model: str
    width: int
    height: int


@dataclass
class Memory:
    """Plain data with the few questions the endpoints ask of it."""

    requests: deque[LoggedRequest] = field(
        default_factory=lambda: deque[LoggedRequest](maxlen=MAX_REQUESTS)
    )
    songs: dict[str, Song] = field(default_factory=dict[str, Song])
    pictures: dict[str, Picture] = field(default_factory=dict[str, Picture])
    refusals: Counter[str] = field(default_factory=Counter[str])
    failed_downloads: set[str] = field(default_factory=set[str])
    requests_seen: int = 0
    paid_posts: int = 0
    accepted_paid_posts: int = 0
    last_task: int = 0

    def log(self, method: str, path: str, *, paid_post: bool, now: float) -> LoggedRequest:
        """Write a request down before it is answered; a paid POST counts from here on."""
        self.requests_seen += 1
        self.paid_posts += paid_post
        time = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
        entry = LoggedRequest(self.requests_seen, time, method, path, paid_post)
        self.requests.append(entry)
        return entry

    def accept(self, entry: LoggedRequest, id_prefix: str, now: float) -> str:
        """Take the task on, which costs money at a real vendor; answers its id, decimal digits.

        Ids grow with the clock, so that a restarted mock without a state file never reuses one.
        """
        self.last_task = max(self.last_task + 1, int(now * 1000))
        entry.task_id = f"{id_prefix}{self.last_task}"
        entry.accepted = True
        self.accepted_paid_posts += 1
        return entry.task_id

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
        """Keep a song task; the oldest are forgotten beyond `MAX_SONGS`."""
        self.songs[song.id] = song
        for old in list(islice(self.songs, max(0, len(self.songs) - MAX_SONGS))):
            del self.songs[old]

    def add_picture(self, picture: Picture) -> None:
        """Keep what is behind an image URL; the oldest are forgotten beyond `MAX_PICTURES`."""
        self.pictures[picture.name] = picture
        for old in list(islice(self.pictures, max(0, len(self.pictures) - MAX_PICTURES))):
            del self.pictures[old]

    def unfinished_songs(self, now: float) -> int:
        """How many songs count against the concurrency limit."""
        return sum(not song.is_finished(now) for song in self.songs.values())

    def clear(self) -> None:
        """Forget requests and tasks; task ids go on growing."""
        vars(self).update(vars(Memory(last_task=self.last_task)))


def excerpt(text: str) -> str:
    """The beginning of a text on one line, for the request log."""
    return " ".join(text.split())[:EXCERPT_CHARACTERS]
