"""How a stored file is, told by its bytes."""

import errno
import hashlib
from pathlib import Path

from domain.media import MediaFile, MediaType
from domain.verification import Condition
from persistence.decoding import Undecodable
from persistence.inspection import decoded

_BLOCK_BYTES = 1024 * 1024
_GONE = (errno.ENOENT, errno.ENOTDIR)


def condition_of(path: Path, file: MediaFile, *, decode: bool) -> Condition:
    """Reads it in blocks, so that no file has to fit into the memory."""
    try:
        if path.stat().st_size != file.size_bytes or _sha256(path) != file.sha256:
            return Condition.DAMAGED
    except OSError as error:
        return Condition.MISSING if error.errno in _GONE else Condition.UNREADABLE
    if decode and file.oddity is None and not _decodes(path, file.media_type):
        return Condition.UNDECODABLE
    return Condition.GOOD


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while block := content.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _decodes(path: Path, media_type: MediaType) -> bool:
    try:
        decoded(path, media_type)
    except Undecodable:
        return False
    return True
