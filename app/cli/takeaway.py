"""`macki release` and `macki lyrics`: a choice of a song, to take along."""

import sys
from pathlib import Path

import click

from app.cli import exits, screen
from app.cli.client import Fields, Refused, StudioClient
from app.cli.follow import prepare, targets
from app.cli.ids import thing_id_of
from app.cli.session import json_option, run, server_option
from app.cli.transfer import name_in, transfer

choice_option = click.option(
    "--choice", type=click.IntRange(min=1), default=1, help="Which version, from 1; the first."
)


@click.command()
@click.argument("song")
@choice_option
@click.option("--cover", metavar="IMAGE", help="An image of the library, as its cover.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Save it to this folder or file; here if left out.",
)
@json_option
@server_option
def release(
    song: str, choice: int, cover: str | None, output: Path, as_json: bool, server: str | None
) -> None:
    """Pack a choice of SONG with all that belongs to it into one ZIP.

    SONG is its title, its id, or the id of its job.
    """

    async def pack(client: StudioClient) -> int:
        prepare(output)
        found = await _choice(client, song, choice)
        url: str = found["downloads"]["release"]
        if cover:
            url += f"?cover={await thing_id_of(client, 'Image', cover)}"
        [target] = targets([name_in(url)], output)
        partial = target.with_name(f".{target.name}.part")
        try:
            async with transfer(client) as files:
                await files.save(url, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        if as_json:
            screen.print_json({"savedFiles": [str(target)]})
        else:
            screen.out.print(f"Saved {target}", soft_wrap=True, markup=False)
        return exits.SUCCEEDED

    run(server, pack)


@click.command()
@click.argument("song")
@choice_option
@click.option("--lrc", "timed", is_flag=True, help="With the time of each line, for players.")
@click.option("--words", is_flag=True, help="With --lrc: also with the time of each word.")
@click.option("--output", type=click.Path(path_type=Path), help="Save to this folder or file.")
@server_option
def lyrics(
    song: str, choice: int, timed: bool, words: bool, output: Path | None, server: str | None
) -> None:
    """Print the lyrics of a choice of SONG.

    SONG is its title, its id, or the id of its job.
    """
    if words and not timed:
        raise click.UsageError("--words goes with --lrc.")

    async def show(client: StudioClient) -> int:
        found = await _choice(client, song, choice)
        url: str = found["downloads"]["lrc" if timed else "text"]
        async with transfer(client) as files:
            content = await files.fetch(f"{url}?words" if words else url)
        if output is None:
            sys.stdout.write(content.decode())
            return exits.SUCCEEDED
        prepare(output)
        [target] = targets([name_in(url)], output)
        target.write_bytes(content)
        screen.out.print(f"Saved {target}", soft_wrap=True, markup=False)
        return exits.SUCCEEDED

    run(server, show)


async def _choice(client: StudioClient, song: str, choice: int) -> Fields:
    song_id = await thing_id_of(client, "Song", song)
    data = await client.execute("downloads", {"id": song_id})
    choices = data["song"]["choices"]
    for each in choices:
        if each["index"] == choice - 1:
            return each
    there = f"it has {len(choices)}" if choices else "it has none yet"
    raise Refused("NOT_FOUND", f"{data['song']['title']} has no choice {choice}; {there}.")
