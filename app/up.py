"""`macki up`: the API, a worker and, where it is needed, the mock, with one command."""

import asyncio
import contextlib
import socket
from collections.abc import Callable

from app.belonging import moved_in
from app.mock_process import MockFailed, MockProcess
from app.ownership import sole_owner
from app.server import CannotStart, bound, serve
from app.settings import Settings
from app.wiring import embedded


def up(settings: Settings, on_started: Callable[[], None]) -> None:
    """Run until SIGINT or SIGTERM. Raises CannotStart."""
    if settings.redis_url:
        raise CannotStart(
            "REDIS_URL is set, but `macki up` runs everything in one process and needs no Redis. "
            "Remove it, or use `macki serve` and `macki worker`."
        )
    with contextlib.ExitStack() as stack:
        stack.enter_context(sole_owner(settings))
        listening = stack.enter_context(bound(settings.host, settings.port, "PORT"))
        mock = None
        if settings.mocked:
            with bound("127.0.0.1", settings.mock_port, "MOCK_PORT"):
                pass
            mock = stack.enter_context(MockProcess(settings))
        asyncio.run(_run(settings, listening, mock, on_started))


async def _run(
    settings: Settings,
    listening: socket.socket,
    mock: MockProcess | None,
    on_started: Callable[[], None],
) -> None:
    await asyncio.gather(moved_in(settings), _ready(mock))
    await serve(settings, embedded(settings), listening, on_started)


async def _ready(mock: MockProcess | None) -> None:
    if mock is None:
        return
    try:
        await asyncio.to_thread(mock.wait_until_ready)
    except MockFailed as error:
        raise CannotStart(f"The mock did not start: {error}") from error
