"""Words in a WebP, in chunks behind its picture, which is copied as it is.

Source: WebP Container Specification (RFC 9649, section 2).
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from domain.tags import Tags
from persistence.tagging.blocks import Malformed, exactly, pass_on
from persistence.tagging.exif import PREFIX, exif_with
from persistence.tagging.xmp import xmp_packet

_XMP, _EXIF, _ALPHA = 0x04, 0x08, 0x10
_SIZE_LIMIT = 0xFFFF_FFFE
_KEEPS_ALL = b"VP8X"


def write_webp(source: BinaryIO, target: BinaryIO, tags: Tags) -> None:
    """XMP and EXIF that are there are replaced by ours, EXIF with what it had. Raises Malformed."""
    riff, _, webp = struct.unpack("<4sI4s", exactly(source, 12))
    if (riff, webp) != (b"RIFF", b"WEBP"):
        raise Malformed("it does not begin as a WebP")
    chunks = list(_chunks(source))
    kept = [each for each in chunks if each[0] not in (_KEEPS_ALL, b"XMP ", b"EXIF")]
    present = next((_content(source, *each[1:]) for each in chunks if each[0] == b"EXIF"), None)
    exif = exif_with(tags, present.removeprefix(PREFIX) if present else None)
    ours = _chunk(b"EXIF", exif) + _chunk(b"XMP ", xmp_packet(tags))
    header = _chunk(_KEEPS_ALL, _features(source, chunks))
    size = 4 + len(header) + sum(8 + each[2] + each[2] % 2 for each in kept) + len(ours)
    if size > _SIZE_LIMIT:
        raise Malformed("it is too large for its format")
    target.write(struct.pack("<4sI4s", b"RIFF", size, b"WEBP") + header)
    for name, place, length in kept:
        target.write(struct.pack("<4sI", name, length))
        source.seek(place)
        pass_on(source, target, length)
        target.write(b"\x00" * (length % 2))
    target.write(ours)


def _chunks(source: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and length of each, until the end."""
    while len(head := source.read(8)) == 8:
        name, length = struct.unpack("<4sI", head)
        place = source.tell()
        yield name, place, length
        source.seek(place + length + length % 2)


def _content(source: BinaryIO, place: int, length: int) -> bytes:
    source.seek(place)
    return exactly(source, length)


def _features(source: BinaryIO, chunks: list[tuple[bytes, int, int]]) -> bytes:
    """What the extended format says first; made for a file in the simple format."""
    name, place, length = chunks[0] if chunks else (b"", 0, 0)
    if name == _KEEPS_ALL:
        told = _content(source, place, length)
        return bytes((told[0] | _XMP | _EXIF,)) + told[1:]
    if name == b"VP8 ":
        width, height = struct.unpack("<HH", _content(source, place + 6, 4))
        return _extended(0, width & 0x3FFF, height & 0x3FFF)
    if name == b"VP8L":
        bits = struct.unpack("<I", _content(source, place + 1, 4))[0]
        alpha = _ALPHA if bits >> 28 & 1 else 0
        return _extended(alpha, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    raise Malformed("it has no picture where one belongs")


def _extended(features: int, width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return struct.pack("<B3x", features | _XMP | _EXIF) + sides


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\x00" * (len(content) % 2)
