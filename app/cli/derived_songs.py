"""Commands for songs without a voice, songs that go on from others, and songs taken apart."""

import re
from pathlib import Path
from typing import TextIO

import click

from app.cli import exits, screen
from app.cli.client import Fields, Refused, StudioClient
from app.cli.follow import prepare, save_files
from app.cli.ids import choice_of
from app.cli.orders import read_lyrics
from app.cli.session import (
    json_option,
    key_option,
    order_and_watch,
    output_option,
    run,
    server_option,
    wait_option,
)

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
@output_option
@key_option
@wait_option
@json_option
@server_option
def instrumental(
    prompt: str | None,
    reference: str | None,
    title: str | None,
    model: str | None,
    n: int | None,
    output: Path | None,
    key: str | None,
    no_wait: bool,
    as_json: bool,
    server: str | None,
) -> None:
    """Make music without a voice in the style of PROMPT, and watch it come."""
    if (prompt is None) == (reference is None):
        raise click.UsageError("Say how it should be: either PROMPT or --reference.")
    order = {
        "prompt": prompt,
        "referenceId": reference,
        "title": title,
        "model": model,
        "n": n,
        "idempotencyKey": key,
    }
    run(
        server,
        lambda client: order_and_watch(
            client,
            "instrumental",
            "generateInstrumental",
            order,
            as_json=as_json,
            no_wait=no_wait,
            output=output,
        ),
    )


@click.command(epilog=exits.EXIT_CODES)
@click.argument("song")
@choice_option
@click.option("--lyrics", help="What is sung from there on.")
@click.option(
    "--lyrics-file", type=click.File(encoding="utf-8"), help="A file with the lyrics; - reads them."
)
@click.option("--at", metavar="M:SS", help="From which moment on; from its end if left out.")
@click.option("--prompt", help="The style.")
@click.option("--title", help="The title; made from that of the song if left out.")
@click.option("--model", help="A model of the catalogue that extends songs.")
@click.option("--n", type=int, help="How many choices, 1 to 3; each is charged.")
@output_option
@key_option
@wait_option
@json_option
@server_option
def extend(
    song: str,
    choice: int | None,
    lyrics: str | None,
    lyrics_file: TextIO | None,
    at: str | None,
    prompt: str | None,
    title: str | None,
    model: str | None,
    n: int | None,
    output: Path | None,
    key: str | None,
    no_wait: bool,
    as_json: bool,
    server: str | None,
) -> None:
    """Make a new song that goes on where SONG is. SONG is its id, or that of the job it is from."""
    if (lyrics is None) == (lyrics_file is None):
        raise click.UsageError("Give the lyrics: either --lyrics or --lyrics-file.")
    moment = None if at is None else _milliseconds(at)
    order = {
        "lyrics": lyrics if lyrics_file is None else read_lyrics(lyrics_file),
        "prompt": prompt,
        "title": title,
        "model": model,
        "n": n,
        "idempotencyKey": key,
    }

    async def go_on(client: StudioClient) -> int:
        found = await choice_of(client, song, choice)
        whole = {
            **order,
            "choice": found["id"],
            "extendAtMs": _end_of(found) if moment is None else moment,
        }
        return await order_and_watch(
            client,
            "extend",
            "extendSong",
            whole,
            as_json=as_json,
            no_wait=no_wait,
            output=output,
        )

    run(server, go_on)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("song")
@choice_option
@output_option
@key_option
@wait_option
@json_option
@server_option
def stems(
    song: str,
    choice: int | None,
    output: Path | None,
    key: str | None,
    no_wait: bool,
    as_json: bool,
    server: str | None,
) -> None:
    """Take SONG apart: the voice and each instrument alone, in a ZIP archive. SONG is its id, or
    that of the job it is from. Stems that are here already are not ordered again."""

    async def take_apart(client: StudioClient) -> int:
        found = await choice_of(client, song, choice)
        if found["stems"]:
            return await _show(client, found["stems"], output, as_json=as_json)
        return await order_and_watch(
            client,
            "stems",
            "makeStems",
            {"choice": found["id"], "idempotencyKey": key},
            as_json=as_json,
            no_wait=no_wait,
            output=output,
        )

    run(server, take_apart)


async def _show(client: StudioClient, found: Fields, output: Path | None, *, as_json: bool) -> int:
    if output:
        prepare(output)
    saved = await save_files(client, [found["file"]], output) if output else []
    if as_json:
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
