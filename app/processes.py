"""`macki serve` and `macki worker`: one process each, any number of them, around one database and
one Redis."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

from app.belonging import moved_in
from app.collector import spare_what_is_loaded
from app.observing.instruments import Instruments
from app.observing.worker_port import served_alone
from app.server import CannotStart, bound, make_media_dir, serve
from app.settings import Settings
from app.wiring import web_process, worker_process
from app.worker import STOP_TIMEOUT_MS

_STOP_WITHIN_S = 9.0
"""After that the process ends whatever still hangs; its jobs go on elsewhere."""

_TOLD_TO_STOP = (signal.SIGINT, signal.SIGTERM)


def run_web(settings: Settings, on_started: Callable[[], None]) -> None:
    """Run the API until SIGINT or SIGTERM. Raises CannotStart."""
    redis_url = _redis_of(settings, "macki serve")
    with suppress(CannotStart):  # it answers without it, too, and its health says so
        make_media_dir(settings)
    with bound(settings.host, settings.port, "PORT") as listening:
        asyncio.run(moved_in(settings))
        asyncio.run(serve(settings, web_process(settings, redis_url), listening, on_started))


def run_worker(settings: Settings, on_started: Callable[[], None]) -> None:
    """Run a worker until SIGINT or SIGTERM. Raises CannotStart."""
    redis_url = _redis_of(settings, "macki worker")
    make_media_dir(settings)
    asyncio.run(moved_in(settings))
    # Blocked here and so in every thread that starts from here, they wait for sigwait: a handler
    # that sets an event can come just before the wait for it blocks, and be forgotten.
    signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD_TO_STOP)
    instruments = Instruments()
    with served_alone(settings, instruments):
        worker = worker_process(settings, redis_url, instruments)
        worker.start()
        spare_what_is_loaded()
        on_started()
        signal.sigwait(_TOLD_TO_STOP)
        _end_after(_STOP_WITHIN_S)
        worker.stop(STOP_TIMEOUT_MS)


def _end_after(seconds: float) -> None:
    """A thread that waits for a dead Redis must not keep the process."""
    watchdog = threading.Timer(seconds, os._exit, args=(0,))
    watchdog.daemon = True
    watchdog.start()


def _redis_of(settings: Settings, command: str) -> str:
    if settings.redis_url is None:
        raise CannotStart(
            f"`{command}` needs Redis: set REDIS_URL, such as redis://127.0.0.1:6379/0. "
            "For a studio in one process, use `macki up`."
        )
    if not settings.database.startswith("postgresql"):
        raise CannotStart(
            f"`{command}` needs a database that several processes can share: set DATABASE_URL, "
            "such as postgresql://user:password@127.0.0.1/macki."
        )
    return settings.redis_url
