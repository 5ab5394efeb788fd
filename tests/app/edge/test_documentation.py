"""What the OpenAPI document says of signing in is what happens."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import jsonschema_rs
import pytest

from app.settings import load_settings
from app.web import create_app
from app.wiring import embedded
from tests.app.edge.conftest import HOST, SIGNED, guarded, sign_in
from tests.app.site import client_of

Json = Mapping[str, Any]
_DOCUMENT = "/api/v1/openapi.json"
_BOTH = {"token", "session"}


async def _document(http: httpx.AsyncClient) -> Json:
    answer = await http.get(_DOCUMENT, headers=SIGNED)
    assert answer.status_code == 200
    return answer.json()


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, re.sub(r"\{\w+\}", _ANY_ID, path), operation


_ANY_ID = "00000000-0000-0000-0000-000000000001"


def _assert_as_declared(answer: httpx.Response, operation: Json, document: Json) -> None:
    declared = operation["responses"][str(answer.status_code)]
    for header in declared["headers"]:
        assert header in answer.headers
    schema = declared["content"][answer.headers["content-type"]]["schema"]
    validator = jsonschema_rs.validator_for({**schema, "components": document["components"]})
    validator.validate(answer.json())


async def test_without_the_token_each_operation_refuses_as_it_declares(
    door: httpx.AsyncClient,
) -> None:
    document = await _document(door)
    asked = list(_operations(document))
    assert len(asked) == 22
    for method, path, operation in asked:
        for headers in ({}, {"authorization": "Bearer a-wrong-token"}):
            answer = await door.request(method, path, headers=headers)
            assert answer.status_code == 401, path
            _assert_as_declared(answer, operation, document)


async def test_after_too_many_wrong_ones_each_operation_refuses_as_it_declares(
    door: httpx.AsyncClient,
) -> None:
    document = await _document(door)
    for number in range(10):
        await door.get(_DOCUMENT, headers={"authorization": f"Bearer guess-{number}"})
    for method, path, operation in _operations(document):
        answer = await door.request(method, path, headers=SIGNED)
        assert answer.status_code == 429, path
        _assert_as_declared(answer, operation, document)


async def test_a_session_that_changes_something_from_elsewhere_is_refused_as_declared(
    door: httpx.AsyncClient,
) -> None:
    document = await _document(door)
    await sign_in(door)
    for method, path, operation in _operations(document):
        if method != "get":
            answer = await door.request(method, path, headers={"origin": "http://evil.example"})
            assert answer.status_code == 403, path
            _assert_as_declared(answer, operation, document)


async def test_what_it_names_is_what_opens(studio: httpx.AsyncClient) -> None:
    document = await _document(studio)
    assert {name for each in document["security"] for name in each} == _BOTH
    schemes = document["components"]["securitySchemes"]
    assert schemes.keys() == _BOTH
    assert (schemes["token"]["type"], schemes["token"]["scheme"]) == ("http", "bearer")
    await sign_in(studio)
    assert (schemes["session"]["type"], schemes["session"]["in"]) == ("apiKey", "cookie")
    cookie = studio.cookies[schemes["session"]["name"]]
    studio.cookies.clear()
    headers = {"cookie": f"{schemes['session']['name']}={cookie}"}
    assert (await studio.get("/api/v1/image/list", headers=headers)).status_code == 200


async def test_over_https_the_session_has_the_name_that_it_has_there(folder: object) -> None:
    app, _ = guarded()
    async with client_of(app) as http:
        http.base_url = HOST.replace("http:", "https:")
        document = await _document(http)
        await http.post("/login", data={"token": SIGNED["authorization"].split()[1]})
        assert document["components"]["securitySchemes"]["session"]["name"] in http.cookies


@pytest.mark.parametrize("path", ["/api/v1/docs"])
async def test_the_page_says_it_to_people(door: httpx.AsyncClient, path: str) -> None:
    page = (await door.get(path, headers=SIGNED)).text
    assert "Authorization: Bearer" in page
    assert page.count("<td>401<td>") == 22


async def test_where_no_token_is_needed_none_is_declared(folder: object) -> None:
    settings = load_settings()
    async with client_of(create_app(embedded(settings), settings)) as http:
        document = await _document(http)
        page = (await http.get("/api/v1/docs")).text
    assert "security" not in document
    assert "securitySchemes" not in document["components"]
    assert all("401" not in each["responses"] for _, _, each in _operations(document))
    assert "APP_TOKEN" not in page
