"""What files say of themselves, ours and those of others. Damaged words are no words."""

import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

from domain.foreign import Words
from domain.media import MediaType
from persistence.tagging.audio import IDENTITY
from persistence.tagging.png import XMP_KEYWORD
from persistence.tagging.xmp import identity_in

_DESCRIPTION, _EXIF_IFD, _ORIGINAL, _DATE_TIME, _COMMENT = 0x010E, 0x8769, 0x9003, 0x0132, 0x9286
_DAMAGED = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError),
    struct.error,
)
"""What decoders raise on bytes that are not what they seem; whether a file is damaged is judged
when it is decoded to its end."""

_XML = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_OUR_TOOL = re.compile(r"Mac KI Service \((.+)\)", re.DOTALL)
_DAY = re.compile(r"(\d{4})(?:[-:](\d\d)(?:[-:](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?)?)?")


def read_words(path: Path, media_type: MediaType) -> Words:
    """Raises OSError where the file cannot be read at all."""
    with path.open("rb"):
        pass
    return _read_picture(path, media_type) if media_type.is_image else _read_sound(path, media_type)


def _read_picture(path: Path, media_type: MediaType) -> Words:
    from PIL import Image

    info: Mapping[Any, Any] = {}
    exif: dict[str, str] = {}
    with suppress(*_DAMAGED, Image.DecompressionBombError), warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(path, formats=[media_type.name]) as image:
            info = dict(image.info)
            exif = dict(_exif_words(image.getexif()))
    packet = info.get(XMP_KEYWORD) or info.get("xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else bytes(packet)
    told = dict(_xmp_words(packet))
    texts = {str(name).lower(): text for name, text in info.items() if isinstance(text, str)}
    tool = _OUR_TOOL.fullmatch(told.get("tool", ""))
    identity = identity_in(packet)
    return Words(
        title=told.get("title") or texts.get("title"),
        prompt=told.get("description") or texts.get("description") or exif.get("description"),
        model=tool[1] if tool else None,
        parameters=texts.get("parameters") or exif.get("comment"),
        keywords=tuple(told.get("keywords", "").split("\n")) if told.get("keywords") else (),
        made_at=_moment(
            told.get("made_at") or texts.get("creation time") or exif.get("made_at") or ""
        ),
        identity=UUID(identity) if identity else None,
    )


def _exif_words(exif: Any) -> Iterator[tuple[str, str]]:
    inner: Mapping[int, Any] = exif.get_ifd(_EXIF_IFD)
    if made_at := inner.get(_ORIGINAL) or exif.get(_DATE_TIME):
        yield "made_at", str(made_at)
    if isinstance(description := exif.get(_DESCRIPTION), str):
        yield "description", description
    comment = inner.get(_COMMENT)
    if isinstance(comment, bytes) and comment.startswith(b"UNICODE\x00"):
        little = comment[9:10] == b"\x00"
        yield "comment", comment[8:].decode("utf-16-le" if little else "utf-16-be", "replace")
    elif isinstance(comment, bytes):
        yield "comment", comment.removeprefix(b"ASCII\x00\x00\x00").decode("utf-8", "replace")


def _xmp_words(packet: bytes) -> Iterator[tuple[str, str]]:
    if not packet or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:  # no packet has a use for it
        return
    try:
        root = ElementTree.fromstring(packet.strip(b"\x00 \r\n"))
    except ElementTree.ParseError:
        return
    for name, place in (("title", "dc:title"), ("description", "dc:description")):
        if text := root.findtext(f".//{place}/rdf:Alt/rdf:li", "", _XML):
            yield name, text
    words = [each.text or "" for each in root.findall(".//dc:subject/rdf:Bag/rdf:li", _XML)]
    if words:
        yield "keywords", "\n".join(each.replace("\n", " ") for each in words)
    for name, place in (("made_at", "xmp:CreateDate"), ("tool", "xmp:CreatorTool")):
        if text := root.findtext(f".//{place}", "", _XML):
            yield name, text


def _read_sound(path: Path, media_type: MediaType) -> Words:
    from mutagen import MutagenError
    from mutagen.flac import FLAC
    from mutagen.mp3 import MP3
    from mutagen.wave import WAVE

    kinds: dict[MediaType, Any] = {
        MediaType.MP3: MP3,
        MediaType.FLAC: FLAC,
        MediaType.WAV: WAVE,
    }
    try:
        tags: Any = kinds[media_type](path).tags
    except (MutagenError, *_DAMAGED):
        return Words()
    if tags is None:
        return Words()
    return _comment_words(tags) if media_type is MediaType.FLAC else _id3_words(tags)


def _id3_words(tags: Any) -> Words:
    def first(name: str) -> str | None:
        for frame in tags.getall(name):
            text: Any = frame.text
            return str(text if isinstance(text, str) else text[0] if text else "") or None
        return None

    return Words(
        title=first("TIT2"),
        prompt=first("COMM"),
        model=first("TXXX:MODEL"),
        lyrics=first("USLT"),
        keywords=tuple(str(each) for frame in tags.getall("TCON") for each in frame.genres),
        made_at=_moment(first("TDRC") or ""),
        identity=_identity(first(f"TXXX:{IDENTITY}")),
    )


def _comment_words(tags: Any) -> Words:
    def first(*names: str) -> str | None:
        return next((tags[name][0] for name in names if tags.get(name)), None)

    return Words(
        title=first("title"),
        prompt=first("description", "comment"),
        model=first("model"),
        lyrics=first("lyrics", "unsyncedlyrics"),
        keywords=tuple(tags.get("genre") or ()),
        made_at=_moment(first("date") or ""),
        identity=_identity(first(IDENTITY)),
    )


def _identity(told: str | None) -> UUID | None:
    with suppress(ValueError):
        return UUID(told or "")
    return None


def _moment(told: str) -> datetime | None:
    """Whole or in part: a year is the first of January. Without a zone it is taken for UTC."""
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(told.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    found = _DAY.match(told.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(each) if each else 0 for each in found.groups())
    with suppress(ValueError):
        return datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=UTC)
    return None
