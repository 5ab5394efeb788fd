"""The web application as nginx serves it: open to whoever signed in, cached as it may be."""

import httpx
import pytest

from app.frontend import _HEADERS as ITS_OWN_HEADERS  # pyright: ignore[reportPrivateUsage]
from tests.docker.conftest import PACKED, ROOM, MakeProxy
from tests.docker.proxy import Proxy
from tests.integration.programs import free_port

_A_PERSON = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}
_ON_EVERYTHING = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@pytest.mark.parametrize("address", ["/", "/images", "/songs/U29uZzox/edit?tab=words"])
def test_every_address_of_a_page_is_the_document(owner: httpx.Client, address: str) -> None:
    answer = owner.get(address, headers=_A_PERSON)
    assert answer.status_code == 200
    assert "<title>Mac KI Service" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", ["/images", "/favicon.svg", "/main-QQFAAGZQ.js"])
def test_the_pages_headers_are_those_that_the_studio_gives_without_nginx(
    owner: httpx.Client, address: str
) -> None:
    answer = owner.get(address, headers=_A_PERSON)
    for name in set(ITS_OWN_HEADERS) - {"vary"}:
        assert answer.headers[name] == ITS_OWN_HEADERS[name]


def test_who_has_not_signed_in_is_led_to_the_login_page_and_back(anybody: httpx.Client) -> None:
    answer = anybody.get("/songs?page=2", headers=_A_PERSON)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/songs%3Fpage%3D2"
    assert "Mac KI Service</title>" not in answer.text


def test_a_browser_signs_in_and_gets_the_page(proxy: Proxy, anybody: httpx.Client) -> None:
    form = {"token": "the-token-of-this-test-0123456789", "next": "/songs"}
    signed = anybody.post("/login", data=form, headers={"Origin": proxy.url})
    assert (signed.status_code, signed.headers["location"]) == (303, "/songs")
    assert "__Host-macki" in signed.headers["set-cookie"]
    assert "Secure" in signed.headers["set-cookie"]
    assert anybody.get("/songs", headers=_A_PERSON).status_code == 200
    body = {"query": "{ __typename }"}
    assert anybody.post("/graphql", json=body, headers={"Origin": proxy.url}).is_success


def test_the_login_page_keeps_the_policy_without_which_its_form_is_refused(
    anybody: httpx.Client,
) -> None:
    assert anybody.get("/login").headers.get_list("referrer-policy") == ["same-origin"]


def test_who_comes_from_another_site_asks_once_more(anybody: httpx.Client) -> None:
    answer = anybody.get("/songs", headers={**_A_PERSON, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert 'http-equiv="refresh"' in answer.text


def test_the_page_comes_while_the_api_is_away(make_proxy: MakeProxy) -> None:
    alone = make_proxy(f"http://127.0.0.1:{free_port()}", **ROOM)
    with alone.client() as client:
        answer = client.get("/songs", headers=_A_PERSON)
    assert answer.status_code == 200
    assert "<title>Mac KI Service" in answer.text
    assert answer.headers["content-security-policy"] == ITS_OWN_HEADERS["content-security-policy"]


def test_what_is_named_after_its_content_is_kept_for_good(anybody: httpx.Client) -> None:
    answer = anybody.get("/main-QQFAAGZQ.js", headers={"Accept-Encoding": "identity"})
    assert answer.text == "console.log('the application')"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert anybody.get("/favicon.svg").headers["cache-control"] == "no-cache"


def test_what_the_build_has_packed_is_sent_packed(anybody: httpx.Client) -> None:
    with anybody.stream("GET", "/main-QQFAAGZQ.js", headers={"Accept-Encoding": "gzip"}) as answer:
        assert b"".join(answer.iter_raw()) == PACKED
        assert answer.headers["content-encoding"] == "gzip"


def test_answers_of_the_api_are_packed(owner: httpx.Client) -> None:
    answer = owner.get("/api/v1/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.json()["openapi"]


@pytest.mark.parametrize("address", ["/nothing.js", "/nothing-QQFAAGZQ.js", "/nothing.png"])
def test_a_file_that_was_never_built_is_not_found(owner: httpx.Client, address: str) -> None:
    answer = owner.get(address, headers=_A_PERSON)
    assert answer.status_code == 404
    assert answer.json()["error"] == "NOT_FOUND"
    assert answer.headers["cache-control"] == "no-store"


def test_a_program_at_an_unknown_address_is_told_so(owner: httpx.Client) -> None:
    answer = owner.get("/api/v2/images")
    assert answer.status_code == 404
    answer = owner.get("/unknown", headers={"Accept": "*/*"})
    assert (answer.status_code, answer.json()["error"]) == (404, "NOT_FOUND")
    answer = owner.post("/images", json={}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["error"]) == (405, "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize(
    "address",
    ["/", "/favicon.svg", "/main-QQFAAGZQ.js", "/nothing.js", "/api/v1/health", "/graphql",
     "/login", "/metrics", "/media/0/none", "/health/live", "/v1/models"],
)  # fmt: skip
def test_each_answer_has_the_headers_that_keep_it_safe_once(
    owner: httpx.Client, address: str
) -> None:
    answer = owner.get(address, headers=_A_PERSON)
    for name, value in _ON_EVERYTHING.items():
        assert answer.headers.get_list(name) == [value], name
    for name in ("referrer-policy", "x-request-id"):
        assert len(answer.headers.get_list(name)) == 1, name
    assert answer.headers["server"] == "nginx"
    assert "strict-transport-security" not in answer.headers


def test_strict_transport_is_the_owners_choice(make_proxy: MakeProxy) -> None:
    strict = make_proxy(**ROOM, HSTS="max-age=31536000")
    with strict.client() as client:
        for address in ("/", "/nothing.js", "/health/live"):
            answer = client.get(address, headers=_A_PERSON)
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
