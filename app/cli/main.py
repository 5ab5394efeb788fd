"""The command `macki`: a studio that runs here, and a client of one that runs."""

import os
import sys
from collections.abc import Callable

import click

from app.cli import (
    again,
    backup,
    collections,
    derived_songs,
    doctor,
    exits,
    exporting,
    importing,
    jobs,
    library,
    orders,
    restore,
    screen,
    takeaway,
)
from app.env_file import unread_lines
from app.settings import Settings, SettingsError, load_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mac-ki-service", prog_name="macki")
def cli() -> None:
    """A personal AI media studio: images and songs, every job live, every result kept."""


@cli.command()
def up() -> None:
    """Run the studio: the API, a worker, and the mock while no API key is set."""
    # Imported here, as below: the clients start without loading the server.
    from app.up import up as run
    from app.welcome import welcome

    _run(run, welcome)


@cli.command()
def serve() -> None:
    """Run the API alone; workers run elsewhere. Needs DATABASE_URL and REDIS_URL."""
    from app.processes import run_web
    from app.welcome import served

    _run(run_web, served)


@cli.command()
def worker() -> None:
    """Run a worker, one of any number. Needs DATABASE_URL and REDIS_URL."""
    from app.processes import run_worker
    from app.welcome import working

    _run(run_worker, working)


@cli.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def mock(arguments: tuple[str, ...]) -> None:
    """Run the mock alone; --help lists its options."""
    os.execv(sys.executable, [sys.executable, "-m", "mock", *arguments])


@cli.command()
@click.argument("process", type=click.Choice(["api", "worker"]))
def health(process: str) -> None:
    """Say whether the API or a worker lives, by the exit code; for containers.

    The API is asked at HOST and PORT; a worker touches HEARTBEAT_FILE as long as it lives.
    """
    from app.cli.health import main as check

    sys.exit(check([process]))


@cli.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    import asyncio

    from app.server import make_data_dir, migrated

    def run(settings: Settings, on_done: Callable[[], None]) -> None:
        make_data_dir(settings)
        asyncio.run(migrated(settings))
        on_done()

    _run(run, lambda _: screen.out.print("The database is up to date."))


def _run(
    program: Callable[[Settings, Callable[[], None]], None], tell: Callable[[Settings], None]
) -> None:
    from app.logs import configure_logs
    from app.secrecy import secrets_of
    from app.server import CannotStart

    settings = _settings()
    configure_logs(settings.log_level, settings.log_format, secrets_of(settings))
    tell_unread_lines()
    try:
        program(settings, lambda: tell(settings))
    except CannotStart as error:
        screen.print_error(str(error))
        sys.exit(exits.USAGE)


def tell_unread_lines() -> None:
    """What of `.env` nothing reads: a misspelt key would else be missed when it is too late."""
    for line in unread_lines(Settings.model_fields):
        screen.err.print(f"[yellow]Warning:[/] {line.sentence}", soft_wrap=True)


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        screen.print_error(str(error), "See .env.example for what each setting means.")
        sys.exit(exits.USAGE)


for command in (
    orders.image,
    orders.song,
    derived_songs.instrumental,
    derived_songs.extend,
    derived_songs.stems,
    jobs.jobs,
    jobs.watch,
    jobs.cancel,
    jobs.retry,
    jobs.resolve,
    again.again,
    collections.collections,
    collections.collect,
    library.library,
    takeaway.release,
    takeaway.lyrics,
    exporting.export,
    importing.import_,
    backup.backup,
    restore.restore,
    doctor.doctor,
):
    cli.add_command(command)


def main() -> None:
    try:
        cli(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(exits.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(exits.USAGE)
