"""`python -m tests.stack`: the containers, on a Docker engine of their own, used and mistreated."""

import socket
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import click

from tests.stack.engine import CannotTry, Engine, engine, install
from tests.stack.play import Play
from tests.stack.stack import Stack
from tests.stack.stand_ins import make_stand_ins

_PORTS = (5050, 5432, 6379, 8000, 8080, 8443, 9100)


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the engine keeps its images; named again, they need not be made again.",
)
def main(folder: Path | None) -> None:
    """Build the images on stand-ins for the official ones, bring the stack up, use it, kill each
    container, upgrade it, and take everything down. Needs Debian and root; a quarter of an hour."""
    begun = time.monotonic()
    home = folder or Path(tempfile.mkdtemp(prefix="macki-stack-", dir="/tmp"))
    home.mkdir(exist_ok=True)
    try:
        install(click.echo)
        _refuse_taken_ports()
        with engine(home) as started:
            _play(started, home)
    except CannotTry as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(f"All well, in {time.monotonic() - begun:.0f} seconds. Images are in {home}")


def _play(started: Engine, home: Path) -> None:
    images = make_stand_ins(started, home / "root.tar", click.echo)
    stack = Stack(started, home, images)
    click.echo("Building our images …")
    stack.compose("build")
    try:
        Play(stack, click.echo).perform()
    finally:
        stack.compose("down", "--volumes", "--timeout", "5")


def _refuse_taken_ports() -> None:
    for port in _PORTS:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise CannotTry(f"Port {port} is in use here, and the stack needs it.")


if __name__ == "__main__":
    main()
