"""Making sure that what was written survives a power cut."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

if sys.platform == "darwin":
    from fcntl import F_FULLFSYNC, fcntl


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
            fcntl(descriptor, F_FULLFSYNC)
            return
    os.fsync(descriptor)
