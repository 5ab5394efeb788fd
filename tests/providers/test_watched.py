"""Exchanges are told to whoever measures, and paid requests bear our id."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
import structlog
from aiohttp import ClientError, web
from aiohttp.test_utils import BaseTestServer, TestServer

from providers.clients import mureka_client, mureka_questions
from providers.watched import WatchedClient
from providers.watching import Exchange, Outcome

_OUTCOMES = [
    (200, Outcome.SUCCESS),
    (302, Outcome.SUCCESS),
    (400, Outcome.REFUSED),
    (401, Outcome.REFUSED),
    (429, Outcome.BUSY),
    (500, Outcome.FAILED),
    (503, Outcome.FAILED),
]


@pytest.mark.parametrize(("status", "outcome"), _OUTCOMES)
async def test_an_answer_is_told_by_what_its_status_means(status: int, outcome: Outcome) -> None:
    told: list[Exchange] = []
    transport = httpx.MockTransport(lambda request: httpx.Response(status))
    async with WatchedClient("openai", told.append, transport=transport) as client:
        await client.get("http://x/")
    [exchange] = told
    assert (exchange.service, exchange.outcome) == ("openai", outcome)
    assert exchange.seconds >= 0


async def test_silence_and_impatience_are_told_too() -> None:
    told: list[Exchange] = []

    async def hangs(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/broken":
            raise httpx.ReadError("broken")
        await asyncio.Event().wait()
        return httpx.Response(200)

    async with WatchedClient("files", told.append, transport=httpx.MockTransport(hangs)) as client:
        with pytest.raises(httpx.ReadError):
            await client.get("http://x/broken")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await client.get("http://x/")
    assert [each.outcome for each in told] == [Outcome.SILENT, Outcome.SILENT]


async def _header(method: str, **context: str) -> str | None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200)

    transport = httpx.MockTransport(answer)
    with structlog.contextvars.bound_contextvars(**context):
        async with WatchedClient("openai", lambda _: None, transport=transport) as client:
            await client.request(method, "http://x/")
    return asked[0].headers.get("x-client-request-id")


async def test_a_paid_request_bears_the_id_by_which_our_logs_know_it() -> None:
    assert await _header("POST", request_id="abc", job_id="7") == "abc"
    assert await _header("POST", request_id="", job_id="7") == "7"
    assert await _header("POST") is None
    assert await _header("GET", request_id="abc") is None


@pytest_asyncio.fixture
async def server() -> AsyncIterator[BaseTestServer]:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=int(request.path[1:]))

    application = web.Application()
    application.router.add_get("/{status}", answer)
    async with TestServer(application) as server:
        yield server


async def test_questions_by_aiohttp_are_told_as_well(server: BaseTestServer) -> None:
    told: list[Exchange] = []
    base = str(server.make_url("/"))
    async with mureka_questions(base, "key", watch=told.append) as session:
        for status in (200, 429, 503):
            async with session.get(f"{base}{status}"):
                pass
        await server.close()
        with pytest.raises(ClientError):
            await session.get(f"{base}200")
    assert [each.outcome for each in told] == [
        Outcome.SUCCESS,
        Outcome.BUSY,
        Outcome.FAILED,
        Outcome.SILENT,
    ]
    assert {each.service for each in told} == {"mureka"}


async def test_a_client_of_ours_is_watched() -> None:
    told: list[Exchange] = []
    async with mureka_client("http://127.0.0.1:1", "key", watch=told.append) as client:
        with pytest.raises(httpx.ConnectError):
            await client.post("/generate")
    assert [each.outcome for each in told] == [Outcome.SILENT]
