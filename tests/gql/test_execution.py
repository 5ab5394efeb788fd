"""The short way for plain attributes: whatever is asked, the answer is the stock executor's."""

import asyncio
import gc
import json
import logging
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path as File
from typing import Any

import pytest
import strawberry
from graphql.pyutils import Path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from gql.context import Context, Loaders
from gql.execution import PlainFieldsExecutor
from gql.plans import Plan
from tests.gql import nasty
from tests.gql.stories import fill
from tests.gql.studio import Studio, schema

SCALARS = (
    *("name", "number", "colour", "note", "price", "share", "ready", "when", "tags", "colours"),
    *("grid", "called", "twice", "later", "plus", "plus(more: 3)", "fails", "__typename"),
)
PARTS = ("part", "parts", "loose")

QUERIES = [
    *(f"{{ things {{ {each} }} }}" for each in SCALARS),
    *(f"{{ things {{ {each} {{ size label __typename }} }} }}" for each in PARTS),
    "{ things { name fails part { size } later parts { label size } twice } }",
    "{ things { other { name ... on Thing { number part { size } } ... on Other { depth } } } }",
    "{ strict { name parts { size } } }",
    "{ strict { later parts { size } } named { name } }",
    "{ promises { name } }",
    "{ promises { note number name } }",
    "{ promises { part { size label } parts { size } loose { size } tags } }",
    "{ promises { a: part { size } b: parts { size } later } strict { parts { size } } }",
    "{ either { __typename ... on Thing { number name } ... on Other { depth name } } }",
    "{ named { name __typename ... on Other { depth } ... on Thing { colour } } }",
    "{ item { id title __typename } nodes { id ... on Item { title } __typename } }",
    "{ namedOddly { id } }",
    "{ namedOddly { __typename a: id } wellNamed { id __typename } }",
    "query($yes: Boolean!) { things { name @skip(if: $yes) number @include(if: $yes) } }",
    "{ things { ...F ...F twice } } fragment F on Thing { a: name part { ...P } parts { ...P } }"
    " fragment P on Part { size }",
    "{ things { parts { size } parts { label } part { size } part { size label } } }",
    "mutation { a: make(number: 1) { number } fail { name } }",
    "mutation { a: make(number: 1) { number } b: make(number: 2) { name parts { size } } }",
    "{ __schema { queryType { name fields { name } } } __typename }",
    "query @experimental_disableErrorPropagation { strict { name parts { size } } }",
    "{ things { nothing } }",
    *(f"{{ fine {{ {each} }} none {{ {each} }} }}" for each in SCALARS),
    *(f"{{ fine {{ name {each} {{ size label __typename }} }} }}" for each in PARTS),
    "{ fine { number parts { size l: label } loose { size } tags colours twice part { label } } }",
    "query($yes: Boolean!) { fine { name @skip(if: $yes) parts { size @skip(if: $yes) } } }",
    "{ fine { ...F } } fragment F on Thing { a: name part { size } ...P }"
    " fragment P on Thing { parts { size } }",
]

BY_COLUMNS = (
    "{ fine { name number note tags colours twice part { size label } parts { size } "
    "loose { size __typename } } none { name parts { size } } }"
)


@pytest.fixture(scope="module")
def nasty_schema() -> strawberry.Schema:
    return nasty.create_schema()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The small schema logs every error, of which there are many."""
    logging.getLogger("strawberry").setLevel(logging.CRITICAL + 1)
    yield
    logging.getLogger("strawberry").setLevel(logging.NOTSET)


async def both(
    schema: Any,
    query: str,
    variables: Mapping[str, Any] | None = None,
    context: Any = None,
) -> list[str]:
    """What the stock executor answers and what ours does: data in order, errors in order."""
    answers: list[str] = []
    usual = schema.execution_context_class
    with warnings.catch_warnings():
        # graphql-core drops what is still to be awaited where a null takes its place.
        warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
        for executor in (StrawberryGraphQLCoreExecutionContext, PlainFieldsExecutor):
            schema.execution_context_class = executor
            try:
                result = await schema.execute(query, dict(variables or {}), context_value=context)
            finally:
                schema.execution_context_class = usual
            errors = [each.formatted for each in result.errors or ()]
            answers.append(json.dumps([result.data, errors], indent=1, default=repr))
            del result
            others = asyncio.all_tasks() - {asyncio.current_task()}
            if others:  # they go on in the background
                await asyncio.wait(others)
            gc.collect()
    return answers


@pytest.mark.parametrize("query", QUERIES)
async def test_misbehaving_objects_are_answered_as_by_the_stock_executor(
    nasty_schema: strawberry.Schema, query: str
) -> None:
    stock, ours = await both(nasty_schema, query, {"yes": True} if "$yes" in query else None)
    assert ours == stock


async def test_a_list_without_surprises_is_answered_by_columns(
    nasty_schema: strawberry.Schema,
) -> None:
    class OnlyColumns(PlainFieldsExecutor):
        def run(self, plan: Plan, source: Any, path: Path | None) -> Any:
            assert path is None or path.prev is None, "an object of a list was answered by itself"
            return super().run(plan, source, path)

    own: Any = nasty_schema
    usual, own.execution_context_class = own.execution_context_class, OnlyColumns
    try:
        result = await own.execute(BY_COLUMNS)
    finally:
        own.execution_context_class = usual
    assert result.errors is None
    assert result.data


FRAGMENTS = {
    "P": "fragment P on Part { labelled: label size }",
    "N": "fragment N on Named { name ... on Thing { number parts { size } } }",
    "T": "fragment T on Thing { a: name ... on Named { name } parts { l: label size } tags }",
}


def _nested(name: str, inner: list[str]) -> str:
    return f"{name} {{ {' '.join(inner)} }}"


def _maybe(text: str, condition: str) -> str:
    return f"{text} {condition}" if condition else text


CONDITIONS = st.sampled_from(["", "", "", "@include(if: $yes)", "@skip(if: $yes)"])
LEAVES = st.sampled_from(["size", "label", "l: label", "__typename", "...P"])
PART_SELECTIONS = st.lists(st.builds(_maybe, LEAVES, CONDITIONS), min_size=1, max_size=4)
FIELDS = st.builds(
    _maybe, st.sampled_from([*SCALARS[:-1], "p: plus(more: $more)", "n: name", "...T"]), CONDITIONS
).filter(lambda each: not each.startswith("plus"))
NESTED = st.builds(_nested, st.builds(_maybe, st.sampled_from(PARTS), CONDITIONS), PART_SELECTIONS)
OF_THINGS = st.lists(FIELDS | NESTED, min_size=1, max_size=6)
OTHERS = ["... on Other { depth }", "... on Other @skip(if: $yes) { depth }"]
ABSTRACT = st.lists(
    st.builds(_maybe, st.just("__typename"), CONDITIONS)
    | st.sampled_from(OTHERS)
    | OF_THINGS.map(lambda inner: _nested("... on Thing", inner)),
    min_size=1,
    max_size=3,
)
OF_NAMED = st.tuples(st.sampled_from(["name", "...N", "n: name"]), ABSTRACT).map(
    lambda parts: [parts[0], *parts[1]]
)
THINGS = st.lists(
    FIELDS
    | NESTED
    | OF_NAMED.map(lambda inner: _nested("other", inner))
    | st.builds(_maybe, st.just("...N"), CONDITIONS),
    min_size=1,
    max_size=6,
)
OPERATIONS = (
    st.builds(_nested, st.sampled_from(["things", "strict", "promises", "fine", "none"]), THINGS)
    | OF_NAMED.map(lambda inner: _nested("named", inner))
    | ABSTRACT.map(lambda inner: _nested("either", inner))
)


def _document(selection: str) -> str:
    """With the fragments that it uses, and with every variable in use."""
    names = [name for name in FRAGMENTS if f"...{name}" in selection]
    used = "w: __typename @include(if: $yes) m: none { plus(more: $more) }"
    query = f"query($yes: Boolean!, $more: Int!) {{ {selection} {used} }}"
    return " ".join([query, *(FRAGMENTS[name] for name in names)])


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(selection=OPERATIONS, yes=st.booleans())
async def test_any_selection_is_answered_as_by_the_stock_executor(
    nasty_schema: strawberry.Schema, selection: str, yes: bool
) -> None:
    stock, ours = await both(nasty_schema, _document(selection), {"yes": yes, "more": 2})
    assert ours == stock


SONG = """
    id __typename title lyrics prompt tags model createdAt completedAt
    choices {
      index durationMs
      mp3 { url filename mediaType sizeBytes sha256 width height durationMs }
      lossless { url }
      sections { kind startMs endMs lines { startMs text words { startMs endMs text } } }
    }
"""
REAL = [
    f"{{ songs(first: 3) {{ totalCount edges {{ cursor node {{ {SONG} job {{ id state }} }} }} "
    "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
    "{ images { edges { node { id prompt index file { url width } job { id images { id } } } } } }",
    "{ jobs { edges { node { id kind provider state progress { share estimated } createdAt "
    "failure { code hint } canRetry retryOf events { cursor at kind state message code } "
    f"song {{ {SONG} }} images {{ id }} }} }} }} }}",
    "{ models { name kind prices { usd asOf } ... on ImageModel { sizes } "
    "... on SongModel { lyricsLimit } } queue { waiting states { state count } } }",
    "{ songs(first: 0) { edges { cursor } } }",
    '{ node(id: "U29uZzpub3RoaW5n") { id } queue { workers } }',
]


@pytest.mark.parametrize("query", REAL)
async def test_the_studios_own_schema_is_answered_as_by_the_stock_executor(
    studio: Studio, query: str
) -> None:
    await fill(studio.database, 4)
    use_cases = studio.use_cases
    loaders = Loaders(use_cases.library, use_cases.collections)
    context = Context(use_cases=use_cases, loaders=loaders, request_id="r", live=False)
    stock, ours = await both(schema(), query, context=context)
    assert ours == stock


AGAIN = [
    (
        "query($n: Int!) { songs(first: $n) { edges { node { id choices { index } } } } }",
        "n",
        (1, 3),
    ),
    (
        "query($yes: Boolean!) { songs(first: 2) { edges { node { id title @include(if: $yes) "
        "choices @skip(if: $yes) { index } } } } }",
        "yes",
        (True, False),
    ),
    (
        "query($yes: Boolean!) { songs(first: 2) { edges { ...E } } } "
        "fragment E on SongEdge { node { id title @include(if: $yes) } }",
        "yes",
        (False, True),
    ),
]


@pytest.mark.parametrize(("query", "name", "values"), AGAIN)
async def test_an_operation_that_comes_again_is_answered_by_its_variables(
    studio: Studio, query: str, name: str, values: tuple[Any, Any]
) -> None:
    await fill(studio.database, 4)
    answers: list[str] = []
    for value in (*values, *values):
        stock, ours = await both(schema(), query, {name: value}, studio.context())
        assert ours == stock
        answers.append(ours)
    assert answers[0] == answers[2] != answers[1] == answers[3]


def test_the_studio_executes_with_the_short_way() -> None:
    own: Any = schema()
    assert own.execution_context_class is PlainFieldsExecutor


@pytest.mark.parametrize("package", ["strawberry-graphql", "graphql-core"])
def test_what_the_short_way_leans_on_is_pinned_and_installed_as_pinned(package: str) -> None:
    project = tomllib.loads((File(__file__).parents[2] / "pyproject.toml").read_text())
    pins = [each for each in project["project"]["dependencies"] if each.startswith(package)]
    assert pins == [f"{package}=={version(package)}"]
