"""Mock servers on real sockets: one per test session, or one of one's own."""

import asyncio
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from mock.application import create_app
from mock.server import create_server, listen, url_of
from mock.settings import Settings

StartMock = Callable[[Settings], httpx.Client]


@contextmanager
def running(settings: Settings) -> Generator[httpx.Client]:
    listening = listen("127.0.0.1", 0)
    url = url_of(listening)
    server = create_server(create_app(settings))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
    thread.start()
    headers = {"Authorization": "Bearer any-token"}
    try:
        with httpx.Client(base_url=url, headers=headers, timeout=20) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def start_mock() -> Iterator[StartMock]:
    """Starts a server with its own settings; answers a client for it."""
    with ExitStack() as servers:
        yield lambda settings: servers.enter_context(running(settings))


@pytest.fixture(scope="session")
def shared_client() -> Iterator[httpx.Client]:
    # A slow download would need five minutes here: a test that sees it stall cannot be wrong.
    patient = Settings(concurrency=1000, trickle_seconds=300, stem_seconds=0, word_seconds=0)
    with running(patient) as client:
        yield client


@pytest.fixture
def client(shared_client: httpx.Client) -> httpx.Client:
    """A client with a token, for a server that remembers nothing yet."""
    assert shared_client.post("/_mock/reset").status_code == 204
    return shared_client
