"""A Docker engine of our own, on Debian as root: another one on this machine is not touched."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_WITHOUT_NETWORKS = ("--bridge=none", "--iptables=false", "--ip-forward=false", "--ip-masq=false")
_OF_ITS_OWN = ("setpriv", "--pdeathsig", "TERM")
"""It ends with us, also when we are killed."""

_NEEDED = {
    "dockerd": "docker.io",
    "docker-compose": "docker-compose",
    "mmdebstrap": "mmdebstrap",
}
_START_SECONDS = 60
_SHOWN_LINES = 40


class CannotTry(Exception):
    """Something is missing that the stack needs; the message says what."""


class CommandFailed(Exception):
    """The message is the command, and the last of what it said."""


def run(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    *,
    both: bool = False,
) -> str:
    """What it said on standard output, or on `both`. Raises CommandFailed."""
    done = subprocess.run(
        command, env=environment, cwd=folder, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT if both else subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode != 0:
        said = (done.stdout + (done.stderr or "")).splitlines()[-_SHOWN_LINES:]
        raise CommandFailed("\n".join([f"{' '.join(map(str, command))} failed:", *said]))
    return done.stdout.strip()


class Engine:
    def __init__(self, folder: Path) -> None:
        self.socket = f"unix://{folder / 'sock'}"
        self.environment = {
            **os.environ,
            "DOCKER_HOST": self.socket,
            "DOCKER_BUILDKIT": "0",
            "COMPOSE_INTERACTIVE_NO_CLI": "1",
            "COMPOSE_DOCKER_CLI_BUILD": "0",
        }

    def docker(self, *arguments: str | Path, both: bool = False) -> str:
        """What it said on standard output, or on `both`. Raises CommandFailed."""
        return run(["docker", *arguments], self.environment, both=both)

    def clear(self) -> None:
        """No container and no volume is left; images are."""
        if containers := self.docker("ps", "--all", "--quiet").split():
            self.docker("rm", "--force", "--volumes", *containers)
        if volumes := self.docker("volume", "ls", "--quiet").split():
            self.docker("volume", "rm", "--force", *volumes)


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
    run(["apt-get", "-qq", *arguments], environment)


@contextmanager
def engine(folder: Path) -> Generator[Engine]:
    """Runs until the end, which takes its containers and volumes along. Raises CannotTry."""
    if os.geteuid() != 0:
        raise CannotTry("This needs root, for a Docker engine of its own.")
    started = Engine(folder)
    with (folder / "engine.log").open("wb") as log:
        # In a session of its own it does not hear Ctrl-C, and is still there to take things down.
        process = subprocess.Popen(_command(folder), stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(started, process, folder)
            # What a kill has left of an earlier try, the engine has just started again.
            started.clear()
            try:
                yield started
            finally:
                started.clear()
        finally:
            process.terminate()
            process.wait(timeout=60)


def _command(folder: Path) -> Sequence[str]:
    places = {"--data-root": "data", "--exec-root": "exec", "-p": "pid"}
    options = [part for option, name in places.items() for part in (option, str(folder / name))]
    address = f"unix://{folder / 'sock'}"
    return [*_OF_ITS_OWN, "dockerd", *options, "-H", address, *_WITHOUT_NETWORKS]


def _wait(started: Engine, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while not _answers(started):
        if process.poll() is not None or time.monotonic() > until:
            raise CannotTry(f"No Docker engine starts here: {_last_line(folder / 'engine.log')}")
        time.sleep(0.5)


def _answers(started: Engine) -> bool:
    try:
        return bool(started.docker("version", "--format", "{{.Server.Version}}"))
    except CommandFailed:
        return False


def _last_line(log: Path) -> str:
    return (log.read_text().splitlines() or [""])[-1]
