"""What people see at the prompt: events as lines, jobs as a table, progress as a bar."""

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from app.cli.client import Fields
from app.cli.ids import short

_COLOURS = {
    "PENDING": "dim",
    "SUBMITTING": "cyan",
    "RUNNING": "blue",
    "ARCHIVING": "magenta",
    "SUCCEEDED": "green",
    "FAILED": "red",
    "CANCELLED": "yellow",
    "NEEDS_CHECK": "bold yellow",
}

_SHARES = {"PENDING": 0.0, "SUBMITTING": 0.02, "ARCHIVING": 0.95, "SUCCEEDED": 1.0}
_ESTIMATE_CEILING = 0.95
_COLUMNS = {"JOB": 8, "KIND": 12, "STATE": 11, "DONE": 4, "ORDERED": 12}
_ROLES = ("mp3", "lossless")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_error(message: str, hint: str = "") -> None:
    err.print(f"[red]{escape(message)}[/]", soft_wrap=True)
    if hint:
        err.print(escape(hint), soft_wrap=True)


def state_of(state: str) -> str:
    return f"[{_COLOURS.get(state, 'white')}]{state}[/]"


def event_line(event: Fields) -> str:
    """Such as `14:25:30  1f2e3d4c  RUNNING    Mureka took the request as 435134.`"""
    clock = f"{datetime.fromisoformat(event['at']).astimezone():%H:%M:%S}"
    job = f"{short(event['jobId'])}  " if "jobId" in event else ""
    state = f"[{_COLOURS.get(event['state'], 'white')}]{event['state']:<11}[/]"
    return f"[dim]{clock}[/]  {job}{state} {escape(event['message'])}{_details(event)}"


def _details(event: Fields) -> str:
    details: list[str] = []
    if event["httpStatus"]:
        details.append(f"HTTP {event['httpStatus']}")
    if event["nextTryAt"]:
        next_try = datetime.fromisoformat(event["nextTryAt"]).astimezone()
        details.append(f"next try {next_try:%H:%M:%S}")
    return f" [dim]({', '.join(details)})[/]" if details else ""


def jobs_table(jobs: list[Fields]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading, width in _COLUMNS.items():
        table.add_column(heading, no_wrap=True, width=width)
    room = max(out.width - sum(width + 2 for width in _COLUMNS.values()), 20)
    table.add_column("WHAT", no_wrap=True, width=room, overflow="ellipsis")
    for job in jobs:
        table.add_row(
            short(job["id"]),
            job["kind"].lower(),
            state_of(job["state"]),
            _percent(job),
            f"{datetime.fromisoformat(job['createdAt']).astimezone():%d.%m. %H:%M}",
            escape(_what(job)),
        )
    return table


def _percent(job: Fields) -> str:
    progress = job["progress"]
    return f"{'~' if progress['estimated'] and 0 < progress['share'] < 1 else ''}" + (
        f"{progress['share']:.0%}"
    )


def _what(job: Fields) -> str:
    song: Fields = job["song"] or _taken_apart(job)
    failure: Fields | None = job["failure"]
    what: str = song.get("title") or job["prompt"] or ""
    return f"{what} — {failure['message']}" if failure else what


def _taken_apart(job: Fields) -> Fields:
    """The song of a stems job, unless it was purged."""
    choice: Fields | None = job["request"].get("choice")
    return choice["song"] if choice else {}


def print_job(job: Fields, address: Callable[[str], str]) -> None:
    """What became of a job: its files, or what to do now. Why it failed was its last event."""
    if failure := job["failure"]:
        err.print(f"[yellow]{escape(failure['hint'])}[/]", soft_wrap=True)
    if stems := job["stems"]:
        print_stems(stems, address)
        return
    for file in files_of(job):
        _print_file(file, address)


def print_stems(stems: Fields, address: Callable[[str], str]) -> None:
    _print_file(stems["file"], address)
    if stems["oddity"]:
        out.print(
            f"  [yellow]Left unopened, as it came. {escape(stems['oddity'])}[/]", soft_wrap=True
        )
    for track in stems["tracks"]:
        out.print(
            f"    {escape(track['name'])}  [dim]{_size(track['sizeBytes'])}[/]", soft_wrap=True
        )


def _print_file(file: Fields, address: Callable[[str], str]) -> None:
    out.print(f"{escape(file['filename'])}  [dim]{_facts(file)}[/]", soft_wrap=True)
    out.print(f"  {address(file['url'])}", soft_wrap=True)


def files_of(job: Fields) -> list[Fields]:
    """All that it brought."""
    if job["stems"]:
        return [job["stems"]["file"]]
    song: Fields = job["song"] or {"choices": ()}
    choices: Iterable[Fields] = song["choices"]
    sounds: list[Fields | None] = [choice[role] for choice in choices for role in _ROLES]
    pictures: list[Fields] = [image["file"] for image in job["images"]]
    return pictures + [file for file in sounds if file]


def _facts(file: Fields) -> str:
    facts = [file["mediaType"]]
    if file["width"]:
        facts.append(f"{file['width']}x{file['height']}")
    if file["durationMs"]:
        seconds = round(file["durationMs"] / 1000)
        facts.append(f"{seconds // 60}:{seconds % 60:02}")
    facts.append(_size(file["sizeBytes"]))
    return ", ".join(facts)


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 1e6 else f"{size_bytes / 1e3:.0f} kB"


class JobBar:
    """One job's progress, moving between events by what earlier jobs took."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[state]}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%{task.fields[guess]}"),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.description}[/]"),
            console=err,
            transient=True,
        )
        self._task = self._progress.add_task("", total=1.0, state="", guess=" ")
        self._expected_s: float | None = None
        self._began = time.monotonic()
        self._share, self._state = 0.0, "PENDING"
        self._guess = True

    def __enter__(self) -> "JobBar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, event: Fields) -> None:
        job = event["job"]
        if event["state"] != self._state and event["state"] == "SUBMITTING":
            self._began = time.monotonic()
        self._state = event["state"]
        self._expected_s = job["expectedMs"] / 1000 if job["expectedMs"] else None
        told = event["progress"] if self._state == "RUNNING" else None
        self._guess = told is None
        if told is not None:
            self._share = told
        self._progress.update(
            self._task, description=escape(event["message"]), state=state_of(self._state)
        )
        self.tick()

    def tick(self) -> None:
        """To be called a few times a second."""
        if self._guess:
            self._share = self._guessed()
        self._progress.update(
            self._task, completed=self._share, guess="~" if self._is_estimate else " "
        )

    @property
    def _is_estimate(self) -> bool:
        return self._guess and self._state in ("SUBMITTING", "RUNNING")

    def _guessed(self) -> float:
        if self._state in ("SUBMITTING", "RUNNING") and self._expected_s:
            passed = (time.monotonic() - self._began) / self._expected_s
            return max(0.02, min(passed, _ESTIMATE_CEILING))
        return _SHARES.get(self._state, self._share)
