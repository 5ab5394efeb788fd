"""Files as the schema shows them."""

from functools import lru_cache
from urllib.parse import quote

import strawberry

from domain import media


@strawberry.type(description="A stored file. It never changes, so it may be cached for good.")
class MediaFile:
    url: str = strawberry.field(
        description="Where to get it, from this server's root. Takes Range requests."
    )
    filename: str = strawberry.field(description="A readable name to save it under.")
    media_type: str = strawberry.field(description="Its type, such as image/png.")
    size_bytes: int = strawberry.field(description="Its size in bytes.")
    sha256: str = strawberry.field(description="The SHA-256 of its bytes, in hexadecimal.")
    width: int | None = strawberry.field(description="Width in pixels, of an image.")
    height: int | None = strawberry.field(description="Height in pixels, of an image.")
    duration_ms: int | None = strawberry.field(description="Length in milliseconds, of a sound.")

    @classmethod
    def of(cls, file: media.MediaFile, filename: str) -> "MediaFile":
        return cls(
            url=media_url(file.sha256, filename),
            filename=filename,
            media_type=file.media_type.value,
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            width=file.width,
            height=file.height,
            duration_ms=file.duration_ms,
        )


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
