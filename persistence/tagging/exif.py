"""The little that EXIF says better than XMP: the day, in the field by which pictures are sorted.

Everything else that a file has in its EXIF, such as the way up, stays.
"""

import struct
from contextlib import suppress
from datetime import UTC

from domain.tags import SOFTWARE, Tags

PREFIX = b"Exif\x00\x00"
_SOFTWARE, _DATE_TIME, _EXIF_IFD = 0x0131, 0x0132, 0x8769
_ORIGINAL, _ORIGINAL_OFFSET = 0x9003, 0x9011


def exif_with(tags: Tags, present: bytes | None) -> bytes:
    """The TIFF structure, without the prefix that JPEG wants; `present` is what was there."""
    from PIL import Image

    exif = Image.Exif()
    if present:
        with suppress(SyntaxError, ValueError, TypeError, KeyError, struct.error):  # damaged
            exif.load(PREFIX + present)
    moment = tags.created_at.astimezone(UTC).strftime("%Y:%m:%d %H:%M:%S")
    exif[_SOFTWARE] = SOFTWARE
    exif[_DATE_TIME] = moment
    exif.get_ifd(_EXIF_IFD).update({_ORIGINAL: moment, _ORIGINAL_OFFSET: "+00:00"})
    return exif.tobytes().removeprefix(PREFIX)
