"""`macki backup`: make one, try it, list them, and one each day."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from app.cli import exits, screen
from app.cli.backup_list import row_of, table_of
from app.cli.direct import EXIT_CODES, files_are, list_hashes, run, say
from app.cli.session import json_option
from app.settings import Settings

if TYPE_CHECKING:
    from persistence.backup.folder import BackupFolder
    from persistence.backup.making import Made


@click.group(invoke_without_command=True, epilog=EXIT_CODES)
@click.option(
    "--to",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another folder than BACKUP_DIR.",
)
@click.option("--keep", is_flag=True, help="Never remove this backup by itself.")
@click.pass_context
def backup(context: click.Context, directory: Path | None, keep: bool) -> None:
    """Back up the database and every file, while the studio runs or not.

    Keys, tokens and the queue are never in a backup. See docs/backup.md.
    """
    context.obj = directory
    if context.invoked_subcommand is not None:
        return

    async def make(settings: Settings) -> int:
        from app.backup import app_version, folder_of, studio_of
        from persistence.backup.making import back_up

        folder = folder_of(settings, directory)
        made = await back_up(
            studio_of(settings), folder, app_version=app_version(), now=datetime.now(UTC), kept=keep
        )
        return _tell_made(folder, made)

    run(make)


def _tell_made(folder: "BackupFolder", made: "Made") -> int:
    manifest = made.manifest
    rows = sum(each.rows for each in manifest.database.tables.values())
    say(
        f"{folder.path(made.name)}: {rows:,} rows and {len(manifest.files):,} files, of which "
        f"{made.copied:,} were new. `macki backup verify` tries whether it can be restored."
    )
    if not made.lost:
        return exits.SUCCEEDED
    screen.print_error(
        f"{files_are(len(made.lost))} missing or damaged in the library, and so not in the backup:",
        "`macki library verify` says what they are, and fetches what can be fetched.",
    )
    list_hashes(made.lost)
    return exits.FAILED


@backup.command(epilog=EXIT_CODES)
@click.argument("name", default="latest")
@click.pass_obj
def verify(directory: Path | None, name: str) -> None:
    """Restore backup NAME (or the latest) beside the studio, and compare it with what was saved.

    A file that is damaged in the backup and good in the library is put there again.
    """

    async def look(settings: Settings) -> int:
        from app.backup import folder_of, studio_of
        from persistence.backup.verifying import verify as verified

        folder = folder_of(settings, directory)
        verdict = await verified(studio_of(settings), folder, name, now=datetime.now(UTC))
        for sha256 in verdict.mended:
            path = folder.shelf.path(sha256)
            say(f"{path} was damaged or missing, and is good again: the library still had it.")
        for problem in verdict.problems:
            screen.err.print(f"[bold red]DAMAGED[/] {escape(problem)}", soft_wrap=True)
        if verdict.problems:
            screen.print_error(
                f"{verdict.name} is not whole.", "Make a new one with `macki backup`; keep both."
            )
            return exits.FAILED
        assert verdict.manifest
        count = len(verdict.manifest.files)
        say(f"{verdict.name} is whole: every row, and {files_are(count)} as they were saved.")
        return exits.SUCCEEDED

    run(look)


@backup.command(name="list")
@json_option
@click.pass_obj
def list_backups(directory: Path | None, as_json: bool) -> None:
    """List the backups, the oldest first."""

    async def show(settings: Settings) -> int:
        from app.backup import folder_of

        folder = folder_of(settings, directory)
        rows = [row_of(folder, name) for name in folder.names()]
        if as_json:
            for row in rows:
                screen.print_json(row)
        elif rows:
            screen.out.print(table_of(rows))
        else:
            say(f"No backups in {folder.root} yet. `macki backup` makes one.")
        return exits.SUCCEEDED

    run(show)


@backup.command(epilog=EXIT_CODES)
@click.option("--once", is_flag=True, help="One round now, for cron or launchd.")
@click.pass_obj
def schedule(directory: Path | None, once: bool) -> None:
    """Each day at BACKUP_AT: back up, verify, and remove what need not be kept.

    Of the last 7 days, 4 weeks and 6 months, the newest each are kept.
    """

    async def work(settings: Settings) -> int:
        from app.backup import folder_of
        from app.backup_schedule import back_up_once, keep_backing_up
        from app.logs import configure_logs
        from app.secrecy import secrets_of

        level = "INFO" if settings.log_level == "WARNING" else settings.log_level
        configure_logs(level, settings.log_format, secrets_of(settings))
        folder = folder_of(settings, directory)
        if once:
            is_good = await back_up_once(settings, folder)
            return exits.SUCCEEDED if is_good else exits.FAILED
        await keep_backing_up(settings, folder)
        return exits.SUCCEEDED

    run(work, on_stop=exits.SUCCEEDED)
