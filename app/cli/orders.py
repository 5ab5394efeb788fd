"""Commands that order images and songs."""

from pathlib import Path
from typing import TextIO

import click

from app.cli import exits
from app.cli.session import (
    json_option,
    key_option,
    order_and_watch,
    output_option,
    run,
    server_option,
    wait_option,
)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("prompt")
@click.option("--model", help="A model of the catalogue.")
@click.option("--size", help="Such as 1024x1024.")
@click.option("--quality", help="Such as low, medium or high.")
@click.option("--style", help="vivid or natural, where the model has styles.")
@click.option("--format", "output_format", help="png, jpeg or webp.")
@click.option("--background", help="transparent, opaque or auto.")
@click.option("--n", type=int, help="How many images; each is charged.")
@click.option("--previews", type=int, help="Pictures of the unfinished image, 0 to 3.")
@output_option
@key_option
@wait_option
@json_option
@server_option
def image(
    prompt: str,
    model: str | None,
    size: str | None,
    quality: str | None,
    style: str | None,
    output_format: str | None,
    background: str | None,
    n: int | None,
    previews: int | None,
    output: Path | None,
    key: str | None,
    no_wait: bool,
    as_json: bool,
    server: str | None,
) -> None:
    """Make an image of PROMPT and watch it come."""
    order = {
        "prompt": prompt,
        "model": model,
        "size": size,
        "quality": quality,
        "style": style,
        "outputFormat": output_format,
        "background": background,
        "n": n,
        "previews": previews,
        "idempotencyKey": key,
    }
    run(
        server,
        lambda client: order_and_watch(
            client,
            "image",
            "generateImage",
            order,
            as_json=as_json,
            no_wait=no_wait,
            output=output,
        ),
    )


@click.command(epilog=exits.EXIT_CODES)
@click.option("--prompt", help="The style, such as: acoustic folk, gentle melody.")
@click.option("--lyrics", help="What is sung.")
@click.option(
    "--lyrics-file", type=click.File(encoding="utf-8"), help="A file with the lyrics; - reads them."
)
@click.option("--title", help="The title; the first line if left out.")
@click.option("--model", help="A model of the catalogue.")
@click.option("--n", type=int, help="How many choices, 1 to 3; each is charged.")
@click.option("--gender", help="The voice: female or male.")
@output_option
@key_option
@wait_option
@json_option
@server_option
def song(
    prompt: str | None,
    lyrics: str | None,
    lyrics_file: TextIO | None,
    title: str | None,
    model: str | None,
    n: int | None,
    gender: str | None,
    output: Path | None,
    key: str | None,
    no_wait: bool,
    as_json: bool,
    server: str | None,
) -> None:
    """Make a song and watch it come."""
    if (lyrics is None) == (lyrics_file is None):
        raise click.UsageError("Give the lyrics: either --lyrics or --lyrics-file.")
    order = {
        "lyrics": lyrics if lyrics_file is None else read_lyrics(lyrics_file),
        "prompt": prompt,
        "title": title,
        "model": model,
        "n": n,
        "gender": gender,
        "idempotencyKey": key,
    }
    run(
        server,
        lambda client: order_and_watch(
            client, "song", "generateSong", order, as_json=as_json, no_wait=no_wait, output=output
        ),
    )


def read_lyrics(lyrics_file: TextIO) -> str:
    try:
        return lyrics_file.read()
    except UnicodeDecodeError as error:
        raise click.UsageError("The lyrics file is no UTF-8 text; save it as UTF-8.") from error
