"""What commands have in common that talk to a running studio: options, and how they end."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import click

from app.cli import exits, screen
from app.cli.client import Refused, StudioClient, Unreachable
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
