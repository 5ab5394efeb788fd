"""The web application as a whole: what is where."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.types import Message, Scope

from app.server import migrated
from app.settings import Settings, load_settings
from app.web import create_app
from app.wiring import embedded
from tests.app.conftest import Environment
from tests.app.site import client_of


def _settings(folder: Path) -> Settings:
    (folder / "data").mkdir(exist_ok=True)
    return load_settings()


@pytest.fixture
def app(folder: Path) -> Starlette:
    """Not started: without studio and worker."""
    settings = _settings(folder)
    return create_app(embedded(settings), settings)


@pytest_asyncio.fixture
async def door(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as http:
        yield http


@pytest_asyncio.fixture
async def site(app: Starlette, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """With its worker, started and stopped."""
    await migrated(_settings(folder))
    async with app.router.lifespan_context(app), client_of(app) as http:
        yield http


async def test_the_root_is_the_application_whether_it_is_built_or_not(
    door: httpx.AsyncClient,
) -> None:
    response = await door.get("/")
    assert response.status_code in (200, 503)
    assert "Mac KI Service" in response.text


async def test_graphql_answers_from_the_database(site: httpx.AsyncClient) -> None:
    response = await site.post("/graphql", json={"query": "{ queue { waiting states { count } } }"})
    queue = response.json()["data"]["queue"]
    assert queue["waiting"] == 0
    assert {each["count"] for each in queue["states"]} == {0}


async def test_the_defaults_and_the_mocks_are_those_of_the_settings(
    site: httpx.AsyncClient,
) -> None:
    query = "{ models { name isDefault isMocked } }"
    models = (await site.post("/graphql", json={"query": query})).json()["data"]["models"]
    assert [each["name"] for each in models if each["isDefault"]] == ["gpt-image-2", "auto"]
    assert all(each["isMocked"] for each in models)


async def test_media_are_looked_up(site: httpx.AsyncClient) -> None:
    response = await site.get(f"/media/{'0' * 64}/a.png")
    assert response.status_code == 404
    assert response.json()["error"] == "NOT_FOUND"


@pytest.mark.parametrize("path", ["/nothing", "/graphql/x", "/media", "/media/x", "/.env"])
async def test_elsewhere_is_nothing(door: httpx.AsyncClient, path: str) -> None:
    response = await door.get(path, follow_redirects=True)
    assert response.status_code == 404
    assert response.json()["error"] == "NOT_FOUND"
    assert path in response.json()["message"]
    assert response.json()["hint"]


async def test_a_crash_is_told_in_json_and_without_its_words(door: httpx.AsyncClient) -> None:
    response = await door.post("/graphql", json={"query": "{ queue { waiting } }"})
    assert response.status_code == 500  # this one was never started
    assert response.json()["error"] == "INTERNAL_SERVER_ERROR"
    assert "studio" not in response.json()["message"]
    assert response.json()["hint"]


async def test_a_file_cannot_be_written(door: httpx.AsyncClient) -> None:
    response = await door.put(f"/media/{'0' * 64}/a.png")
    assert response.status_code == 405
    assert response.json()["error"] == "METHOD_NOT_ALLOWED"
    assert "GET" in response.headers["allow"]


# ── flavours ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environment", "served"),
    [
        ({}, True),
        ({"GRAPHIQL": "false"}, False),
        ({"FLAVOUR": "production"}, False),
        ({"FLAVOUR": "production", "GRAPHIQL": "true"}, True),
    ],
)
async def test_graphiql_is_served_where_the_flavour_says_so(
    folder: Path, setenv: Environment, environment: dict[str, str], served: bool
) -> None:
    for variable, value in environment.items():
        setenv(variable, value)
    settings = _settings(folder)
    async with client_of(create_app(embedded(settings), settings)) as http:
        page = await http.get("/graphiql/", headers={"accept": "text/html"})
    assert (page.status_code != 404) == served


async def test_the_endpoint_has_the_flavour_of_the_settings(
    folder: Path, setenv: Environment
) -> None:
    setenv("FLAVOUR", "production")
    settings = _settings(folder)
    await migrated(settings)
    app = create_app(embedded(settings), settings)
    async with app.router.lifespan_context(app), client_of(app) as http:
        by_get = await http.get("/graphql", params={"query": "{ queue { waiting } }"})
        types = await http.post("/graphql", json={"query": "{ __schema { types { name } } }"})
        misspelt = await http.post("/graphql", json={"query": "{ queu { waiting } }"})
    assert by_get.status_code == 405
    assert "disabled" in types.text
    assert "Did you mean" not in misspelt.text


# ── names ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:5050", "127.0.0.1:5050", "[::1]:5050", "127.0.0.1"]
)
async def test_this_machine_may_be_asked_by_each_of_its_names(
    door: httpx.AsyncClient, host: str
) -> None:
    response = await door.get("/", headers={"host": host})
    assert response.status_code in (200, 503)


_FOREIGN = [
    "evil.example",
    "evil.example:5050",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example@localhost",
    "localhost@evil.example",
    "",
]


@pytest.mark.parametrize("host", _FOREIGN)
@pytest.mark.parametrize("path", ["/graphql?query={queue{waiting}}", "/graphiql/", "/"])
async def test_a_page_that_points_its_own_name_here_is_refused(
    door: httpx.AsyncClient, path: str, host: str
) -> None:
    response = await door.get(path, headers={"host": host})
    assert response.status_code == 400


@pytest.mark.parametrize("host", _FOREIGN)
async def test_it_is_refused_a_websocket_as_well(app: Starlette, host: str) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", host.encode()), (b"origin", f"http://{host}".encode())]
    scope: Scope = {
        "type": "websocket",
        "path": "/graphql",
        "query_string": b"",
        "headers": headers,
        "subprotocols": ["graphql-transport-ws"],
        "extensions": {"websocket.http.response": {}},
    }
    await app(scope, receive, send)
    assert sent[0]["type"] == "websocket.http.response.start"
    assert sent[0]["status"] == 400


async def test_two_applications_can_live_in_one_process(folder: Path) -> None:
    settings = _settings(folder)
    await migrated(settings)
    for _ in range(2):
        app = create_app(embedded(settings), settings)
        async with app.router.lifespan_context(app), client_of(app) as http:
            response = await http.post("/graphql", json={"query": "{ queue { waiting } }"})
            assert response.json() == {"data": {"queue": {"waiting": 0}}}


async def test_a_file_asked_for_while_the_database_is_away_says_so(
    folder: Path, site: httpx.AsyncClient
) -> None:
    (folder / "data" / "macki.db").rename(folder / "data" / "away.db")
    (folder / "data" / "macki.db").mkdir()  # what is there now is no database
    answer = await site.get(f"/media/{'ab' * 32}/picture.png")
    assert answer.status_code == 503
    assert answer.json()["error"] == "DATABASE_UNAVAILABLE"
    assert "Try again" in answer.json()["hint"]
    listed = await site.get("/api/v1/image/list")
    assert (listed.status_code, listed.json()) == (503, answer.json())


async def test_rest_is_served_beside_graphql_with_the_queue_in_memory(
    site: httpx.AsyncClient,
) -> None:
    answers = {
        path: await site.get(path)
        for path in ("/health", "/api/v1/image/list", "/api/v1/redis/list", "/v1/models")
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    assert answers["/api/v1/redis/list"].json()["broker"] == "memory"
    worker = (await site.get("/api/v1/song/worker-health")).json()
    assert worker["worker_status"] == "online"


async def test_rest_may_be_asked_under_our_own_names_only(door: httpx.AsyncClient) -> None:
    for path in ("/api/v1/image/generate", "/v1/images/generations"):
        answer = await door.post(path, json={"prompt": "A"}, headers={"host": "evil.example"})
        assert answer.status_code == 400
