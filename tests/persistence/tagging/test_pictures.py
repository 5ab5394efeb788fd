"""Words in pictures: read back by Pillow, with the very same pixels."""

import struct
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from PIL import Image, PngImagePlugin

from domain.media import MediaType
from domain.tags import SOFTWARE
from persistence.tagging.xmp import identity_in
from tests.persistence.tagging.words import LONG, TAGS, Desk, drawn, pixels

_NAMES = {"dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/"}
_LI = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"

PICTURES = [
    drawn(MediaType.PNG),
    drawn(MediaType.PNG, "RGBA"),
    drawn(MediaType.PNG, "P"),
    drawn(MediaType.PNG, "1"),
    drawn(MediaType.JPEG),
    drawn(MediaType.JPEG, "L"),
    drawn(MediaType.JPEG, progressive=True),
    drawn(MediaType.WEBP),
    drawn(MediaType.WEBP, lossless=True),
    drawn(MediaType.WEBP, "RGBA", lossless=True),
    drawn(MediaType.WEBP, "RGBA"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _xmp(content: bytes) -> ElementTree.Element:
    with Image.open(BytesIO(content)) as image:
        image.load()
        found: Any = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    text = found.decode() if isinstance(found, bytes) else found
    return ElementTree.fromstring(text.lstrip("\x00"))


def _words(content: bytes, name: str) -> list[str]:
    return [each.text or "" for each in _xmp(content).findall(f".//{name}", _NAMES)[0].iter(_LI)]


@pytest.mark.parametrize("picture", PICTURES)
async def test_a_picture_says_what_it_is_and_keeps_its_pixels(desk: Desk, picture: bytes) -> None:
    file = await desk.keep(picture)
    async with desk.unchanged(file):
        copy = await desk.tagged(file)
    assert pixels(copy) == pixels(picture)
    assert _words(copy, "dc:title") == [TAGS.title]
    assert _words(copy, "dc:description") == [TAGS.prompt]
    assert _words(copy, "dc:subject") == list(TAGS.keywords)
    assert _xmp(copy).findtext(".//xmp:CreateDate", "", _NAMES) == "2026-11-25T14:25:30+00:00"
    assert UUID(identity_in(copy)) == TAGS.identity
    assert (await desk.keep(copy)).media_type == file.media_type


@pytest.mark.parametrize("picture", PICTURES)
async def test_the_same_words_make_the_same_bytes_also_when_written_over_themselves(
    desk: Desk, picture: bytes
) -> None:
    once = await desk.tagged(await desk.keep(picture))
    assert once == await desk.tagged(await desk.keep(picture))
    assert once == await desk.tagged(await desk.keep(once))


@pytest.mark.parametrize("picture", PICTURES)
async def test_ten_thousand_characters_with_emoji_are_no_problem(
    desk: Desk, picture: bytes
) -> None:
    file = await desk.keep(picture)
    copy = await desk.tagged(file, LONG)
    assert pixels(copy) == pixels(picture)
    [prompt] = _words(copy, "dc:description")
    if file.media_type is MediaType.JPEG:  # whose segments end at 64 kB
        assert prompt.endswith("…")
        assert LONG.prompt.startswith(prompt[:-1])
        assert len(prompt) > 4_000
    else:
        assert prompt == LONG.prompt


async def test_png_has_the_words_under_the_names_of_its_own_standard(desk: Desk) -> None:
    copy = await desk.tagged(await desk.keep(drawn(MediaType.PNG)))
    with Image.open(BytesIO(copy)) as image:
        assert isinstance(image, PngImagePlugin.PngImageFile)
        told = {name: str(text) for name, text in image.text.items()}
    assert told["Title"] == TAGS.title
    assert told["Description"] == TAGS.prompt
    assert (told["Software"], told["Source"]) == (SOFTWARE, TAGS.model)
    assert told["Creation Time"] == "2026-11-25T14:25:30+00:00"


async def test_what_others_said_in_a_png_stays(desk: Desk) -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("parameters", "a cat\nSteps: 20")
    said.add_text("Title", "old")
    copy = await desk.tagged(await desk.keep(drawn(MediaType.PNG, pnginfo=said)))
    with Image.open(BytesIO(copy)) as image:
        assert isinstance(image, PngImagePlugin.PngImageFile)
        assert image.text["parameters"] == "a cat\nSteps: 20"
        assert image.text["Title"] == TAGS.title


@pytest.mark.parametrize("kind", [MediaType.JPEG, MediaType.WEBP])
async def test_the_day_is_where_pictures_are_sorted_by_and_the_way_up_stays(
    desk: Desk, kind: MediaType
) -> None:
    present = Image.Exif()
    present[0x0112] = 6
    copy = await desk.tagged(await desk.keep(drawn(kind, exif=present.tobytes())))
    with Image.open(BytesIO(copy)) as image:
        exif = image.getexif()
        assert exif[0x0112] == 6
        assert exif[0x0131] == SOFTWARE
        assert exif.get_ifd(0x8769)[0x9003] == "2026:11:25 14:25:30"


async def test_webp_says_in_front_what_is_in_it(desk: Desk) -> None:
    copy = await desk.tagged(await desk.keep(drawn(MediaType.WEBP, "RGBA", lossless=True)))
    assert (copy[12:16], copy[20]) == (b"VP8X", 0x10 | 0x08 | 0x04)
    assert int.from_bytes(copy[24:27], "little") == 64
    assert int.from_bytes(copy[27:30], "little") == 47
    assert struct.unpack("<I", copy[4:8])[0] == len(copy) - 8


async def test_a_moving_picture_still_moves(desk: Desk) -> None:
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    file = BytesIO()
    first.save(file, "WEBP", save_all=True, append_images=[second], duration=100)
    copy = await desk.tagged(await desk.keep(file.getvalue()))
    with Image.open(BytesIO(copy)) as image:
        assert getattr(image, "n_frames", 1) == 2


async def test_a_picture_that_ends_oddly_comes_without_words_and_whole(desk: Desk) -> None:
    odd = drawn(MediaType.WEBP)
    odd = odd[:12] + b"JUNK\x02\x00\x00\x00ab" + odd[12:]
    path = desk.store.path("0" * 64)
    path.parent.mkdir(parents=True)
    path.write_bytes(odd)
    file = await desk.keep(drawn(MediaType.WEBP))
    lost = type(file)(sha256="0" * 64, media_type=MediaType.WEBP, size_bytes=len(odd))
    assert await desk.tagged(lost) == odd
