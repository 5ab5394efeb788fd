"""The mock on a socket: connections that scenarios can cut, and an end that waits for nobody."""

import asyncio
import signal
import socket
from asyncio import Transport
from contextlib import suppress
from types import FrameType

from starlette.applications import Starlette
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from mock.broken_answers import TRANSPORT

_END_WITHIN_SECONDS = 0.5


class MockProtocol(H11Protocol):
    """Hands the connection to the application, for the scenarios that cut it."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Called by asyncio once per connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, TRANSPORT: transport}


class MockServer(Server):
    """A server that cuts open connections when it ends, as hanging requests never would.

    `heeds_interrupt` is off where a parent decides: Ctrl-C at its terminal reaches both, and the
    parent may still have a request here to finish.
    """

    heeds_interrupt = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called by uvicorn for SIGINT and SIGTERM."""
        if sig != signal.SIGINT or self.heeds_interrupt:
            super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End within half a second; clients see their connection closed."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        with suppress(TimeoutError):
            await asyncio.wait_for(super().shutdown(sockets), _END_WITHIN_SECONDS)


def create_server(app: Starlette) -> MockServer:
    """The server for an application; `serve(sockets=[...])` starts it."""
    config = Config(
        app,
        http=MockProtocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="error",
    )
    return MockServer(config)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free port. Raises OSError with the reason."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only where the protocol is named; without it answers take 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def url_of(listening: socket.socket) -> str:
    """The base URL of a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
