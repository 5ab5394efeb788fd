"""Making sure that what was written survives a power cut, and saying so where there is no room."""

import errno
import fcntl
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from domain.errors import StorageFull

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def room(folder: Path, hint: str) -> Generator[None]:
    """Turns the system's errors for a full disk into StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise StorageFull(f"There is no room left for media in {folder}.", hint=hint) from error


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """While nobody else on this machine is alone in the folder; where its drive knows no locks,
    without that."""
    descriptor = None
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def sync_file(file: IO[bytes]) -> None:
    _sync(file.fileno())


def sync_directory(directory: Path) -> None:
    """A new or renamed file is as safe as the directory that names it."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # There, fsync leaves the data in the drive's own cache; network drives know nothing else.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)
