"""Commands for songs without a voice, songs that go on from others, and songs taken apart."""

import re

import click

from app.cli import exits, screen
from app.cli.client import Fields, Refused, StudioClient
from app.cli.follow import prepare, save_files
from app.cli.ids import choice_of
from app.cli.ordering import Ordering, orders, sings
from app.cli.session import run

_MOMENT = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}(?:\.\d{1,3})?)", re.ASCII)
_EARLIEST_MS, _LATEST_MS = 8_000, 420_000

choice_option = click.option(
    "--choice", type=int, metavar="N", help="Which version, as its file is numbered; from 1."
)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("prompt", required=False)
@click.option("--reference", metavar="ID", help="Instead of PROMPT: Mureka's id of a reference.")
@click.option("--title", help="The title; the first line of PROMPT if left out.")
@click.option("--model", help="A model of the catalogue.")
@click.option("--n", type=int, help="How many choices, 1 to 3; each is charged.")
@orders
def instrumental(
    ordering: Ordering,
    prompt: str | None,
    reference: str | None,
    title: str | None,
    model: str | None,
    n: int | None,
) -> None:
    """Make music without a voice in the style of PROMPT, and watch it come."""
    if (prompt is None) == (reference is None):
        raise click.UsageError("Say how it should be: either PROMPT or --reference.")
    wish = {"prompt": prompt, "referenceId": reference, "title": title, "model": model, "n": n}
    ordering.order("instrumental", "generateInstrumental", wish)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("song")
@choice_option
@sings("What is sung from there on.")
@click.option("--at", metavar="M:SS", help="From which moment on; from its end if left out.")
@click.option("--prompt", help="The style.")
@click.option("--title", help="The title; made from that of the song if left out.")
@click.option("--model", help="A model of the catalogue that extends songs.")
@click.option("--n", type=int, help="How many choices, 1 to 3; each is charged.")
@orders
def extend(
    ordering: Ordering,
    song: str,
    choice: int | None,
    lyrics: str,
    at: str | None,
    prompt: str | None,
    title: str | None,
    model: str | None,
    n: int | None,
) -> None:
    """Make a new song that goes on where SONG is. SONG is its id, or that of the job it is from."""
    moment = None if at is None else _milliseconds(at)
    wish = {"lyrics": lyrics, "prompt": prompt, "title": title, "model": model, "n": n}

    async def go_on(client: StudioClient) -> int:
        found = await choice_of(client, song, choice)
        begin_ms = _end_of(found) if moment is None else moment
        whole = {**wish, "choice": found["id"], "extendAtMs": begin_ms}
        return await ordering.order_by(client, "extend", "extendSong", whole)

    run(ordering.server, go_on)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("song")
@choice_option
@orders
def stems(
    ordering: Ordering,
    song: str,
    choice: int | None,
) -> None:
    """Take SONG apart: the voice and each instrument alone, in a ZIP archive. SONG is its id, or
    that of the job it is from. Stems that are here already are not ordered again."""

    async def take_apart(client: StudioClient) -> int:
        found = await choice_of(client, song, choice)
        if found["stems"]:
            return await _show(client, found["stems"], ordering)
        return await ordering.order_by(client, "stems", "makeStems", {"choice": found["id"]})

    run(ordering.server, take_apart)


async def _show(client: StudioClient, found: Fields, ordering: Ordering) -> int:
    output = ordering.output
    if output:
        prepare(output)
    saved = await save_files(client, [found["file"]], output) if output else []
    if ordering.as_json:
        screen.print_json({"stems": found, "savedFiles": [str(path) for path in saved]})
    else:
        screen.print_stems(found, client.address)
        for path in saved:
            screen.out.print(f"Saved {path}", soft_wrap=True)
    return exits.SUCCEEDED


def _milliseconds(moment: str) -> int:
    found = _MOMENT.fullmatch(moment)
    if found is None:
        raise click.UsageError(f"--at {moment} is no moment; write it as 1:30 or in seconds.")
    return round((int(found[1] or 0) * 60 + float(found[2])) * 1000)


def _end_of(choice: Fields) -> int:
    """Later than the end means the end, for the server as for its provider."""
    length: int | None = choice["durationMs"]
    if length is not None and length < _EARLIEST_MS:
        raise Refused(
            "INVALID_REQUEST", "This song is shorter than 8 seconds.", "Extend a longer one."
        )
    return min(length or _LATEST_MS, _LATEST_MS)
