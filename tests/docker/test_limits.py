"""What nginx refuses by itself, and in which words; whom it believes; where nobody gets."""

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from app.rest.openai import OpenAIError
from tests.docker.conftest import ROOM, TOKEN, Guarded, MakeProxy
from tests.docker.proxy import Proxy
from tests.integration.programs import free_port

_SIGNED = {"Authorization": f"Bearer {TOKEN}"}
_QUERY = {"query": "{ __typename }"}
_BODY_LIMIT = 1024 * 1024


@pytest.fixture(scope="session")
def strict(make_proxy: MakeProxy) -> Proxy:
    return make_proxy(API_RATE="1r/s")


def _until_refused(client: httpx.Client, method: str, address: str, **body: Any) -> httpx.Response:
    for _ in range(60):
        answer = client.request(method, address, **body)
        if answer.status_code == 429:
            return answer
        assert answer.is_success
    raise AssertionError("nothing was refused")


def test_a_burst_is_refused_in_the_form_of_each_face(strict: Proxy) -> None:
    with strict.client(**_SIGNED) as client:
        rest = _until_refused(client, "GET", "/api/v1/health")
        assert rest.json()["error"] == "RATE_LIMIT"
        assert rest.json()["message"]
        assert rest.json()["hint"]
        assert rest.headers["retry-after"] == "1"
        assert rest.headers["content-type"] == "application/json"
        graphql = _until_refused(client, "POST", "/graphql", json=_QUERY)
        assert graphql.json()["errors"][0]["extensions"]["code"] == "RATE_LIMIT"
        assert graphql.headers["retry-after"] == "1"
        openai = _until_refused(client, "GET", "/v1/models")
        told = OpenAIError.model_validate(openai.json(), strict=True).error
        assert (told.code, told.type) == ("rate_limit", "rate_limit_error")
        assert "x-should-retry" not in openai.headers
        for answer in (rest, graphql, openai):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"


def test_pages_and_files_are_not_limited(strict: Proxy) -> None:
    with strict.client(**_SIGNED) as client:
        _until_refused(client, "GET", "/api/v1/health")
        for _ in range(50):
            assert client.get("/main-QQFAAGZQ.js").status_code == 200
            assert client.get("/", headers={"Accept": "text/html"}).status_code == 200
            assert client.get("/media/0/none.png").status_code == 404


def test_the_studios_own_refusals_pass(owner: httpx.Client, studio: Guarded) -> None:
    answer = owner.get("/api/v1/song/job/none")
    directly = httpx.get(f"{studio.url}/api/v1/song/job/none", headers=_SIGNED, trust_env=False)
    assert (answer.status_code, answer.json()) == (directly.status_code, directly.json())


def test_a_body_may_be_as_large_as_the_studio_takes_it(owner: httpx.Client) -> None:
    query = "{ __typename }"
    answer = owner.post("/graphql", json={"query": query + " " * 200_000})
    assert answer.json() == {"data": {"__typename": "Query"}}


def test_a_larger_one_is_refused_in_the_form_of_each_face(owner: httpx.Client) -> None:
    body = b" " * (_BODY_LIMIT + 1)
    json_body = {"Content-Type": "application/json"}
    rest = owner.post("/api/v1/image/generate", content=body, headers=json_body)
    assert (rest.status_code, rest.json()["error"]) == (413, "BODY_TOO_LARGE")
    graphql = owner.post("/graphql", content=body, headers=json_body)
    assert graphql.status_code == 413
    assert graphql.json()["errors"][0]["extensions"]["code"] == "BODY_TOO_LARGE"


def test_what_is_imported_may_be_large(owner: httpx.Client) -> None:
    answer = owner.post("/import/file?role=IMAGE", content=b" " * (3 * _BODY_LIMIT))
    assert answer.status_code != 413


def test_a_studio_that_is_away_is_named_so(make_proxy: MakeProxy) -> None:
    alone = make_proxy(f"http://127.0.0.1:{free_port()}", **ROOM)
    with alone.client() as client:
        rest = client.get("/api/v1/images")
        graphql = client.post("/graphql", json=_QUERY)
    assert (rest.status_code, rest.json()["error"]) == (502, "UNAVAILABLE")
    assert rest.headers["retry-after"] == "5"
    assert graphql.status_code == 502
    assert graphql.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
    assert graphql.headers["x-content-type-options"] == "nosniff"


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Takes connections and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_studio_that_hangs_is_named_so(make_proxy: MakeProxy, silent_server: str) -> None:
    waiting = make_proxy(silent_server, **ROOM, PATIENCE="1s")
    with waiting.client() as client:
        answer = client.post("/api/v1/image/generate", json={})
        order = client.post("/v1/images/generations", json={})
        look = client.get("/v1/models")
    assert (answer.status_code, answer.json()["error"]) == (504, "UNAVAILABLE")
    assert "before you send it again" in answer.json()["hint"]
    # OpenAI's clients would repeat the order, which may be under way and be charged.
    assert (order.status_code, order.headers["x-should-retry"]) == (504, "false")
    assert OpenAIError.model_validate(order.json()).error.type == "server_error"
    assert "x-should-retry" not in look.headers


def test_nobody_says_where_they_come_from(
    make_proxy: MakeProxy, studio: Guarded, proxy: Proxy
) -> None:
    """Else each guess of the token could be made in another one's name."""
    forged = {"X-Forwarded-For": "203.0.113.7", "X-Real-IP": "203.0.113.7"}
    elsewhere = make_proxy(**ROOM, NGINX_TRUSTS="192.0.2.1, 198.51.100.0/24")
    trusting = make_proxy(**ROOM, NGINX_TRUSTS="192.0.2.1,127.0.0.1")
    assert _client_seen(elsewhere, forged) == "127.0.0.1"
    assert _client_seen(trusting, forged) == "203.0.113.7"
    told = [line for line in studio.log.read_text().splitlines() if "sign_in.refused" in line]
    assert [json.loads(line)["client"] for line in told[-2:]] == ["this machine", "203.0.113.7"]


def _client_seen(proxy: Proxy, headers: dict[str, str]) -> str:
    """In nginx's log; the studio writes its own word for it."""
    with proxy.client(Authorization="Bearer a-wrong-one", **headers) as client:
        assert client.get("/api/v1/images").status_code == 401
    for line in proxy.log.read_text().splitlines():
        if "nginx.request" in line:
            return json.loads(line)["client"]
    raise AssertionError(proxy.log.read_text())


@pytest.mark.parametrize(
    "way",
    ["/metrics", "//metrics", "/metrics/", "/%6detrics", "/x/../metrics", "/api/%2e%2e/metrics",
     "/api/..%2fmetrics", "/metrics?x", "/./metrics", "/metrics/../metrics", "/login/..//metrics"],
)  # fmt: skip
def test_figures_are_not_for_the_network(proxy: Proxy, way: str) -> None:
    status, body = _asked(proxy, way)
    assert status == 404, body
    assert b"macki_" not in body


@pytest.mark.parametrize(
    "way",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/images/%00", "/main%00-QQFAAGZQ.js",
     "/..%c0%af..%c0%afetc/passwd", "/%ff%fe", "/..\\..\\etc\\passwd", "/" + "a" * 20_000,
     "/%", "/%zz", "*", "http://elsewhere/metrics"],
)  # fmt: skip
def test_tricks_with_paths_are_refused(proxy: Proxy, way: str) -> None:
    status, body = _asked(proxy, way)
    assert status in (400, 404, 414)
    assert b"root:" not in body
    if body:
        assert json.loads(body)["hint"]


def _asked(proxy: Proxy, target: str) -> tuple[int, bytes]:
    """As it is, which no client library would send."""
    with (
        socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as plain,
        proxy.trust().wrap_socket(plain, server_hostname="localhost") as secured,
    ):
        head = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n"
        secured.sendall(f"{head}Connection: close\r\n\r\n".encode())
        answer = _all_of(secured)
    head_read, _, body = answer.partition(b"\r\n\r\n")
    return int(head_read.split()[1]), body


def _all_of(secured: ssl.SSLSocket) -> bytes:
    received = b""
    while block := secured.recv(65_536):
        received += block
    return received
