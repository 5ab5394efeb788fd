"""A client of the running server: GraphQL over HTTP, and over a websocket that mends itself."""

import asyncio
import json
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Subprotocol

Fields = Mapping[str, Any]

_DOCUMENTS = Path(__file__).with_name("documents")
_PROTOCOL = Subprotocol("graphql-transport-ws")
_PASSING = ("DATABASE_UNAVAILABLE", "INTERNAL_SERVER_ERROR")
_FORBIDDEN = 4403
_RECONNECT_S = (0.3, 3.0)


class Unreachable(Exception):
    """No server answers at the address."""


class Refused(Exception):
    """The server's own words on why it did not do what was asked."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def document(name: str) -> str:
    return (_DOCUMENTS / f"{name}.graphql").read_text(encoding="utf-8")


class StudioClient:
    """`server` such as http://127.0.0.1:5050. `on_lost` is told whenever the live connection
    breaks; it is made again until the caller gives up. `token` is sent to the server alone."""

    def __init__(self, server: str, on_lost: Callable[[], None], token: str | None = None) -> None:
        self._server = server.rstrip("/")
        self._signed = {"Authorization": f"Bearer {token}"} if token else {}
        self._on_lost = on_lost

    async def execute(self, name: str, variables: Fields) -> Fields:
        """The data of one operation. Raises Unreachable, Refused."""
        body = {"query": document(name), "variables": variables}
        try:
            _ = urlsplit(self._server).port  # raises ValueError where it is none
            async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
                response = await http.post(
                    f"{self._server}/graphql", json=body, headers=self._signed
                )
                answer = response.json()
        except httpx.InvalidURL as error:
            raise Unreachable(f"{self._server} is no address: {error}.") from error
        except (httpx.TransportError, ValueError) as error:
            raise Unreachable(
                f"No studio answers at {self._server}. Start one with `make run`, or name another "
                "with --server."
            ) from error
        return _data(answer)

    async def mutate(self, name: str, field: str, variables: Fields) -> Fields:
        """The job of a mutation's result. Raises Unreachable, Refused."""
        result = (await self.execute(name, {"input": variables}))[field]
        if "job" not in result:
            raise Refused(result["code"], result["message"], result["hint"])
        return result["job"]

    async def job_events(self, job_id: str) -> AsyncGenerator[Fields]:
        """All events of a job from its beginning to its end, each once."""
        last = 0
        while True:
            try:
                async for data in self._subscribe("events", {"id": job_id, "after": last}):
                    last = data["jobEvents"]["sequence"]
                    yield data["jobEvents"]
                return
            except (WebSocketException, OSError, Refused) as error:
                await self._reconnect(error)

    async def feed(self, after: str | None) -> AsyncGenerator[Fields]:
        """All events behind the cursor, or from now on, each once, endlessly."""
        last = after
        while True:
            try:
                async for data in self._subscribe("feed", {"after": last}):
                    last = data["feed"]["cursor"]
                    yield data["feed"]
            except (WebSocketException, OSError, Refused) as error:
                await self._reconnect(error)

    async def download(self, url: str, target: Path) -> None:
        """Save a file; it appears under its name only when it is whole."""
        partial = target.with_name(f".{target.name}.part")
        address = urljoin(self._server, url)
        is_server = urlsplit(address).netloc == urlsplit(self._server).netloc
        headers = self._signed if is_server else {}
        try:
            async with (
                httpx.AsyncClient(timeout=60, trust_env=False) as http,
                http.stream("GET", address, headers=headers) as response,
            ):
                response.raise_for_status()
                with partial.open("wb") as file:
                    async for chunk in response.aiter_bytes():
                        file.write(chunk)
        except httpx.HTTPError as error:
            raise Unreachable(f"{target.name} could not be fetched: {error}.") from error
        partial.replace(target)

    def address(self, url: str) -> str:
        return urljoin(self._server, url)

    async def _reconnect(self, error: Exception) -> None:
        """After what passes; the server's refusals that stay are raised."""
        if isinstance(error, Refused) and error.code not in _PASSING:
            raise error
        if isinstance(error, ConnectionClosed) and error.rcvd and error.rcvd.code == _FORBIDDEN:
            raise Refused(
                "UNAUTHENTICATED", "The studio refuses the token.", "Set APP_TOKEN to its token."
            ) from error
        self._on_lost()
        await asyncio.sleep(random.uniform(*_RECONNECT_S))

    async def _subscribe(self, name: str, variables: Fields) -> AsyncGenerator[Fields]:
        parts = urlsplit(self._server)
        scheme = "wss" if parts.scheme == "https" else "ws"
        address = f"{scheme}://{parts.netloc}/graphql"
        async with connect(address, subprotocols=[_PROTOCOL], proxy=None) as socket:
            await _send(socket, {"type": "connection_init", "payload": self._signed})
            payload = {"query": document(name), "variables": variables}
            async for text in socket:
                message = json.loads(text)
                match message["type"]:
                    case "connection_ack":
                        await _send(socket, {"type": "subscribe", "id": "1", "payload": payload})
                    case "next":
                        yield _data(message["payload"])
                    case "error":
                        _data({"errors": message["payload"]})
                    case "ping":
                        await _send(socket, {"type": "pong"})
                    case _:  # complete
                        return
            raise ConnectionResetError("the server closed the connection")


async def _send(socket: ClientConnection, message: Fields) -> None:
    await socket.send(json.dumps(message))


def _data(answer: Fields) -> Fields:
    if errors := answer.get("errors"):
        extensions: Fields = errors[0].get("extensions") or {}
        code, hint = extensions.get("code", "ERROR"), extensions.get("hint", "")
        raise Refused(code, errors[0]["message"], hint)
    return answer["data"]
