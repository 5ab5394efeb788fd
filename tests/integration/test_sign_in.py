"""A studio with a token, over a socket: every face, in both ways to run."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from app.cli.client import Refused, StudioClient
from tests.integration.programs import MockProgram, Studio, free_port
from tests.integration.server_programs import Cluster
from tests.redis_service import RedisServer

TOKEN = "the-token-of-this-test-0123456789"
_OTHER = "another-token-for-this-test-98765"
_SECRETS = (TOKEN, "secret-openai-key", "secret-mureka-key")
_FEED = {"query": "subscription { queueChanged { waiting } }"}


class Guarded(Studio):
    """It is asked with the token, and tells everything that it can in its log."""

    def __init__(self, folder: Path, mock_url: str, **environment: str) -> None:
        told = {"APP_TOKEN": TOKEN, "LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json", **environment}
        super().__init__(folder, mock_url, **told)

    @property
    def signed(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.environment['APP_TOKEN']}"}

    def execute(self, query: str, **variables: Any) -> Mapping[str, Any]:
        body = {"query": query, "variables": variables}
        answer = httpx.post(
            f"{self.url}/graphql", json=body, timeout=30, trust_env=False, headers=self.signed
        ).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/live", trust_env=False).is_success
        except httpx.TransportError:
            return False

    def browser(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers={"origin": self.url}, trust_env=False)


@pytest.fixture
def studio(tmp_path: Path, mock: MockProgram) -> Iterator[Guarded]:
    program = Guarded(tmp_path, mock.url)
    program.start()
    yield program
    program.stop()
    _assert_discreet(program)


def _assert_discreet(studio: Studio) -> None:
    log = studio.log.read_text()
    assert "request.ended" in log
    for secret in _SECRETS:
        assert secret not in log
    assert not re.search(r"bearer (?!\[secret\])\S", log, re.IGNORECASE)
    assert not re.search(r"macki=(?!\[secret\])\S", log)
    for line in log.splitlines():
        if line.startswith("{"):
            json.loads(line)


def _lines(studio: Studio) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in studio.log.read_text().splitlines() if line[:1] == "{"]


# ── the command and OpenAI's clients ─────────────────────────────────────────────────────────


def test_the_command_signs_in_by_the_same_settings(studio: Guarded, tmp_path: Path) -> None:
    made = studio.macki("image", "A test image 0001", "--output", str(tmp_path / "made"))
    assert made.returncode == 0, made.stderr
    assert len(list((tmp_path / "made").iterdir())) == 1

    studio.environment["APP_TOKEN"] = _OTHER
    refused = studio.macki("jobs")
    assert refused.returncode == 2
    assert "token is wrong" in refused.stderr
    assert "APP_TOKEN" in refused.stderr
    studio.environment["APP_TOKEN"] = ""
    assert "needs a token" in studio.macki("watch").stderr
    studio.environment["APP_TOKEN"] = TOKEN


def test_the_token_is_the_key_of_openais_clients(studio: Guarded) -> None:
    with openai.OpenAI(api_key=TOKEN, base_url=f"{studio.url}/v1") as sdk:
        assert sdk.models.list().data
    with (
        openai.OpenAI(api_key="another", base_url=f"{studio.url}/v1") as sdk,
        pytest.raises(openai.AuthenticationError, match="APP_TOKEN"),
    ):
        sdk.models.list()


async def test_watching_with_a_wrong_token_ends_and_says_so(studio: Guarded) -> None:
    client = StudioClient(studio.url, on_lost=lambda: None, token=_OTHER)
    with pytest.raises(Refused) as refused:
        await asyncio.wait_for(anext(client.feed(None)), 10)
    assert refused.value.code == "UNAUTHENTICATED"


_BREAK_ORDERS = """
    CREATE TRIGGER broken BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END
"""


def _posted(studio: Guarded, path: str, body: Any) -> httpx.Response:
    address = f"{studio.url}{path}"
    return httpx.post(address, json=body, headers=studio.signed, timeout=60, trust_env=False)


def test_what_is_ordered_and_searched_is_nobodys_business_in_the_log(
    studio: Guarded, tmp_path: Path
) -> None:
    """At DEBUG: where things go well, where a provider refuses, where the studio itself fails."""
    words = "Private words of the owner"
    asked = [
        ("/api/v1/image/generate", {"prompt": f"{words} {code}"})
        for code in ("", "0001", "0002", "0003", "0004", "0005", "0006")
    ]
    song = {"lyrics": f"{words}\nla", "prompt": words, "model": "auto"}
    asked += [("/api/v1/song/generate", song), ("/api/v1/song/generate", {**song, "n": words})]
    asked += [("/v1/images/generations", {"prompt": words, "size": words})]
    mutation = 'mutation {{ generateImage(input: {{prompt: "{}"{}}}) {{ __typename }} }}'
    for query in (mutation.format(words, ""), mutation.format(words, ", wrong: 1"), f"{{ {words}"):
        asked.append(("/graphql", {"query": query}))
    asked.append(
        ("/graphql", {"query": f'{{ songs(filter: {{text: "{words}"}}) {{ totalCount }} }}'})
    )
    for path, body in asked:
        _posted(studio, path, body)
    with closing(sqlite3.connect(tmp_path / "data" / "macki.db")) as database:
        database.execute(_BREAK_ORDERS)
    broken = {_posted(studio, path, body).status_code for path, body in asked}
    assert 500 in broken
    log = studio.log.read_text()
    assert "broken on purpose" in log
    assert "graphql.failed" in log
    assert "provider.answered" in log
    assert words not in log


# ── websockets ───────────────────────────────────────────────────────────────────────────────


async def _first_answer(
    studio: Studio, payload: object = None, headers: Mapping[str, str] | None = None
) -> str | int:
    """The type of the first message after a subscription, or the code that closes the socket."""
    address = studio.url.replace("http", "ws") + "/graphql"
    protocols = [Subprotocol("graphql-transport-ws")]
    try:
        async with connect(
            address, subprotocols=protocols, additional_headers=headers, proxy=None
        ) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            acknowledged = json.loads(await socket.recv())
            assert acknowledged == {"type": "connection_ack"}
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": _FEED}))
            return json.loads(await socket.recv())["type"]
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else "no close frame"
    except InvalidStatus as refused:
        return refused.response.status_code


async def test_a_websocket_shows_the_token_in_its_connection_init(studio: Guarded) -> None:
    assert await _first_answer(studio, {"Authorization": f"Bearer {TOKEN}"}) == "next"
    assert await _first_answer(studio, {"authorization": f"bearer {TOKEN}", "x": 1}) == "next"
    for payload in (
        None,
        {},
        {"Authorization": TOKEN},
        {"Authorization": f"Bearer {_OTHER}"},
        {"Authorization": 7},
        {"Authorization": {"Bearer": TOKEN}},
        {"token": TOKEN},
    ):
        assert await _first_answer(studio, payload) == 4403


async def test_or_in_its_handshake_or_by_the_cookie_of_our_own_page(studio: Guarded) -> None:
    assert await _first_answer(studio, None, studio.signed) == "next"
    assert await _first_answer(studio, None, {"Authorization": f"Bearer {_OTHER}"}) == 401
    with studio.browser() as browser:
        browser.post("/login", data={"token": TOKEN})
        cookie = {"Cookie": f"macki={browser.cookies['macki']}"}
    assert await _first_answer(studio, None, {**cookie, "Origin": studio.url}) == "next"
    assert await _first_answer(studio, None, cookie) == 403
    assert await _first_answer(studio, None, {**cookie, "Origin": "http://127.0.0.1:1"}) == 403
    forged = {"Cookie": "macki=x.y.z", "Origin": studio.url}
    assert await _first_answer(studio, None, forged) == 4403


async def test_pages_of_others_get_no_websocket_even_with_the_token(studio: Guarded) -> None:
    signed = {"Authorization": f"Bearer {TOKEN}"}
    assert await _first_answer(studio, signed, {"Origin": "http://evil.example"}) == 403


async def test_nothing_is_answered_before_the_token(studio: Guarded) -> None:
    address = studio.url.replace("http", "ws") + "/graphql"
    protocols = [Subprotocol("graphql-transport-ws")]
    async with connect(address, subprotocols=protocols, proxy=None) as socket:
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": _FEED}))
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


async def test_guesses_over_websockets_count_as_well(studio: Guarded) -> None:
    for number in range(10):
        assert await _first_answer(studio, {"Authorization": f"Bearer {number}"}) == 4403
    assert await _first_answer(studio, {"Authorization": f"Bearer {TOKEN}"}) == 4403
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{studio.url}/v1/models", headers=studio.signed)
    assert answer.status_code == 429


# ── sessions ─────────────────────────────────────────────────────────────────────────────────


def test_a_session_outlasts_a_restart_and_ends_with_its_token(studio: Guarded) -> None:
    with studio.browser() as browser:
        assert browser.post("/login", data={"token": TOKEN}).status_code == 303
        assert browser.get("/v1/models").status_code == 200
        studio.kill()
        studio.start()
        assert browser.get("/v1/models").status_code == 200
        studio.kill()
        studio.environment["APP_TOKEN"] = _OTHER
        studio.start()
        assert browser.get("/v1/models").status_code == 401


def test_behind_a_proxy_with_https_the_cookie_is_secure_and_clients_are_told_apart(
    studio: Guarded,
) -> None:
    proxied = {"x-forwarded-proto": "https", "host": f"127.0.0.1:{studio.port}"}
    page = {**proxied, "origin": f"https://127.0.0.1:{studio.port}"}
    with httpx.Client(base_url=studio.url, trust_env=False) as http:
        signed = http.post("/login", data={"token": TOKEN}, headers=page)
        assert signed.headers["set-cookie"].startswith("__Host-macki=")
        assert "; Secure" in signed.headers["set-cookie"]
        guesser = {**page, "x-forwarded-for": "192.0.2.7"}
        answers = [
            http.post("/login", data={"token": f"guess {number}"}, headers=guesser).status_code
            for number in range(11)
        ]
        assert answers == [401] * 10 + [429]
        other = {**studio.signed, "x-forwarded-for": "192.0.2.8"}
        assert http.get("/v1/models", headers=other).status_code == 200


# ── several processes ────────────────────────────────────────────────────────────────────────


def test_two_apis_share_sessions_and_guesses_and_a_worker_tells_of_itself(
    tmp_path: Path, mock: MockProgram, postgresql_url: str, redis_server: RedisServer
) -> None:
    metrics, beat = free_port(), tmp_path / "beat"
    one, other = [
        _cluster(folder, mock.url, postgresql_url, redis_server.url, metrics, beat)
        for folder in (tmp_path / "one", tmp_path / "other")
    ]
    try:
        one.start(workers=1)
        other.start(workers=0)
        _look_at_sessions(one.web, other.web)
        _look_at_the_worker(one.web, metrics)
        _look_at_the_way_of_a_request(one.web, mock)
        _look_at_guesses(one.web, other.web)
    finally:
        one.stop()
        other.stop()
    _assert_discreet(one.web)


def _cluster(
    folder: Path, mock_url: str, database_url: str, redis_url: str, metrics: int, beat: Path
) -> Cluster:
    cluster = Cluster(folder, mock_url, database_url, redis_url)
    cluster.web = Guarded(folder, mock_url, **{**cluster.web.environment, **_unset(folder)})
    cluster.web._command = "serve"  # pyright: ignore[reportPrivateUsage]
    cluster.web.environment |= {
        "APP_TOKEN": TOKEN,
        "METRICS_PORT": str(metrics),
        "HEARTBEAT_FILE": str(beat),
        "LOG_LEVEL": "DEBUG",
        "MEDIA_DIR": str(folder.parent / "media"),
    }
    cluster.web.environment["PORT"] = str(cluster.web.port)
    return cluster


def _unset(folder: Path) -> Mapping[str, str]:
    return {"DATA_DIR": str(folder / "data")}


def _look_at_sessions(one: Studio, other: Studio) -> None:
    assert isinstance(one, Guarded)
    with one.browser() as browser:
        browser.post("/login", data={"token": TOKEN})
        cookie = {"cookie": f"macki={browser.cookies['macki']}"}
    assert httpx.get(f"{other.url}/v1/models", headers=cookie, trust_env=False).is_success


def _look_at_the_worker(web: Studio, metrics: int) -> None:
    told = httpx.get(f"http://127.0.0.1:{metrics}/", trust_env=False).text
    assert "macki_event_loop_lag_seconds_count" in told
    assert web.macki("health", "worker").returncode == 0
    assert web.macki("health", "api").returncode == 0
    assert isinstance(web, Guarded)
    ready = httpx.get(f"{web.url}/health/ready", headers=web.signed, trust_env=False)
    assert ready.status_code == 200, ready.text
    assert ready.json()["dependencies"]["redis"]["ok"]
    figures = httpx.get(f"{web.url}/metrics", headers=web.signed, trust_env=False).text
    assert "macki_workers 1.0" in figures


def _look_at_the_way_of_a_request(web: Studio, mock: MockProgram) -> None:
    """One id in the API's log, in the worker's, and at the provider."""
    assert isinstance(web, Guarded)
    answer = httpx.post(
        f"{web.url}/api/v1/image/generate",
        json={"prompt": "A test image 0001"},
        headers={**web.signed, "x-request-id": "order-of-the-test"},
        trust_env=False,
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["x-request-id"] == "order-of-the-test"
    lines = [line for line in _lines(web) if line.get("request_id") == "order-of-the-test"]
    assert {"request.ended", "provider.answered"} <= {line["event"] for line in lines}
    [sent] = [line for line in lines if line["event"] == "provider.answered"]
    assert sent["job_id"]
    assert len(mock.paid_posts) == 1


def _look_at_guesses(one: Studio, other: Studio) -> None:
    for number in range(10):
        wrong = {"authorization": f"Bearer guess-{number}"}
        httpx.get(f"{one.url}/v1/models", headers=wrong, trust_env=False)
    last = {"authorization": "Bearer guess-at-the-other"}
    assert httpx.get(f"{other.url}/v1/models", headers=last, trust_env=False).status_code == 401
    again = {"authorization": f"Bearer {TOKEN}"}
    assert httpx.get(f"{other.url}/v1/models", headers=again, trust_env=False).status_code == 429
