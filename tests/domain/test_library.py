"""What an owner says of an image or a song, and how words and tags are compared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.image import title_of_prompt
from domain.library import Edit, distinct_tags, searchable, sort_key, tag_key
from tests.persistence.examples import NOON, SECOND, image_job, image_of

IMAGE = image_of(image_job(), title="Dusk", tags=("Folk", "warm"))


def test_an_empty_edit_changes_nothing() -> None:
    assert IMAGE.edit(Edit()) == IMAGE


def test_an_edit_changes_what_it_names() -> None:
    edited = IMAGE.edit(Edit(title="Dawn", favourite=True, rating=4, notes="n"))
    assert edited == replace(IMAGE, title="Dawn", favourite=True, rating=4, notes="n")
    assert edited.edit(Edit(rating=None, notes=None, favourite=False)) == replace(
        IMAGE, title="Dawn"
    )


@pytest.mark.parametrize(
    ("change", "tags"),
    [
        (Edit(tags=()), ()),
        (Edit(tags=("new",)), ("new",)),
        (Edit(add_tags=("FOLK", "jazz")), ("Folk", "warm", "jazz")),
        (Edit(remove_tags=("folk", "absent")), ("warm",)),
        (Edit(tags=("a", "b"), add_tags=("c",), remove_tags=("a",)), ("b", "c")),
    ],
)
def test_tags_are_replaced_added_and_removed(change: Edit, tags: tuple[str, ...]) -> None:
    assert IMAGE.edit(change).tags == tags


def test_what_lies_in_the_trash_keeps_its_day() -> None:
    trashed = IMAGE.trash(NOON)
    assert trashed.trashed_at == NOON
    assert trashed.trash(NOON + SECOND) == trashed
    assert trashed.restore() == IMAGE


def test_tags_are_the_same_whatever_their_case_and_space() -> None:
    assert distinct_tags(["  Gru\u0308n  tea", "GRÜN TEA", "", " ", "x"]) == ("Gru\u0308n tea", "x")


@given(st.text())
def test_a_text_in_its_searchable_form_stays_as_it_is(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)
    assert tag_key(tag_key(text)) == tag_key(text)


@given(st.text(st.characters(exclude_characters="\u0131")))  # its upper case is another letter's
def test_upper_case_finds_what_lower_case_finds(text: str) -> None:
    assert searchable(text.lower()) == searchable(text.lower().upper().lower())


def test_accents_do_not_decide_where_a_title_stands() -> None:
    assert sort_key("Ähre") == "ahre"
    assert sort_key(" Été ") == "ete"


@pytest.mark.parametrize(
    ("prompt", "title"),
    [("\n  A cat \nin a hat", "A cat"), ("", "Untitled"), ("x" * 70, "x" * 59 + "…")],
)
def test_an_image_is_first_called_by_its_prompt(prompt: str, title: str) -> None:
    assert title_of_prompt(prompt) == title
