"""Words in sounds: read back by mutagen, with the very same samples."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from mutagen.flac import FLAC
from mutagen.mp3 import MP3
from mutagen.wave import WAVE

from domain.media import MediaType, Role
from domain.tags import Tags
from tests.persistence.recordings import sound
from tests.persistence.tagging.words import LONG, TAGS, Desk, drawn, samples

_READERS: dict[MediaType, Any] = {MediaType.MP3: MP3, MediaType.WAV: WAVE, MediaType.FLAC: FLAC}
_KINDS = list(_READERS)
_COVERS = [MediaType.PNG, MediaType.JPEG, MediaType.WEBP]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def _covered(desk: Desk, kind: MediaType) -> tuple[Tags, bytes]:
    picture = drawn(kind)
    return replace(TAGS, cover=await desk.keep(picture)), picture


async def _tagged(desk: Desk, kind: MediaType, tags: Tags = TAGS) -> tuple[bytes, Any]:
    file = await desk.keep(sound(kind), Role[kind.name])
    async with desk.unchanged(file):
        copy = await desk.tagged(file, tags)
    return copy, _READERS[kind](BytesIO(copy)).tags


def _pictures(copy: bytes) -> Sequence[Any]:
    flac: Any = FLAC(BytesIO(copy))
    return flac.pictures


@pytest.mark.parametrize("kind", _KINDS)
async def test_a_sound_keeps_its_samples(desk: Desk, kind: MediaType) -> None:
    copy, _ = await _tagged(desk, kind)
    assert samples(copy) == samples(sound(kind))
    assert (await desk.keep(copy, Role[kind.name])).media_type is kind


@pytest.mark.parametrize("kind", [MediaType.MP3, MediaType.WAV])
@pytest.mark.parametrize("cover", _COVERS)
async def test_id3_has_words_timed_lyrics_and_the_cover(
    desk: Desk, kind: MediaType, cover: MediaType
) -> None:
    tags, picture = await _covered(desk, cover)
    _, told = await _tagged(desk, kind, tags)
    assert told.version == (2, 4, 0)
    assert told["TIT2"].text == [TAGS.title]
    assert str(told["TDRC"].text[0]) == "2026-11-25 14:25:30"
    assert told["TXXX:MODEL"].text == [TAGS.model]
    assert told["COMM::XXX"].text == [TAGS.prompt]
    assert told["TCON"].text == list(TAGS.keywords)
    assert told["USLT::XXX"].text == TAGS.lyrics
    assert told["SYLT::XXX"].text == [("Grüße vom Meer 🎵", 250), ("und zurück", 1000)]
    [shown] = told.getall("APIC")
    assert (shown.type, shown.mime, shown.data) == (3, cover.value, picture)


@pytest.mark.parametrize("cover", _COVERS)
async def test_flac_has_words_and_the_cover(desk: Desk, cover: MediaType) -> None:
    tags, picture = await _covered(desk, cover)
    copy, told = await _tagged(desk, MediaType.FLAC, tags)
    assert told["title"] == [TAGS.title]
    assert told["date"] == ["2026-11-25T14:25:30Z"]
    assert told["description"] == [TAGS.prompt]
    assert told["model"] == [TAGS.model]
    assert told["genre"] == list(TAGS.keywords)
    assert told["lyrics"] == [TAGS.lyrics]
    [shown] = _pictures(copy)
    assert (shown.type, shown.mime, shown.data) == (3, cover.value, picture)
    assert (shown.width, shown.height) == (65, 48)


@pytest.mark.parametrize("kind", _KINDS)
async def test_the_same_words_make_the_same_bytes_also_when_written_over_themselves(
    desk: Desk, kind: MediaType
) -> None:
    once, _ = await _tagged(desk, kind)
    assert once == (await _tagged(desk, kind))[0]
    assert once == await desk.tagged(await desk.keep(once, Role[kind.name]))


@pytest.mark.parametrize("kind", _KINDS)
async def test_long_lyrics_and_prompts_come_whole(desk: Desk, kind: MediaType) -> None:
    copy, told = await _tagged(desk, kind, LONG)
    assert samples(copy) == samples(sound(kind))
    prompt, lyrics = (
        (told["description"][0], told["lyrics"][0])
        if kind is MediaType.FLAC
        else (told["COMM::XXX"].text[0], told["USLT::XXX"].text)
    )
    assert prompt == LONG.prompt
    assert lyrics == LONG.lyrics
    assert "\x00" not in lyrics
    assert "\x07" not in lyrics


@pytest.mark.parametrize("kind", _KINDS)
async def test_without_a_cover_there_is_none(desk: Desk, kind: MediaType) -> None:
    copy, told = await _tagged(desk, kind)
    assert not (_pictures(copy) if kind is MediaType.FLAC else told.getall("APIC"))
