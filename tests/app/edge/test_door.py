"""Where a token is set, nobody passes without it."""

import hmac
import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import Message, Scope

import app.edge.keeper
from app.edge.door import OPEN
from tests.app.edge.conftest import HOST, SIGNED, TOKEN, guarded, sign_in
from tests.app.site import client_of

_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_PAGE = {"accept": "text/html,application/xhtml+xml", "sec-fetch-mode": "navigate"}


def _addresses(routes: list[BaseRoute], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Each method and address that the application answers; what is mounted without routes of its
    own, by its beginning."""
    for route in routes:
        if isinstance(route, Mount):
            yield "GET", f"{prefix}{route.path}/anything"
            yield from _addresses(list(route.routes), prefix + route.path)
        elif isinstance(route, Route):
            for method in route.methods or {"GET", "POST", "PUT", "DELETE"}:
                yield method, prefix + _PARAMETER.sub(_example, route.path)


def _example(parameter: re.Match[str]) -> str:
    return "00000000-0000-0000-0000-000000000001" if parameter[2] == "uuid" else "x"


def _all_addresses() -> list[tuple[str, str]]:
    app, _ = guarded()
    return sorted(set(_addresses(app.routes)))


async def test_every_address_needs_the_token(door: httpx.AsyncClient) -> None:
    addresses = _all_addresses()
    assert len(addresses) > 25
    for method, path in addresses:
        if path not in OPEN:
            answer = await door.request(method, path)
            assert answer.status_code == 401, (method, path)
            assert answer.headers["www-authenticate"] == 'Bearer realm="Mac KI Service"'


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/login/", "/loginx", "//login", "/health/live/", "/health/live2"]
)
async def test_nothing_near_what_is_open_is_open(door: httpx.AsyncClient, path: str) -> None:
    assert (await door.get(f"{HOST}{path}")).status_code == 401


async def test_every_websocket_is_closed_or_asks_for_the_token_itself(
    door: httpx.AsyncClient,
) -> None:
    app, _ = guarded()
    sockets = [route.path for route in app.routes if isinstance(route, WebSocketRoute)]
    assert sockets == ["/graphql"]
    assert await _handshake(app, "/elsewhere") == 401


async def test_what_is_open_needs_none(door: httpx.AsyncClient) -> None:
    live = await door.get("/health/live")
    assert (live.status_code, live.json()["status"]) == (200, "live")
    assert (await door.get("/login")).status_code == 200


@pytest.mark.parametrize("path", ["/graphql", "/api/v1/image/list", "/v1/models", "/metrics"])
async def test_the_token_opens_every_face(studio: httpx.AsyncClient, path: str) -> None:
    post = path == "/graphql"
    ask = {"json": {"query": "{ queue { waiting } }"}} if post else {}
    answer = await studio.request("POST" if post else "GET", path, headers=SIGNED, **ask)  # pyright: ignore[reportArgumentType]
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("value", [f"bearer {TOKEN}", f"BEARER   {TOKEN}", f"  Bearer {TOKEN}  "])
async def test_the_word_bearer_may_be_written_as_it_pleases(
    studio: httpx.AsyncClient, value: str
) -> None:
    answer = await studio.get("/v1/models", headers={"authorization": value})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "value",
    [
        "",
        TOKEN,
        "Bearer",
        "Bearer ",
        f"Basic {TOKEN}",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}0",
        f"Bearer {TOKEN.upper()}",
        f"Bearer {TOKEN} {TOKEN}",
        "Bearer \xfc\xe4",
        f"Bearer {'x' * 60_000}",
    ],
)
async def test_anything_else_is_refused(door: httpx.AsyncClient, value: str) -> None:
    headers = [(b"authorization", value.encode("latin-1"))]
    answer = await door.get("/v1/models", headers=headers)
    assert answer.status_code == 401
    assert TOKEN not in answer.text


async def test_a_refusal_has_the_form_of_the_face(door: httpx.AsyncClient) -> None:
    wrong = {"authorization": "Bearer wrong"}
    graphql = (await door.post("/graphql", json={}, headers=wrong)).json()
    assert graphql["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert "APP_TOKEN" in graphql["errors"][0]["extensions"]["hint"]
    openai = (await door.get("/v1/models", headers=wrong)).json()
    assert openai["error"]["code"] == "unauthenticated"
    rest = await door.get("/api/v1/image/list", headers=wrong)
    assert rest.json()["error"] == "UNAUTHENTICATED"
    assert 'error="invalid_token"' in rest.headers["www-authenticate"]


# ── people ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "/login"),
        ("/graphiql/", "/login?next=/graphiql/"),
        ("/library?tag=a%20b&x=1", "/login?next=/library%3Ftag%3Da%2520b%26x%3D1"),
        ("//evil.example/x", "/login"),
    ],
)
async def test_a_person_is_led_to_the_login_page_and_knows_where_to_go_on(
    door: httpx.AsyncClient, path: str, location: str
) -> None:
    answer = await door.get(f"{HOST}{path}", headers=_PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, location)


async def test_what_a_page_fetches_is_told_401_and_not_led_astray(door: httpx.AsyncClient) -> None:
    fetched = {"accept": "text/html", "sec-fetch-mode": "cors"}
    assert (await door.get("/graphiql/", headers=fetched)).status_code == 401
    assert (await door.post("/graphql", headers=_PAGE)).status_code == 401


async def test_a_link_from_elsewhere_asks_once_more_so_that_the_cookie_comes_along(
    door: httpx.AsyncClient,
) -> None:
    answer = await door.get("/a?b=1&c=%22", headers={**_PAGE, "sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert 'content="0; url=/a?b=1&amp;c=%22"' in answer.text
    astray = await door.get(
        f"{HOST}//evil.example", headers={**_PAGE, "sec-fetch-site": "cross-site"}
    )
    assert "evil" not in astray.text


# ── the cookie ───────────────────────────────────────────────────────────────────────────────

_CHANGES: list[tuple[dict[str, str], bool]] = [
    ({"origin": HOST}, True),
    ({"origin": HOST, "sec-fetch-site": "same-origin"}, True),
    ({"sec-fetch-site": "same-origin"}, True),
    ({}, False),
    ({"origin": "null"}, False),
    ({"origin": "null", "sec-fetch-site": "same-origin"}, False),
    ({"origin": "http://localhost:3000"}, False),
    ({"origin": "http://localhost"}, False),
    ({"origin": "http://evil.example"}, False),
    ({"origin": "http://localhost:5050.evil.example"}, False),
    ({"origin": "http://[::1"}, False),
    ({"origin": HOST, "sec-fetch-site": "same-site"}, False),
    ({"origin": HOST, "sec-fetch-site": "cross-site"}, False),
    ({"sec-fetch-site": "none"}, False),
    ({"sec-fetch-site": "cross-site"}, False),
]


@pytest.mark.parametrize(("headers", "may"), _CHANGES)
@pytest.mark.parametrize("path", ["/graphql", "/api/v1/image/generate"])
async def test_with_the_cookie_only_our_own_pages_may_change_something(
    door: httpx.AsyncClient, path: str, headers: dict[str, str], may: bool
) -> None:
    await sign_in(door)
    answer = await door.post(path, json={"query": "{ queue { waiting } }"}, headers=headers)
    assert answer.status_code == (500 if may else 403), answer.text  # nobody is at home
    if not may:
        assert "FORBIDDEN_ORIGIN" in answer.text
        assert "PUBLIC_URL" in answer.text


async def test_with_the_cookie_one_may_look_from_anywhere(studio: httpx.AsyncClient) -> None:
    await sign_in(studio)
    for headers in ({}, {"origin": "http://evil.example"}):
        answer = await studio.get("/api/v1/song/task/queue-status", headers=headers)
        assert answer.status_code == 200
        assert "access-control-allow-credentials" not in answer.headers


async def test_with_the_token_the_origin_is_a_matter_of_cors(folder: object) -> None:
    page = "https://page.example"
    app, _ = guarded(cors_origins=page)
    async with client_of(app) as http:
        preflight = await http.options(
            "/api/v1/image/list",
            headers={"origin": page, "access-control-request-method": "GET"},
        )
        assert preflight.status_code == 200
        assert preflight.headers["access-control-allow-origin"] == page
        assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
        for origin, readable in ((page, True), ("https://evil.example", False)):
            refused = await http.get("/api/v1/image/list", headers={"origin": origin})
            assert refused.status_code == 401
            assert ("access-control-allow-origin" in refused.headers) is readable
        asked = await http.options("/graphql", headers={"origin": page})
        assert asked.status_code == 401


@pytest.mark.parametrize(
    ("origin", "host", "scheme", "status"),
    [
        ("https://studio.example", "studio.example", "https", 500),  # nobody is at home: it passed
        ("https://studio.example:443", "studio.example", "https", 500),
        ("http://studio.example", "studio.example", "https", 403),
        ("https://public.example", "inside:5050", "http", 500),
        ("https://public.example:444", "inside:5050", "http", 403),
        ("http://public.example", "inside:5050", "http", 403),
    ],
)
async def test_behind_a_proxy_our_pages_are_known_by_their_address(
    folder: object, origin: str, host: str, scheme: str, status: int
) -> None:
    app, _ = guarded(public_url="https://public.example", public_hosts="studio.example,inside")
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://{host}") as http:
        here = {"origin": f"{scheme}://{host}"}
        signed = await http.post("/login", data={"token": TOKEN}, headers=here)
        assert signed.status_code == 303
        answer = await http.post(
            "/graphql", json={"query": "{ queue { waiting } }"}, headers={"origin": origin}
        )
        assert answer.status_code == status


# ── websockets ───────────────────────────────────────────────────────────────────────────────


async def _handshake(app: Starlette, path: str = "/graphql", **headers: str) -> int | None:
    """The status of a refusal; None if the door let it pass."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"} if not sent else {"type": "websocket.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    told = {"host": "localhost:5050", **headers}
    scope: Scope = {
        "type": "websocket",
        "path": path,
        "scheme": "ws",
        "query_string": b"",
        "headers": [(key.encode(), value.encode()) for key, value in told.items()],
        "subprotocols": ["graphql-transport-ws"],
        "extensions": {"websocket.http.response": {}},
    }
    try:
        await app(scope, receive, send)
    except AttributeError:  # the studio behind the door was never opened
        return None
    return sent[0].get("status")


async def _session() -> str:
    app, _ = guarded()
    async with client_of(app) as http:
        await sign_in(http)
        return f"macki={http.cookies['macki']}"


@pytest.mark.parametrize(
    ("origin", "status"),
    [(HOST, None), ("", 403), ("null", 403), ("http://localhost:3000", 403)],
)
async def test_a_websocket_with_the_cookie_has_to_be_opened_by_our_own_page(
    folder: object, origin: str, status: int | None
) -> None:
    app, _ = guarded()
    headers = {"origin": origin} if origin else {}
    assert await _handshake(app, cookie=await _session(), **headers) == status


async def test_a_wrong_token_in_the_handshake_is_refused_there(folder: object) -> None:
    app, _ = guarded()
    assert await _handshake(app, authorization="Bearer wrong") == 401
    assert await _handshake(app, authorization=f"Bearer {TOKEN}") is None


# ── guessing ─────────────────────────────────────────────────────────────────────────────────


async def test_who_guesses_has_to_wait_even_with_the_right_token(door: httpx.AsyncClient) -> None:
    for number in range(10):
        wrong = {"authorization": f"Bearer guess-{number}"}
        assert (await door.get("/v1/models", headers=wrong)).status_code == 401
    for token in ("guess-11", TOKEN):
        answer = await door.get("/v1/models", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert "Wait" in answer.text


async def test_an_old_token_that_is_sent_again_and_again_shuts_nobody_out(
    studio: httpx.AsyncClient,
) -> None:
    for _ in range(50):
        old = {"authorization": "Bearer the-token-of-last-year"}
        assert (await studio.get("/v1/models", headers=old)).status_code == 401
    assert (await studio.get("/v1/models", headers=SIGNED)).status_code == 200


async def test_guessing_ends_no_session(studio: httpx.AsyncClient) -> None:
    await sign_in(studio)
    for number in range(12):
        await studio.get("/v1/models", headers={"authorization": f"Bearer guess-{number}"})
    assert (await studio.get("/v1/models")).status_code == 200


async def test_tokens_are_compared_in_constant_time() -> None:
    assert "compare_digest" in app.edge.keeper.Keeper.check.__code__.co_names
    assert app.edge.keeper.hmac is hmac
