"""A ZIP that is made while it is sent: nothing of it is ever in memory but a block.

The same members make the same bytes: their moment is given, and media are stored as they are,
since they do not get smaller.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import RawIOBase
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The moments that the format knows."""

_READABLE_BY_ALL = 0o100644 << 16
_ZEROS = bytes(1 << 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipMember:
    """`blocks` are exactly `size_bytes` in all."""

    name: str
    size_bytes: int
    blocks: Callable[[], Iterator[bytes]]


def zipped(members: Sequence[ZipMember], at: datetime) -> Iterator[bytes]:
    """The archive, in blocks. Raises ValueError where a member is not as long as it said."""
    sent = _Sent()
    with ZipFile(sent, "w", ZIP_STORED) as archive:
        for member in members:
            with archive.open(_information(member, at), "w") as entry:
                told = 0
                for block in member.blocks():
                    told += len(block)
                    entry.write(block)
                    yield sent.taken()
                if told != member.size_bytes:
                    raise ValueError(f"{member.name} has {told} bytes, not {member.size_bytes}")
            yield sent.taken()
    yield sent.taken()


def zipped_size(members: Sequence[ZipMember], at: datetime) -> int:
    """How long the archive is: its length depends on the sizes and names alone."""
    hollow = [
        ZipMember(name=each.name, size_bytes=each.size_bytes, blocks=_Zeros(each.size_bytes))
        for each in members
    ]
    return sum(map(len, zipped(hollow, at)))


def _information(member: ZipMember, at: datetime) -> ZipInfo:
    information = ZipInfo(member.name, min(max(at.timetuple()[:6], _FIRST), _LAST))
    information.file_size = member.size_bytes  # decides whether the entry is one of ZIP64
    information.external_attr = _READABLE_BY_ALL
    information.create_system = 3
    return information


@dataclass(frozen=True, slots=True)
class _Zeros:
    size_bytes: int

    def __call__(self) -> Iterator[bytes]:
        whole, rest = divmod(self.size_bytes, len(_ZEROS))
        for _ in range(whole):
            yield _ZEROS
        yield _ZEROS[:rest]


class _Sent(RawIOBase):
    """What the archive writes, until it is taken; nobody can go back in it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
