"""The HTTP server of a process: bound before anything else, so that what is in the way is named."""

import contextlib
import errno
import os
import signal
import socket
from collections.abc import Callable, Generator
from pathlib import Path
from types import FrameType

import uvicorn
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.collector import spare_what_is_loaded
from app.settings import Settings
from app.web import create_app
from app.wiring import WebWiring
from domain.errors import DatabaseFull
from persistence.engine import create_engine
from persistence.migrate import CannotMigrate, migrate
from persistence.unit_of_work import is_full

WEBSOCKET_MESSAGE_LIMIT = 1024 * 1024
"""Bytes of one message."""

_BACKLOG = 2_048
_GRACE_S = 1
"""How long open connections may still take once the server is told to stop."""


class CannotStart(Exception):
    """Something is in the way; the message says what, and what to do."""


async def serve(
    settings: Settings, wiring: WebWiring, listening: socket.socket, on_started: Callable[[], None]
) -> None:
    """Until SIGINT or SIGTERM. Raises CannotStart."""
    server = _Server(settings, wiring, on_started)
    ignore_signals()
    await server.serve(sockets=[listening])
    if not server.was_started:
        raise CannotStart("The server could not start; the lines above say why.")


def ignore_signals() -> None:
    """uvicorn raises the signal that ended it once more, for whoever listened before: nobody."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ignore)


def _ignore(number: int, frame: FrameType | None) -> None:
    """The signal has done its work already."""


async def migrated(settings: Settings) -> None:
    """Bring the database to this version's schema. Raises CannotStart."""
    try:
        engine = create_engine(settings.database)
        try:
            await migrate(engine)
        finally:
            await engine.dispose()
    except CannotMigrate as error:
        raise CannotStart(str(error)) from error
    except DBAPIError as error:
        full = DatabaseFull()
        told = f"{full.message} {full.hint}" if is_full(error) else _unusable(error)
        raise CannotStart(told) from error
    except (OSError, SQLAlchemyError, TypeError, ValueError) as error:
        # The last two are a driver's word for an address that it does not understand.
        raise CannotStart(_unusable(error)) from error


def make_data_dir(settings: Settings) -> None:
    """Raises CannotStart."""
    _make_folder(settings.data_dir, "DATA_DIR")


def make_media_dir(settings: Settings) -> None:
    """Raises CannotStart."""
    _make_folder(settings.media, "MEDIA_DIR")


def _make_folder(folder: Path, variable: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise CannotStart(
            f"The folder {folder} cannot be used: {error.strerror}. {variable} names another one."
        ) from error


def _unusable(error: Exception) -> str:
    return f"The database cannot be used: {_first_line(error)} See DATABASE_URL."


def _first_line(error: Exception) -> str:
    """Without the statement and the help address that SQLAlchemy appends."""
    return f"{str(error).splitlines()[0] or type(error).__name__}".rstrip(".") + "."


class _Server(uvicorn.Server):
    def __init__(
        self, settings: Settings, wiring: WebWiring, on_started: Callable[[], None]
    ) -> None:
        super().__init__(
            uvicorn.Config(
                create_app(wiring, settings),
                ws="websockets-sansio",
                ws_max_size=WEBSOCKET_MESSAGE_LIMIT,
                ws_per_message_deflate=False,
                timeout_graceful_shutdown=_GRACE_S,
                lifespan="on",
                log_config=None,
                access_log=False,
                forwarded_allow_ips=settings.trusted_proxies,
                server_header=False,
            )
        )
        self._on_started = on_started
        self.was_started = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.was_started = True
        spare_what_is_loaded()
        self._on_started()


@contextlib.contextmanager
def bound(host: str, port: int, variable: str) -> Generator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only where the protocol is named.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            # Who only binds does not keep others from it.
            listening.listen(_BACKLOG)
        except OSError as error:
            raise CannotStart(why_not(error, host, port, variable)) from error
        yield listening


def why_not(error: OSError, host: str, port: int, variable: str) -> str:
    """Why nothing can listen there, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use by another program. "
            f"Stop that, or choose another port: {variable}={port + 1}."
        )
    return f"Cannot listen on {host}:{port}: {error.strerror}. See HOST and {variable}."
