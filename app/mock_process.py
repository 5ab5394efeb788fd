"""The mock as a child process: it ends with us, however we end."""

import subprocess
import sys
import tempfile
import time
from types import TracebackType

import httpx

from app.settings import Settings

_START_TIMEOUT_S = 15.0
_STOP_TIMEOUT_S = 2.0


class MockFailed(Exception):
    """The mock did not start; the message is its own word."""


class MockProcess:
    """`python -m mock`, kept in its own package: nothing of ours imports it.

    It notices our end by its standard input, which closes with us even after SIGKILL. What it has
    been asked for survives a restart, as jobs do.
    """

    def __init__(self, settings: Settings) -> None:
        self._port = settings.mock_port
        self._state = settings.data_dir / "mock-state.json"

    def __enter__(self) -> "MockProcess":
        command = [sys.executable, "-m", "mock", "--port", str(self._port)]
        command += ["--state", str(self._state), "--exit-with-stdin"]
        self._complaints = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._complaints,
        )
        return self

    def wait_until_ready(self) -> None:
        """Raises MockFailed."""
        deadline = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise MockFailed(self._last_words())
            try:
                httpx.get(f"http://127.0.0.1:{self._port}/_mock/requests", trust_env=False)
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise MockFailed("The mock did not answer in time.")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        process = self._process
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._complaints.close()

    def _last_words(self) -> str:
        self._complaints.seek(0)
        words = self._complaints.read().decode(errors="replace")
        return words.strip() or f"The mock ended with code {self._process.returncode}."
