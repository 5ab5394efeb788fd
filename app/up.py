"""`macki up`: the API, a worker and, where it is needed, the mock, with one command."""

import asyncio
import contextlib
import errno
import fcntl
import signal
import socket
from collections.abc import Callable, Generator
from types import FrameType

import uvicorn

from app.mock_process import MockFailed, MockProcess
from app.settings import Settings
from app.web import create_app
from app.worker import create_embedded
from persistence.engine import create_engine
from persistence.migrate import UnknownSchema, migrate

WEBSOCKET_MESSAGE_LIMIT = 1024 * 1024
"""Bytes of one message."""

_GRACE_S = 1
"""How long open connections may still take once the server is told to stop."""


class CannotStart(Exception):
    """Something is in the way; the message says what, and what to do."""


def up(settings: Settings, on_started: Callable[[], None]) -> None:
    """Run until SIGINT or SIGTERM. Raises CannotStart."""
    if settings.redis_url:
        raise CannotStart(
            "REDIS_URL is set, but `macki up` runs everything in one process and needs no Redis. "
            "Remove REDIS_URL."
        )
    with contextlib.ExitStack() as stack:
        stack.enter_context(_sole_owner(settings))
        listening = stack.enter_context(_bound(settings.host, settings.port, "PORT"))
        mock = None
        if settings.mocked:
            with _bound("127.0.0.1", settings.mock_port, "MOCK_PORT"):
                pass
            mock = stack.enter_context(MockProcess(settings))
        asyncio.run(_serve(settings, listening, mock, on_started))


async def _serve(
    settings: Settings,
    listening: socket.socket,
    mock: MockProcess | None,
    on_started: Callable[[], None],
) -> None:
    await asyncio.gather(migrated(settings), _ready(mock))
    server = _Server(settings, on_started)
    # uvicorn raises the signal that ended it once more, for whoever listened before: nobody.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ignore)
    await server.serve(sockets=[listening])
    if not server.was_started:
        raise CannotStart("The server could not start; the lines above say why.")


def _ignore(number: int, frame: FrameType | None) -> None:
    """The signal has done its work already."""


async def migrated(settings: Settings) -> None:
    engine = create_engine(settings.database)
    try:
        await migrate(engine)
    except UnknownSchema as error:
        raise CannotStart(str(error)) from error
    except OSError as error:
        raise CannotStart(f"The database cannot be used: {error}. See DATABASE_URL.") from error
    finally:
        await engine.dispose()


async def _ready(mock: MockProcess | None) -> None:
    if mock is None:
        return
    try:
        await asyncio.to_thread(mock.wait_until_ready)
    except MockFailed as error:
        raise CannotStart(f"The mock did not start: {error}") from error


class _Server(uvicorn.Server):
    def __init__(self, settings: Settings, on_started: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                create_app(create_embedded(settings), settings.allowed_hosts),
                ws="websockets-sansio",
                ws_max_size=WEBSOCKET_MESSAGE_LIMIT,
                ws_per_message_deflate=False,
                timeout_graceful_shutdown=_GRACE_S,
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
            )
        )
        self._on_started = on_started
        self.was_started = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.was_started = True
        self._on_started()


@contextlib.contextmanager
def _sole_owner(settings: Settings) -> Generator[None]:
    """Two studios on one folder would not see each other's news."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        lock = (settings.data_dir / ".lock").open("w")
    except OSError as error:
        raise CannotStart(
            f"The folder {settings.data_dir} cannot be used: {error.strerror}. "
            "DATA_DIR names another one."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart(
                f"Another studio is running on the folder {settings.data_dir}. "
                "Stop it, or name another folder with DATA_DIR."
            ) from error
        yield


@contextlib.contextmanager
def _bound(host: str, port: int, variable: str) -> Generator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only where the protocol is named.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise CannotStart(_why_not(error, host, port, variable)) from error
        yield listening


def _why_not(error: OSError, host: str, port: int, variable: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use by another program. "
            f"Stop that, or choose another port: {variable}={port + 1}."
        )
    return f"Cannot listen on {host}:{port}: {error.strerror}. See HOST and {variable}."
