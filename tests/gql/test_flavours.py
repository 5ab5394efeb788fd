"""What the API tells and takes in development, and no longer in production."""

import json

import pytest

from gql.flavour import DEVELOPMENT, PRODUCTION, Flavour
from tests.gql.socket import serve
from tests.gql.studio import Answer, Studio, code_of

_TYPES = "{ __schema { queryType { name } } }"
_QUERY = "{ queue { waiting } }"

_MISSPELT = {
    "field": "{ queu { waiting } }",
    "field of an object": "{ queue { waitin } }",
    "field of a union": 'mutation { generateImage(input: {prompt: "a"}) { job { id } } }',
    "argument": "{ jobs(frist: 1) { totalCount } }",
    "input field": 'mutation { generateImage(input: {promt: "a"}) { __typename } }',
    "enum": "{ jobs(filter: {kind: IMAG}) { totalCount } }",
    "enum as a string": '{ jobs(filter: {kind: "IMAGE"}) { totalCount } }',
    "type": "query($a: GenerateImagInput) { queue { waiting } }",
    "fragment's type": "{ queue { ... on Queu { waiting } } }",
}


@pytest.fixture
def production(studio: Studio) -> Studio:
    return studio.served_with(studio.use_cases, PRODUCTION)


def _messages(answer: Answer) -> str:
    return json.dumps([error["message"] for error in answer["errors"]])


async def test_in_development_the_schema_can_be_asked_for(studio: Studio) -> None:
    assert await studio.data(_TYPES) == {"__schema": {"queryType": {"name": "Query"}}}


@pytest.mark.parametrize(
    "query",
    [
        _TYPES,
        '{ __type(name: "Query") { name } }',
        "{ queue { waiting } ... on Query { __schema { queryType { name } } } }",
        "{ ...a } fragment a on Query { __schema { queryType { name } } }",
        "{ a: __schema { queryType { name } } }",
    ],
)
async def test_in_production_the_schema_cannot_be_asked_for(production: Studio, query: str) -> None:
    answer = await production.ask(query)
    assert set(answer) == {"errors"}
    assert {code_of(error) for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}
    assert "introspection has been disabled" in _messages(answer)


async def test_in_production_it_cannot_be_asked_for_over_the_websocket(production: Studio) -> None:
    async with serve(production.app) as server, server.socket() as socket:
        await socket.subscribe("1", _TYPES)
        message = await socket.receive()
        assert (message["type"], message["id"]) == ("error", "1")


async def test_in_production_a_type_still_tells_its_name(production: Studio) -> None:
    assert await production.data("{ queue { __typename } }") == {"queue": {"__typename": "Queue"}}


async def test_introspection_can_be_allowed_in_production(studio: Studio) -> None:
    flavour = PRODUCTION.but(introspection=True, graphiql=None)
    readable = studio.served_with(studio.use_cases, flavour)
    assert await readable.data(_TYPES)


@pytest.mark.parametrize("query", _MISSPELT.values(), ids=_MISSPELT.keys())
async def test_a_wrong_name_brings_the_right_one_only_in_development(
    studio: Studio, production: Studio, query: str
) -> None:
    told, hidden = await studio.ask(query), await production.ask(query)
    assert "Did you mean" in _messages(told)
    assert "Did you mean" not in _messages(hidden)
    assert [code_of(error) for error in hidden["errors"]] == [
        code_of(error) for error in told["errors"]
    ]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        (
            "mutation($v: GenerateImageInput!) { generateImage(input: $v) { __typename } }",
            {"prompt": "a", "promt": "b"},
        ),
        ("query($v: JobFilterInput) { jobs(filter: $v) { totalCount } }", {"kind": "IMAG"}),
        ("query($v: JobKind) { jobs(filter: {kind: $v}) { totalCount } }", "IMAG"),
    ],
)
async def test_a_wrong_name_in_a_variable_brings_the_right_one_only_in_development(
    studio: Studio, production: Studio, query: str, value: object
) -> None:
    assert "Did you mean" in _messages(await studio.ask(query, v=value))
    assert "Did you mean" not in _messages(await production.ask(query, v=value))


async def test_what_the_client_said_itself_is_no_suggestion(production: Studio) -> None:
    query = "query($v: JobKind) { jobs(filter: {kind: $v}) { totalCount } }"
    answer = await production.ask(query, v="Did you mean this?")
    assert "Did you mean this?" in _messages(answer)


async def test_in_production_a_query_by_get_is_refused(production: Studio) -> None:
    response = await production.http.get("/graphql", params={"query": _QUERY})
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert code_of(response.json()["errors"][0]) == "METHOD_NOT_ALLOWED"
    assert await production.data(_QUERY) == {"queue": {"waiting": 0}}


@pytest.mark.parametrize("flavour", [DEVELOPMENT, PRODUCTION], ids=["development", "production"])
async def test_a_batch_is_refused(studio: Studio, flavour: Flavour) -> None:
    served = studio.served_with(studio.use_cases, flavour)
    response = await served.http.post("/graphql", json=[{"query": _QUERY}] * 2)
    assert response.status_code == 400
    assert "one operation" in response.json()["errors"][0]["message"]


async def test_the_limits_are_the_same_in_production(production: Studio) -> None:
    query = "{ queue { " + " ".join(f"a{n}: waiting" for n in range(50)) + " } }"
    assert "aliases" in (await production.refusal(query))["message"]
