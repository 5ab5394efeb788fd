"""`macki import`: images and songs into the library, with what their files say of themselves.

What the studio thinks of them is decided by the studio; here they are only found and read.
"""

from collections import Counter
from pathlib import Path

import click

from app.cli import exits, screen
from app.cli.client import Refused, StudioClient
from app.cli.findings import Finding, Unfit, found_in
from app.cli.session import json_option, run, server_option
from app.cli.transfer import Transfer, transfer

_SAID = {"IMPORTED": "imported", "ALREADY_THERE": "already there", "NEW": "would import"}


@click.command(name="import")
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@json_option
@server_option
def import_(folder: Path, dry_run: bool, as_json: bool, server: str | None) -> None:
    """Take the images and songs of FOLDER into the library: PNG, JPEG, WebP, MP3, FLAC, WAV.

    What `macki export` wrote comes back as it was. What others made brings its title, prompt,
    lyrics and date along where it has them. The same file is never there twice.
    """

    async def take(client: StudioClient) -> int:
        await client.execute("jobs", {"first": 1, "filter": None})  # says at once if none answers
        async with transfer(client) as files:
            return await _Import(files, folder, dry_run=dry_run, as_json=as_json).run()

    run(server, take)


class _Import:
    def __init__(self, files: Transfer, folder: Path, *, dry_run: bool, as_json: bool) -> None:
        self._files = files
        self._folder = folder
        self._dry_run = dry_run
        self._as_json = as_json
        self._count = Counter[str]()

    async def run(self) -> int:
        for finding in found_in(self._folder):
            try:
                await self._take(finding.name, finding.read())
            except Unfit as error:
                self._say(finding.name, "refused", reason=str(error))
            except Refused as error:
                self._say(finding.name, "refused", reason=error.message)
        self._sum_up()
        return exits.FAILED if self._count["refused"] else exits.SUCCEEDED

    async def _take(self, name: str, finding: Finding) -> None:
        answer = await self._files.send_record(finding.record, trial=True)
        if answer["outcome"] == "NEW" and self._dry_run:
            finding.look_closely()
        elif answer["outcome"] == "NEW":
            await self._send_missing(finding)
            try:
                answer = await self._files.send_record(finding.record, trial=False)
            except Refused:
                # One that was there may have been removed for good just then.
                if not await self._send_missing(finding):
                    raise
                answer = await self._files.send_record(finding.record, trial=False)
        said = _SAID[answer["outcome"]]
        self._say(name, said, id=answer["id"], trashed=answer["trashed"])

    async def _send_missing(self, finding: Finding) -> int:
        """Answers how many."""
        sent = 0
        for sha256, (path, role) in finding.files.items():
            if not await self._files.has(sha256):
                await self._files.send_file(path, role)
                sent += 1
        return sent

    def _say(self, name: str, outcome: str, **details: object) -> None:
        self._count[outcome] += 1
        if self._as_json:
            screen.print_json({"file": name, "outcome": outcome, **details})
            return
        remark = details.get("reason") or ("in the trash" if details.get("trashed") else "")
        line = f"{outcome:<13}  {name}{f': {remark}' if remark else ''}"
        (screen.err if outcome == "refused" else screen.out).print(
            line, soft_wrap=True, markup=False
        )

    def _sum_up(self) -> None:
        order = (*_SAID.values(), "refused")
        parts = [f"{self._count[each]} {each}" for each in order if self._count[each]]
        if not self._as_json:
            screen.out.print(f"{', '.join(parts) or 'There is nothing to import'}.", markup=False)
