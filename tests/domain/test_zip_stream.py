"""A ZIP made while it is sent, read by the standard library and by unzip's rules."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from domain.zip_stream import ZipMember, zipped, zipped_size
from tests.fakes import NOON

_FIVE_GIB = 5 * 1024**3


def _member(name: str, *blocks: bytes) -> ZipMember:
    return ZipMember(name=name, size_bytes=sum(map(len, blocks)), blocks=lambda: iter(blocks))


MEMBERS = [_member("Grüße 🎵/a.txt", b"abc", b"def"), _member("leer"), _member("b", bytes(100_000))]


def test_what_went_in_comes_out() -> None:
    with ZipFile(BytesIO(b"".join(zipped(MEMBERS, NOON)))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [each.name for each in MEMBERS]
        assert archive.read("Grüße 🎵/a.txt") == b"abcdef"
        told = archive.getinfo("b")
        assert (told.compress_type, told.date_time) == (ZIP_STORED, (2026, 12, 1, 12, 0, 0))
        assert told.external_attr >> 16 == 0o100644


def test_its_length_is_known_before() -> None:
    assert zipped_size(MEMBERS, NOON) == len(b"".join(zipped(MEMBERS, NOON)))


def test_the_same_members_make_the_same_bytes() -> None:
    assert list(zipped(MEMBERS, NOON)) == list(zipped(MEMBERS, NOON))


@pytest.mark.parametrize("at", [NOON.replace(year=1970), NOON.replace(year=2199)])
def test_moments_that_the_format_does_not_know_are_the_nearest_that_it_does(at: datetime) -> None:
    with ZipFile(BytesIO(b"".join(zipped(MEMBERS, at + timedelta(seconds=1))))) as archive:
        assert archive.getinfo("b").date_time[0] in (1980, 2107)


def test_members_beyond_four_gibibytes_are_announced_as_such() -> None:
    large = ZipMember(name="large", size_bytes=_FIVE_GIB, blocks=lambda: iter((b"x",)))
    start = next(zipped([large], NOON))
    assert start[4:6] == b"\x2d\x00"  # version 4.5, which has ZIP64
    assert start[30 + len("large") :][:4] == b"\x01\x00\x10\x00"  # its extra field


def test_it_comes_block_by_block() -> None:
    taken = list[int]()

    def blocks() -> Iterator[bytes]:
        for number in range(3):
            taken.append(number)
            yield bytes(1000)

    stream = zipped([ZipMember(name="a", size_bytes=3000, blocks=blocks)], NOON)
    next(stream)
    assert taken == [0]


def test_a_member_that_is_not_as_long_as_it_said_ends_it() -> None:
    short = ZipMember(name="short", size_bytes=10, blocks=lambda: iter((b"x",)))
    with pytest.raises(ValueError, match="short has 1 bytes, not 10"):
        list(zipped([short], NOON))
