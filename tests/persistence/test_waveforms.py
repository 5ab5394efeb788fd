"""A waveform shows where a sound is loud, whatever its length and form."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile  # pyright: ignore[reportMissingTypeStubs]

from domain.media import MediaType
from persistence.decoding import Undecodable
from persistence.waveforms import waveform
from tests.persistence.recordings import RATE, sound

SOUNDS = [MediaType.MP3, MediaType.FLAC, MediaType.WAV]


def shown(folder: Path, content: bytes) -> dict[str, Any]:
    path = folder / "original"
    path.write_bytes(content)
    return json.loads(waveform(path))


def recorded(wave: Any, rate: int = RATE, media_type: MediaType = MediaType.WAV) -> bytes:
    file = BytesIO()
    soundfile.write(file, wave, rate, format=media_type.name)  # pyright: ignore
    return file.getvalue()


def lows_and_highs(document: dict[str, Any]) -> tuple[list[int], list[int]]:
    return document["data"][::2], document["data"][1::2]


@pytest.mark.parametrize("media_type", SOUNDS)
def test_a_waveform_says_how_it_is_to_be_read(tmp_path: Path, media_type: MediaType) -> None:
    document = shown(tmp_path, sound(media_type, 12))
    assert (document["version"], document["channels"], document["bits"]) == (2, 1, 8)
    assert document["sample_rate"] == RATE
    assert 500 <= document["length"] <= 1000
    assert len(document["data"]) == 2 * document["length"]
    shown_s = document["length"] * document["samples_per_pixel"] / RATE
    assert shown_s == pytest.approx(12, abs=0.1)
    assert all(-128 <= each <= 127 for each in document["data"])


@pytest.mark.parametrize("media_type", SOUNDS)
def test_silence_and_sound_are_told_apart(tmp_path: Path, media_type: MediaType) -> None:
    document = shown(tmp_path, sound(media_type, 6, quiet_seconds=3))
    lows, highs = lows_and_highs(document)
    quiet = document["length"] * 2 // 5
    assert max(highs[:quiet]) - min(lows[:quiet]) <= 4
    loud = document["length"] * 3 // 5
    assert min(highs[loud:]) > 50
    assert max(lows[loud:]) < -50


def test_the_loudest_moment_is_seen_however_short_it_is(tmp_path: Path) -> None:
    wave = np.zeros(RATE * 300)
    wave[RATE * 200] = 0.99
    document = shown(tmp_path, recorded(wave))
    lows, highs = lows_and_highs(document)
    place = RATE * 200 // document["samples_per_pixel"]
    assert {n: high for n, high in enumerate(highs) if high} == {place: 126}
    assert set(lows) == {0}


def test_every_channel_is_seen(tmp_path: Path) -> None:
    left, right = np.zeros(RATE), np.full(RATE, -0.5)
    lows, highs = lows_and_highs(shown(tmp_path, recorded(np.stack((left, right), axis=1))))
    assert (set(lows), set(highs)) == ({-64}, {0})


def test_a_short_sound_has_few_points(tmp_path: Path) -> None:
    document = shown(tmp_path, recorded(np.full(RATE // 100, 0.5)))
    assert document["length"] == 2
    assert document["data"] == [64, 64, 64, 64]


@pytest.mark.parametrize("frames", [1, 7, 110, 111])
def test_a_sound_of_a_moment_is_shown(tmp_path: Path, frames: int) -> None:
    assert set(shown(tmp_path, recorded(np.full(frames, -1.0)))["data"]) == {-128}


@pytest.mark.parametrize("rate", [1, 2_000_000_000])
@pytest.mark.parametrize("channels", [1, 200])
def test_a_rate_that_nobody_has_takes_no_memory(tmp_path: Path, rate: int, channels: int) -> None:
    document = shown(tmp_path, recorded(np.full((20_000, channels), 0.5), rate))
    assert document["sample_rate"] == rate
    assert document["length"] <= 1000
    assert set(document["data"]) == {64}


@pytest.mark.parametrize("content", [b"", b"RIFF", b"ID3" + bytes(500), b"fLaC" + bytes(500)])
def test_nothing_is_made_of_what_is_no_sound(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Undecodable):
        shown(tmp_path, content)


def test_nothing_is_made_of_a_sound_of_no_length(tmp_path: Path) -> None:
    with pytest.raises(Undecodable, match="no sound"):
        shown(tmp_path, recorded(np.zeros(0)))
