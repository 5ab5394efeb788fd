"""Pictures as they are seen: upright, in the colours of a screen, as small as wanted."""

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from domain.media import GREY, fitted

if TYPE_CHECKING:  # loaded with the first image, so that no start waits for it
    from PIL.Image import Image, Transpose

_ORIENTATION = 0x0112
"""EXIF's number for how a camera was held."""

_LYING = range(5, 9)
"""The orientations whose width is seen as height."""

_FINER = 2
"""What is reduced roughly, for speed, stays so many times finer than wanted until the last step."""

_SAMPLES = 128
"""So many of its pixels, in each direction at most, stand for a picture's colour."""

_GAMMA = 2.2
"""Of sRGB, nearly: light is what a mean is taken of, not its numbers."""


def upright_size(image: "Image") -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _orientation(image) in _LYING else (width, height)


def seen(image: "Image", longest: int) -> "Image":
    """In RGB or, with transparency, RGBA; the longer side has at most `longest` pixels. An animated
    one as it begins."""
    from PIL.Image import Resampling

    width, height = fitted(*image.size, longest)
    orientation, profile = _orientation(image), image.info.get("icc_profile")
    image.draft(None, (width * _FINER, height * _FINER))  # JPEG decodes less, others ignore it
    small = _resizable(image).resize(
        (width, height), Resampling.LANCZOS, reducing_gap=float(_FINER)
    )
    turn = _turns().get(orientation)
    return _in_srgb(small if turn is None else small.transpose(turn), profile)


def mean_colour(image: "Image") -> str:
    """Such as #7a8b9c; of what can be seen. Takes little time and memory, however large it is."""
    import numpy as np
    from PIL.Image import Resampling

    samples = image.resize(fitted(*image.size, _SAMPLES), Resampling.NEAREST)
    pixels = np.asarray(seen(samples, _SAMPLES).convert("RGBA"), dtype=np.float64) / 255
    opacity = pixels[..., 3]
    if not opacity.any():
        return GREY
    light = (pixels[..., :3] ** _GAMMA * opacity[..., None]).sum((0, 1)) / opacity.sum()
    return "#" + bytes(np.rint(light ** (1 / _GAMMA) * 255).astype(np.uint8)).hex()


def _orientation(image: "Image") -> int:
    with suppress(Exception):  # a picture can be seen also where its notes are damaged
        return image.getexif().get(_ORIENTATION, 1)
    return 1


def _turns() -> "dict[int, Transpose]":
    from PIL.Image import Transpose

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }


def _resizable(image: "Image") -> "Image":
    """With a byte for each channel, between whose values there are others."""
    from PIL import Image

    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        import numpy as np

        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode == "RGBA":
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: "Image", profile: bytes | None) -> "Image":
    wanted = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        from PIL import ImageCms

        srgb = cast(Any, ImageCms).createProfile("sRGB")  # what it returns has no type
        # A profile that is damaged, or made for other kinds of colours: do without it.
        with suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, srgb, outputMode=wanted)
            return converted or image.convert(wanted)
    return image.convert(wanted)
