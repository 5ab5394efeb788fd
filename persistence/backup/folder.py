"""BACKUP_DIR: a folder for each backup, and the media files that they share.

2026-11-25T031500Z/   manifest.json, the database, and `verified` once it was
files/ab/cd/<sha256>  each file once, however many backups name it
last-attempt.json     how the last scheduled backup went
"""

import fcntl
import re
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import orjson

from persistence.backup.errors import BackupBusy, BackupError, DamagedBackup, disk_named
from persistence.backup.manifest import Manifest
from persistence.backup.retention import Candidate, superfluous
from persistence.backup.shelf import Shelf
from persistence.disk import sync_directory, sync_file

_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
_FORM = "%Y-%m-%dT%H%M%SZ"
_PARTIAL = ".partial"
_SCRATCH = ".scratch-"
_MANIFEST = "manifest.json"
_VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Attempt:
    """How the last scheduled backup went; `failure` is empty if it went well."""

    at: datetime
    failure: str


@dataclass(frozen=True, slots=True)
class Pruned:
    backups: Sequence[str]
    files: int


class BackupFolder:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = root / "files"
        self.shelf = Shelf(self.files)

    @contextmanager
    def alone(self) -> Generator[None]:
        """For who writes. Raises BackupBusy while anybody else reads or writes."""
        with disk_named(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
        with self._locked(fcntl.LOCK_EX):
            yield

    @contextmanager
    def shared(self) -> Generator[None]:
        """For who reads: nothing is removed meanwhile. Raises BackupBusy."""
        if not self.root.is_dir():
            raise BackupError(f"There are no backups: {self.root} does not exist. See BACKUP_DIR.")
        with self._locked(fcntl.LOCK_SH):
            yield

    @contextmanager
    def _locked(self, kind: int) -> Generator[None]:
        with disk_named(self.root):
            lock = (self.root / ".lock").open("a")
        with lock:
            try:
                fcntl.flock(lock, kind | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BackupBusy(
                    f"Another backup, check or restore is at work in {self.root}. "
                    "Wait until it is done."
                ) from error
            yield

    # ── one backup ───────────────────────────────────────────────────────────────────────────

    def names(self) -> list[str]:
        """The oldest first."""
        if not self.root.is_dir():
            return []
        return sorted(each.name for each in self.root.iterdir() if _NAME.fullmatch(each.name))

    def named(self, name: str) -> str:
        """That name, or the newest for `latest`. Raises BackupError if there is none."""
        names = self.names()
        if name == "latest" and names:
            return names[-1]
        if name not in names:
            known = f"There are: {', '.join(names[-5:])}." if names else "There are none at all."
            raise BackupError(f"There is no backup {name!r} in {self.root}. {known}")
        return name

    def path(self, name: str) -> Path:
        return self.root / name

    def manifest(self, name: str) -> Manifest:
        """Raises DamagedBackup."""
        try:
            content = (self.root / name / _MANIFEST).read_bytes()
        except FileNotFoundError as error:
            raise DamagedBackup(f"{name}: manifest.json is missing.") from error
        except OSError as error:
            raise DamagedBackup(f"{name}: manifest.json cannot be read.") from error
        try:
            return Manifest.from_json(content)
        except DamagedBackup as error:
            raise DamagedBackup(f"{name}: {error}") from error

    def begin(self) -> Path:
        """A folder for a backup that is not finished; what earlier ones left is removed."""
        for left in (*self.root.glob(f"*{_PARTIAL}"), *self.root.glob(f"{_SCRATCH}*")):
            shutil.rmtree(left, ignore_errors=True)
        self.shelf.sweep()
        partial = self.root / f"{uuid4()}{_PARTIAL}"
        partial.mkdir()
        return partial

    def finish(self, partial: Path, manifest: Manifest) -> str:
        """From here on it is a backup; answers its name."""
        written = manifest.to_json()
        Manifest.from_json(written)  # what cannot be read is no backup
        _write(partial / _MANIFEST, written)
        sync_directory(partial)
        moment = manifest.made_at.astimezone(UTC)
        while (target := self.root / moment.strftime(_FORM)).exists():
            moment += timedelta(seconds=1)
        partial.rename(target)
        sync_directory(self.root)
        return target.name

    def discard(self, partial: Path) -> None:
        """A backup that could not be finished: its room may be what is needed."""
        shutil.rmtree(partial, ignore_errors=True)

    @contextmanager
    def scratch(self) -> Generator[Path]:
        """A folder for a moment."""
        folder = self.root / f"{_SCRATCH}{uuid4()}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    # ── what became of it ────────────────────────────────────────────────────────────────────

    def mark_verified(self, name: str, at: datetime) -> None:
        _write(self.root / name / _VERIFIED, at.isoformat().encode())

    def unmark_verified(self, name: str) -> None:
        (self.root / name / _VERIFIED).unlink(missing_ok=True)

    def verified_at(self, name: str) -> datetime | None:
        with suppress(FileNotFoundError, ValueError):
            return datetime.fromisoformat((self.root / name / _VERIFIED).read_text())
        return None

    def note_attempt(self, attempt: Attempt) -> None:
        document = {"at": attempt.at.isoformat(), "failure": attempt.failure}
        _write(self.root / "last-attempt.json", orjson.dumps(document))

    def last_attempt(self) -> Attempt | None:
        with suppress(FileNotFoundError, ValueError, KeyError, TypeError):
            document = orjson.loads((self.root / "last-attempt.json").read_bytes())
            return Attempt(datetime.fromisoformat(document["at"]), document["failure"])
        return None

    # ── retention ────────────────────────────────────────────────────────────────────────────

    def prune(self) -> Pruned:
        """Remove what need not be kept, and the files that no backup names then.

        A backup whose manifest cannot be read stays, and while there is one no file is removed:
        it could be its own.
        """
        known: dict[str, Manifest] = {}
        unreadable = False
        for name in self.names():
            try:
                known[name] = self.manifest(name)
            except DamagedBackup:
                unreadable = True
        going = superfluous([self._candidate(name, each) for name, each in known.items()])
        for name in going:
            self._remove(name)
            del known[name]
        if unreadable:
            return Pruned(going, 0)
        needed = {sha256 for manifest in known.values() for sha256 in manifest.files}
        return Pruned(going, self.shelf.prune(needed))

    def _candidate(self, name: str, manifest: Manifest) -> Candidate:
        made_at = manifest.made_at.astimezone()
        verified = self.verified_at(name) is not None
        return Candidate(name, made_at, verified, kept=manifest.kept)

    def _remove(self, name: str) -> None:
        # Renamed first: killed in between, it is no backup any more that lacks a part.
        going = self.root / f"{name}{_PARTIAL}"
        (self.root / name).rename(going)
        shutil.rmtree(going)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    partial = path.with_name(f".{path.name}.{uuid4()}.part")
    try:
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            sync_file(file)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
