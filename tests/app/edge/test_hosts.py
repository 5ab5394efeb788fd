"""Under which names the studio answers."""

from pathlib import Path

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from app.edge.hosts import Hosts
from app.settings import load_settings
from app.web import create_app
from app.wiring import embedded
from tests.app.edge.conftest import SIGNED, guarded
from tests.app.site import client_of

_LIVE = "/health/live"


async def _status(http: httpx.AsyncClient, host: str, path: str = _LIVE) -> int:
    headers = {**SIGNED, "host": host}
    return (await http.get(path, headers=headers)).status_code


@pytest.mark.parametrize(
    ("host", "answers"),
    [
        ("localhost", True),
        ("localhost:5050", True),
        ("LocalHost:1", True),
        ("127.0.0.1:5050", True),
        ("[::1]:5050", True),
        ("studio.example", True),
        ("a.studios.example", True),
        ("", False),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("localhost.", False),
        ("evilstudios.example", False),
        ("192.0.2.1", False),
        ("macstudio", False),
        ("localhost@evil.example", False),
        ("localhost evil", False),
        ("evil.example:80#localhost", False),
        ("localhost:99999999", False),
        ("[::1", False),
        ("%ff", False),
    ],
)
async def test_on_this_machine_it_answers_to_its_own_names_only(
    folder: Path, host: str, answers: bool
) -> None:
    app, _ = guarded(public_hosts="studio.example, *.studios.example")
    async with client_of(app) as http:
        assert await _status(http, host) == (200 if answers else 400)


@pytest.mark.parametrize(
    ("host", "answers"),
    [
        ("192.0.2.1:5050", True),
        ("[2001:db8::1]:5050", True),
        ("macstudio:5050", True),
        ("macstudio.local", True),
        ("studio.example", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("local.evil.example", False),
        ("evil.example.", False),
    ],
)
async def test_open_to_a_network_it_answers_to_no_name_that_a_page_elsewhere_could_have(
    folder: Path, host: str, answers: bool
) -> None:
    settings = load_settings(host="0.0.0.0", allow_anonymous=True, public_hosts="studio.example")
    async with client_of(create_app(embedded(settings), settings)) as http:
        assert await _status(http, host) == (200 if answers else 400)


async def test_where_a_token_is_needed_it_answers_to_any(folder: Path) -> None:
    app, _ = guarded(host="0.0.0.0")
    async with client_of(app) as http:
        assert await _status(http, "whatever.example") == 200


async def test_a_refusal_says_what_to_set(door: httpx.AsyncClient) -> None:
    answer = await door.get(_LIVE, headers={"host": "evil.example"})
    assert answer.json()["error"] == "UNKNOWN_HOST"
    assert "'evil.example'" in answer.json()["message"]
    assert "PUBLIC_HOSTS" in answer.json()["hint"]


async def test_a_websocket_is_refused_as_well(door: httpx.AsyncClient) -> None:
    sent: list[Message] = []

    async def nobody(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("it was let in")

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "websocket",
        "path": "/graphql",
        "headers": [(b"host", b"evil.example")],
        "extensions": {"websocket.http.response": {}},
    }
    await Hosts(nobody, ["localhost"], at_home=False)(scope, receive, send)
    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 400)
