"""The state file: memory as JSON, written atomically, read back with every type checked."""

import json
import logging
import time
from asyncio import Lock, Task, TimerHandle, create_task, get_running_loop, shield, to_thread
from collections import Counter
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

from mock.bodies import MalformedBody
from mock.fault_plan import FaultPlan, fault_plan
from mock.memory import LoggedRequest, Memory, Picture, Stems, Upload
from mock.songs import Song

log = logging.getLogger(__name__)

Row = TypeVar("Row", LoggedRequest, Picture, Song, Stems, Upload)

_COUNTS = ("requests_seen", "paid_posts", "accepted_paid_posts", "last_task", "spent")
_ADDED_LATER: dict[str, object] = {"uploads": [], "stems": [], "spent": 0, "faults": {}}
"""What the files of earlier versions do not have."""
_SAVE_AFTER_SECONDS = 0.2


class CorruptState(Exception):
    """The file holds no state that this version can read."""


def _has_no_default(column: "Field[object]") -> bool:
    return column.default is MISSING and column.default_factory is MISSING


def _row(kind: type[Row], value: object) -> Row:
    if not isinstance(value, dict):
        raise CorruptState(f"a {kind.__name__} is no object")
    row = cast("dict[str, object]", value)
    hints = get_type_hints(kind)
    needed = {column.name for column in fields(kind) if _has_no_default(column)}
    if not needed <= row.keys() <= hints.keys():
        raise CorruptState(f"a {kind.__name__} has other fields")
    for name, found in row.items():
        if not isinstance(found, hints[name]):
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


def _faults(value: object) -> FaultPlan:
    if not isinstance(value, dict):
        raise CorruptState("faults is no object")
    plan = dict(cast("dict[str, object]", value))
    drawn = plan.pop("drawn", {})
    counts = cast("dict[str, object]", drawn) if isinstance(drawn, dict) else {}
    try:
        faults = fault_plan(plan)
    except MalformedBody as error:
        raise CorruptState(f"faults: {error}") from error
    return replace(faults, drawn={name: _count(counts, name) for name in counts})


def _restored(text: str) -> Memory:
    value: object = json.loads(text)
    if not isinstance(value, dict):
        raise CorruptState("it is no object")
    state = {**_ADDED_LATER, **cast("dict[str, object]", value)}
    refused, downloads = state.get("refusals"), state.get("failed_downloads")
    if not isinstance(refused, dict) or not isinstance(downloads, list):
        raise CorruptState("refusals or failed_downloads are missing")
    refusals = cast("dict[str, object]", refused)
    memory = Memory(
        songs={song.id: song for song in _rows(Song, state, "songs")},
        pictures={picture.name: picture for picture in _rows(Picture, state, "pictures")},
        uploads={upload.id: upload for upload in _rows(Upload, state, "uploads")},
        stems={stems.name: stems for stems in _rows(Stems, state, "stems")},
        faults=_faults(state["faults"]),
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
            "requests": [vars(entry) for entry in memory.requests],
            "songs": [vars(song) for song in memory.songs.values()],
            "pictures": [vars(picture) for picture in memory.pictures.values()],
            "uploads": [vars(upload) for upload in memory.uploads.values()],
            "stems": [vars(stems) for stems in memory.stems.values()],
            "faults": vars(memory.faults),
            "refusals": memory.refusals,
            "failed_downloads": sorted(memory.failed_downloads),
            **{name: getattr(memory, name) for name in _COUNTS},
        }
    )


class StateFile:
    """Keeps memory in a file, or nowhere when no path is given."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.writes = 0
        """How often the file was written while the mock ran."""
        self._pending: TimerHandle | None = None
        self._next: Task[None] | None = None
        self._one_at_a_time = Lock()

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

    async def save(self, memory: Memory) -> None:
        """Returns once all that is in memory now is written; one write serves all who wait for it.

        A file that cannot be written is an error in the log, not in the answer.
        """
        if self._path is None:
            return
        if self._next is None:
            self._next = create_task(self._save_next(memory, self._path))
        await shield(self._next)

    async def _save_next(self, memory: Memory, path: Path) -> None:
        async with self._one_at_a_time:
            self.writes += 1
            self._next = None  # who comes from here on may have more to tell
            try:
                await to_thread(_replace, path, _written(memory))
            except OSError as error:
                log.error("The state file %s could not be written: %s", path, error)

    def write(self, memory: Memory) -> None:
        """Write before anything runs. Raises OSError if the file cannot be written."""
        if self._path is not None:
            _replace(self._path, _written(memory))

    def save_soon(self, memory: Memory) -> None:
        """Write within a moment, together with what else happens until then."""
        if self._path is not None and self._pending is None:
            loop = get_running_loop()
            self._pending = loop.call_later(_SAVE_AFTER_SECONDS, self._save_pending, memory)

    def _save_pending(self, memory: Memory) -> None:
        self._pending = None
        if self._next is None and self._path is not None:
            self._next = create_task(self._save_next(memory, self._path))


def _replace(path: Path, text: str) -> None:
    """A temporary name first, then a rename, so that a kill leaves the old or the new state."""
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
