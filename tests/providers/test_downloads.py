"""Fetching files: what is refused, what is bounded, and what is never sent along."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DownloadFailed, FailureCode
from providers.downloads import HttpDownloads
from providers.public_addresses import leads_to_public_network
from tests.providers.orders import Body, Handler, always, client_to, raising
from tests.providers.shapes import fuzzed

FILE = "https://93.184.216.34/songs/1.mp3?signature=secret"
"""By number, so that no name is looked up."""


async def fetch(
    handler: Handler,
    url: str = FILE,
    *,
    total_timeout: float = 5,
    allow_private: bool = False,
) -> bytes:
    async with client_to("https://api.openai.com", handler) as client:
        downloads = HttpDownloads(
            client, max_bytes=1_000, total_timeout=total_timeout, allow_private=allow_private
        )
        async with downloads.open(url) as chunks:
            return b"".join([chunk async for chunk in chunks])


async def failure(handler: Handler, url: str = FILE) -> DownloadFailed:
    with pytest.raises(DownloadFailed) as caught:
        await fetch(handler, url)
    assert caught.value.code is FailureCode.FILES_UNAVAILABLE
    assert caught.value.hint
    assert "secret" not in caught.value.message
    return caught.value


async def test_a_file_arrives_in_chunks() -> None:
    body = Body([b"one", b"two"])
    assert await fetch(always(lambda: httpx.Response(200, stream=body))) == b"onetwo"


async def test_neither_key_nor_cookie_nor_password_goes_to_a_file_server() -> None:
    sent: list[httpx.Headers] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers)
        cookie = {"set-cookie": "session=1; Path=/", "location": "/songs/2.mp3"}
        return httpx.Response(302 if len(sent) == 1 else 200, headers=cookie)

    await fetch(handler, "https://user:password@93.184.216.34/songs/1.mp3")
    assert [set(headers) for headers in sent] == [
        {"host", "user-agent", "accept", "accept-encoding"}
    ] * 2


@pytest.mark.parametrize("status", [300, 304, 400, 403, 404, 410, 416, 500, 503])
async def test_an_answer_that_is_no_file_is_told_with_its_status(status: int) -> None:
    told = await failure(always(lambda: httpx.Response(status)))
    assert (told.http_status, told.reachable) == (status, True)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("slow"),
        httpx.ReadTimeout("silence"),
        httpx.RemoteProtocolError("closed"),
        OSError("odd"),
    ],
)
async def test_a_server_that_does_not_answer_is_not_reachable(error: Exception) -> None:
    assert not (await failure(raising(error))).reachable


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, stream=Body([b"one"], httpx.ReadError("reset"))),
        httpx.Response(200, stream=Body([b"one"], httpx.RemoteProtocolError("short"))),
        httpx.Response(200, stream=Body([b"one"]), headers={"content-length": "30"}),
    ],
)
async def test_a_file_that_breaks_off_is_no_file(response: httpx.Response) -> None:
    told = await failure(always(lambda: response))
    assert told.reachable
    assert "broke off" in told.message


async def test_a_file_that_is_too_large_is_left() -> None:
    told = await failure(always(lambda: httpx.Response(200, stream=Body([b"x" * 600] * 1_000))))
    assert "too large" in told.message


async def test_a_file_that_never_ends_is_left() -> None:
    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                await asyncio.sleep(0.001)
                yield b""

    with pytest.raises(DownloadFailed, match="took too long"):
        await fetch(always(lambda: httpx.Response(200, stream=Endless())), total_timeout=0.05)


# ── addresses ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "url",
    [
        "",
        "songs/1.mp3",
        "/songs/1.mp3",
        "file:///etc/passwd",
        "ftp://93.184.216.34/1.mp3",
        "data:audio/mpeg;base64,AAAA",
        "https://",
        "http://[::1",
        "https://93.184.216.34:99999/",
        "https://93.184.216.34/\x00",
    ],
)
async def test_what_is_no_web_address_is_not_fetched(url: str) -> None:
    await failure(raising(AssertionError("asked")), url)


PRIVATE = [
    "http://127.0.0.1:8000/1.mp3",
    "http://localhost/1.mp3",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://2130706433/",
    "http://127.1/",
    "http://[::1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[2002:7f00:1::]/",
]


@pytest.mark.parametrize("url", PRIVATE)
async def test_a_private_address_is_not_fetched(url: str) -> None:
    told = await failure(raising(AssertionError("asked")), url)
    assert "private network" in told.message


@pytest.mark.parametrize("url", PRIVATE)
async def test_a_redirect_to_a_private_address_is_not_followed(url: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == FILE
        return httpx.Response(302, headers={"location": url})

    await failure(handler)


async def test_a_private_address_is_fetched_where_that_is_allowed() -> None:
    handler = always(lambda: httpx.Response(200, content=b"a song"))
    assert await fetch(handler, "http://127.0.0.1:8000/1.mp3", allow_private=True) == b"a song"


async def test_a_name_that_does_not_exist_is_an_absent_network() -> None:
    told = await failure(raising(AssertionError("asked")), "http://" + "x" * 64 + "/1.mp3")
    assert not told.reachable


async def test_a_public_address_is_public() -> None:
    assert await leads_to_public_network("93.184.216.34", 443)
    assert await leads_to_public_network("2606:2800:220:1:248:1893:25c8:1946", 443)


# ── redirects ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/moved", "https://93.184.216.34/moved", "../moved"])
async def test_a_redirect_is_followed(status: int, location: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/moved":
            return httpx.Response(200, content=b"a song")
        return httpx.Response(status, headers={"location": location})

    assert await fetch(handler) == b"a song"


async def test_redirects_come_to_an_end() -> None:
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"location": f"/{len(asked)}"})

    told = await failure(handler)
    assert "from address to address" in told.message
    assert len(asked) == 4


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://[::1", "javascript:alert(1)"])
async def test_a_redirect_leads_to_web_addresses_only(location: str) -> None:
    await failure(always(lambda: httpx.Response(302, headers={"location": location})))


@fuzzed
@given(st.text() | st.text().map("http://".__add__) | st.text().map("https://[".__add__))
async def test_any_address_is_fetched_or_refused(url: str) -> None:
    handler = always(lambda: httpx.Response(200, content=b"a song"))
    try:
        assert await fetch(handler, url, allow_private=True) == b"a song"
    except DownloadFailed as error:
        told = error
    else:
        return
    assert told.hint
