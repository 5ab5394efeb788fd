"""Thumbnails of images."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from domain.media import THUMBNAILS, Derivative, MediaType, fitted
from persistence.decoding import open_image
from persistence.pictures import seen, upright_size

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY, _METHOD = 80, 4
"""WebP's own scales: 0 to 100, and the effort from 0 to 6."""


def thumbnails(path: Path, media_type: MediaType) -> Mapping[Derivative, bytes]:
    """Each as WebP. Raises Undecodable."""
    from PIL.Image import Resampling

    with open_image(path, media_type) as image:
        size = upright_size(image)
        large = seen(image, THUMBNAILS[Derivative.LARGE])
    small = large.resize(fitted(*size, THUMBNAILS[Derivative.SMALL]), Resampling.LANCZOS)
    return {Derivative.SMALL: _webp(small), Derivative.LARGE: _webp(large)}


def _webp(image: "Image") -> bytes:
    """Without anything that the image carried besides its pixels."""
    content = BytesIO()
    image.save(content, "WEBP", quality=_QUALITY, method=_METHOD, icc_profile=b"", exif=b"")
    return content.getvalue()
