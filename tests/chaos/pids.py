"""What we started, written down as it starts, so that it ends with us even if we are killed."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType

_UNTIL_THE_PIPE_CLOSES = """
    read nothing
    for each in "$1"/*; do kill -9 "${each##*/}" 2>/dev/null; done
    rm -rf "$1"
"""


class Pids:
    """A folder with one empty file for each process that runs, and a shell that kills those that
    are left when its standard input closes: that is when we end, however we end."""

    def __enter__(self) -> "Pids":
        self._folder = Path(mkdtemp(prefix="macki-chaos-pids-", dir="/tmp"))
        self._watch = subprocess.Popen(
            ["sh", "-c", _UNTIL_THE_PIPE_CLOSES, "sh", str(self._folder)],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self

    def started(self, pid: int) -> None:
        (self._folder / str(pid)).touch()

    def ended(self, pid: int) -> None:
        (self._folder / str(pid)).unlink(missing_ok=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._watch.stdin is not None
        self._watch.stdin.close()
        self._watch.wait(10)


def send(pid: int, number: signal.Signals) -> None:
    """To one process by its id; it may have ended just now."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)
