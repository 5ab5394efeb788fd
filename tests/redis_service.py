"""A throwaway Redis for the tests that ask for one, on a socket under /tmp; it can be killed and
started again. It keeps nothing: its data are disposable."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
import redis

from tests.services import apt_install

_NAMES = ("redis-server", "valkey-server")
_UNTIL_THE_PIPE_CLOSES = '"$@" & read nothing; kill -9 $!; wait $!'
"""So that it ends with the test run, however that ends."""

_START_SECONDS = 30


class RedisServer:
    def __init__(self, say: Callable[[str], None]) -> None:
        self._binary = _find() or _install(say)
        self._home = Path(mkdtemp(prefix="macki-redis-", dir="/tmp"))
        self._socket = self._home / "s"
        self.url = f"unix://{self._socket}?db=0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ["--port", "0", "--unixsocket", str(self._socket), "--save", ""]
        options += ["--appendonly", "no", "--dir", str(self._home)]
        command = ["sh", "-c", _UNTIL_THE_PIPE_CLOSES, "sh", self._binary, *options]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the tests, which still clean up then
        )
        until = time.monotonic() + _START_SECONDS
        while not self._answers():
            assert time.monotonic() < until, "Redis did not start"
            time.sleep(0.02)

    def kill(self) -> None:
        """As a power cut would: it keeps nothing."""
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(10)
        self._socket.unlink(missing_ok=True)

    def flush(self) -> None:
        self.execute("FLUSHALL")

    def execute(self, *command: str) -> None:
        with redis.Redis(unix_socket_path=str(self._socket)) as client:
            client.execute_command(*command)  # pyright: ignore[reportUnknownMemberType]

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            self.execute("PING")
        except redis.RedisError:
            return False
        return True


def _find() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def _install(say: Callable[[str], None]) -> str:
    if not (Path("/etc/debian_version").exists() and os.geteuid() == 0):
        pytest.exit("The tests need Redis; install it: brew install redis", returncode=2)
    say("Installing Redis for the tests, with apt …")
    apt_install("redis-server")
    return _find() or pytest.exit("apt installed redis-server, but it is in no known place.")
