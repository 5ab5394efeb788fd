"""`python -m tests.stack`: the containers, on a Docker engine of their own, used and mistreated."""

import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

import click

from tests.stack.engine import CannotTry, CommandFailed, Engine, engine, install
from tests.stack.play import perform
from tests.stack.promises import Broken
from tests.stack.stack import Stack
from tests.stack.stand_ins import make_stand_ins

_PORTS = (5050, 5432, 6379, 8000, 8080, 8443, 9100)


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    help="Where images are kept: named again, they need not be made again.",
)
def main(folder: Path | None) -> None:
    """Build the images on stand-ins for the official ones, bring the stack up, use it, kill and
    freeze its containers, upgrade it, and take everything down. Needs Debian and root.

    Exit code 1 if something is not as promised, 2 if it cannot be tried here."""
    signal.signal(signal.SIGTERM, _stop)
    begun = time.monotonic()

    def say(line: str) -> None:
        click.echo(f"{time.monotonic() - begun:4.0f} s  {line}")

    try:
        install(say)
        _refuse_taken_ports()
        with _home(folder) as home, engine(home) as started:
            _play(started, home, say)
    except CannotTry as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except (Broken, CommandFailed) as error:
        click.echo(f"Not as promised: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Stopped; everything is taken down.", err=True)
        sys.exit(130)
    say("All is as promised.")


@contextmanager
def _home(folder: Path | None) -> Generator[Path]:
    """`folder`, or else one that goes at the end."""
    home = folder or Path(tempfile.mkdtemp(prefix="macki-stack-", dir="/tmp"))
    home.mkdir(parents=True, exist_ok=True)
    try:
        yield home
    finally:
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)


def _play(started: Engine, home: Path, say: Callable[[str], None]) -> None:
    images = make_stand_ins(started, home, say)
    stack = Stack(started, home, images)
    say("Building our images …")
    stack.build()
    try:
        perform(stack, say)
    except Exception:
        click.echo(stack.containers.last_words(), err=True)
        raise


def _refuse_taken_ports() -> None:
    for port in _PORTS:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise CannotTry(f"Port {port} is in use here, and the stack needs it.")


def _stop(number: int, frame: FrameType | None) -> None:
    """As Ctrl-C: what was begun is taken down."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
