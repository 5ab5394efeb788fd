"""Commands that talk to a running studio."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TextIO

import click

from app.cli import exits, screen
from app.cli.client import Refused, StudioClient, Unreachable
from app.cli.follow import follow, prepare
from app.cli.ids import global_id_of, short
from app.settings import SettingsError, load_settings

_USAGE_CODES = (
    "INVALID_REQUEST",
    "BAD_USER_INPUT",
    "GRAPHQL_VALIDATION_FAILED",
    "UNAUTHENTICATED",
)

server_option = click.option(
    "--server", metavar="URL", help="The studio; from HOST and PORT if left out."
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON lines, for scripts.")
output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="Save the files to this folder or file."
)
wait_option = click.option("--no-wait", is_flag=True, help="Order it, and do not watch.")
key_option = click.option(
    "--key", metavar="NAME", help="Idempotency key: the same key never orders twice."
)


def run(server: str | None, action: Callable[[StudioClient], Awaitable[int]]) -> None:
    """Do it, and end with an exit code that means something."""
    client = StudioClient(_address(server), on_lost=_tell_lost, token=_token(server))
    raise SystemExit(asyncio.run(_guarded(action(client))))


async def _guarded(action: Awaitable[int]) -> int:
    try:
        return await action
    except Unreachable as error:
        screen.print_error(str(error))
        return exits.UNREACHABLE
    except Refused as error:
        screen.print_error(error.message, error.hint)
        return exits.USAGE if error.code in _USAGE_CODES else exits.FAILED
    except BrokenPipeError:  # whoever read the answer has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.SUCCEEDED
    except OSError as error:
        screen.print_error(f"The file cannot be saved: {error}.")
        return exits.FAILED


def _address(server: str | None) -> str:
    if server:
        return server if "://" in server else f"http://{server}"
    try:
        settings = load_settings()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _token(server: str | None) -> str | None:
    """Another server is asked also where the settings for our own are wrong."""
    try:
        token = load_settings().app_token
    except SettingsError as error:
        if server:
            return None
        raise click.ClickException(str(error)) from error
    return token.get_secret_value() if token else None


def _tell_lost() -> None:
    screen.err.print("[yellow]The connection is lost; trying again …[/]")


async def order_and_watch(
    client: StudioClient,
    name: str,
    field: str,
    order: dict[str, Any],
    *,
    as_json: bool,
    no_wait: bool,
    output: Path | None,
) -> int:
    """Send an order and watch it to its end; answers the exit code. Raises Unreachable, Refused."""
    if output:
        prepare(output)
    given = {key: value for key, value in order.items() if value is not None}
    job_id = (await client.mutate(name, field, given))["id"]
    if no_wait:
        if as_json:
            screen.print_json({"id": job_id})
        else:
            screen.out.print(f"Ordered. Watch it with: macki watch {short(job_id)}")
        return exits.SUCCEEDED
    return await follow(client, job_id, as_json=as_json, output=output)


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


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also jobs that have ended long ago.")
@click.option("--running", is_flag=True, help="Only jobs that have not ended.")
@json_option
@server_option
def jobs(everything: bool, running: bool, as_json: bool, server: str | None) -> None:
    """List the jobs, the newest first."""

    async def show(client: StudioClient) -> int:
        wanted = {"inFlight": True} if running else None
        data = await client.execute("jobs", {"first": 100 if everything else 20, "filter": wanted})
        nodes = [edge["node"] for edge in data["jobs"]["edges"]]
        if as_json:
            for node in nodes:
                screen.print_json(node)
        elif nodes:
            screen.out.print(screen.jobs_table(nodes))
            if data["jobs"]["totalCount"] > len(nodes):
                screen.out.print(f"[dim]{len(nodes)} of {data['jobs']['totalCount']}[/]")
        else:
            screen.out.print('No jobs yet. Try: macki image "A lighthouse at dusk"')
        return exits.SUCCEEDED

    run(server, show)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job", required=False)
@click.option("--after", metavar="CURSOR", help="Without JOB: replay behind this cursor; 0 is all.")
@output_option
@json_option
@server_option
def watch(
    job: str | None, after: str | None, output: Path | None, as_json: bool, server: str | None
) -> None:
    """Watch JOB to its end; without JOB, everything that happens from now on."""

    async def watch_one(client: StudioClient, wanted: str) -> int:
        job_id = await global_id_of(client, wanted)
        await client.execute("job", {"id": job_id})  # says at once if there is no such job
        return await follow(client, job_id, as_json=as_json, output=output)

    async def watch_all(client: StudioClient) -> int:
        await client.execute("jobs", {"first": 1, "filter": None})  # says at once if none answers
        if not as_json:
            screen.err.print("[dim]Watching all jobs; Ctrl-C ends.[/]")
        async for event in client.feed(after):
            if as_json:
                screen.print_json(event)
            else:
                screen.out.print(screen.event_line(event), soft_wrap=True)
        return exits.SUCCEEDED

    run(server, lambda client: watch_one(client, job) if job else watch_all(client))


@click.command()
@click.argument("job")
@server_option
def cancel(job: str, server: str | None) -> None:
    """Stop JOB. There is no cancel at the provider: it may still charge."""

    async def stop(client: StudioClient) -> int:
        job_id = await global_id_of(client, job)
        changed = await client.mutate("cancel", "cancelJob", {"jobId": job_id})
        later = changed["state"] != "CANCELLED"
        screen.out.print(
            "It will be cancelled as soon as the provider has answered."
            if later
            else "Cancelled; the provider may still charge for it."
        )
        return exits.SUCCEEDED

    run(server, stop)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job")
@output_option
@json_option
@server_option
def retry(job: str, output: Path | None, as_json: bool, server: str | None) -> None:
    """Go on with a failed or cancelled JOB, free of charge where that is possible."""

    async def again(client: StudioClient) -> int:
        job_id = await global_id_of(client, job)
        new = await client.mutate("retry", "retryJob", {"jobId": job_id})
        return await follow(client, new["id"], as_json=as_json, output=output)

    run(server, again)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job")
@click.option("--adopt", metavar="ID", help="It ran: follow it under the provider's id.")
@click.option("--again", is_flag=True, help="Submit it again; it may be charged twice.")
@output_option
@json_option
@server_option
def resolve(
    job: str, adopt: str | None, again: bool, output: Path | None, as_json: bool, server: str | None
) -> None:
    """Decide about a JOB that needs a check."""
    if (adopt is None) != again:
        raise click.UsageError("Decide: either --adopt ID or --again.")

    async def decide(client: StudioClient) -> int:
        job_id = await global_id_of(client, job)
        decision = {"resolution": "SUBMIT_AGAIN" if again else "ADOPT", "providerJobId": adopt}
        await client.mutate("resolve", "resolveJob", {"jobId": job_id, **decision})
        return await follow(client, job_id, as_json=as_json, output=output)

    run(server, decide)
