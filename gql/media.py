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


def media_url(sha256: str, filename: str) -> str:
    return f"/media/{sha256}/{_quoted(filename)}"


@lru_cache(maxsize=4_000)
def _quoted(filename: str) -> str:
    """Lists show the same names again and again."""
    return quote(filename, safe="")
