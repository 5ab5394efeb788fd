"""Files are judged by their bytes: real ones, damaged ones, and ones that are something else."""

import struct
import zlib
from pathlib import Path

import pytest

from domain.errors import MediaRejected
from domain.media import MediaType, Role
from persistence.decoding import Facts
from persistence.inspection import inspect
from tests.persistence.recordings import picture, sound

IMAGES = (MediaType.PNG, MediaType.JPEG, MediaType.WEBP)
SOUNDS = (MediaType.MP3, MediaType.FLAC, MediaType.WAV)


def look(directory: Path, content: bytes, role: Role) -> Facts:
    """The file has the name that files have while they arrive."""
    path = directory / "1.part"
    path.write_bytes(content)
    return inspect(path, role)


@pytest.mark.parametrize("media_type", IMAGES)
def test_an_image_is_known_with_its_size(tmp_path: Path, media_type: MediaType) -> None:
    facts = look(tmp_path, picture(media_type, 64, 48), Role.IMAGE)
    assert facts == Facts(media_type=media_type, width=64, height=48, colour=facts.colour)
    assert facts.colour is not None


@pytest.mark.parametrize("media_type", SOUNDS)
def test_a_song_is_known_with_its_duration(tmp_path: Path, media_type: MediaType) -> None:
    facts = look(tmp_path, sound(media_type, 2.5), Role(media_type.name))
    assert facts.media_type is media_type
    assert facts.duration_ms == pytest.approx(2500, abs=1)


def test_an_mp3_file_may_begin_with_a_frame_or_with_tags(tmp_path: Path) -> None:
    frames = sound(MediaType.MP3)
    tags = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    assert frames[0] == 0xFF
    assert look(tmp_path, frames, Role.MP3) == look(tmp_path, tags + frames, Role.MP3)


def test_an_mp3_file_need_not_announce_its_length(tmp_path: Path) -> None:
    """Then its length can be told only by playing it: bit rates vary, and the first frames are
    no measure of the others."""
    content = sound(MediaType.MP3, 6, quiet_seconds=3)
    without_header = content[content.index(b"\xff\xf3", 2) :]
    assert b"Xing" in content
    assert b"Xing" not in without_header
    facts = look(tmp_path, without_header, Role.MP3)
    assert facts.duration_ms == pytest.approx(6000, abs=150)


@pytest.mark.parametrize("media_type", IMAGES)
@pytest.mark.parametrize("share", [0.2, 0.9])
def test_an_image_that_was_cut_off_is_rejected(
    tmp_path: Path, media_type: MediaType, share: float
) -> None:
    content = picture(media_type)
    with pytest.raises(MediaRejected, match=f"The {media_type.name} file is damaged"):
        look(tmp_path, content[: int(len(content) * share)], Role.IMAGE)


@pytest.mark.parametrize("media_type", SOUNDS)
@pytest.mark.parametrize("share", [0.01, 0.5, 0.95])
def test_a_song_that_was_cut_off_is_rejected(
    tmp_path: Path, media_type: MediaType, share: float
) -> None:
    content = sound(media_type)
    with pytest.raises(MediaRejected, match=f"The {media_type.name} file is damaged"):
        look(tmp_path, content[: int(len(content) * share)], Role(media_type.name))


def test_a_flac_file_with_changed_bytes_in_its_middle_is_rejected(tmp_path: Path) -> None:
    content = bytearray(sound(MediaType.FLAC))
    middle = len(content) // 2
    content[middle : middle + 100] = bytes(100)
    with pytest.raises(MediaRejected, match="damaged"):
        look(tmp_path, bytes(content), Role.FLAC)


def test_tags_without_any_sound_are_rejected(tmp_path: Path) -> None:
    with pytest.raises(MediaRejected, match="The MP3 file is damaged"):
        look(tmp_path, b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(5000), Role.MP3)


def test_a_song_of_no_length_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(MediaRejected, match="damaged: there is no sound in it"):
        look(tmp_path, sound(MediaType.WAV, 0), Role.WAV)


def test_a_wav_file_that_was_streamed_need_not_know_its_length(tmp_path: Path) -> None:
    content = bytearray(sound(MediaType.WAV, 2))
    data = content.index(b"data") + 4
    content[4:8] = content[data : data + 4] = b"\xff\xff\xff\xff"
    assert look(tmp_path, bytes(content), Role.WAV).duration_ms == 2000


OTHERS = {
    b"": "an empty file",
    b"<!DOCTYPE html><html><body>Sign in</body></html>": "a web page (HTML)",
    b"\xef\xbb\xbf\n <HTML>": "a web page (HTML)",
    b"<?xml version='1.0'?><Error><Code>ExpiredToken</Code></Error>": "an XML document",
    b'{"error": "expired"}': "a JSON document",
    b"Not found": "plain text",
    "Nicht gefunden, schönen Gruß".encode(): "plain text",
    b"GIF89a......": "a GIF image",
    b"OggS....": "an Ogg file",
    b"%PDF-1.7": "a PDF document",
    b"PK\x03\x04....": "a ZIP archive",
    bytes(range(128, 192)): "data of an unknown type",
    bytes(64): "data of an unknown type (it begins with 00 00 00 00 00 00 00 00)",
    b"RIFF\x00\x00\x00\x00AVI LIST": "data of an unknown type",
}


@pytest.mark.parametrize(("content", "name"), OTHERS.items(), ids=OTHERS.values())
@pytest.mark.parametrize(("role", "wanted"), [(Role.IMAGE, "an image"), (Role.MP3, "MP3 audio")])
def test_a_rejection_says_what_came_instead(
    tmp_path: Path, content: bytes, name: str, role: Role, wanted: str
) -> None:
    with pytest.raises(MediaRejected) as caught:
        look(tmp_path, content, role)
    assert caught.value.message.startswith(f"Instead of {wanted} came {name}")


def test_a_file_of_another_role_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(MediaRejected, match=r"Instead of MP3 audio came WAV data\."):
        look(tmp_path, sound(MediaType.WAV), Role.MP3)
    with pytest.raises(MediaRejected, match=r"Instead of an image came MP3 data\."):
        look(tmp_path, sound(MediaType.MP3), Role.IMAGE)
    with pytest.raises(MediaRejected, match=r"Instead of FLAC audio came PNG data\."):
        look(tmp_path, picture(), Role.FLAC)


@pytest.mark.parametrize(("width", "height"), [(8_001, 8_000), (10_000, 10_000), (60_000, 60_000)])
def test_an_image_of_too_many_pixels_is_rejected_before_it_is_decoded(
    tmp_path: Path, width: int, height: int
) -> None:
    with pytest.raises(MediaRejected, match=r"damaged: .*(too many|exceeds limit)"):
        look(tmp_path, _png_header(width, height), Role.IMAGE)


def _png_header(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    checked = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + checked + b"\x00\x00\x00\x00IDAT"
