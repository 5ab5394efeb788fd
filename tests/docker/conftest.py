"""One studio with a token, and nginx in front of it, for all tests of this folder."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.docker.proxy import Proxy, find_nginx
from tests.docker.watcher import Watcher, watching
from tests.integration.programs import MockProgram, Studio

TOKEN = "the-token-of-this-test-0123456789"
ROOM = {"API_RATE": "1000r/s"}
"""For tests that ask for other things than the limit."""


class Guarded(Studio):
    """It is asked with the token, and lets nginx send its files."""

    def __init__(self, folder: Path, mock_url: str) -> None:
        told = {"APP_TOKEN": TOKEN, "LOG_FORMAT": "json", "MEDIA_ACCEL": "/_files/"}
        super().__init__(folder, mock_url, **told)
        self.signed = f"Bearer {TOKEN}"

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/live", trust_env=False).is_success
        except httpx.TransportError:
            return False


MakeProxy = Callable[..., Proxy]


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("studio")
    mock = MockProgram("--state", str(folder / "mock.json"), "--trickle", "4")
    program = Guarded(folder, mock.url)
    program.start()
    yield program
    program.stop()
    mock.stop()


@pytest.fixture(scope="session")
def make_proxy(
    request: pytest.FixtureRequest, studio: Guarded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MakeProxy]:
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    find_nginx(terminal.write_line if terminal else print)
    started: list[Proxy] = []

    def make(api: str = studio.url, **environment: str) -> Proxy:
        folder = tmp_path_factory.mktemp("proxy")
        proxy = Proxy(folder, api, studio.folder / "data" / "media", **environment)
        _build(proxy.web_root)
        started.append(proxy)
        proxy.start()
        return proxy

    yield make
    for proxy in started:
        proxy.stop()


def _build(web_root: Path) -> None:
    """What a build of the web application looks like."""
    (web_root / "index.html").write_text("<!doctype html><title>Mac KI Service</title>")
    (web_root / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (web_root / "main-QQFAAGZQ.js").write_text("console.log('the application')")
    (web_root / "main-QQFAAGZQ.js.gz").write_bytes(PACKED)


PACKED = gzip.compress(b"console.log('the application')", 9, mtime=0) + gzip.compress(b"", mtime=1)
"""As no server would pack it by itself."""


@pytest.fixture(scope="session")
def proxy(make_proxy: MakeProxy) -> Proxy:
    return make_proxy(**ROOM)


@pytest.fixture
def anybody(proxy: Proxy, silent_watcher: Watcher) -> Iterator[httpx.Client]:
    """Who has not signed in."""
    with proxy.client() as client:
        yield client


@pytest.fixture
def owner(proxy: Proxy, silent_watcher: Watcher) -> Iterator[httpx.Client]:
    with proxy.client(Authorization=f"Bearer {TOKEN}") as client:
        yield client


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has to wait for more than a minute is judged when everything else is done."""
    items.sort(
        key=lambda item: item.path.name == "test_websocket.py" and item.path.parent.name == "docker"
    )


@pytest.fixture(scope="session")
def silent_watcher(proxy: Proxy) -> Iterator[Watcher]:
    """A websocket on which nothing happens; opened first, and judged last."""
    with watching(proxy, TOKEN) as watcher:
        yield watcher


def execute(client: httpx.Client, query: str, **variables: Any) -> Mapping[str, Any]:
    answer = client.post("/graphql", json={"query": query, "variables": variables}).json()
    assert "errors" not in answer, answer
    return answer["data"]
