"""The client for free questions: whatever its own library says of a broken exchange, the job is
asked about again."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest

from domain.errors import Busy, QueryFailed, Refused
from providers.clients import mureka_client, mureka_questions
from providers.mureka import MurekaSongs


@asynccontextmanager
async def answering(answer: bytes) -> AsyncGenerator[str]:
    """A server that reads a request, writes these bytes and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def songs_at(url: str, key: str = "key") -> AsyncGenerator[MurekaSongs]:
    async with mureka_client(url, key) as client, mureka_questions(url, key) as questions:
        yield MurekaSongs(client, questions)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"this is no HTTP\r\n\r\n", id="no HTTP"),
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{", id="cut off"),
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]", id="no object"),
        pytest.param(b"HTTP/1.1 200 OK\r\nbroken header\r\n\r\n{}", id="broken header"),
        pytest.param(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n", id="proxy"),
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}", id="bad length"),
    ],
)
async def test_a_broken_answer_leaves_the_job_as_it_is(answer: bytes) -> None:
    async with answering(answer) as url, songs_at(url) as songs:
        with pytest.raises(QueryFailed):
            await songs.query("1")


async def test_a_server_that_is_not_there_leaves_the_job_as_it_is() -> None:
    async with songs_at("http://127.0.0.1:1") as songs:
        with pytest.raises(QueryFailed, match="could not be reached"):
            await songs.query("1")


async def test_a_busy_provider_is_given_the_time_that_it_asks_for() -> None:
    busy = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\ncontent-length: 0\r\n\r\n"
    async with answering(busy) as url, songs_at(url) as songs:
        with pytest.raises(Busy) as caught:
            await songs.query("1")
    assert caught.value.retry_after == timedelta(seconds=7)


async def test_a_refusal_that_quotes_the_key_is_told_without_it() -> None:
    body = b'{"error": {"message": "long-secret is wrong"}}'
    refusal = b"HTTP/1.1 401 Unauthorized\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)
    async with answering(refusal) as url, songs_at(url, "long-secret") as songs:
        with pytest.raises(Refused) as caught:
            await songs.query("1")
    assert "[key] is wrong" in caught.value.message


async def test_a_redirect_is_not_followed() -> None:
    async with (
        answering(
            b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
        ) as url,
        songs_at(url) as songs,
    ):
        with pytest.raises(QueryFailed) as caught:
            await songs.query("1")
    assert caught.value.http_status == 302


async def test_a_song_is_asked_for_at_the_mock(mock_url: str) -> None:
    async with songs_at(f"{mock_url}/v1/song") as songs:
        with pytest.raises(Refused):
            await songs.query("404")
        started = await httpx_started(mock_url)
        report = await songs.query(started)
    assert report.word in ("preparing", "queued", "running", "succeeded")


async def httpx_started(mock_url: str) -> str:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(
            f"{mock_url}/v1/song/generate",
            json={"lyrics": "La la", "prompt": "0s"},
            headers={"authorization": "Bearer key"},
        )
    return answer.json()["id"]
