"""Fields of the wrong type are absent fields."""

import json
from contextlib import suppress
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.json_reader import NotAnObject, Record
from tests.providers.shapes import any_json, fuzzed


def test_text_is_the_first_field_that_has_some() -> None:
    record = Record({"a": "", "b": " \n", "c": 3, "d": " here ", "e": "late"})
    assert record.text("a", "b", "c", "d", "e") == "here"
    assert record.text("a", "b", "c", "missing") is None


def test_text_loses_what_no_database_takes() -> None:
    assert Record.parse(b'{"a": "x\\u0000\\ud800y"}').text("a") == "xy"


@pytest.mark.parametrize(
    ("given_id", "read"),
    [
        ("435134", "435134"),
        (435134, "435134"),
        (" 7 ", "7"),
        ("", None),
        (True, None),
        (1.5, None),
        (["7"], None),
        ("7" * 201, None),
    ],
)
def test_an_id_may_be_a_number(given_id: object, read: str | None) -> None:
    assert Record({"id": given_id}).identity("id") == read


@pytest.mark.parametrize(
    ("value", "whole", "nearest"),
    [
        (5, 5, 5),
        (5.0, 5, 5),
        (5.6, None, 6),
        (-1, None, 0),
        (10**400, None, 9),
        (float("inf"), None, 9),
        (float("nan"), None, None),
        ("5", None, None),
        (True, None, None),
        (None, None, None),
    ],
)
def test_numbers_are_kept_within_bounds(
    value: object, whole: int | None, nearest: int | None
) -> None:
    record = Record({"n": value})
    assert record.whole("n", least=0, most=9) == whole
    assert record.nearest("n", least=0, most=9) == nearest


@fuzzed
@given(any_json)
def test_every_question_about_any_json_is_answered(value: object) -> None:
    body = json.dumps(value).encode()
    if not isinstance(value, dict):
        with pytest.raises(NotAnObject):
            Record.parse(body)
        return
    record = Record.parse(body)
    for name in cast("dict[str, object]", value):
        record.text(name)
        record.identity(name)
        record.encoded(name)
        record.whole(name, least=0, most=10)
        record.nearest(name, least=0, most=10)
        record.record(name)
        record.records(name)


@fuzzed
@given(st.binary())
def test_any_bytes_are_an_object_or_are_told_to_be_none(body: bytes) -> None:
    with suppress(NotAnObject):
        assert isinstance(Record.parse(body), Record)
