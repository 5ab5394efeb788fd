"""`macki restore`: the studio as it was."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import exits, screen
from app.cli.direct import EXIT_CODES, files_are, list_hashes, run, say
from app.settings import Settings

if TYPE_CHECKING:
    from persistence.backup.restoring import Restored


@click.command(epilog=EXIT_CODES)
@click.argument("name")
@click.option(
    "--from",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another folder than BACKUP_DIR.",
)
@click.option("--replace", is_flag=True, help="Also where the database is not empty.")
def restore(name: str, directory: Path | None, replace: bool) -> None:
    """Restore backup NAME, or `latest`, while no studio runs.

    Orders that were waiting when the backup was made may have been sent since: they are never sent
    by themselves, but wait for your word (`macki resolve`).
    """

    async def put_back(settings: Settings) -> int:
        from app.backup import folder_of, studio_of
        from app.ownership import sole_owner
        from persistence.backup.restoring import restore as restored

        folder, studio = folder_of(settings, directory), studio_of(settings)
        with sole_owner(settings):
            done = await restored(studio, folder, name, replace=replace, now=datetime.now(UTC))
        return _tell_restored(done)

    run(put_back)


def _tell_restored(done: "Restored") -> int:
    made = f"{done.manifest.made_at.astimezone():%Y-%m-%d %H:%M}"
    say(
        f"The studio is as it was at {made}: every row is what was saved, and "
        f"{files_are(done.put_back)} put back."
    )
    if done.in_doubt:
        say(
            f"{done.in_doubt:,} {'job needs' if done.in_doubt == 1 else 'jobs need'} your word, "
            "since they may have been sent and charged: `macki jobs` and `macki resolve`."
        )
    if done.outdated:
        say("The schema is older than this version's: run `macki migrate`.")
    say("Then start the studio. The queue makes itself anew from the jobs.")
    if not done.lost:
        return exits.SUCCEEDED
    screen.print_error(
        f"{files_are(len(done.lost))} neither in the backup nor in the library:",
        "`macki library verify` says what they are, and fetches what can be fetched.",
    )
    list_hashes(done.lost)
    return exits.FAILED
