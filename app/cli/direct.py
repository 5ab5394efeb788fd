"""Commands that open the database and the files themselves, and need no running studio."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from rich.markup import escape

from app.cli import exits, screen
from app.settings import Settings, SettingsError, load_settings

EXIT_CODES = """\b
Exit codes:
  0    done, and everything is whole
  1    it failed, or something is missing or damaged; the lines say what to do
  2    the settings or the command are wrong
"""
_SHOWN = 10


def files_are(count: int) -> str:
    return "1 file is" if count == 1 else f"{count:,} files are"


def list_hashes(hashes: Sequence[str]) -> None:
    for sha256 in hashes[:_SHOWN]:
        screen.err.print(f"  {sha256}")
    if len(hashes) > _SHOWN:
        screen.err.print(f"  and {len(hashes) - _SHOWN:,} more")


def say(sentence: str) -> None:
    screen.out.print(escape(sentence), soft_wrap=True, highlight=False)


def run(
    work: Callable[[Settings], Coroutine[Any, Any, int]], on_stop: int = exits.INTERRUPTED
) -> None:
    try:
        settings = load_settings()
    except SettingsError as error:
        screen.print_error(str(error), "See .env.example for what each setting means.")
        sys.exit(exits.USAGE)
    sys.exit(asyncio.run(_until_told_to_stop(work(settings), on_stop)))


async def _until_told_to_stop(work: Coroutine[Any, Any, int], on_stop: int) -> int:
    """SIGTERM and Ctrl-C end it at once; what was begun is swept by the next backup."""
    from app.doctor.daemon_threads import DaemonThreads
    from app.server import CannotStart
    from persistence.backup.errors import BackupError

    loop = asyncio.get_running_loop()
    loop.set_default_executor(DaemonThreads())
    task = asyncio.ensure_future(work)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return on_stop
    except (BackupError, CannotStart) as error:
        screen.print_error(str(error))
        return exits.FAILED
