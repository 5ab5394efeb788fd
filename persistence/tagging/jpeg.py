"""Words in a JPEG, in segments before its scan, which is copied as it is.

Source: ITU-T T.81 annex B; where XMP is in a JPEG: XMP Specification Part 3, 1.1.3.
"""

import struct
from typing import BinaryIO

from domain.tags import Tags
from persistence.tagging.blocks import Malformed, exactly, pass_rest
from persistence.tagging.exif import PREFIX, exif_with
from persistence.tagging.xmp import xmp_packet

XMP_PREFIX = b"http://ns.adobe.com/xap/1.0/\x00"
_START, _APP0, _APP1, _SCAN = b"\xff\xd8", 0xE0, 0xE1, 0xDA
_ROOM = 0xFFFF - 2
"""Bytes that a segment holds."""


def write_jpeg(source: BinaryIO, target: BinaryIO, tags: Tags) -> None:
    """XMP and EXIF that are there are replaced by ours, EXIF with what it had. A prompt that has
    no room in a segment is cut. Raises Malformed."""
    if exactly(source, 2) != _START:
        raise Malformed("it does not begin as a JPEG")
    before, after, present = list[bytes](), list[bytes](), None
    while True:
        marker, segment = _segment(source)
        content = segment[4:]
        if marker == _APP1 and content.startswith(PREFIX):
            present = content.removeprefix(PREFIX)
        elif marker == _APP0:
            before.append(segment)
        elif not (marker == _APP1 and content.startswith(XMP_PREFIX)):
            after.append(segment)
        if marker == _SCAN:
            break
    exif = PREFIX + exif_with(tags, present)
    xmp = XMP_PREFIX + xmp_packet(tags, _ROOM - len(XMP_PREFIX))
    ours = [_app1(each) for each in (exif, xmp) if len(each) <= _ROOM]
    target.write(b"".join([_START, *before, *ours, *after]))
    pass_rest(source, target)


def _segment(source: BinaryIO) -> tuple[int, bytes]:
    """Its marker, and the whole of it. Any number of fill bytes may come before it."""
    if exactly(source, 1) != b"\xff":
        raise Malformed("a segment does not begin with a marker")
    while (marker := exactly(source, 1)[0]) == 0xFF:
        pass
    size = exactly(source, 2)
    length = struct.unpack(">H", size)[0]
    if length < 2:
        raise Malformed("a segment has no length")
    return marker, bytes((0xFF, marker)) + size + exactly(source, length - 2)


def _app1(content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, _APP1, len(content) + 2) + content
