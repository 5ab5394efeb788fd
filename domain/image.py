"""Images: what can be asked for, and what is kept."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from domain.file_names import readable_name
from domain.library import Item, shortened
from domain.media import MediaFile

_NAME = re.compile(r"img_([0-9]{8}_[0-9]{6})_[0-9a-f]{6}\.[a-z]{3,4}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRequest:
    """What an image job was asked for. A value of None leaves the choice to the provider."""

    prompt: str
    model: str
    n: int = 1
    size: str | None = None
    quality: str | None = None
    style: str | None = None
    output_format: str | None = None
    output_compression: int | None = None
    background: str | None = None
    moderation: str | None = None
    previews: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Item):
    """One finished image; its file is here and was looked at."""

    index: int
    prompt: str
    revised_prompt: str | None
    file: MediaFile

    @property
    def texts(self) -> tuple[str | None, ...]:
        return self.prompt, self.revised_prompt

    @property
    def filename(self) -> str:
        """The name a person sees, such as `img_20241201_142530_abc123.png`."""
        return (
            f"img_{self.created_at:%Y%m%d_%H%M%S}_{self.id.hex[-6:]}"
            f".{self.file.media_type.extension}"
        )

    @property
    def readable_filename(self) -> str:
        """The name of a copy that is taken along."""
        return readable_filename(self.title, self.id, self.file.media_type.extension)


def readable_filename(title: str, image_id: UUID, extension: str) -> str:
    """Such as `A lighthouse at dusk - 3f9a1c.png`; titles are not unique, ids are."""
    return f"{readable_name(title, 'Image')} - {image_id.hex[-6:]}.{extension}"


def title_of_prompt(prompt: str) -> str:
    """The first line of what was asked for; at most 60 characters."""
    lines = (line.strip() for line in prompt.splitlines())
    return shortened(next((line for line in lines if line), "Untitled"))


def moment_of_name(filename: str) -> datetime | None:
    """The second in which the image of this name was made; None if no image has such a name."""
    named = _NAME.fullmatch(filename)
    if named is None:
        return None
    try:
        return datetime.strptime(named[1], "%Y%m%d_%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
