"""A real server on a free port, and a client that sends raw frames."""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.gql.studio import Answer

PROTOCOL = "graphql-transport-ws"

_DEADLINE_S = 20


class Socket:
    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, message: object) -> None:
        """Text and bytes go as they are, anything else as JSON."""
        raw = message if isinstance(message, str | bytes) else json.dumps(message)
        await self._connection.send(raw)

    async def subscribe(
        self, id: str, query: str, variables: Mapping[str, object] | None = None, **more: object
    ) -> None:
        payload = {"query": query, "variables": variables, **more}
        await self.send({"type": "subscribe", "id": id, "payload": payload})

    async def receive(self) -> Answer:
        async with asyncio.timeout(_DEADLINE_S):
            return json.loads(await self._connection.recv())

    async def is_alive(self) -> bool:
        """Whether the server still answers, and has said nothing before that."""
        await self.send({"type": "ping"})
        return await self.receive() == {"type": "pong"}

    async def close_code(self) -> int:
        """The code with which the server closes; 1006 if it just vanishes."""
        async with asyncio.timeout(_DEADLINE_S):
            try:
                while True:
                    await self._connection.recv()
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 1006

    def vanish(self) -> None:
        """As when the network cable is pulled."""
        self._connection.transport.abort()


@dataclass(frozen=True)
class Server:
    port: int

    @asynccontextmanager
    async def socket(
        self,
        *,
        init: Mapping[str, Any] | None = None,
        protocol: str | None = PROTOCOL,
        origin: str | None = None,
        begin: bool = True,
    ) -> AsyncGenerator[Socket]:
        """A connection that is acknowledged already, unless `begin` is False."""
        async with connect(
            f"ws://127.0.0.1:{self.port}/graphql",
            subprotocols=[Subprotocol(protocol)] if protocol else None,
            additional_headers={"Origin": origin} if origin else None,
            proxy=None,
        ) as connection:
            socket = Socket(connection)
            if begin:
                await socket.send(init or {"type": "connection_init"})
                assert await socket.receive() == {"type": "connection_ack"}
            yield socket


@asynccontextmanager
async def serve(app: Starlette) -> AsyncGenerator[Server]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, ws="websockets-sansio", lifespan="off", log_config=None)
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        # `serve` would do the same, and look ten times a second whether it should end.
        await server.startup(sockets=[listening])
        try:
            yield Server(listening.getsockname()[1])
        finally:
            await server.shutdown(sockets=[listening])
