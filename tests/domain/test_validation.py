"""What is refused before any money is spent, and under which field's name."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidRequest
from domain.image import ImageRequest
from domain.song import SongRequest
from domain.validation import (
    KEY_LIMIT,
    PIXELS_FEWEST,
    PIXELS_MOST,
    RATIO_LIMIT,
    SIDE_LIMIT,
    SIDE_STEP,
    TITLE_LIMIT,
    valid_image_request,
    valid_key,
    valid_song_request,
)

TODAY = date(2026, 12, 1)
IMAGE = ImageRequest(prompt="A red door", model="gpt-image-2")
SONG = SongRequest(lyrics="Morning light", model="mureka-9")


def image_problems(request: ImageRequest, *, at_vendor: bool = True) -> list[str]:
    """The names of the fields that are wrong."""
    try:
        valid_image_request(request, today=TODAY, at_vendor=at_vendor)
    except InvalidRequest as error:
        return [problem.field for problem in error.problems]
    return []


def song_problems(request: SongRequest) -> list[str]:
    try:
        valid_song_request(request, today=TODAY, at_vendor=True)
    except InvalidRequest as error:
        return [problem.field for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"prompt": "x" * 32_000},
        {"n": 10},
        {"size": "1536x1024"},
        {"size": "3840x2160"},
        {"size": "816x816"},
        {"output_format": "webp", "output_compression": 0},
        {"output_format": "jpeg", "output_compression": 100},
        {"output_format": "webp", "background": "transparent"},
        {"background": "transparent"},
        {"previews": 3},
        {"model": "gpt-image-2.5", "quality": "max"},
        {"prompt": "שלום 你好 🎵 \u202e \n\t"},
    ],
)
def test_an_image_request_that_fits_passes_unchanged(changes: dict[str, Any]) -> None:
    request = replace(IMAGE, **changes)
    assert valid_image_request(request, today=TODAY, at_vendor=True) == request


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"model": "gpt-image-9"}, "model"),
        ({"model": "mureka-9"}, "model"),
        ({"model": ""}, "model"),
        ({"prompt": ""}, "prompt"),
        ({"prompt": " \n\t "}, "prompt"),
        ({"prompt": "x" * 32_001}, "prompt"),
        ({"prompt": "a\x00b"}, "prompt"),
        ({"prompt": "a\ud800b"}, "prompt"),
        ({"n": 0}, "n"),
        ({"n": -1}, "n"),
        ({"n": 11}, "n"),
        ({"size": "1024"}, "size"),
        ({"size": "1024x1025"}, "size"),
        ({"size": "0x1024"}, "size"),
        ({"size": "-1024x1024"}, "size"),
        ({"size": "3856x1600"}, "size"),
        ({"size": "3200x1024"}, "size"),
        ({"size": "512x512"}, "size"),
        ({"size": "3840x3840"}, "size"),
        ({"size": "1024x1024\n"}, "size"),
        ({"size": "\uff11\uff10\uff12\uff14x1024"}, "size"),
        ({"size": "1024X1024"}, "size"),
        ({"quality": "ultra"}, "quality"),
        ({"quality": "max"}, "quality"),
        ({"style": "vivid"}, "style"),
        ({"output_format": "gif"}, "outputFormat"),
        ({"background": "red"}, "background"),
        ({"background": "transparent", "output_format": "jpeg"}, "background"),
        ({"moderation": "none"}, "moderation"),
        ({"output_compression": 50}, "outputCompression"),
        ({"output_compression": 50, "output_format": "png"}, "outputCompression"),
        ({"output_compression": 101, "output_format": "webp"}, "outputCompression"),
        ({"output_compression": -1, "output_format": "webp"}, "outputCompression"),
        ({"previews": 4}, "previews"),
        ({"previews": -1}, "previews"),
    ],
)
def test_what_is_wrong_with_an_image_request_is_named(changes: dict[str, Any], field: str) -> None:
    assert image_problems(replace(IMAGE, **changes)) == [field]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"n": 2}, "n"),
        ({"prompt": "x" * 4_001}, "prompt"),
        ({"size": "1536x1024"}, "size"),
        ({"size": "1040x1040"}, "size"),
        ({"quality": "high"}, "quality"),
        ({"output_format": "png"}, "outputFormat"),
        ({"background": "opaque"}, "background"),
        ({"moderation": "low"}, "moderation"),
        ({"previews": 1}, "previews"),
    ],
)
def test_each_model_has_limits_of_its_own(changes: dict[str, Any], field: str) -> None:
    request = replace(IMAGE, model="dall-e-3", **changes)
    assert image_problems(request, at_vendor=False) == [field]


def test_every_problem_is_told_at_once() -> None:
    request = ImageRequest(prompt=" ", model="gpt-image-2", n=0, size="1x1", previews=9)
    assert image_problems(request) == ["prompt", "n", "size", "previews"]


def test_a_model_past_its_sunset_is_refused_by_its_vendor_only() -> None:
    request = replace(IMAGE, model="gpt-image-1")
    assert image_problems(request, at_vendor=True) == ["model"]
    assert image_problems(request, at_vendor=False) == []
    eve = date(2026, 10, 22)
    assert valid_image_request(request, today=eve, at_vendor=True) == request


def test_an_unknown_model_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InvalidRequest, match=r"gpt-image-2.* or dall-e-3"):
        valid_image_request(replace(IMAGE, model="x" * 9_999), today=TODAY, at_vendor=False)


def fits(width: int, height: int) -> bool:
    longer, shorter = max(width, height), min(width, height)
    return not (
        width % SIDE_STEP
        or height % SIDE_STEP
        or longer > SIDE_LIMIT
        or longer > RATIO_LIMIT * shorter
        or width * height < PIXELS_FEWEST
        or width * height > PIXELS_MOST
    )


sides = st.integers(10, 99_999) | st.integers(1, 250).map(lambda steps: steps * SIDE_STEP)


@given(sides, sides)
def test_a_free_size_is_accepted_exactly_where_it_fits(width: int, height: int) -> None:
    problems = image_problems(replace(IMAGE, size=f"{width}x{height}"))
    assert problems == ([] if fits(width, height) else ["size"])


@given(st.text(max_size=12))
def test_no_text_is_taken_for_a_size_by_accident(size: str) -> None:
    known = size in ("auto", "1024x1024", "1536x1024", "1024x1536")
    if not known and "x" not in size:
        assert image_problems(replace(IMAGE, size=size)) == ["size"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"n": 3},
        {"lyrics": "x" * 5_000},
        {"prompt": "x" * 1_024},
        {"title": "x" * TITLE_LIMIT},
        {"gender": "female"},
        {"reference_id": "r", "vocal_id": "v", "melody_id": "m"},
        {"prompt": ""},
    ],
)
def test_a_song_request_that_fits_passes_unchanged(changes: dict[str, Any]) -> None:
    request = replace(SONG, **changes)
    assert valid_song_request(request, today=TODAY, at_vendor=True) == request


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"model": "gpt-image-2"}, "model"),
        ({"lyrics": ""}, "lyrics"),
        ({"lyrics": "\n \n"}, "lyrics"),
        ({"lyrics": "x" * 5_001}, "lyrics"),
        ({"lyrics": "a\x00"}, "lyrics"),
        ({"prompt": "x" * 1_025}, "prompt"),
        ({"title": "x" * (TITLE_LIMIT + 1)}, "title"),
        ({"title": "\udfff"}, "title"),
        ({"n": 0}, "n"),
        ({"n": 4}, "n"),
        ({"gender": "other"}, "gender"),
        ({"reference_id": "x" * 201}, "referenceId"),
        ({"vocal_id": "x" * 201}, "vocalId"),
        ({"melody_id": "x" * 201}, "melodyId"),
    ],
)
def test_what_is_wrong_with_a_song_request_is_named(changes: dict[str, Any], field: str) -> None:
    assert song_problems(replace(SONG, **changes)) == [field]


def test_a_song_request_gets_the_own_name_of_its_model() -> None:
    request = replace(SONG, model="chirp-v4")
    assert valid_song_request(request, today=TODAY, at_vendor=True).model == "auto"


@pytest.mark.parametrize("key", [None, "k", "k" * KEY_LIMIT])
def test_a_key_of_ordinary_length_passes(key: str | None) -> None:
    assert valid_key(key) == key


@pytest.mark.parametrize("key", ["", "k" * (KEY_LIMIT + 1), "a\x00", "\ud800"])
def test_another_key_is_refused(key: str) -> None:
    with pytest.raises(InvalidRequest, match="idempotencyKey"):
        valid_key(key)
