"""Room that is kept on the disk for what is paid for and exists nowhere else."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from persistence.disk import sync_file

_BLOCK_BYTES = 1024 * 1024
_PLENTY = 4
"""The reserve is made only where so many times its size is free: a full disk is left to others."""


class Reserve:
    """A file of `size` bytes whose removal makes room. Its bytes are random, since file systems
    that compress keep no room for zeros."""

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        self._size = size

    def make(self) -> bool:
        """Answers whether it was made; it may be there already, or there may be too little room."""
        if self._path.exists() or not self._path.parent.is_dir():
            return False
        if shutil.disk_usage(self._path.parent).free < self._size * _PLENTY:
            return False
        partial = self._path.with_name(f"{self._path.name}.{uuid4()}.part")
        try:
            self._fill(partial)
            partial.replace(self._path)
        finally:
            partial.unlink(missing_ok=True)
        return True

    def release(self) -> bool:
        """Answers whether there was one; of several who ask at once, one is told so."""
        with suppress(FileNotFoundError):
            self._path.unlink()
            return True
        return False

    def _fill(self, path: Path) -> None:
        with path.open("xb") as file:
            for start in range(0, self._size, _BLOCK_BYTES):
                file.write(os.urandom(min(_BLOCK_BYTES, self._size - start)))
            file.flush()
            sync_file(file)
