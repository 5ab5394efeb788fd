"""A browser that only waits for news, through nginx."""

import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.docker.proxy import Proxy

_PATIENCE_S = 30.0


class Watcher:
    """Subscribes to the feed. A thread answers pings like a browser, and collects what comes."""

    def __init__(self, socket: ClientConnection, token: str) -> None:
        self._socket = socket
        self._news = threading.Event()
        self._send({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}})
        assert json.loads(self._socket.recv(_PATIENCE_S))["type"] == "connection_ack"
        query = "subscription { feed { state } }"
        self._send({"type": "subscribe", "id": "1", "payload": {"query": query}})
        self._last_heard = time.monotonic()

    def collect(self) -> None:
        try:
            for text in self._socket:
                self._last_heard = time.monotonic()
                if json.loads(text)["type"] == "next":
                    self._news.set()
        except ConnectionClosed:
            pass

    def wait_until_silent_for(self, seconds: float) -> None:
        while (left := self._last_heard + seconds - time.monotonic()) > 0:
            time.sleep(left)
        self._news.clear()

    def wait_for_news(self) -> None:
        assert self._news.wait(_PATIENCE_S), "nothing came"

    def _send(self, message: Any) -> None:
        self._socket.send(json.dumps(message))


@contextmanager
def watching(proxy: Proxy, token: str) -> Generator[Watcher]:
    address = proxy.url.replace("https", "wss") + "/graphql"
    protocols = [Subprotocol("graphql-transport-ws")]
    with connect(
        address, ssl=proxy.trust(), subprotocols=protocols, proxy=None, ping_interval=None
    ) as socket:
        watcher = Watcher(socket, token)
        thread = threading.Thread(target=watcher.collect)
        thread.start()
        yield watcher
        socket.close()
        thread.join(_PATIENCE_S)
