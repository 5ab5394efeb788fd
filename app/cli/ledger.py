"""What an export has written into its folder: so that it goes on where it stopped, and never
touches a file of anybody else."""

import errno
import fcntl
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from unicodedata import normalize

from app.cli.client import Refused

LEDGER = ".macki-export.jsonl"
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS)
_NAMES_TRIED = 1_000


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an item. `size` and `changed` tell without reading whether somebody changed it."""

    sha256: str
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path, sha256: str) -> "Written":
        stat = path.stat()
        return cls(sha256, stat.st_size, stat.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it was exported: the hash of its record, and its files by their relative paths."""

    record: str
    files: Mapping[str, Written] = field(default_factory=dict[str, Written])


class Ledger:
    """Every line is one fact, the last one about a thing holds; a half line at the end is what a
    crash left."""

    def __init__(self, folder: Path, file: IO[str]) -> None:
        self._folder = folder
        self._file = file
        self._entries = dict[str, Entry]()
        self._hashes = defaultdict[str, set[str]](set)
        self._owners = dict[str, str]()
        for line in file:
            with suppress(ValueError, KeyError, TypeError):
                self._learn(json.loads(line))

    def _learn(self, fact: Mapping[str, Any]) -> None:
        if "path" in fact:
            self._hashes[fact["path"]].add(fact["sha256"])
            self._owners[_key(fact["path"])] = fact["item"]
        elif "item" in fact:
            files = {path: Written(**each) for path, each in fact["files"].items()}
            self._entries[fact["item"]] = Entry(fact["record"], files)

    def _tell(self, **fact: Any) -> None:
        self._file.write(json.dumps(fact, ensure_ascii=False) + "\n")
        self._file.flush()
        self._learn(fact)

    def is_unchanged(self, item: str, record: str) -> bool:
        """Whether it was exported like this, and everything is still there."""
        entry = self._entries.get(item)
        return (
            entry is not None
            and entry.record == record
            and all(self._is_untouched(path, each) for path, each in entry.files.items())
        )

    def is_known(self, item: str) -> bool:
        return item in self._entries

    def _is_untouched(self, path: str, written: Written) -> bool:
        try:
            return Written.of(self._folder / path, written.sha256) == written
        except OSError:
            return False

    def folder_of(self, item: str, wanted: str, otherwise: str) -> str:
        """`wanted`, unless something else has files there."""
        prefix = _key(f"{wanted}/")
        others = {owner for path, owner in self._owners.items() if path.startswith(prefix)}
        is_foreign = not others and (self._folder / wanted).exists()
        return otherwise if others - {item} or is_foreign else wanted

    def place(self, item: str, partial: Path, sha256: str, wanted: str) -> str:
        """Give a written file its name, or the next one that is free; answers its path."""
        for number in range(1, _NAMES_TRIED):
            stem, dot, extension = wanted.rpartition(".")
            path = wanted if number == 1 else f"{stem} ({number}){dot}{extension}"
            if self._owners.get(_key(path), item) == item and self._is_free(path):
                # Told first, so that it is known as ours whatever happens in between.
                self._tell(path=path, item=item, sha256=sha256)
                if _moved(partial, self._folder / path):
                    return path
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), wanted)

    def _is_free(self, path: str) -> bool:
        """Nothing is there, or what we wrote and nobody changed since."""
        target = self._folder / path
        if target.is_symlink():
            return False
        if not target.exists():
            return True
        if _hash_of(target) not in self._hashes[path]:
            return False
        target.unlink()
        return True

    def finish(self, item: str, record: str, files: Sequence[tuple[str, str]]) -> None:
        """It is exported, with these paths and hashes; what it had elsewhere goes, unless its
        owner changed it."""
        before = self._entries.get(item)
        written = {path: Written.of(self._folder / path, sha256) for path, sha256 in files}
        told = {
            path: {"sha256": each.sha256, "size": each.size, "changed": each.changed}
            for path, each in written.items()
        }
        self._tell(item=item, record=record, files=told)
        for path, each in before.files.items() if before else ():
            if path not in written and self._is_untouched(path, each):
                self._remove(self._folder / path)

    def _remove(self, path: Path) -> None:
        path.unlink()
        with suppress(OSError):  # something else is in the folder
            path.parent.rmdir()


def _moved(partial: Path, target: Path) -> bool:
    """Whether it has the name now; not where somebody else took it in this very moment."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(partial, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        partial.rename(target)  # a file system without links, such as exFAT
        return True
    partial.unlink()
    return True


@contextmanager
def opened(folder: Path) -> Generator[Ledger]:
    """Raises Refused while another export writes there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LEDGER).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                "CONFLICT", f"Another export writes to {folder}.", "Wait for its end."
            ) from error
        file.seek(0)
        ledger = Ledger(folder, file)
        if file.tell() and not _ends_with_a_line(folder / LEDGER):
            file.write("\n")
        yield ledger


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _key(path: str) -> str:
    """Names that are one to a Mac's file system are one to us."""
    return normalize("NFC", path).casefold()


def _hash_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
