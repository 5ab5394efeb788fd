"""Words in a PNG, in chunks before its pixels, which are copied as they are.

Source: PNG Specification, Third Edition: keywords in 11.3.3.1, iTXt in 11.3.3.4.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from domain.tags import SOFTWARE, Tags
from persistence.tagging.blocks import Malformed, exactly, pass_on, pass_rest
from persistence.tagging.xmp import xmp_packet

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = "XML:com.adobe.xmp"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_KEYWORD_BYTES = 79


def write_png(source: BinaryIO, target: BinaryIO, tags: Tags) -> None:
    """Chunks with the same keywords are replaced. Raises Malformed."""
    pass_on(source, target, len(SIGNATURE))
    ours = dict(_words(tags))
    header_passed = False
    while head := source.read(8):
        if len(head) < 8:
            raise Malformed("it ends within a chunk")
        size, kind = struct.unpack(">I4s", head)
        if kind in _TEXTS:
            start = exactly(source, min(size, _KEYWORD_BYTES + 1))
            if start.partition(b"\x00")[0].decode("latin-1") in ours:
                source.seek(size - len(start) + 4, 1)
                continue
            target.write(head + start)
            pass_on(source, target, size - len(start) + 4)
            continue
        target.write(head)
        pass_on(source, target, size + 4)
        if not header_passed:
            header_passed = True
            for keyword, text in ours.items():
                target.write(_chunk(keyword, text))
        if kind == b"IEND":
            break
    pass_rest(source, target)


def _words(tags: Tags) -> Iterator[tuple[str, bytes]]:
    yield "Title", tags.title.encode()
    yield "Description", tags.prompt.encode()
    yield "Software", SOFTWARE.encode()
    yield "Source", tags.model.encode()
    yield "Creation Time", tags.created_at.isoformat(timespec="seconds").encode()
    yield XMP_KEYWORD, xmp_packet(tags)


def _chunk(keyword: str, text: bytes) -> bytes:
    """Uncompressed, without a language, as readers of XMP demand it."""
    data = b"iTXt" + keyword.encode() + b"\x00\x00\x00\x00\x00" + text
    return struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
