"""Subscribers whose connection is cut lose nothing and get nothing twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest_asyncio

from app.cli.client import StudioClient
from tests.integration.programs import Fields, Studio, collect


class CuttingProxy:
    """Stands between a client and the studio, and cuts every connection when told to."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._connections: set[asyncio.WriteTransport] = set()
        self.accepted = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        self._server.close()
        self.cut()
        await asyncio.sleep(0)

    def cut(self) -> None:
        for transport in tuple(self._connections):
            transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
        both = {writer.transport, there_writer.transport}
        self._connections |= both
        await asyncio.gather(_copy(reader, there_writer), _copy(there_reader, writer))
        self._connections -= both


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


@pytest_asyncio.fixture
async def proxy(studio: Studio) -> AsyncIterator[CuttingProxy]:
    proxy = CuttingProxy(studio.port)
    await proxy.start()
    yield proxy
    await proxy.stop()


async def test_a_cut_subscriber_of_a_song_reconnects_with_its_cursor(
    studio: Studio, proxy: CuttingProxy
) -> None:
    lost = 0

    def on_lost() -> None:
        nonlocal lost
        lost += 1

    job_id = await asyncio.to_thread(studio.order_song, "Test lyrics 0001", "folk 5s")
    client = StudioClient(proxy.url, on_lost)
    watching = asyncio.create_task(
        collect(client.job_events(job_id), lambda event: event["state"] == "SUCCEEDED")
    )
    for _ in range(4):
        await asyncio.sleep(1)
        proxy.cut()
    events = await watching

    stored = (await asyncio.to_thread(studio.job, job_id))["events"]
    assert [event["sequence"] for event in events] == [event["sequence"] for event in stored]
    assert lost >= 2
    assert proxy.accepted > lost


async def test_the_feed_misses_nothing_across_cuts_and_a_restart(
    studio: Studio, proxy: CuttingProxy
) -> None:
    client = StudioClient(proxy.url, on_lost=lambda: None)
    ended: set[str] = set()
    jobs: list[str] = []

    def all_ended(event: Fields) -> bool:
        if event["state"] == "SUCCEEDED":
            ended.add(event["jobId"])
        return len(jobs) == 3 and ended >= set(jobs)

    watching = asyncio.create_task(collect(client.feed("0"), all_ended))
    for number in range(3):
        jobs.append(
            await asyncio.to_thread(studio.order_song, f"Song {number} 0001", f"folk {number}s")
        )
        proxy.cut()
    await asyncio.to_thread(studio.kill)
    proxy.cut()
    await asyncio.to_thread(studio.start)
    events = await watching

    cursors = [int(event["cursor"]) for event in events]
    assert cursors == sorted(set(cursors))
    for job_id in jobs:
        seen = [event["sequence"] for event in events if event["jobId"] == job_id]
        stored = (await asyncio.to_thread(studio.job, job_id))["events"]
        assert seen == [event["sequence"] for event in stored]
