"""Start the mock provider server: `python -m mock`."""

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from mock.application import create_app
from mock.server import MockServer, create_server, listen, url_of
from mock.settings import Settings


def _end_with_stdin(server: MockServer) -> None:
    """A parent that is killed cannot end its children, but its end of our stdin closes."""
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    server.should_exit = True


def _end_with_signals(server: MockServer) -> None:
    """Exit code 0 for SIGTERM and SIGINT.

    uvicorn puts its own handlers in front while it runs, then raises the signal again for these.
    """

    def end(_signal: int, _frame: object) -> None:
        server.should_exit = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _fail(message: str) -> NoReturn:
    click.echo(f"mock: {message}", err=True)
    sys.exit(2)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one, which the first line of output names.",
)
@click.option(
    "--state",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep tasks, the request log and random faults in this file: they survive a restart.",
)
@click.option(
    "--concurrency",
    metavar="N",
    default=10,
    show_default=True,
    type=click.IntRange(min=1),
    help="Songs and instrumentals that may be unfinished at once; one more answers 429.",
)
@click.option(
    "--trickle",
    metavar="SECONDS",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="How long the slow download of scenario 0403 takes.",
)
@click.option(
    "--stem-seconds",
    metavar="SECONDS",
    default=2.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="How long a song is taken apart.",
)
@click.option(
    "--exit-with-stdin", is_flag=True, help="End when standard input is closed; ignore Ctrl-C."
)
def main(
    host: str,
    port: int,
    state: Path | None,
    concurrency: int,
    trickle: float,
    stem_seconds: float,
    exit_with_stdin: bool,
) -> None:
    """Imitate OpenAI Images, Mureka and Ollama.

    Open the address in a browser to see the scenarios.
    """
    try:
        app = create_app(
            Settings(
                state_file=state,
                concurrency=concurrency,
                trickle_seconds=trickle,
                stem_seconds=stem_seconds,
            )
        )
    except OSError as error:
        _fail(f"the state file {state} cannot be used: {error.strerror}.")
    try:
        listening = listen(host, port)
    except OSError as error:
        _fail(f"cannot listen on {host}:{port}: {error.strerror}. Choose another with --port.")
    server = create_server(app)
    _end_with_signals(server)
    server.heeds_interrupt = not exit_with_stdin
    if exit_with_stdin:
        threading.Thread(target=_end_with_stdin, args=(server,), daemon=True).start()
    click.echo(f"The mock provider server listens on {url_of(listening)}")
    server.run(sockets=[listening])
    # Encoding threads may still be at work, and an ordinary exit would wait for them.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
