"""A Docker engine of our own, on Debian as root: another one on this machine is not touched."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

_WITHOUT_NETWORKS = ("--bridge=none", "--iptables=false", "--ip-forward=false", "--ip-masq=false")
_NEEDED = {
    "dockerd": "docker.io",
    "docker-compose": "docker-compose",
    "mmdebstrap": "mmdebstrap",
}
_START_SECONDS = 60


class CannotTry(Exception):
    """Something is missing that the stack needs; the message says what."""


class Engine:
    def __init__(self, folder: Path) -> None:
        self.socket = f"unix://{folder / 'sock'}"
        self.environment = {
            **os.environ,
            "DOCKER_HOST": self.socket,
            "COMPOSE_INTERACTIVE_NO_CLI": "1",
        }

    def docker(self, *arguments: str | Path, check: bool = True) -> str:
        """Its output. Raises CalledProcessError, unless told otherwise."""
        done = subprocess.run(
            ["docker", *map(str, arguments)],
            env=self.environment, text=True, stdout=subprocess.PIPE, check=check,
        )  # fmt: skip
        return done.stdout.strip()


def install(say: Callable[[str], None]) -> None:
    """Raises CannotTry."""
    missing = [package for name, package in _NEEDED.items() if shutil.which(name) is None]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CannotTry(f"This needs Debian, root, and {', '.join(missing)}.")
    say(f"Installing {', '.join(missing)} with apt …")
    _apt("update")
    _apt("install", "-y", "--no-install-recommends", *missing)


def _apt(*arguments: str) -> None:
    # RUNLEVEL keeps the package from starting an engine for the whole machine.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(["apt-get", "-qq", *arguments], check=True, env=environment)


@contextmanager
def engine(folder: Path) -> Generator[Engine]:
    """Runs until the end, which takes its containers and images along. Raises CannotTry."""
    if os.geteuid() != 0:
        raise CannotTry("This needs root, for a Docker engine of its own.")
    started = Engine(folder)
    with (folder / "engine.log").open("wb") as log:
        process = subprocess.Popen(_command(folder), stdout=log, stderr=log)
        try:
            _wait(started, process, folder)
            yield started
        finally:
            process.terminate()
            process.wait(timeout=60)


def _command(folder: Path) -> Sequence[str]:
    places = {"--data-root": "data", "--exec-root": "exec", "-p": "pid"}
    options = [part for option, name in places.items() for part in (option, str(folder / name))]
    return ["dockerd", *options, "-H", f"unix://{folder / 'sock'}", *_WITHOUT_NETWORKS]


def _wait(started: Engine, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while not (folder / "sock").exists() or not started.docker("info", "-f", "ok", check=False):
        if process.poll() is not None or time.monotonic() > until:
            raise CannotTry(f"No Docker engine starts here: {_last_line(folder / 'engine.log')}")
        time.sleep(0.5)


def _last_line(log: Path) -> str:
    return (log.read_text().splitlines() or [""])[-1]
