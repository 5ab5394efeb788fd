"""A worker's sign of life for its container: a file that its event loop touches.

Nothing else is asked for it: neither database nor Redis, whose absence no restart mends.
"""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog

EVERY_S = 2.0

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def beating(file: Path | None) -> AsyncGenerator[None]:
    """While inside, the file is touched; it goes with the last beat. No file, no beat."""
    if file is None:
        yield
        return
    task = asyncio.create_task(_beat_endlessly(file))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        _remove(file)


async def _beat_endlessly(file: Path) -> None:
    while True:
        try:
            _touch(file)
        except OSError as error:
            _log.warning("heartbeat.not_written", file=str(file), reason=error.strerror)
        await asyncio.sleep(EVERY_S)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _touch(file: Path) -> None:
    """No link is followed: the folder may be one where others write too."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(file, flags, 0o600)
    try:
        os.utime(descriptor)
    finally:
        os.close(descriptor)
