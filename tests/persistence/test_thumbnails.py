"""Thumbnails look like the images that they are made of, whatever form these have."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.Image import Transpose

from domain.media import Derivative, MediaType
from persistence.decoding import Undecodable, decode_image
from persistence.thumbnails import thumbnails
from tests.persistence.recordings import picture

RED, GREEN, BLUE, WHITE = (230, 30, 40), (20, 160, 60), (30, 50, 200), (250, 250, 250)
_ORIENTATION = 0x0112


def quarters(width: int = 800, height: int = 600) -> Image.Image:
    """Red and green above blue and white: neither flipped nor turned it looks the same."""
    small = Image.new("RGB", (2, 2))
    small.putdata([RED, GREEN, BLUE, WHITE])  # pyright: ignore[reportUnknownMemberType]
    return small.resize((width, height), Image.Resampling.NEAREST)


def encoded(image: Image.Image, media_type: MediaType, **options: Any) -> bytes:
    content = BytesIO()
    image.save(content, media_type.name, **options)
    return content.getvalue()


def made(folder: Path, content: bytes, media_type: MediaType) -> dict[Derivative, Image.Image]:
    path = folder / "original"
    path.write_bytes(content)
    opened: dict[Derivative, Image.Image] = {
        derivative: Image.open(BytesIO(webp))
        for derivative, webp in thumbnails(path, media_type).items()
    }
    assert list(opened) == list(media_type.derivatives)
    assert {each.format for each in opened.values()} == {"WEBP"}
    return opened


def small(folder: Path, image: Image.Image, media_type: MediaType, **options: Any) -> Image.Image:
    return made(folder, encoded(image, media_type, **options), media_type)[Derivative.SMALL]


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of each quarter."""
    width, height = image.size
    rgb = image.convert("RGB")
    places = ((1, 1), (3, 1), (1, 3), (3, 3))
    return [_pixel(rgb, (width * x // 4, height * y // 4)) for x, y in places]


def _pixel(image: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    value = image.getpixel(place)
    assert isinstance(value, tuple)
    return tuple(int(each) for each in value)


def assert_alike(image: Image.Image, *colours: tuple[int, ...], within: int = 12) -> None:
    for seen, wanted in zip(corners(image), colours, strict=True):
        assert np.abs(np.subtract(seen, wanted)).max() <= within, corners(image)


@pytest.mark.parametrize("media_type", [MediaType.PNG, MediaType.JPEG, MediaType.WEBP])
def test_a_picture_comes_in_two_sizes(tmp_path: Path, media_type: MediaType) -> None:
    images = made(tmp_path, encoded(quarters(3840, 2160), media_type), media_type)
    assert images[Derivative.SMALL].size == (320, 180)
    assert images[Derivative.LARGE].size == (1280, 720)
    for image in images.values():
        assert_alike(image, RED, GREEN, BLUE, WHITE)


@pytest.mark.parametrize(
    ("size", "small_size", "large_size"),
    [
        ((1, 1), (1, 1), (1, 1)),
        ((200, 100), (200, 100), (200, 100)),
        ((320, 321), (319, 320), (320, 321)),
        ((3000, 1000), (320, 107), (1280, 427)),
        ((1000, 3000), (107, 320), (427, 1280)),
        ((5000, 3333), (320, 213), (1280, 853)),
        ((9000, 3), (320, 1), (1280, 1)),
    ],
)
@pytest.mark.parametrize("media_type", [MediaType.PNG, MediaType.JPEG])
def test_a_picture_keeps_its_shape_and_is_not_enlarged(
    tmp_path: Path,
    size: tuple[int, int],
    small_size: tuple[int, int],
    large_size: tuple[int, int],
    media_type: MediaType,
) -> None:
    images = made(tmp_path, encoded(Image.new("RGB", size, RED), media_type), media_type)
    assert images[Derivative.SMALL].size == small_size
    assert images[Derivative.LARGE].size == large_size


_FORMS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "palette": lambda image: image.convert("P", palette=Image.Palette.ADAPTIVE),
    "opaque RGBA": lambda image: image.convert("RGBA"),
    "RGB": lambda image: image,
}


@pytest.mark.parametrize("form", _FORMS.values(), ids=_FORMS)
def test_every_form_of_colours_is_seen(
    tmp_path: Path, form: Callable[[Image.Image], Image.Image]
) -> None:
    assert_alike(small(tmp_path, form(quarters()), MediaType.PNG), RED, GREEN, BLUE, WHITE)


def test_the_inks_of_a_printer_are_seen(tmp_path: Path) -> None:
    image = small(tmp_path, quarters().convert("CMYK"), MediaType.JPEG)
    assert image.mode == "RGB"
    assert_alike(image, RED, GREEN, BLUE, WHITE)


@pytest.mark.parametrize("mode", ["L", "1", "LA"])
def test_greys_are_seen(tmp_path: Path, mode: str) -> None:
    image = Image.new("L", (64, 64), 255)
    image.paste(0, (0, 0, 32, 64))
    black, white = (0, 0, 0), (255, 255, 255)
    assert_alike(small(tmp_path, image.convert(mode), MediaType.PNG), black, white, black, white)


def test_sixteen_bits_of_grey_are_seen(tmp_path: Path) -> None:
    """Pillow's own way to eight bits makes everything white."""
    levels = np.repeat([[0x2000, 0x8000]], 64, 0).repeat(32, 1).astype(np.uint16)
    image = small(tmp_path, Image.fromarray(levels), MediaType.PNG)
    dark, grey = (0x20,) * 3, (0x80,) * 3
    assert_alike(image, dark, grey, dark, grey)


def test_transparency_is_kept(tmp_path: Path) -> None:
    image = quarters().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 400, 300))
    seen = small(tmp_path, image, MediaType.PNG)
    assert seen.mode == "RGBA"
    assert [_pixel(seen, place)[3] for place in ((10, 10), (300, 10), (300, 200))] == [0, 255, 255]
    assert_alike(seen, _pixel(seen, (10, 10))[:3], GREEN, BLUE, WHITE)


def test_a_transparent_colour_of_a_palette_is_kept(tmp_path: Path) -> None:
    image = Image.new("P", (64, 64), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (32, 0, 64, 64))
    seen = small(tmp_path, image, MediaType.PNG, transparency=0)
    assert (_pixel(seen, (8, 8))[3], _pixel(seen, (56, 8))[3]) == (0, 255)


def test_an_animation_is_seen_as_it_begins(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (64, 64), BLUE)] * 2
    content = encoded(quarters(64, 64), MediaType.WEBP, save_all=True, append_images=frames)
    image = made(tmp_path, content, MediaType.WEBP)[Derivative.SMALL]
    assert_alike(image, RED, GREEN, BLUE, WHITE, within=40)


_TURNED = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
"""What a camera that was held so makes of an upright picture."""


@pytest.mark.parametrize("media_type", [MediaType.PNG, MediaType.JPEG, MediaType.WEBP])
@pytest.mark.parametrize(("orientation", "turn"), _TURNED.items())
def test_a_turned_picture_is_seen_upright(
    tmp_path: Path, media_type: MediaType, orientation: int, turn: Transpose | None
) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    lying = quarters() if turn is None else quarters().transpose(turn)
    image = small(tmp_path, lying, media_type, exif=exif)
    assert image.size == (320, 240)
    assert_alike(image, RED, GREEN, BLUE, WHITE)
    assert not image.getexif()
    facts = decode_image(tmp_path / "original", media_type)
    assert (facts.width, facts.height) == (800, 600)


def test_an_orientation_that_there_is_not_changes_nothing(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 99
    assert_alike(small(tmp_path, quarters(), MediaType.JPEG, exif=exif), RED, GREEN, BLUE, WHITE)


@pytest.mark.parametrize(
    "notes", [b"", b"Exif\x00\x00", b"Exif\x00\x00II*\x00" + b"\xff" * 40, b"x"]
)
@pytest.mark.parametrize("media_type", [MediaType.PNG, MediaType.JPEG, MediaType.WEBP])
def test_damaged_notes_are_no_obstacle(tmp_path: Path, media_type: MediaType, notes: bytes) -> None:
    assert_alike(small(tmp_path, quarters(), media_type, exif=notes), RED, GREEN, BLUE, WHITE)
    assert decode_image(tmp_path / "original", media_type).width == 800


def _swapped() -> bytes:
    """A profile in which red and blue have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())  # pyright: ignore
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_are_those_of_the_profile(tmp_path: Path, mode: str) -> None:
    r, g, b = quarters().split()
    foreign = Image.merge("RGB", (b, g, r)).convert(mode)
    image = small(tmp_path, foreign, MediaType.PNG, icc_profile=_swapped())
    assert_alike(image, RED, GREEN, BLUE, WHITE, within=20)
    assert "icc_profile" not in image.info


@pytest.mark.parametrize("profile", [b"rubbish", bytes(200), _swapped()[:300]])
def test_a_damaged_profile_is_no_obstacle(tmp_path: Path, profile: bytes) -> None:
    image = small(tmp_path, quarters(), MediaType.PNG, icc_profile=profile)
    assert_alike(image, RED, GREEN, BLUE, WHITE)


def test_a_profile_for_other_colours_is_no_obstacle(tmp_path: Path) -> None:
    image = small(tmp_path, Image.new("L", (8, 8), 128), MediaType.PNG, icc_profile=_swapped())
    assert_alike(image, *[(128, 128, 128)] * 4)


@pytest.mark.parametrize("media_type", [MediaType.PNG, MediaType.JPEG, MediaType.WEBP])
@pytest.mark.parametrize("share", [0.001, 0.5, 0.9])
def test_nothing_is_made_of_a_damaged_file(
    tmp_path: Path, media_type: MediaType, share: float
) -> None:
    content = picture(media_type, 200, 200)
    with pytest.raises(Undecodable):
        made(tmp_path, content[: int(len(content) * share)], media_type)


def test_a_file_of_another_type_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(Undecodable):
        made(tmp_path, encoded(quarters(), MediaType.PNG), MediaType.JPEG)


# ── the colour that stands for it ────────────────────────────────────────────────────────────────


def colour(folder: Path, image: Image.Image, media_type: MediaType = MediaType.PNG) -> str | None:
    path = folder / "original"
    path.write_bytes(encoded(image, media_type))
    return decode_image(path, media_type).colour


def test_a_picture_of_one_colour_has_that_colour(tmp_path: Path) -> None:
    assert colour(tmp_path, Image.new("RGB", (640, 480), (0x7A, 0x8B, 0x9C))) == "#7a8b9c"


def test_a_mean_is_one_of_light(tmp_path: Path) -> None:
    """Half black, half white is seen from afar as a grey that is brighter than 128."""
    image = Image.new("RGB", (64, 64), (255, 255, 255))
    image.paste((0, 0, 0), (0, 0, 32, 64))
    assert colour(tmp_path, image) == "#bababa"


def test_what_cannot_be_seen_does_not_count(tmp_path: Path) -> None:
    image = Image.new("RGBA", (64, 64), (*GREEN, 255))
    image.paste((*RED, 0), (0, 0, 32, 64))
    assert colour(tmp_path, image) == "#14a03c"


def test_a_picture_of_nothing_is_grey(tmp_path: Path) -> None:
    assert colour(tmp_path, Image.new("RGBA", (8, 8), (*RED, 0))) == "#808080"
