"""Files that are ours: known by the hash of their bytes, and what they are by looking at them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class MediaType(StrEnum):
    extension: str

    PNG = "image/png", "png"
    JPEG = "image/jpeg", "jpg"
    WEBP = "image/webp", "webp"
    MP3 = "audio/mpeg", "mp3"
    FLAC = "audio/flac", "flac"
    WAV = "audio/wav", "wav"
    ZIP = "application/zip", "zip"

    def __new__(cls, value: str, extension: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.extension = extension
        return member

    @property
    def is_image(self) -> bool:
        return self.value.startswith("image/")

    @property
    def derivatives(self) -> "tuple[Derivative, ...]":
        """What is made of files of this type."""
        if self.is_image:
            return Derivative.SMALL, Derivative.LARGE
        return (Derivative.PEAKS,) if self.value.startswith("audio/") else ()


class Derivative(StrEnum):
    """What is made of a file to show it quickly, and can be made again at any time: thumbnails, and
    the peaks of a sound's waveform.

    The value is its name for good, since clients keep what they got: other contents need another.
    """

    SMALL = "small.webp"
    LARGE = "large.webp"
    PEAKS = "peaks.json"


THUMBNAILS = {Derivative.SMALL: 320, Derivative.LARGE: 1280}
"""The most pixels of the longer side."""


GREY = "#808080"
"""For images that have no colour, or whose colour is not known."""


def fitted(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size of a picture whose longer side is at most `longest`; none is enlarged."""
    scale = min(1.0, longest / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveEntry:
    """A file within an archive; `name` is its path there, `size_bytes` what it is unpacked."""

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A stored file. Sizes in bytes and, of an image as it is seen, in pixels; durations in
    milliseconds. `entries` are those of an archive. `colour` is the mean of an image's colours,
    such as #7a8b9c; None for sounds, and where an older version looked at the image. `oddity` says
    why an archive was kept as it came, unopened, and so without entries."""

    sha256: str
    media_type: MediaType
    size_bytes: int
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    entries: tuple[ArchiveEntry, ...] = ()
    colour: str | None = None
    oddity: str | None = None


class Role(StrEnum):
    """What a file is to its result."""

    IMAGE = "IMAGE"
    MP3 = "MP3"
    FLAC = "FLAC"
    WAV = "WAV"
    ZIP = "ZIP"

    @classmethod
    def of(cls, media_type: MediaType) -> "Role":
        """The role that bytes of this type can play."""
        return cls.IMAGE if media_type.is_image else cls[media_type.name]

    def admits(self, media_type: MediaType) -> bool:
        """Whether bytes of this type may stand for the role (a provider may swap image formats)."""
        return media_type.is_image if self is Role.IMAGE else self.name == media_type.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One file that a finished job owes us: where it is, and our copy once we have it.

    `index` counts the images or song choices of the job from 0. `revised_prompt` is what an image
    provider made of the prompt.
    """

    index: int
    role: Role
    url: str | None = None
    file: MediaFile | None = None
    revised_prompt: str | None = None
