"""Images made on the spot: a soft gradient grown from the prompt, the request written on it."""

import io
import random
import unicodedata
from colorsys import hsv_to_rgb
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Pillow is imported when the first image is drawn: the mock starts faster
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont, ImageFont

_SEEDS = 4
"""The gradient is grown from this many colours per side."""
_MAX_CHARACTERS = 400
_PARTIAL_BLUR = (24, 12, 6)


@dataclass(frozen=True)
class Drawing:
    """What to draw; sizes in pixels."""

    prompt: str
    model: str
    width: int
    height: int
    index: int
    transparent: bool = False
    blur: int = 0


def _gradient(drawing: Drawing) -> "Image":
    from PIL import Image

    dice = random.Random(f"{drawing.prompt}/{drawing.index}")
    hue, turn = dice.random(), dice.uniform(-0.25, 0.25)
    small = Image.new("RGB", (_SEEDS, _SEEDS))
    for x in range(_SEEDS):
        for y in range(_SEEDS):
            along = (x + y) / (2 * _SEEDS - 2)
            tint = (hue + turn * along + dice.uniform(-0.03, 0.03)) % 1.0
            # Dark enough for white letters everywhere.
            colour = hsv_to_rgb(tint, dice.uniform(0.5, 0.7), dice.uniform(0.3, 0.62))
            small.putpixel((x, y), tuple(int(255 * part) for part in colour))
    return small.resize((drawing.width, drawing.height), Image.Resampling.BICUBIC)


def _plain(text: str) -> str:
    """The text in the letters that Pillow's own font has: `ä` becomes `a`, `中` becomes `?`."""
    split = unicodedata.normalize(
        "NFKD", " ".join(text.split())[:_MAX_CHARACTERS].replace("ß", "ss")
    )
    letters = (letter for letter in split if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() else "?" for letter in letters)


def _wrapped(text: str, font: "FreeTypeFont | ImageFont", width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while font.getlength(line) > width and len(line) > 1:
            cut = max(1, int(len(line) * width / font.getlength(line)))
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def _write(image: "Image", drawing: Drawing) -> None:
    from PIL import ImageDraw, ImageFont

    short = min(drawing.width, drawing.height)
    margin = short // 16
    large, small = ImageFont.load_default(short / 18), ImageFont.load_default(short / 30)
    room = int((drawing.height - 4 * margin) / (short / 14))
    lines = _wrapped(_plain(drawing.prompt), large, drawing.width - 2 * margin)
    shown = lines if len(lines) <= room else [*lines[: room - 1], "..."]
    pen = ImageDraw.Draw(image)
    pen.multiline_text((margin, margin), "\n".join(shown), "white", large, spacing=short / 50)
    foot = f"{drawing.model}   {drawing.width}x{drawing.height}   image {drawing.index + 1}   MOCK"
    pen.text((margin, drawing.height - margin), foot, "white", small, anchor="ls")


def _card(image: "Image") -> "Image":
    """The image as a rounded card on a transparent ground."""
    from PIL import Image, ImageDraw

    mask = Image.new("L", image.size, 0)
    edge = min(image.size) // 32
    box = (edge, edge, image.width - edge, image.height - edge)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=2 * edge, fill=255)
    image.putalpha(mask)
    return image


def drawn(drawing: Drawing, output_format: str, compression: int) -> bytes:
    """The encoded image; `output_format` is png, jpeg or webp, `compression` 0 to 100 (best)."""
    from PIL import ImageFilter

    image = _gradient(drawing)
    _write(image, drawing)
    if drawing.blur:
        image = image.filter(ImageFilter.GaussianBlur(drawing.blur))
    if drawing.transparent:
        image = _card(image)
    file = io.BytesIO()
    if output_format == "png":
        image.save(file, "PNG", compress_level=3)
    else:
        image.save(file, output_format.upper(), quality=min(compression, 95))
    return file.getvalue()


def partial_blurs(count: int) -> tuple[int, ...]:
    """How blurred each of `count` partial images is, in pixels: sharper towards the end."""
    return _PARTIAL_BLUR[len(_PARTIAL_BLUR) - count :]
