"""Files as the schema shows them."""

from functools import lru_cache
from urllib.parse import quote

import strawberry

from domain import media


@strawberry.type(description="A stored file. It never changes, so it may be cached for good.")
class MediaFile:
    """Reads of the file what is asked for: a list has hundreds of them."""

    file: strawberry.Private[media.MediaFile]

    @strawberry.field(description="Where to get it, from this server's root. Takes Range requests.")
    def url(self) -> str:
        return media_url(self.file.sha256, self.filename)

    filename: str = strawberry.field(description="A readable name to save it under.")

    @strawberry.field(description="Its type, such as image/png.")
    def media_type(self) -> str:
        return self.file.media_type.value

    @strawberry.field(description="Its size in bytes.")
    def size_bytes(self) -> int:
        return self.file.size_bytes

    @strawberry.field(description="The SHA-256 of its bytes, in hexadecimal.")
    def sha256(self) -> str:
        return self.file.sha256

    @strawberry.field(description="Width in pixels, of an image.")
    def width(self) -> int | None:
        return self.file.width

    @strawberry.field(description="Height in pixels, of an image.")
    def height(self) -> int | None:
        return self.file.height

    @strawberry.field(description="Length in milliseconds, of a sound.")
    def duration_ms(self) -> int | None:
        return self.file.duration_ms


@strawberry.type(description="A smaller picture of an image, as WebP.")
class Thumbnail:
    url: str = strawberry.field(
        description="Where to get it, from this server's root. It may be cached for good."
    )
    width: int = strawberry.field(description="Its width in pixels.")
    height: int = strawberry.field(description="Its height in pixels.")

    @classmethod
    def of(cls, file: media.MediaFile, size: media.Derivative) -> "Thumbnail":
        longest = media.THUMBNAILS[size]
        width, height = media.fitted(file.width or longest, file.height or longest, longest)
        return cls(url=derivative_url(file.sha256, size), width=width, height=height)


@strawberry.type(description="An image in sizes that load quickly; none is larger than itself.")
class Thumbnails:
    small: Thumbnail = strawberry.field(description="At most 320 pixels wide and high.")
    large: Thumbnail = strawberry.field(description="At most 1280 pixels wide and high.")

    @classmethod
    def of(cls, file: media.MediaFile) -> "Thumbnails":
        return cls(
            small=Thumbnail.of(file, media.Derivative.SMALL),
            large=Thumbnail.of(file, media.Derivative.LARGE),
        )


def derivative_url(sha256: str, derivative: media.Derivative) -> str:
    return f"/media/{sha256}/derived/{derivative}"


def media_url(sha256: str, filename: str) -> str:
    return f"/media/{sha256}/{_quoted(filename)}"


@lru_cache(maxsize=4_000)
def _quoted(filename: str) -> str:
    """Lists show the same names again and again."""
    return quote(filename, safe="")
