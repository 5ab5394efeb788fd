"""Commands that order images and songs."""

import click

from app.cli import exits
from app.cli.ordering import Ordering, orders, sings


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
@orders
def image(
    ordering: Ordering,
    prompt: str,
    model: str | None,
    size: str | None,
    quality: str | None,
    style: str | None,
    output_format: str | None,
    background: str | None,
    n: int | None,
    previews: int | None,
) -> None:
    """Make an image of PROMPT and watch it come."""
    wish = {
        "prompt": prompt,
        "model": model,
        "size": size,
        "quality": quality,
        "style": style,
        "outputFormat": output_format,
        "background": background,
        "n": n,
        "previews": previews,
    }
    ordering.order("image", "generateImage", wish)


@click.command(epilog=exits.EXIT_CODES)
@click.option("--prompt", help="The style, such as: acoustic folk, gentle melody.")
@sings("What is sung.")
@click.option("--title", help="The title; the first line if left out.")
@click.option("--model", help="A model of the catalogue.")
@click.option("--n", type=int, help="How many choices, 1 to 3; each is charged.")
@click.option("--gender", help="The voice: female or male.")
@orders
def song(
    ordering: Ordering,
    prompt: str | None,
    lyrics: str,
    title: str | None,
    model: str | None,
    n: int | None,
    gender: str | None,
) -> None:
    """Make a song and watch it come."""
    wish = {
        "prompt": prompt,
        "lyrics": lyrics,
        "title": title,
        "model": model,
        "n": n,
        "gender": gender,
    }
    ordering.order("song", "generateSong", wish)
