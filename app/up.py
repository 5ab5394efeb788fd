"""`macki up`: the API, a worker and, where it is needed, the mock, with one command."""

import asyncio
import contextlib
import fcntl
import socket
from collections.abc import Callable, Generator

from app.mock_process import MockFailed, MockProcess
from app.server import CannotStart, bound, make_data_dir, make_media_dir, migrated, serve
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
        stack.enter_context(_sole_owner(settings))
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
    await asyncio.gather(migrated(settings), _ready(mock))
    await serve(settings, embedded(settings), listening, on_started)


async def _ready(mock: MockProcess | None) -> None:
    if mock is None:
        return
    try:
        await asyncio.to_thread(mock.wait_until_ready)
    except MockFailed as error:
        raise CannotStart(f"The mock did not start: {error}") from error


@contextlib.contextmanager
def _sole_owner(settings: Settings) -> Generator[None]:
    """Two studios on one folder would not see each other's news."""
    make_data_dir(settings)
    make_media_dir(settings)
    try:
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
