"""ZIP archives: looked through to their end, never unpacked to the disk.

Who sends one may lie about everything in it: how much it holds, what it is called, where it would
go. What is listed has a few harmless names, and every file in it is whole. An archive that is odd
was paid for nevertheless: it stays closed, with a word on why.
"""

import errno
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG
from unicodedata import category
from zipfile import ZipFile, ZipInfo

from domain.media import ArchiveEntry, MediaType
from persistence.decoding import Facts, Undecodable

ENTRIES_LIMIT = 100
"""Several times as many stems as any song has."""

UNPACKED_LIMIT = 2_000_000_000
"""Bytes of all files together: dozens of lossless stems of a long song. GraphQL counts no further
than that."""

_NAME_LIMIT = 200
_LIST_LIMIT = 1024 * 1024
"""Bytes that are read at once; so many has the table of contents, which is read before it can be
counted."""

_BLOCK_BYTES = 1 << 18
_ENCRYPTED = 0x1


class _Odd(Exception):
    """Whole it may be, and yet better left closed; says why."""


def read_archive(path: Path) -> Facts:
    """What it holds, or what is odd about it. Raises Undecodable if it is damaged."""
    try:
        return _listed(path)
    except _Odd as error:
        return unopened(str(error))


def unopened(why: str) -> Facts:
    """Of an archive that is kept as it came."""
    return Facts(media_type=MediaType.ZIP, oddity=f"{why[:1].upper()}{why[1:]}.")


def _listed(path: Path) -> Facts:
    with _foreign_errors(), path.open("rb", buffering=0) as file, ZipFile(_Sipped(file)) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        _judge(archive.infolist(), entries)
        for each in entries:
            _read_through(archive, each)
    return Facts(
        media_type=MediaType.ZIP,
        entries=tuple(
            ArchiveEntry(name=each.filename, size_bytes=each.file_size) for each in entries
        ),
    )


class _Sipped(RawIOBase):
    """A file of which nobody gets much at once, whatever a forged archive makes one ask for."""

    def __init__(self, file: RawIOBase) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        content = (
            self._file.read(_LIST_LIMIT + 1 if size < 0 else min(size, _LIST_LIMIT + 1)) or b""
        )
        if len(content) > _LIST_LIMIT:
            raise _Odd("its table of contents is longer than any song needs")
        return content

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


@contextmanager
def _foreign_errors() -> Generator[None]:
    """The archive is at fault, except when the system could not read it, or has no memory. Each
    way of packing has errors of its own."""
    try:
        yield
    except (_Odd, MemoryError):
        raise
    except NotImplementedError as error:
        raise _Odd("it is packed in a way that cannot be read here") from error
    except OSError as error:
        if error.errno is not None and error.errno != errno.EINVAL:
            raise
        raise Undecodable("what it points to lies outside of it") from error
    except EOFError as error:
        raise Undecodable("it ends in the middle") from error
    except Exception as error:
        raise Undecodable(str(error).strip(" .") or type(error).__name__) from error


def _judge(everything: Sequence[ZipInfo], entries: Sequence[ZipInfo]) -> None:
    if not entries:
        raise Undecodable("there is nothing in it")
    if len(everything) > ENTRIES_LIMIT:
        raise _Odd(f"{len(everything):,} files are more than any song has stems")
    if sum(each.file_size for each in entries) > UNPACKED_LIMIT:
        raise _Odd(f"unpacked it has more than {UNPACKED_LIMIT // 10**9} GB")
    if len({each.filename.casefold() for each in everything}) < len(everything):
        raise _Odd("it holds several files of one name")
    for each in everything:
        _judge_entry(each)


def _judge_entry(entry: ZipInfo) -> None:
    if not _is_harmless(entry.filename):
        raise _Odd("it holds a file whose name leads astray")
    kind = entry.external_attr >> 16
    if kind and not (S_ISREG(kind) or S_ISDIR(kind) or not kind & 0o170000):
        raise _Odd("it holds what is neither a file nor a folder")
    if entry.flag_bits & _ENCRYPTED:
        raise _Odd("it is locked with a password")


def _is_harmless(name: str) -> bool:
    """Wherever it is unpacked, and on whatever system, it stays within the folder."""
    parts = PurePosixPath(name).parts
    return (
        0 < len(name) <= _NAME_LIMIT
        and not name.startswith("/")
        and ".." not in parts
        and not any(each in name for each in "\\:")
        and not any(category(each)[0] == "C" for each in name)
    )


def _read_through(archive: ZipFile, entry: ZipInfo) -> None:
    """Reading to the end compares the checksum; no more comes out than the entry announced."""
    with archive.open(entry) as file:
        while file.read(_BLOCK_BYTES):
            pass
