"""Signing in with a browser, and out again."""

import re
from base64 import b64encode
from hashlib import sha256

import httpx
import pytest

from app.edge.login_words import WORDS, language_of
from app.edge.places import place_of
from app.settings import load_settings
from app.web import create_app
from app.wiring import embedded
from tests.app.edge.conftest import HOST, TOKEN, sign_in
from tests.app.site import client_of


async def test_the_right_token_signs_in_and_leads_on(studio: httpx.AsyncClient) -> None:
    answer = await sign_in(studio, next="/graphiql/?a=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/graphiql/?a=1")
    assert (await studio.get("/v1/models")).status_code == 200
    again = await studio.get("/login?next=/graphiql/")
    assert (again.status_code, again.headers["location"]) == (303, "/graphiql/")
    assert "You are signed in" in (await studio.get("/login")).text


async def test_signing_out_forgets_the_session(studio: httpx.AsyncClient) -> None:
    await sign_in(studio)
    assert (await studio.post("/logout")).status_code == 403  # not from our own page
    answer = await studio.post("/logout", headers={"origin": HOST})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert (await studio.get("/v1/models")).status_code == 401


async def test_a_wrong_token_is_told_in_words_that_a_screen_reader_speaks(
    door: httpx.AsyncClient,
) -> None:
    answer = await sign_in(door, "wrong", lang="de", next="/x")
    assert answer.status_code == 401
    assert f'role="alert" id="problem">{WORDS["de"].wrong}' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'aria-describedby="problem hint"' in answer.text
    assert 'name="next" value="/x"' in answer.text
    assert "set-cookie" not in answer.headers


async def test_who_guesses_here_has_to_wait(door: httpx.AsyncClient) -> None:
    for number in range(10):
        assert (await sign_in(door, f"guess {number}")).status_code == 401
    answer = await sign_in(door)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] in answer.text


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
async def test_another_page_cannot_sign_anybody_in_or_guess_through_a_visitor(
    door: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    answer = await door.post("/login", data={"token": TOKEN}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"token=", "application/x-www-form-urlencoded"),
        (b"token=" + b"x" * 10_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(1_000)), "application/x-www-form-urlencoded"),
        (b"\xff\xfe=%ff", "application/x-www-form-urlencoded"),
        (b'{"token": "x"}', "application/json"),
        (b"token=" + TOKEN.encode(), "text/plain"),
    ],
)
async def test_what_is_no_form_is_told_so(
    door: httpx.AsyncClient, content: bytes, kind: str
) -> None:
    answer = await door.post("/login", content=content, headers={"content-type": kind})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        "/\t/evil.example",
        "/a\r\nset-cookie: x=1",
        "/a b",
        "/ü",
        "/" + "x" * 3_000,
        "/login?next=/login",
        "/logout",
    ],
)
async def test_nobody_is_led_away_from_here(door: httpx.AsyncClient, wanted: str) -> None:
    assert place_of(wanted) == "/"
    answer = await sign_in(door, next=wanted)
    assert answer.headers["location"] == "/"
    again = await door.get("/login", params={"next": wanted, "lang": "en"})
    assert again.headers.get("location", "/") == "/"


@pytest.mark.parametrize("wanted", ["/", "/a/b?c=d#e", "/logins", "/media/x.png?download", "/@x"])
def test_a_place_of_ours_is_kept(wanted: str) -> None:
    assert place_of(wanted) == wanted


async def test_the_page_needs_no_script_and_allows_none(door: httpx.AsyncClient) -> None:
    answer = await door.get("/login")
    policy = answer.headers["content-security-policy"]
    [style] = re.findall("<style>(.*?)</style>", answer.text, re.DOTALL)
    assert b64encode(sha256(style.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "<script" not in answer.text
    assert not re.search(r"(src|href)=\"https?:", answer.text)
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


async def test_what_is_wanted_is_no_html(door: httpx.AsyncClient) -> None:
    answer = await door.get("/login", params={"next": '/"><script>x</script>'})
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "de-DE,de;q=0.9,en;q=0.8", "de"),
        (None, "en;q=0.5, de;q=0.7", "de"),
        (None, "fr, de;q=x, en;q=0.1", "en"),
        (None, "*", "en"),
        ("en", "de", "en"),
        ("de", "en", "de"),
        ("xx", "de", "de"),
        (None, "," * 10_000, "en"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_browsers(
    chosen: str | None, accepted: str, language: str
) -> None:
    assert language_of(chosen, accepted) == language


async def test_the_language_can_be_changed_without_losing_the_way(door: httpx.AsyncClient) -> None:
    page = await door.get("/login?next=/x", headers={"accept-language": "de"})
    assert '<html lang="de">' in page.text
    assert page.headers["content-language"] == "de"
    assert 'href="/login?lang=en&amp;next=%2Fx"' in page.text
    assert "Sign in" in (await door.get("/login?lang=en&next=/x")).text


async def test_without_a_token_everybody_is_inside_already(folder: object) -> None:
    settings = load_settings()
    async with client_of(create_app(embedded(settings), settings)) as http:
        for answer in (
            await http.get("/login?next=/graphiql/"),
            await http.post("/login", data={"token": "x", "next": "/graphiql/"}),
        ):
            assert (answer.status_code, answer.headers["location"]) == (303, "/graphiql/")
