"""How large a document may be. What is too large is refused before anything is computed from it."""

import pytest
from graphql import parse

from gql.limits import (
    ALIASES,
    DEPTH,
    DIRECTIVES,
    FIELDS,
    NESTING,
    REPEATS,
    ROOT_FIELDS,
    WIDTH,
    TooLarge,
    measure,
)
from gql.operations import TOKEN_LIMIT
from tests.gql.socket import Server
from tests.gql.stories import fill
from tests.gql.studio import Answer, Studio, code_of
from tests.statements import statements


def _nested(levels: int) -> str:
    """A valid query with so many levels of fields."""
    assert levels >= 3
    return "{ __schema { types { " + "ofType { " * (levels - 3) + "kind" + " }" * levels


def _aliases(count: int) -> str:
    return "{ queue { " + " ".join(f"a{n}: waiting" for n in range(count)) + " } }"


def _fields(count: int) -> str:
    """Valid, without aliases: 25 fields for each at the root, twenty of a name in one place."""
    inner = "waiting " * 20 + "... { " + "waiting " * 4 + "}"
    return "{ " + f"... {{ queue {{ {inner} }} }} " * (count // 25) + "}"


def _width(count: int) -> str:
    """So many fields in one place, in portions of twenty."""
    return "{ queue { " + ("... { " + "waiting " * 20 + "} ") * (count // 20) + "} }"


def _roots(count: int) -> str:
    return "{ " + "... { queue { waiting } } " * count + "}"


def _chain(links: int, *, backwards: bool = False) -> str:
    """Each fragment spreads the next one."""
    fragments = [f"fragment f{n} on Query {{ ...f{n + 1} }}" for n in range(links)]
    last = f"fragment f{links} on Query {{ queue {{ waiting }} }}"
    return " ".join(["{ ...f0 }", *(reversed(fragments) if backwards else fragments), last])


def _inline(levels: int) -> str:
    return "{ " + "... { " * levels + "queue { waiting } " + "} " * levels + "}"


def _directives(count: int) -> str:
    return "{ queue { waiting " + "@include(if: true) " * count + "} }"


def _repeats(count: int) -> str:
    return "{ queue { " + "waiting " * count + "} }"


def _exponential(levels: int) -> str:
    """Each fragment spreads the next one twice: 2 ** levels fields, in few bytes."""
    fragments = [f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(levels)]
    return " ".join(
        ["{ ...f0 }", *fragments, f"fragment f{levels} on Query {{ queue {{ waiting }} }}"]
    )


_TOO_LARGE = {
    "levels": (_nested(DEPTH + 1), f"more than {DEPTH} levels"),
    "fields": (_fields(FIELDS + 25), f"more than {FIELDS} fields"),
    "aliases": (_aliases(ALIASES + 1), f"more than {ALIASES} aliases"),
    "directives": (_directives(DIRECTIVES + 1), f"more than {DIRECTIVES} directives"),
    "repeats": (_repeats(REPEATS + 1), f"more than {REPEATS} times"),
    "exponential fragments": (_exponential(30), f"more than {WIDTH} fields in one place"),
    "fields in one place": (_width(WIDTH + 20), f"more than {WIDTH} fields in one place"),
    "fields at the root": (_roots(ROOT_FIELDS + 1), f"more than {ROOT_FIELDS} fields at its root"),
    "orders at the root": (
        "mutation { "
        + 'generateImage(input: {prompt: "a"}) { __typename } ' * (REPEATS)
        + "... { __typename } }",
        f"more than {ROOT_FIELDS} fields at its root",
    ),
    "a chain of fragments": (_chain(240), f"more than {NESTING} selections"),
    "a chain of fragments, backwards": (
        _chain(240, backwards=True),
        f"more than {NESTING} selections",
    ),
    "inline fragments": (_inline(150), f"more than {NESTING} selections"),
    "aliases in fragments": (
        "{ ...a ...b } fragment a on Query { "
        + " ".join(f"a{n}: queue {{ waiting }}" for n in range(8))
        + " } fragment b on Query { "
        + " ".join(f"b{n}: queue {{ waiting }}" for n in range(8))
        + " }",
        f"more than {ALIASES} aliases",
    ),
    "levels in fragments": (
        "{ __schema { ...a } } fragment a on __Schema { types { ...b } } "
        "fragment b on __Type { " + "ofType { " * DEPTH + "kind" + " }" * DEPTH + " }",
        f"more than {DEPTH} levels",
    ),
    "unused fragments": (
        "{ queue { waiting } } fragment a on Queue { "
        + " ".join(f"a{n}: waiting" for n in range(ALIASES + 1))
        + " }",
        f"more than {ALIASES} aliases",
    ),
    "tokens": ("{ " + "queue { waiting } " * TOKEN_LIMIT + "}", f"{TOKEN_LIMIT} tokens"),
    "deep selections": ("{ a " * 600 + "} " * 600, "nested too deeply"),
    "deep lists": ("{ a(b: " + "[" * 900 + "]" * 900 + ") }", "nested too deeply"),
    "deep types": ("query($a: " + "[" * 900 + "Int" + "]" * 900 + ") { a }", "nested too deeply"),
}


@pytest.mark.parametrize(("query", "words"), _TOO_LARGE.values(), ids=_TOO_LARGE.keys())
async def test_a_document_that_is_too_large_is_refused(
    studio: Studio, query: str, words: str
) -> None:
    answer = await studio.ask(query)
    _assert_refused(answer, words)


@pytest.mark.parametrize(("query", "words"), _TOO_LARGE.values(), ids=_TOO_LARGE.keys())
async def test_it_is_refused_over_the_websocket_as_well(
    server: Server, query: str, words: str
) -> None:
    async with server.socket() as socket:
        await socket.subscribe("1", query)
        message = await socket.receive()
        assert (message["type"], message["id"]) == ("error", "1")
        _assert_refused({"errors": message["payload"]}, words)
        assert await socket.is_alive()


def _assert_refused(answer: Answer, words: str) -> None:
    [error] = answer["errors"]
    assert "data" not in answer
    assert code_of(error) == "GRAPHQL_VALIDATION_FAILED"
    assert words in error["message"]


@pytest.mark.parametrize(
    "query",
    [
        _nested(DEPTH),
        _aliases(ALIASES),
        _fields(FIELDS),
        _directives(1),
        _repeats(REPEATS),
        _width(WIDTH),
        _roots(ROOT_FIELDS),
        _chain(NESTING - 4),
        _inline(NESTING - 3),
        _exponential(4),
    ],
    ids=[
        "levels",
        "aliases",
        "fields",
        "directives",
        "repeats",
        "width",
        "roots",
        "chain",
        "inline fragments",
        "fragments",
    ],
)
async def test_a_document_within_the_limits_is_answered(studio: Studio, query: str) -> None:
    assert await studio.data(query)


async def test_each_fragment_is_looked_at_once(studio: Studio) -> None:
    """Forty levels that lead nowhere have no size; looked at anew for each use, 2 ** 40 looks."""
    nowhere = _exponential(40).replace("queue { waiting }", "...nowhere")
    answer = await studio.ask(nowhere)
    assert {code_of(error) for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize(
    "query",
    [
        "{ ...a } fragment a on Query { ...a }",
        "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a queue { waiting } }",
        "{ ...nowhere }",
        "{ queue { ...a } } fragment a on Nothing { x }",
    ],
)
async def test_fragments_that_lead_nowhere_are_an_ordinary_mistake(
    studio: Studio, query: str
) -> None:
    answer = await studio.ask(query)
    assert {code_of(error) for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


async def test_a_limit_holds_before_anything_is_validated(studio: Studio) -> None:
    error = await studio.refusal("{ nothing { " + "nothing " * (REPEATS + 1) + "} }")
    assert "more than" in error["message"]


@pytest.mark.parametrize("levels", [20, 24, 28])
async def test_levels_of_nested_fragments_double_nothing_but_the_count(
    studio: Studio, levels: int
) -> None:
    """Fields, aliases and directives of each level, below a field and spread twice: under 2 KB."""
    fragments = [
        f"fragment f{n} on Queue {{ ...f{n + 1} @include(if: true) a{n}: waiting ...f{n + 1} }}"
        for n in range(levels)
    ]
    last = f"fragment f{levels} on Queue {{ waiting }}"
    answer = await studio.ask(" ".join(["{ queue { ...f0 } }", *fragments, last]))
    assert len(answer["errors"]) == 1
    assert "more than" in answer["errors"][0]["message"]


def test_a_refusal_names_the_limit() -> None:
    with pytest.raises(TooLarge, match="more than 15 aliases; ask for less at once"):
        measure(parse(_aliases(16)))


def returning(times: int) -> str:
    """A job, its images, their job, its images …"""
    return (
        "{ jobs { edges { node { " + "images { job { " * times + "id" + " } }" * times + " } } } }"
    )


async def test_a_field_may_return_within_itself_once(studio: Studio) -> None:
    await studio.data(returning(2))


@pytest.mark.parametrize(
    "query",
    [
        returning(3),
        "{ jobs { edges { node { ...A } } } } fragment A on Job { a: images { job { ...B } } } "
        "fragment B on Job { b: images { job { c: images { id } } } }",
        "{ jobs { edges { node { events { job { events { job { events { at } } } } } } } } }",
    ],
)
async def test_lists_within_lists_do_not_multiply_further(studio: Studio, query: str) -> None:
    error = await studio.refusal(query)
    assert code_of(error) == "GRAPHQL_VALIDATION_FAILED"
    assert "within itself" in error["message"]


async def test_nested_entries_are_asked_for_once(studio: Studio) -> None:
    await fill(studio.database, 3)
    with statements(studio.engine) as sent:
        await studio.data("{ images { edges { node { job { images { job { id } } } } } } }")
    assert len(sent) == 4
