"""What commands have in common that order something: options, and watching it come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TextIO

import click

from app.cli import exits, screen
from app.cli.client import StudioClient
from app.cli.follow import follow, prepare
from app.cli.ids import short
from app.cli.session import json_option, output_option, run, server_option

Command = Callable[..., None]

_wait_option = click.option("--no-wait", is_flag=True, help="Order it, and do not watch.")
_key_option = click.option(
    "--key", metavar="NAME", help="Idempotency key: the same key never orders twice."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """Where an order goes, and what happens with what comes of it."""

    server: str | None
    key: str | None
    output: Path | None
    no_wait: bool
    as_json: bool

    def order(self, name: str, field: str, wish: Mapping[str, Any]) -> None:
        """Does not return: it ends with an exit code."""
        run(self.server, lambda client: self.order_by(client, name, field, wish))

    async def order_by(
        self, client: StudioClient, name: str, field: str, wish: Mapping[str, Any]
    ) -> int:
        """Send it and watch it to its end; answers the exit code. Raises Unreachable, Refused."""
        if self.output:
            prepare(self.output)
        whole = {**wish, "idempotencyKey": self.key}
        given = {key: value for key, value in whole.items() if value is not None}
        job_id = (await client.mutate(name, field, given))["id"]
        if not self.no_wait:
            return await follow(client, job_id, as_json=self.as_json, output=self.output)
        if self.as_json:
            screen.print_json({"id": job_id})
        else:
            screen.out.print(f"Ordered. Watch it with: macki watch {short(job_id)}")
        return exits.SUCCEEDED


def orders(command: Command) -> Command:
    """Gives the command `ordering`, by options."""

    @output_option
    @_key_option
    @_wait_option
    @json_option
    @server_option
    @wraps(command)
    def with_ordering(
        server: str | None,
        key: str | None,
        output: Path | None,
        no_wait: bool,
        as_json: bool,
        **own: Any,
    ) -> None:
        ordering = Ordering(server=server, key=key, output=output, no_wait=no_wait, as_json=as_json)
        command(ordering=ordering, **own)

    return with_ordering


def sings(what: str) -> Callable[[Command], Command]:
    """Gives the command `lyrics`, by one of two options."""

    def decorated(command: Command) -> Command:
        @click.option("--lyrics", help=what)
        @click.option(
            "--lyrics-file",
            type=click.File(encoding="utf-8"),
            help="A file with the lyrics; - reads them.",
        )
        @wraps(command)
        def with_lyrics(lyrics: str | None, lyrics_file: TextIO | None, **own: Any) -> None:
            if (lyrics is None) == (lyrics_file is None):
                raise click.UsageError("Give the lyrics: either --lyrics or --lyrics-file.")
            command(lyrics=lyrics if lyrics_file is None else _read(lyrics_file), **own)

        return with_lyrics

    return decorated


def _read(lyrics_file: TextIO) -> str:
    try:
        return lyrics_file.read()
    except UnicodeDecodeError as error:
        raise click.UsageError("The lyrics file is no UTF-8 text; save it as UTF-8.") from error
