"""An answer has a limit, however small the question is."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from gql.answers import ANSWER_LIMIT, AnswerTooLarge, bound
from gql.execution import PlainFieldsExecutor
from tests.gql import nasty
from tests.gql.stories import fill
from tests.gql.studio import Studio, code_of

_COLLECTIONS, _INSIDE = 6, 100


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The small schema logs every error."""
    logging.getLogger("strawberry").setLevel(logging.CRITICAL + 1)
    yield
    logging.getLogger("strawberry").setLevel(logging.NOTSET)


async def answered(query: str, limit: int) -> Any:
    class Small(PlainFieldsExecutor):
        pass

    Small.limit = limit
    schema: Any = nasty.create_schema()
    schema.execution_context_class = Small
    return await schema.execute(query)


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("{ none { name } }", 1),
        ("{ fine { name } }", 1 + 5),
        ("{ fine { name parts { size } } }", 1 + 5 + 4),
        ("{ fine { number later } }", 1 + 5 * 11),
        ("{ either { ... on Thing { name } ... on Other { name } } }", 11 + 2),
        ("mutation { make(number: 1) { parts { size } } }", 1),
    ],
    ids=[
        "nothing",
        "by columns",
        "lists in lists",
        "what waits",
        "of several types",
        "of a mutation",
    ],
)
async def test_every_object_counts_once(query: str, size: int) -> None:
    assert (await answered(query, size)).errors is None
    refused = await answered(query, size - 1)
    assert [error.extensions for error in refused.errors] == [{"code": "ANSWER_TOO_LARGE"}]
    assert refused.data is None


async def test_objects_that_columns_could_not_answer_do_not_count_again() -> None:
    """Some of the 29 things misbehave, so that all are answered a second time, one by one."""
    assert (await answered("{ things { name } }", 1 + 29)).data is not None


@pytest.mark.parametrize("field", ["later", "loose { size }", "other { name }"])
async def test_a_refusal_is_one_error_although_null_may_be_nearer(field: str) -> None:
    for root in ("things", "promises"):
        refused = await answered(f"{{ {root} {{ {field} }} }}", 12)
        assert refused.data is None
        assert [str(error.message) for error in refused.errors] == [
            "The answer would be too large; ask for fewer entries, or for less of each."
        ]


async def test_a_few_collections_do_not_multiply_until_the_memory_is_full(studio: Studio) -> None:
    await fill(studio.database, _INSIDE // 3 + 1)
    save = "mutation($n: String!) { saveCollection(input: {name: $n}) "
    put = "mutation($id: ID!) { addToCollection(input: {collectionId: $id, select: {filter: {}}}) "
    for name in map(str, range(_COLLECTIONS)):
        made = await studio.data(
            save + "{ ... on SaveCollectionSuccess { collection { id } } } }", n=name
        )
        await studio.data(put + "{ __typename } }", id=made["saveCollection"]["collection"]["id"])
    inner = "collections { items(first: 100) { edges { node { id } } } }"
    query = inner.replace("id", f"id {inner}")
    assert (_COLLECTIONS * _INSIDE) ** 2 > ANSWER_LIMIT
    error = await studio.refusal(f"{{ {query} }}")
    assert code_of(error) == "ANSWER_TOO_LARGE"


def test_a_hundred_songs_may_be_shown_down_to_each_word() -> None:
    """Of two choices with 80 lines and 500 words each, which is much."""
    sections, lines, words = 20, 80, 500
    assert 100 * (1 + 1 + 2 * (11 + sections + lines + words)) < ANSWER_LIMIT


def test_a_text_counts_as_one_thing_however_long_it_is() -> None:
    bound(["la " * ANSWER_LIMIT])
    bound([range(ANSWER_LIMIT)])
    with pytest.raises(AnswerTooLarge):
        bound([range(ANSWER_LIMIT), "la", range(1)])


async def test_a_page_is_answered_with_all_that_it_can_show(studio: Studio) -> None:
    await fill(studio.database, 100)
    data = await studio.data(
        "{ songs(first: 100) { edges { node { id collections { id } job { events { at } } "
        "choices { id sections { kind lines { text words { text } } } } } } } }"
    )
    assert len(data["songs"]["edges"]) == 100
