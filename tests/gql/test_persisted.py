"""Queries that are known by their hash."""

import json
from hashlib import sha256

import httpx
import pytest

from gql.flavour import PRODUCTION
from gql.persisted import QueryStore
from gql.schema import create_schema
from tests.gql.studio import Answer, Studio, code_of, schema

_GRAPHQL_RESPONSE = "application/graphql-response+json"


def _hash(query: str) -> str:
    return sha256(query.encode()).hexdigest()


def _persisted(digest: str) -> dict[str, object]:
    return {"persistedQuery": {"version": 1, "sha256Hash": digest}}


async def _post(studio: Studio, **body: object) -> httpx.Response:
    return await studio.http.post("/graphql", json=body)


async def _code(studio: Studio, **body: object) -> str:
    answer: Answer = (await _post(studio, **body)).json()
    assert set(answer) == {"errors"}
    [error] = answer["errors"]
    return code_of(error)


async def _teach(studio: Studio, query: str) -> None:
    await _post(studio, query=query, extensions=_persisted(_hash(query)))


async def test_a_query_is_sent_once_and_then_known_by_its_hash(studio: Studio) -> None:
    query = "query Once { queue { waiting } }"
    extensions = _persisted(_hash(query))
    assert await _code(studio, extensions=extensions) == "PERSISTED_QUERY_NOT_FOUND"
    taught = await _post(studio, query=query, extensions=extensions)
    known = await _post(studio, extensions=extensions)
    assert taught.json() == known.json() == {"data": {"queue": {"waiting": 0}}}


async def test_the_words_are_those_that_clients_look_for(studio: Studio) -> None:
    response = await _post(studio, extensions=_persisted("0" * 64))
    assert response.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert response.status_code == 200
    modern = await studio.http.post(
        "/graphql",
        json={"extensions": _persisted("0" * 64)},
        headers={"accept": _GRAPHQL_RESPONSE},
    )
    assert modern.status_code == 400
    assert modern.json() == response.json()


async def test_a_known_query_takes_variables_and_a_name(studio: Studio) -> None:
    query = "query A($n: Int) { jobs(first: $n) { totalCount } } query B { queue { waiting } }"
    await _post(studio, query=query, operationName="B", extensions=_persisted(_hash(query)))
    response = await _post(
        studio, operationName="A", variables={"n": 1}, extensions=_persisted(_hash(query))
    )
    assert response.json() == {"data": {"jobs": {"totalCount": 0}}}


async def test_a_known_query_runs_by_get_in_development(studio: Studio) -> None:
    query = "query ByGet { queue { waiting } }"
    await _teach(studio, query)
    params = {"extensions": json.dumps(_persisted(_hash(query)))}
    for accept in ("text/html", "*/*", _GRAPHQL_RESPONSE):
        response = await studio.http.get("/graphql", params=params, headers={"accept": accept})
        assert response.json() == {"data": {"queue": {"waiting": 0}}}
        assert response.headers["cache-control"] == "no-store"


async def test_a_known_mutation_does_not_run_by_get(studio: Studio) -> None:
    mutation = 'mutation { generateImage(input: {prompt: "a"}) { __typename } }'
    await _teach(studio, mutation)
    ordered = len(studio.queue.messages)
    params = {"extensions": json.dumps(_persisted(_hash(mutation)))}
    response = await studio.http.get("/graphql", params=params)
    assert response.status_code == 405
    assert len(studio.queue.messages) == ordered


async def test_in_production_a_known_query_runs_by_post_alone(studio: Studio) -> None:
    served = studio.served_with(studio.use_cases, PRODUCTION)
    query = "query InProduction { queue { waiting } }"
    await _teach(served, query)
    extensions = _persisted(_hash(query))
    assert "data" in (await _post(served, extensions=extensions)).json()
    params = {"extensions": json.dumps(extensions)}
    assert (await served.http.get("/graphql", params=params)).status_code == 405


async def test_a_hash_of_another_query_is_refused(studio: Studio) -> None:
    digest = _hash("query Mine { queue { waiting } }")
    code = await _code(studio, query="mutation { __typename }", extensions=_persisted(digest))
    assert code == "PERSISTED_QUERY_HASH_MISMATCH"
    assert await _code(studio, extensions=_persisted(digest)) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize("version", [0, 2, "1", None, []])
async def test_another_version_is_not_supported(studio: Studio, version: object) -> None:
    wanted = {"persistedQuery": {"version": version, "sha256Hash": "0" * 64}}
    code = await _code(studio, query="{ queue { waiting } }", extensions=wanted)
    assert code == "PERSISTED_QUERY_NOT_SUPPORTED"


@pytest.mark.parametrize("digest", [None, 1, [], {}, "", "0" * 63, "g" * 64, "A" * 64, "\ud800"])
async def test_what_is_no_hash_is_refused(studio: Studio, digest: object) -> None:
    wanted = json.dumps({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}})
    headers = {"content-type": "application/json"}
    response = await studio.http.post("/graphql", content=wanted, headers=headers)
    assert code_of(response.json()["errors"][0]) == "BAD_REQUEST"


@pytest.mark.parametrize("told", [1, "x", [], True, ""])
async def test_what_is_no_object_is_refused(studio: Studio, told: object) -> None:
    assert await _code(studio, extensions={"persistedQuery": told}) == "BAD_REQUEST"


@pytest.mark.parametrize("extensions", [{}, {"persistedQuery": None}, {"other": {"a": [1]}}])
async def test_without_a_hash_a_query_runs_as_ever(
    studio: Studio, extensions: dict[str, object]
) -> None:
    response = await _post(studio, query="{ queue { waiting } }", extensions=extensions)
    assert response.json() == {"data": {"queue": {"waiting": 0}}}
    missing = await _post(studio, extensions=extensions)
    assert missing.status_code == 400
    assert code_of(missing.json()["errors"][0]) == "BAD_REQUEST"


@pytest.mark.parametrize("query", ["{ nothing }", "{", "{ queue { waiting(a: 1) } }"])
async def test_what_cannot_run_is_not_kept(studio: Studio, query: str) -> None:
    extensions = _persisted(_hash(query))
    assert "errors" in (await _post(studio, query=query, extensions=extensions)).json()
    assert await _code(studio, extensions=extensions) == "PERSISTED_QUERY_NOT_FOUND"


async def test_a_query_of_half_a_character_is_a_mistake_of_the_client(studio: Studio) -> None:
    body = json.dumps({"query": '{ a(b: "\ud800") }', "extensions": _persisted("0" * 64)})
    headers = {"content-type": "application/json"}
    response = await studio.http.post("/graphql", content=body, headers=headers)
    assert code_of(response.json()["errors"][0]) == "PERSISTED_QUERY_HASH_MISMATCH"


async def test_each_schema_keeps_its_own(studio: Studio) -> None:
    query = "query Mine { __typename }"
    extensions = _persisted(_hash(query))
    context = studio.context()
    one, other = create_schema(), schema()
    await one.execute(query, context_value=context, operation_extensions=extensions)
    known = await one.execute(None, context_value=context, operation_extensions=extensions)
    unknown = await other.execute(None, context_value=context, operation_extensions=extensions)
    assert known.data == {"__typename": "Query"}
    assert unknown.errors is not None
    assert unknown.errors[0].message == "PersistedQueryNotFound"


# ── the store ────────────────────────────────────────────────────────────────────────────────


def test_the_least_recently_wanted_goes_first() -> None:
    store = QueryStore(count=2)
    store.add("a", "1")
    store.add("b", "2")
    assert store.get("a") == "1"
    store.add("c", "3")
    assert [store.get(each) for each in "abc"] == ["1", None, "3"]


def test_the_store_is_bounded_in_bytes() -> None:
    store = QueryStore(size=10)
    for name in "abc":
        store.add(name, "éé")
    assert [store.get(each) for each in "abc"] == [None, "éé", "éé"]


def test_what_is_larger_than_the_store_is_not_kept() -> None:
    store = QueryStore(size=3)
    store.add("a", "1234")
    assert store.get("a") is None
    store.add("b", "123")
    assert store.get("b") == "123"


def test_what_is_known_already_takes_no_room() -> None:
    store = QueryStore(size=4)
    for _ in range(5):
        store.add("a", "123")
    assert store.get("a") == "123"
