"""Files that are ours: known by the hash of their bytes, and what they are by looking at them."""

from dataclasses import dataclass
from enum import StrEnum


class MediaType(StrEnum):
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"
    MP3 = "audio/mpeg"
    FLAC = "audio/flac"
    WAV = "audio/wav"

    @property
    def extension(self) -> str:
        return _EXTENSIONS[self]

    @property
    def is_image(self) -> bool:
        return self.value.startswith("image/")


_EXTENSIONS = {
    MediaType.PNG: "png",
    MediaType.JPEG: "jpg",
    MediaType.WEBP: "webp",
    MediaType.MP3: "mp3",
    MediaType.FLAC: "flac",
    MediaType.WAV: "wav",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A stored file. Sizes in bytes and pixels, durations in milliseconds."""

    sha256: str
    media_type: MediaType
    size_bytes: int
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None


class Role(StrEnum):
    """What a file is to its result."""

    IMAGE = "IMAGE"
    MP3 = "MP3"
    FLAC = "FLAC"
    WAV = "WAV"

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
