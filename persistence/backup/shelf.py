"""Media files under their hashes, shared by all backups of a folder.

They are copied, never hard-linked: a link would be the same bytes on the disk, which one bad block
or one careless program would spoil in the library and in the backup at once.
"""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from persistence.disk import sync_directory, sync_file
from persistence.media_store import place_of

_BLOCK_BYTES = 1024 * 1024


class NotWhole(Exception):
    """A file to be copied is missing, cannot be read, or has other bytes than its name says."""


class Shelf:
    """Also the library itself has this form, with its unfinished files in `.incoming`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / ".incoming"

    def path(self, sha256: str) -> Path:
        """Raises ValueError if it is no hash."""
        return self._root / place_of(sha256)

    def has(self, sha256: str, size: int) -> bool:
        """Whether it is there with that size; what its bytes are is not looked at."""
        try:
            return self.path(sha256).stat().st_size == size
        except FileNotFoundError:
            return False

    def is_good(self, sha256: str) -> bool:
        """Reads it all. Raises OSError where it cannot be read."""
        try:
            return hash_of(self.path(sha256)) == sha256
        except FileNotFoundError:
            return False

    def take(self, sha256: str, source: Path) -> None:
        """A copy of the file, whole or not at all. Raises NotWhole, and OSError where it cannot be
        written."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        partial = self._incoming / f"{uuid4()}.part"
        try:
            if copy(source, partial) != sha256:
                raise NotWhole(sha256)
            target = self.path(sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            partial.replace(target)
            for directory in target.parents[:3]:
                sync_directory(directory)
        finally:
            partial.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what was not finished. Only while nobody else writes here."""
        for path in self._incoming.glob("*.part"):
            path.unlink(missing_ok=True)

    def prune(self, needed: Collection[str]) -> int:
        """Remove what is not needed; answers how many files. Only while nobody else writes here."""
        superfluous = [each for each in self._hashes() if each not in needed]
        for sha256 in superfluous:
            path = self.path(sha256)
            path.unlink(missing_ok=True)
            with suppress(OSError):  # others lie there too
                path.parent.rmdir()
                path.parent.parent.rmdir()
        return len(superfluous)

    def _hashes(self) -> Iterator[str]:
        for path in self._root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            with suppress(ValueError):
                if place_of(path.name) == path.relative_to(self._root):
                    yield path.name


def hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def copy(source: Path, target: Path) -> str:
    """To a new file that outlasts a power cut; answers its hash. Raises NotWhole where it cannot be
    read, and OSError where it cannot be written."""
    digest = hashlib.sha256()
    with target.open("xb") as writer:
        for block in _blocks(source):
            digest.update(block)
            writer.write(block)
        writer.flush()
        sync_file(writer)
    return digest.hexdigest()


def _blocks(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as reader:
            while block := reader.read(_BLOCK_BYTES):
                yield block
    except OSError as error:
        raise NotWhole(source.name) from error
