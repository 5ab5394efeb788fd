"""What a file is, told by its bytes and by decoding them; its name and its sender count nothing."""

from pathlib import Path

from domain.errors import MediaRejected
from domain.media import MediaType, Role
from persistence.archives import read_archive, unopened
from persistence.decoding import Facts, Undecodable, decode_audio, decode_image

_HEAD_BYTES = 64

_OTHER_FILES = (
    (b"GIF8", "a GIF image"),
    (b"OggS", "an Ogg file"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
)

_TEXTS = (
    (("<!doctype html", "<html", "<head", "<body"), "a web page (HTML)"),
    (("<",), "an XML document"),
    (("{", "["), "a JSON document"),
)


def inspect(path: Path, role: Role, *, damaged_too: bool = False) -> Facts:
    """Decode the file. Raises MediaRejected if it does not fit the role or cannot be decoded,
    unless it is an archive and `damaged_too`."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    media_type = media_type_of(head)
    if media_type is None or not role.admits(media_type):
        raise _rejected(f"Instead of {_wanted(role)} came {_described(head, media_type)}.")
    try:
        return decoded(path, media_type)
    except Undecodable as error:
        if damaged_too and media_type is MediaType.ZIP:
            return unopened(f"it is damaged: {error}")
        raise _rejected(f"The {media_type.name} file is damaged: {error}.") from error


def decoded(path: Path, media_type: MediaType) -> Facts:
    """Raises Undecodable."""
    if media_type is MediaType.ZIP:
        return read_archive(path)
    decode = decode_image if media_type.is_image else decode_audio
    return decode(path, media_type)


def media_type_of(head: bytes) -> MediaType | None:
    """The type that the first bytes of a file announce, if it is one that we keep."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if head.startswith(b"RIFF"):
        return {b"WEBP": MediaType.WEBP, b"WAVE": MediaType.WAV}.get(head[8:12])
    if head.startswith(b"fLaC"):
        return MediaType.FLAC
    if head.startswith(b"PK\x03\x04"):
        return MediaType.ZIP
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return MediaType.MP3
    return None


def _is_mp3_frame(head: bytes) -> bool:
    """Eleven bits of synchronisation, and layer III."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2


def _wanted(role: Role) -> str:
    return {Role.IMAGE: "an image", Role.ZIP: "a ZIP archive"}.get(role, f"{role.value} audio")


def _described(head: bytes, media_type: MediaType | None) -> str:
    if media_type is not None:
        return "a ZIP archive" if media_type is MediaType.ZIP else f"{media_type.name} data"
    if not head:
        return "an empty file"
    names = [name for start, name in _OTHER_FILES if head.startswith(start)]
    return names[0] if names else _described_text(head)


def _described_text(head: bytes) -> str:
    text = head.decode("utf-8", errors="replace").lstrip("\ufeff \r\n\t").lower()
    for starts, name in _TEXTS:
        if text.startswith(starts):
            return name
    if "\x00" not in text and "\ufffd" not in text[:-3]:
        return "plain text"
    return f"data of an unknown type (it begins with {head[:8].hex(' ')})"


def _rejected(message: str) -> MediaRejected:
    return MediaRejected(
        message,
        hint="Retry: it is then fetched again. If that changes nothing, ask the provider.",
    )
