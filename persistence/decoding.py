"""Images and audio decoded to their end, within bounds: what is kept can be shown and played.

The decoders are loaded with the first file, so that no start waits for them.
"""

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.media import ArchiveEntry, MediaType
from persistence.pictures import mean_colour, upright_size

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS_LIMIT = 64_000_000
"""Several times what any model draws; more could only be meant to exhaust the memory."""

SECONDS_LIMIT = 3 * 60 * 60
"""Longer than any song."""

_TOLERANCE = 0.98
"""The share of its announced length that a file must hold: some encoders round up."""

_NO_LENGTH = (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff")
"""What a WAV file has for its size if it was written while nobody knew its end."""

_BLOCK_BYTES = 1 << 18


class Undecodable(Exception):
    """Says what is wrong with the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Sizes in pixels as they are seen, durations in milliseconds; `entries` of an archive, or its
    `oddity`."""

    media_type: MediaType
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    entries: tuple[ArchiveEntry, ...] = ()
    colour: str | None = None
    oddity: str | None = None


def decode_image(path: Path, media_type: MediaType) -> Facts:
    with open_image(path, media_type) as image:
        image.load()
        width, height = upright_size(image)
        colour = mean_colour(image)
    return Facts(media_type=media_type, width=width, height=height, colour=colour)


@contextmanager
def open_image(path: Path, media_type: MediaType) -> Generator["Image"]:
    """Not decoded yet. Raises Undecodable, also for what is done with it."""
    from PIL import Image

    with foreign_errors(), warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # our bound is tighter than Pillow's, and notes may be damaged
        with Image.open(path, formats=[media_type.name]) as image:
            width, height = image.size
            if width * height > PIXELS_LIMIT:
                raise Undecodable(f"{width} x {height} pixels are too many")
            yield image


def decode_audio(path: Path, media_type: MediaType) -> Facts:
    with foreign_errors():
        announced = _announced_seconds(path, media_type)
        played = _played_seconds(path)
    if not played:
        raise Undecodable("there is no sound in it")
    if played < announced * _TOLERANCE:
        raise Undecodable(f"it ends after {played:.1f} of {announced:.1f} seconds")
    return Facts(media_type=media_type, duration_ms=round(played * 1000))


@contextmanager
def foreign_errors() -> Generator[None]:
    """Decoders fail in many ways on bytes that are not what they seem, in all of which the file
    is at fault; except when the system could not read it, or has no memory."""
    try:
        yield
    except (Undecodable, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Undecodable(str(error).strip(" .") or type(error).__name__) from error


def _announced_seconds(path: Path, media_type: MediaType) -> float:
    """How long the file says that it is; 0 if it does not say, where others only guess."""
    from mutagen.flac import FLAC
    from mutagen.mp3 import MP3, BitrateMode
    from mutagen.wave import WAVE

    if media_type is MediaType.WAV and _lacks_length(path):
        return 0
    kinds: dict[MediaType, type[Any]] = {
        MediaType.FLAC: FLAC,
        MediaType.MP3: MP3,
        MediaType.WAV: WAVE,
    }
    info = kinds[media_type](path).info
    guessed = media_type is MediaType.MP3 and info.bitrate_mode == BitrateMode.UNKNOWN
    return 0 if guessed else info.length


def _lacks_length(wav: Path) -> bool:
    with wav.open("rb") as file:
        return file.read(8)[4:] in _NO_LENGTH


def _played_seconds(path: Path) -> float:
    import soundfile  # pyright: ignore[reportMissingTypeStubs]

    frames = 0
    with soundfile.SoundFile(path) as audio:
        block = bytearray(_BLOCK_BYTES // (2 * audio.channels) * (2 * audio.channels))
        while read := audio.buffer_read_into(block, "int16"):
            frames += read
            if frames > SECONDS_LIMIT * audio.samplerate:
                raise Undecodable(f"it plays for more than {SECONDS_LIMIT // 3600} hours")
        return frames / audio.samplerate
