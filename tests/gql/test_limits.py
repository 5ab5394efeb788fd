"""How large a document may be. What is too large is refused before anything is computed from it."""

import pytest
from graphql import parse

from gql.limits import ALIASES, DEPTH, DIRECTIVES, FIELDS, REPEATS, TooLarge, measure
from gql.operations import TOKEN_LIMIT
from tests.gql.socket import Server
from tests.gql.studio import Answer, Studio, code_of


def _nested(levels: int) -> str:
    """A valid query with so many levels of fields."""
    assert levels >= 3
    return "{ __schema { types { " + "ofType { " * (levels - 3) + "kind" + " }" * levels


def _aliases(count: int) -> str:
    return "{ queue { " + " ".join(f"a{n}: waiting" for n in range(count)) + " } }"


def _fields(count: int) -> str:
    """Valid, without aliases: twenty fields in one place at most."""
    inner = "waiting " * 19
    return "{ " + " ".join(f"... {{ queue {{ {inner} }} }}" for _ in range(count // 20)) + " }"


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
    "fields": (_fields(FIELDS + 20), f"more than {FIELDS} fields"),
    "aliases": (_aliases(ALIASES + 1), f"more than {ALIASES} aliases"),
    "directives": (_directives(DIRECTIVES + 1), f"more than {DIRECTIVES} directives"),
    "repeats": (_repeats(REPEATS + 1), f"more than {REPEATS} times"),
    "exponential fragments": (_exponential(30), f"more than {FIELDS} fields"),
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
        _fields(FIELDS - 20),
        _directives(1),
        _repeats(REPEATS),
        _exponential(7),
    ],
    ids=["levels", "aliases", "fields", "directives", "repeats", "fragments"],
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


def test_a_refusal_names_the_limit() -> None:
    with pytest.raises(TooLarge, match="more than 15 aliases; ask for less at once"):
        measure(parse(_aliases(16)))
