"""The state file: memory as JSON, written atomically, read back with every type checked."""

import json
import logging
import time
from asyncio import TimerHandle, get_running_loop
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

from mock.memory import LoggedRequest, Memory, Picture
from mock.songs import Song

log = logging.getLogger(__name__)

Row = TypeVar("Row", LoggedRequest, Picture, Song)

_COUNTS = ("requests_seen", "paid_posts", "accepted_paid_posts", "last_task")
_SAVE_AFTER_SECONDS = 0.2


class CorruptState(Exception):
    """The file holds no state that this version can read."""


def _row(kind: type[Row], value: object) -> Row:
    if not isinstance(value, dict):
        raise CorruptState(f"a {kind.__name__} is no object")
    row = cast("dict[str, object]", value)
    hints = get_type_hints(kind)
    if row.keys() != {column.name for column in fields(kind)}:
        raise CorruptState(f"a {kind.__name__} has other fields")
    for name, hint in hints.items():
        if not isinstance(row[name], hint):
            raise CorruptState(f"{kind.__name__}.{name} has another type")
    return kind(**cast("dict[str, Any]", row))


def _rows(kind: type[Row], state: Mapping[str, object], name: str) -> list[Row]:
    value = state.get(name)
    if not isinstance(value, list):
        raise CorruptState(f"{name} is no list")
    return [_row(kind, entry) for entry in cast("list[object]", value)]


def _count(state: Mapping[str, object], name: str) -> int:
    value = state.get(name)
    if not isinstance(value, int):
        raise CorruptState(f"{name} is no integer")
    return value


def _restored(text: str) -> Memory:
    value: object = json.loads(text)
    if not isinstance(value, dict):
        raise CorruptState("it is no object")
    state = cast("dict[str, object]", value)
    refused, downloads = state.get("refusals"), state.get("failed_downloads")
    if not isinstance(refused, dict) or not isinstance(downloads, list):
        raise CorruptState("refusals or failed_downloads are missing")
    refusals = cast("dict[str, object]", refused)
    memory = Memory(
        songs={song.id: song for song in _rows(Song, state, "songs")},
        pictures={picture.name: picture for picture in _rows(Picture, state, "pictures")},
        refusals=Counter({key: _count(refusals, key) for key in refusals}),
        failed_downloads=set(map(str, cast("list[object]", downloads))),
    )
    for name in _COUNTS:
        setattr(memory, name, _count(state, name))
    memory.requests.extend(_rows(LoggedRequest, state, "requests"))
    return memory


def _written(memory: Memory) -> str:
    return json.dumps(
        {
            "requests": [asdict(entry) for entry in memory.requests],
            "songs": [asdict(song) for song in memory.songs.values()],
            "pictures": [asdict(picture) for picture in memory.pictures.values()],
            "refusals": memory.refusals,
            "failed_downloads": sorted(memory.failed_downloads),
            **{name: getattr(memory, name) for name in _COUNTS},
        }
    )


class StateFile:
    """Keeps memory in a file, or nowhere when no path is given."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._pending: TimerHandle | None = None

    def load(self) -> Memory:
        """What the file holds, or an empty memory. Raises OSError if it cannot be read or moved.

        A corrupt file is moved aside and named in the log, never overwritten.
        """
        if self._path is None or not self._path.exists():
            return Memory()
        try:
            return _restored(self._path.read_text(encoding="utf-8"))
        except (CorruptState, ValueError, RecursionError) as error:
            aside = self._path.with_name(f"{self._path.name}.corrupt-{time.time_ns()}")
            self._path.rename(aside)
            log.warning(
                "The state file %s is corrupt (%s). It was moved to %s; the mock starts empty.",
                self._path,
                error,
                aside,
            )
            return Memory()

    def save(self, memory: Memory) -> None:
        """Write now; a file that cannot be written is an error in the log, not in the answer."""
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None
        try:
            self.write(memory)
        except OSError as error:
            log.error("The state file %s could not be written: %s", self._path, error)

    def write(self, memory: Memory) -> None:
        """Write to a temporary name, then rename, so that a kill leaves the old or the new state.

        Raises OSError if the file cannot be written.
        """
        if self._path is None:
            return
        temporary = self._path.with_name(f"{self._path.name}.new")
        temporary.write_text(_written(memory), encoding="utf-8")
        temporary.replace(self._path)

    def save_soon(self, memory: Memory) -> None:
        """Write within a moment, together with what else happens until then."""
        if self._path is not None and self._pending is None:
            loop = get_running_loop()
            self._pending = loop.call_later(_SAVE_AFTER_SECONDS, self.save, memory)
