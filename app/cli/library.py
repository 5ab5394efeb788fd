"""`macki library verify`: whether every file is still what it was."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import click
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from app.cli import exits, screen
from app.cli.session import json_option
from app.settings import Settings, SettingsError, load_settings
from domain.media import MediaFile
from domain.verification import Condition, FileFinding, FileUse, Outcome, UseKind
from persistence.media_store import FileMediaStore

_EXIT_CODES = """\b
Exit codes:
  0    every file is as it was stored, or is so again
  1    something is lost or cannot be read; the lines say what to do
  2    the settings are wrong, or there is nothing to look at
"""

_STYLES = {Outcome.RESTORED: "green", Outcome.LOST: "bold red", Outcome.UNUSED: "dim"}
_CONDITIONS = {
    Condition.MISSING: "is missing",
    Condition.DAMAGED: "is damaged",
    Condition.UNREADABLE: "cannot be read",
    Condition.UNDECODABLE: "is as it was stored, but no decoder takes it",
}


@dataclass
class _Tally:
    files: int = 0
    findings: list[FileFinding] = field(default_factory=list[FileFinding])
    unneeded: Sequence[str] = ()

    def count(self, outcome: Outcome) -> int:
        return sum(each.outcome is outcome for each in self.findings)


@click.group()
def library() -> None:
    """Look after the files that the studio keeps."""


@library.command(epilog=_EXIT_CODES)
@click.option("--decode", is_flag=True, help="Also decode each file; takes several times as long.")
@click.option("--no-fetch", is_flag=True, help="Only look; fetch nothing again.")
@json_option
def verify(decode: bool, no_fetch: bool, as_json: bool) -> None:
    """Read every stored file, and fetch again what its provider still has.

    Fetching is free, nothing is removed, and the studio may run meanwhile. It looks at the files
    of this machine, in MEDIA_DIR.
    """
    try:
        settings = load_settings()
    except SettingsError as error:
        screen.print_error(str(error), "See .env.example for what each setting means.")
        raise SystemExit(exits.USAGE) from error
    raise SystemExit(asyncio.run(_verify(settings, decode, not no_fetch, as_json)))


async def _verify(settings: Settings, decode: bool, fetch: bool, as_json: bool) -> int:
    # Imported here, so that other commands start without loading the database.
    from app.verification import CannotVerify, opened
    from domain.errors import StudioError

    store, tally = FileMediaStore(settings.media), _Tally()
    try:
        async with opened(settings) as verification:
            _, size = await verification.total()
            with _bar(size, shown=not as_json) as told:

                def tell(file: MediaFile) -> None:
                    tally.files += 1
                    told(file)

                async for finding in verification.verify(decode=decode, fetch=fetch, tell=tell):
                    tally.findings.append(finding)
                    _print(finding, store, as_json=as_json)
            tally.unneeded = await verification.unneeded()
    except CannotVerify as error:
        screen.print_error(str(error))
        return exits.USAGE
    except StudioError as error:
        screen.print_error(error.message, error.hint)
        return exits.FAILED
    _summarise(tally, as_json=as_json)
    return exits.FAILED if tally.count(Outcome.LOST) else exits.SUCCEEDED


def _bar(size: int, *, shown: bool) -> AbstractContextManager[Callable[[MediaFile], None]]:
    """How much was read, for people at a terminal."""
    if not shown or not screen.err.is_terminal:
        return nullcontext(lambda _file: None)
    return _Bar(size)


class _Bar(AbstractContextManager[Callable[[MediaFile], None]]):
    def __init__(self, size: int) -> None:
        self._progress = Progress(
            TextColumn("Reading"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
            console=screen.err,
            transient=True,
        )
        self._task = self._progress.add_task("", total=size)

    def __enter__(self) -> Callable[[MediaFile], None]:
        self._progress.start()
        return lambda file: self._progress.advance(self._task, file.size_bytes)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _print(finding: FileFinding, store: FileMediaStore, *, as_json: bool) -> None:
    path = str(store.path(finding.file.sha256))
    if as_json:
        screen.print_json(
            {
                "sha256": finding.file.sha256,
                "path": path,
                "condition": finding.condition,
                "outcome": finding.outcome,
                "reason": finding.reason,
                "hint": _hint(finding, path),
                "items": [_item(use) for use in finding.uses],
            }
        )
        return
    style = _STYLES[finding.outcome]
    told = f"[{style}]{finding.outcome.value:<9}[/]{escape(_sentence(finding))}"
    screen.out.print(told, soft_wrap=True)
    if hint := _hint(finding, path):
        screen.out.print(f"{'':9}{escape(hint)}", soft_wrap=True)


def _item(use: FileUse) -> dict[str, Any]:
    return {
        "kind": use.kind,
        "id": str(use.item_id),
        "title": use.title,
        "jobId": str(use.job_id),
        "trashed": use.trashed,
    }


def _sentence(finding: FileFinding) -> str:
    """Such as `Image “A red door” (job 1f2e3d4c): the PNG file is damaged.`"""
    who = ", ".join(_called(use) for use in finding.uses) or "Nothing that is kept"
    kind = finding.file.media_type.extension.upper()
    told = f"{who}: the {kind} file {_CONDITIONS[finding.condition]}."
    return f"{told} {finding.reason}".rstrip()


def _called(use: FileUse) -> str:
    job = f"job {str(use.job_id)[:8]}"
    if use.kind is UseKind.PREVIEW:
        return f"A preview ({job})"
    if use.kind is UseKind.JOB:
        return f"An unfinished {job}"
    where = ", in the trash" if use.trashed else ""
    if use.kind is UseKind.STEMS:
        return f"Stems of “{use.title}” ({job}{where})"
    return f"{use.kind.capitalize()} “{use.title}” ({job}{where})"


def _hint(finding: FileFinding, path: str) -> str:
    if finding.outcome is not Outcome.LOST:
        return ""
    if finding.condition is Condition.UNREADABLE:
        return f"Give yourself the right to read {path}, or check its disk; then verify again."
    if finding.condition is Condition.UNDECODABLE:
        return f"Nothing has changed since it was stored; look at {path} yourself."
    job = str(finding.uses[0].job_id)[:8] if finding.uses else "JOB"
    like = "orders the like of it, which is charged."
    if finding.uses and finding.uses[0].kind is UseKind.STEMS:
        like = "orders them anew, which is charged, as long as Mureka has the song (30 days)."
    return (
        f"Put it back from a backup as {path}, and verify again. Without one, "
        f"`macki again {job}` {like}"
    )


def _summarise(tally: _Tally, *, as_json: bool) -> None:
    counts = {outcome: tally.count(outcome) for outcome in Outcome}
    if as_json:
        screen.print_json(
            {
                "files": tally.files,
                **{outcome.lower(): count for outcome, count in counts.items()},
                "unneeded": list(tally.unneeded),
            }
        )
        return
    good = tally.files - len(tally.findings)
    told = [f"{tally.files:,} files, {good:,} good"]
    told += [f"{count:,} {outcome.lower()}" for outcome, count in counts.items() if count]
    screen.out.print(f"{', '.join(told)}.")
    if tally.unneeded:
        screen.out.print(
            f"[dim]{len(tally.unneeded):,} more that nothing needs; the studio removes them by "
            "itself.[/]",
            soft_wrap=True,
        )
