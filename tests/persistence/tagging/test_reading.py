"""What files say of themselves: ours, those of others, and those that say nonsense."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from domain.foreign import Words
from domain.media import MediaType, Role
from persistence.tagging.reading import read_words
from tests.persistence.recordings import sound
from tests.persistence.tagging.words import TAGS, Desk, drawn

_PICTURES = [MediaType.PNG, MediaType.JPEG, MediaType.WEBP]
_SOUNDS = [MediaType.MP3, MediaType.FLAC, MediaType.WAV]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _read(tmp_path: Path, content: bytes, media_type: MediaType) -> Words:
    path = tmp_path / "file"
    path.write_bytes(content)
    return read_words(path, media_type)


@pytest.mark.parametrize("kind", _PICTURES)
async def test_our_own_words_in_pictures_come_back(
    desk: Desk, tmp_path: Path, kind: MediaType
) -> None:
    words = _read(tmp_path, await desk.tagged(await desk.keep(drawn(kind))), kind)
    assert words == Words(
        title=TAGS.title,
        prompt=TAGS.prompt,
        model=TAGS.model,
        keywords=TAGS.keywords,
        made_at=TAGS.created_at,
        identity=TAGS.identity,
    )


@pytest.mark.parametrize("kind", _SOUNDS)
async def test_our_own_words_in_sounds_come_back(
    desk: Desk, tmp_path: Path, kind: MediaType
) -> None:
    copy = await desk.tagged(await desk.keep(sound(kind), Role[kind.name]))
    words = _read(tmp_path, copy, kind)
    assert replace(words, identity=None) == Words(
        title=TAGS.title,
        prompt=TAGS.prompt,
        model=TAGS.model,
        lyrics=TAGS.lyrics,
        keywords=TAGS.keywords,
        made_at=TAGS.created_at,
    )


def test_the_parameters_of_stable_diffusion_are_found_in_png(tmp_path: Path) -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("parameters", "a cat\nSteps: 20")
    content = drawn(MediaType.PNG, pnginfo=said)
    assert _read(tmp_path, content, MediaType.PNG).parameters == "a cat\nSteps: 20"


@pytest.mark.parametrize("kind", [MediaType.JPEG, MediaType.WEBP])
@pytest.mark.parametrize("coding", ["utf-16-be", "utf-16-le"])
def test_the_parameters_of_stable_diffusion_are_found_in_exif(
    tmp_path: Path, kind: MediaType, coding: str
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\x00" + "a cat\nSteps: 20".encode(coding)
    words = _read(tmp_path, drawn(kind, exif=exif.tobytes()), kind)
    assert words.parameters == "a cat\nSteps: 20"


def test_a_camera_says_when(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Sylt"
    exif.get_ifd(0x8769)[0x9003] = "2019:07:04 12:13:14"
    words = _read(tmp_path, drawn(MediaType.JPEG, exif=exif.tobytes()), MediaType.JPEG)
    assert words.prompt == "Sylt"
    assert words.made_at == datetime(2019, 7, 4, 12, 13, 14, tzinfo=UTC)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&b;</dc:title></x>'
    )
    said = PngImagePlugin.PngInfo()
    said.add_itxt("XML:com.adobe.xmp", bomb)
    assert _read(tmp_path, drawn(MediaType.PNG, pnginfo=said), MediaType.PNG) == Words()


@pytest.mark.parametrize("kind", [*_PICTURES, *_SOUNDS])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5])
def test_damaged_files_say_nothing_or_what_is_left(
    tmp_path: Path, kind: MediaType, share: float
) -> None:
    content = drawn(kind) if kind.is_image else sound(kind)
    words = _read(tmp_path, content[: int(len(content) * share)], kind)
    assert words.title is None


def test_a_file_that_cannot_be_read_is_no_file_without_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_words(tmp_path / "absent.png", MediaType.PNG)
