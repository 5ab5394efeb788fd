"""Each request has an id and one line in the log."""

import re
from collections.abc import Iterator

import httpx
import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from tests.app.edge.conftest import SIGNED, TOKEN

_MADE = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def lines() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines


def _ended(lines: list[EventDict]) -> list[EventDict]:
    return [line for line in lines if line["event"] == "request.ended"]


@pytest.mark.parametrize("told", ["a", "0123-abc.DEF:_", "x" * 64])
async def test_a_well_formed_id_of_the_proxy_is_kept(door: httpx.AsyncClient, told: str) -> None:
    answer = await door.get("/health/live", headers={"x-request-id": told})
    assert answer.headers.get_list("x-request-id") == [told]


@pytest.mark.parametrize("told", ["", "x" * 65, "a b", "a\tb", '"', "ü", "a;b", "{}", "%0a"])
async def test_any_other_is_replaced(door: httpx.AsyncClient, told: str) -> None:
    headers = [(b"x-request-id", told.encode("latin-1"))]
    answer = await door.get("/health/live", headers=headers)
    [made] = answer.headers.get_list("x-request-id")
    assert _MADE.fullmatch(made)


async def test_every_answer_has_one_whoever_gives_it(door: httpx.AsyncClient) -> None:
    asked = [
        await door.get("/nothing"),
        await door.get("/health/live", headers={"host": "evil.example"}),
        await door.get("/login"),
        await door.post("/graphql", json={"query": "{ queue { waiting } }"}, headers=SIGNED),
    ]
    assert [answer.status_code for answer in asked] == [401, 400, 200, 500]
    ids = [answer.headers["x-request-id"] for answer in asked]
    assert len(set(ids)) == len(ids)
    assert ids[-1] in asked[-1].json()["hint"]


async def test_graphql_knows_the_request_by_the_same_id(studio: httpx.AsyncClient) -> None:
    told = {**SIGNED, "x-request-id": "of-the-proxy"}
    answer = await studio.post("/graphql", json={"query": "{ queue { waiting } }"}, headers=told)
    assert answer.headers.get_list("x-request-id") == ["of-the-proxy"]


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/media/abc/secret%20name.png?token=hidden", "/media/{sha256}/{filename}", 404),
        ("/api/v1/song/task/queue-status?x=hidden", "/api/v1/song/task/queue-status", 200),
        ("/api/v1/no/such/hidden", "/api/v1/*", 404),
        ("/graphiql/hidden", "/graphiql/*", 404),
        ("/hidden", "(none)", 404),
    ],
)
async def test_a_request_is_one_line_that_names_the_route_and_not_the_address(
    studio: httpx.AsyncClient, path: str, route: str, status: int
) -> None:
    with capture_logs() as lines:
        answer = await studio.get(path, headers=SIGNED)
    assert answer.status_code == status
    [line] = _ended(lines)
    assert (line["method"], line["route"], line["status"]) == ("GET", route, status)
    assert line["duration_ms"] >= 0
    assert "hidden" not in str(lines)
    assert TOKEN not in str(lines)


async def test_who_is_turned_away_is_written_down_with_the_route(
    door: httpx.AsyncClient, lines: list[EventDict]
) -> None:
    await door.get("/media/abc/x.png")
    [line] = _ended(lines)
    assert (line["route"], line["status"]) == ("/media/{sha256}/{filename}", 401)


async def test_strange_methods_are_one_method(
    door: httpx.AsyncClient, lines: list[EventDict]
) -> None:
    for method in ("BREW", "X" * 100):
        await door.request(method, "/health/live")
    assert {line["method"] for line in _ended(lines)} == {"OTHER"}


async def test_a_crash_is_counted_as_500(door: httpx.AsyncClient, lines: list[EventDict]) -> None:
    await door.get("/v1/models", headers=SIGNED)  # there is no studio behind this door
    assert _ended(lines)[0]["status"] == 500
