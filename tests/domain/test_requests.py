"""What else can be asked for than images and songs: what is acceptable, and what it is."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from domain.catalogue import EXTENSION_MODEL, SONG_MODELS
from domain.errors import InvalidRequest
from domain.job_state import JobKind
from domain.library import ItemKind
from domain.pricing import list_price
from domain.requests import KINDS, StemsRequest, wish_of
from domain.song import ExtensionRequest, InstrumentalRequest
from domain.validation import valid_extension_request, valid_instrumental_request

TODAY = date(2026, 12, 1)
PIANO = InstrumentalRequest(prompt="calm piano", model="auto")
GOING_ON = ExtensionRequest(
    choice_id=UUID(int=1), lyrics="And on", extend_at_ms=60_000, model="mureka-8"
)
STEMS = StemsRequest(choice_id=UUID(int=1))


def instrumental_problems(**changes: Any) -> list[str]:
    """The names of the fields that are wrong."""
    try:
        valid_instrumental_request(replace(PIANO, **changes), today=TODAY, at_vendor=True)
    except InvalidRequest as error:
        return [problem.field for problem in error.problems]
    return []


def extension_problems(**changes: Any) -> list[str]:
    try:
        valid_extension_request(replace(GOING_ON, **changes), today=TODAY, at_vendor=True)
    except InvalidRequest as error:
        return [problem.field for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"prompt": None, "reference_id": "r1"}, []),
        ({"prompt": "x" * 1_024, "n": 3, "title": "x" * 200}, []),
        ({"prompt": None}, ["prompt"]),
        ({"prompt": " "}, ["prompt"]),
        ({"reference_id": "r1"}, ["prompt"]),
        ({"prompt": "x" * 1_025, "n": 4, "title": "a\x00"}, ["prompt", "title", "n"]),
        ({"prompt": None, "reference_id": "r" * 201}, ["referenceId"]),
        ({"model": "moon"}, ["model"]),
    ],
)
def test_an_instrumental_has_either_a_style_or_a_reference(
    changes: dict[str, Any], fields: list[str]
) -> None:
    assert instrumental_problems(**changes) == fields


def test_an_instrumental_is_ordered_under_the_own_name_of_its_model() -> None:
    request = replace(PIANO, model="chirp-v4")
    assert valid_instrumental_request(request, today=TODAY, at_vendor=True).model == "auto"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"extend_at_ms": 8_000, "model": "mureka-7.6", "lyrics": "x" * 3_000}, []),
        ({"extend_at_ms": 420_000}, []),
        ({"extend_at_ms": 7_999}, ["extendAtMs"]),
        ({"extend_at_ms": 420_001}, ["extendAtMs"]),
        ({"extend_at_ms": -1, "lyrics": " ", "n": 0}, ["lyrics", "extendAtMs", "n"]),
        (
            {"lyrics": "x" * 3_001, "prompt": "\ud800", "title": "\x00"},
            ["lyrics", "prompt", "title"],
        ),
        ({"model": "auto"}, ["model"]),
        ({"model": "mureka-9"}, ["model"]),
        ({"model": "\ud800"}, ["model"]),
    ],
)
def test_an_extension_has_lyrics_a_moment_and_a_model_that_can(
    changes: dict[str, Any], fields: list[str]
) -> None:
    assert extension_problems(**changes) == fields


def test_the_model_that_extends_unless_told_otherwise_can() -> None:
    assert SONG_MODELS[EXTENSION_MODEL].extends
    assert JobKind.EXTENSION in SONG_MODELS[EXTENSION_MODEL].kinds
    assert JobKind.EXTENSION not in SONG_MODELS["auto"].kinds


@pytest.mark.parametrize("request_", [PIANO, replace(PIANO, model="mureka-9"), GOING_ON, STEMS])
def test_a_price_that_nobody_tells_is_unknown(request_: Any) -> None:
    assert list_price(request_) is None


def test_a_wish_is_what_its_owner_said() -> None:
    assert wish_of(replace(GOING_ON, provider_song_id="c0")) == GOING_ON
    assert wish_of(replace(STEMS, url="https://files.test/1.mp3")) == STEMS
    assert wish_of(PIANO) == PIANO


def test_every_kind_of_job_has_a_request_and_makes_something_or_changes_it() -> None:
    assert set(KINDS.values()) == set(JobKind)
    made = {kind: ItemKind.made_by(kind) for kind in JobKind}
    assert made == {
        JobKind.IMAGE: ItemKind.IMAGE,
        JobKind.SONG: ItemKind.SONG,
        JobKind.INSTRUMENTAL: ItemKind.SONG,
        JobKind.EXTENSION: ItemKind.SONG,
        JobKind.STEMS: None,
    }
