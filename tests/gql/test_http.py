"""GraphQL over HTTP: whatever arrives, the answer is JSON and never a 500."""

import json
from collections.abc import Mapping

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gql.bodies import BODY_LIMIT
from tests.gql.studio import Studio, code_of, global_id
from tests.persistence.examples import add, image_job

_QUERY = "{ queue { waiting } }"
_CANCEL = 'mutation { cancelJob(input: {jobId: "x"}) { __typename } }'
_GRAPHQL_RESPONSE = "application/graphql-response+json"
_NESTED = '{"query": "{ queue { waiting } }", "variables": ' + '{"a":' * 20_000 + "1" + "}" * 20_001


async def _post(
    studio: Studio, body: str | bytes, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    return await studio.http.post(
        "/graphql", content=body, headers={"content-type": "application/json", **(headers or {})}
    )


def _assert_refused(response: httpx.Response, status: int = 400) -> None:
    assert response.status_code == status, response.text
    media_type = response.headers["content-type"].split(";")[0]
    assert media_type in ("application/json", _GRAPHQL_RESPONSE)
    answer = response.json()
    assert set(answer) == {"errors"}
    assert answer["errors"][0]["message"]
    assert code_of(answer["errors"][0])


_UNACCEPTABLE: Mapping[str, str | bytes] = {
    "nothing": "",
    "a string": '"{ queue { waiting } }"',
    "a number": "1",
    "a boolean": "true",
    "null": "null",
    "an array": "[]",
    "a batch": json.dumps([{"query": _QUERY}]),
    "no JSON": "query=x",
    "half of it": '{"query": "{ queue',
    "invalid UTF-8": b'{"query": "\xff"}',
    "a number of 5,000 digits": '{"query": ' + "1" * 5_000 + "}",
    "variables hold 5,000 digits": '{"query": "{ a }", "variables": {"a": ' + "1" * 5_000 + "}}",
    "variables hold NaN": json.dumps({"query": _QUERY, "variables": {"a": float("nan")}}),
    "10,000 levels of arrays": "[" * 10_000,
    "10,000 closed levels": '{"query": ' + "[" * 10_000 + "]" * 10_000 + "}",
    "20,000 levels of objects": _NESTED,
    "no query": "{}",
    "query is null": '{"query": null}',
    "query is a number": '{"query": 1}',
    "query is an object": '{"query": {}}',
    "variables are an array": json.dumps({"query": _QUERY, "variables": []}),
    "variables are a string": json.dumps({"query": _QUERY, "variables": "{}"}),
    "extensions are a list": json.dumps({"query": _QUERY, "extensions": []}),
    "extensions are a string": json.dumps({"query": _QUERY, "extensions": "{}"}),
    "variables are a boolean": json.dumps({"query": _QUERY, "variables": False}),
    "operationName is an object": json.dumps({"query": _QUERY, "operationName": {}}),
    "query is a list": json.dumps({"query": [_QUERY]}),
    "query is a boolean": '{"query": false}',
    "an empty batch": "[]",
    "extensions are a number": json.dumps({"query": _QUERY, "extensions": 1}),
    "operationName is a number": json.dumps({"query": _QUERY, "operationName": 1}),
    "operationName is unknown": json.dumps({"query": _QUERY, "operationName": "other"}),
}


@pytest.mark.parametrize("body", _UNACCEPTABLE.values(), ids=_UNACCEPTABLE.keys())
@pytest.mark.parametrize("accept", ["*/*", "application/json", _GRAPHQL_RESPONSE])
async def test_an_unacceptable_body_is_refused_in_json(
    studio: Studio, body: str | bytes, accept: str
) -> None:
    response = await _post(studio, body, {"accept": accept})
    _assert_refused(response)
    assert response.headers["content-type"].startswith(
        _GRAPHQL_RESPONSE if accept == _GRAPHQL_RESPONSE else "application/json"
    )


@pytest.mark.parametrize("name", ["a string", "null", "a batch", "invalid UTF-8", "no query"])
@pytest.mark.parametrize(
    "content_type",
    [
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "application/jsonp",
        "application/json-patch+json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        ";",
    ],
)
async def test_an_unacceptable_body_of_any_type_is_refused(
    studio: Studio, name: str, content_type: str
) -> None:
    response = await _post(studio, _UNACCEPTABLE[name], {"content-type": content_type})
    assert 400 <= response.status_code < 500
    _assert_refused(response, response.status_code)


async def test_a_body_without_a_type_is_refused(studio: Studio) -> None:
    body = json.dumps({"query": _QUERY}).encode()
    response = await studio.http.post("/graphql", content=body)
    assert response.status_code in (400, 415)
    _assert_refused(response, response.status_code)


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
async def test_what_a_foreign_page_may_post_is_refused(studio: Studio, content_type: str) -> None:
    body = json.dumps({"query": 'mutation { generateImage(input: {prompt: "a"}) { __typename } }'})
    response = await _post(studio, body, {"content-type": content_type})
    assert response.status_code in (400, 415)
    _assert_refused(response, response.status_code)
    assert studio.queue.messages == []


async def test_a_body_at_the_limit_is_read(studio: Studio) -> None:
    body = json.dumps({"query": _QUERY}).encode()
    response = await _post(studio, body + b" " * (BODY_LIMIT - len(body)))
    assert response.json() == {"data": {"queue": {"waiting": 0}}}


async def test_a_body_past_the_limit_is_refused(studio: Studio) -> None:
    body = json.dumps({"query": _QUERY}).encode()
    response = await _post(studio, body + b" " * (BODY_LIMIT + 1 - len(body)))
    _assert_refused(response, 413)
    assert code_of(response.json()["errors"][0]) == "BODY_TOO_LARGE"


async def test_an_endless_body_is_not_read_to_its_end(studio: Studio) -> None:
    sent = 0

    async def endless():
        nonlocal sent
        while sent < 100 * BODY_LIMIT:
            sent += 65_536
            yield b" " * 65_536

    response = await studio.http.post(
        "/graphql", content=endless(), headers={"content-type": "application/json"}
    )
    _assert_refused(response, 413)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=st.binary(max_size=200) | st.text(max_size=200))
async def test_no_body_at_all_breaks_the_server(studio: Studio, body: str | bytes) -> None:
    raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    _assert_refused(await _post(studio, raw))


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=_JSON, variables=_JSON, operation_name=_JSON, extensions=_JSON)
async def test_no_request_at_all_breaks_the_server(
    studio: Studio, query: object, variables: object, operation_name: object, extensions: object
) -> None:
    body = {
        "query": query,
        "variables": variables,
        "operationName": operation_name,
        "extensions": extensions,
    }
    response = await _post(studio, json.dumps(body))
    assert response.status_code in (200, 400)
    errors = response.json()["errors"]
    assert all(code_of(error) != "INTERNAL_SERVER_ERROR" for error in errors)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(value=_JSON)
async def test_no_input_at_all_is_a_mistake_of_ours(studio: Studio, value: object) -> None:
    for query in (
        "mutation($v: GenerateImageInput!) { generateImage(input: $v) { __typename } }",
        "mutation($v: String!) { generateSong(input: {lyrics: $v}) { __typename } }",
        "query($v: JobFilterInput) { jobs(filter: $v) { totalCount } }",
        "query($v: ID!) { node(id: $v) { id } }",
        "query($v: String) { songs(after: $v) { totalCount } }",
    ):
        answer = await studio.ask(query, v=value)
        codes = {code_of(error) for error in answer.get("errors", ())}
        assert codes <= {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "NOT_FOUND"}


@pytest.mark.parametrize(
    "query",
    ["{", "{ nothing }", "query($n: Int!) { jobs(first: $n) { totalCount } }", "{ " * 3_000],
)
async def test_what_never_ran_has_no_data(studio: Studio, query: str) -> None:
    body = json.dumps({"query": query})
    modern = await _post(studio, body, {"accept": _GRAPHQL_RESPONSE})
    legacy = await _post(studio, body, {"accept": "application/json"})
    assert (modern.status_code, legacy.status_code) == (400, 200)
    assert set(modern.json()) == set(legacy.json()) == {"errors"}
    assert modern.headers["content-type"].split(";")[0] == _GRAPHQL_RESPONSE
    assert legacy.headers["content-type"].split(";")[0] == "application/json"


@pytest.mark.parametrize("accept", [_GRAPHQL_RESPONSE, "application/json", "*/*", ""])
async def test_what_ran_has_data_even_where_it_failed(studio: Studio, accept: str) -> None:
    body = json.dumps({"query": "{ jobs(first: 0) { totalCount } }"})
    response = await _post(studio, body, {"accept": accept})
    assert response.status_code == 200
    assert response.json()["data"] is None
    assert code_of(response.json()["errors"][0]) == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (_GRAPHQL_RESPONSE, _GRAPHQL_RESPONSE),
        (f"{_GRAPHQL_RESPONSE}, application/json;q=0.9", _GRAPHQL_RESPONSE),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
    ],
)
async def test_the_answer_comes_in_the_wanted_type(
    studio: Studio, accept: str, wanted: str
) -> None:
    response = await _post(studio, json.dumps({"query": _QUERY}), {"accept": accept})
    assert response.status_code == 200
    assert response.headers.get_list("content-type") == [
        f"{wanted}; charset=utf-8" if wanted == _GRAPHQL_RESPONSE else wanted
    ]
    assert "x-wanted" not in response.headers
    assert response.json() == {"data": {"queue": {"waiting": 0}}}


async def test_one_of_several_operations_runs_by_its_name(studio: Studio) -> None:
    body = {"query": "query A { queue { waiting } } query B { jobs { totalCount } }"}
    response = await _post(studio, json.dumps(body | {"operationName": "B"}))
    assert response.json() == {"data": {"jobs": {"totalCount": 0}}}


async def test_a_query_by_get_works(studio: Studio) -> None:
    job = image_job()
    await add(studio.database, job)
    response = await studio.http.get(
        "/graphql",
        params={
            "query": "query A($id: ID!) { job(id: $id) { kind } } query B { queue { waiting } }",
            "variables": json.dumps({"id": global_id("Job", job.id)}),
            "operationName": "A",
        },
    )
    assert response.json() == {"data": {"job": {"kind": "IMAGE"}}}


@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/json", _GRAPHQL_RESPONSE])
async def test_a_mutation_by_get_is_refused(studio: Studio, accept: str) -> None:
    job = image_job()
    await add(studio.database, job)
    query = _CANCEL.replace("x", global_id("Job", job.id), 1)
    response = await studio.http.get(
        "/graphql", params={"query": query}, headers={"accept": accept}
    )
    _assert_refused(response, 405)
    assert await studio.stored(job) == job


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"query": ""},
        {"query": _QUERY, "variables": "["},
        {"query": _QUERY, "variables": "[]"},
        {"query": _QUERY, "variables": "1" * 5_000},
        {"query": _QUERY, "variables": "[" * 10_000},
        {"query": _QUERY, "extensions": "1"},
        {"query": _QUERY, "operationName": "other"},
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "application/json", _GRAPHQL_RESPONSE])
async def test_an_unacceptable_address_is_refused_in_json(
    studio: Studio, params: dict[str, str], accept: str
) -> None:
    response = await studio.http.get("/graphql", params=params, headers={"accept": accept})
    assert 400 <= response.status_code < 500
    _assert_refused(response, response.status_code)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
async def test_other_methods_are_refused(studio: Studio, method: str) -> None:
    response = await studio.http.request(method, "/graphql")
    _assert_refused(response, 405)
    assert "POST" in response.headers["allow"]


@pytest.mark.parametrize("accept", ["application/json", _GRAPHQL_RESPONSE, "text/event-stream"])
async def test_a_subscription_by_post_says_where_to_go(studio: Studio, accept: str) -> None:
    body = json.dumps({"query": "subscription { feed { cursor } }"})
    response = await _post(studio, body, {"accept": accept})
    [error] = response.json()["errors"]
    assert "websocket" in error["message"]
    assert code_of(error) == "OPERATION_RESOLUTION_FAILURE"
    assert "data" not in response.json()
    assert studio.hub.readers == 0


async def test_a_subscription_by_get_is_refused(studio: Studio) -> None:
    params = {"query": "subscription { feed { cursor } }"}
    response = await studio.http.get("/graphql", params=params)
    assert response.json()["errors"][0]["message"]
    assert "data" not in response.json()
    assert studio.hub.readers == 0
