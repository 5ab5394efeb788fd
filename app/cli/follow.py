"""Watching one job to its end, on a screen or for a script."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from app.cli import screen
from app.cli.client import Fields, StudioClient
from app.cli.exits import exit_code_of

_TICK_S = 0.2


async def follow(client: StudioClient, job_id: str, *, as_json: bool, output: Path | None) -> int:
    """Show the job until it ends, save its files to `output`; answers the exit code."""
    if as_json:
        async for event in _until_settled(client, job_id):
            screen.print_json(event)
    else:
        await _show(client, job_id)
    job = (await client.execute("job", {"id": job_id}))["job"]
    saved = await save(client, job, output) if output else []
    if as_json:
        screen.print_json({**job, "savedFiles": [str(path) for path in saved]})
    else:
        screen.print_job(job, client.address)
        for path in saved:
            screen.out.print(f"Saved {path}", soft_wrap=True)
    return exit_code_of(job["state"])


async def save(client: StudioClient, job: Fields, output: Path) -> list[Path]:
    """Every file of the job, into a folder; or one file under the name given."""
    return await save_files(client, screen.files_of(job), output)


async def save_files(client: StudioClient, files: list[Fields], output: Path) -> list[Path]:
    targets = _targets(files, output)
    for file, target in zip(files, targets, strict=True):
        await client.download(file["url"], target)
    return targets


def prepare(output: Path) -> None:
    """Before anything is ordered for it. Raises OSError if nothing can be saved there."""
    folder = output.parent if _is_file(output) else output
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _is_file(output: Path) -> bool:
    return bool(output.suffix) and not output.is_dir()


def _targets(files: list[Fields], output: Path) -> list[Path]:
    if len(files) == 1 and _is_file(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        return [output]
    output.mkdir(parents=True, exist_ok=True)
    return [output / Path(file["filename"]).name for file in files]


async def _show(client: StudioClient, job_id: str) -> None:
    with screen.JobBar() as bar:
        ticking = asyncio.create_task(_tick(bar))
        try:
            async for event in _until_settled(client, job_id):
                bar.show(event)
                screen.err.print(screen.event_line(event), soft_wrap=True)
        finally:
            ticking.cancel()
            with suppress(asyncio.CancelledError):
                await ticking


async def _until_settled(client: StudioClient, job_id: str) -> AsyncIterator[Fields]:
    """To the job's end, or to where only its owner can go on."""
    async for event in client.job_events(job_id):
        yield event
        if event["state"] == "NEEDS_CHECK" and await _still_needs_check(client, job_id):
            return


async def _still_needs_check(client: StudioClient, job_id: str) -> bool:
    """The event may be an old one, of a job that was resolved since."""
    return (await client.execute("job", {"id": job_id}))["job"]["state"] == "NEEDS_CHECK"


async def _tick(bar: screen.JobBar) -> None:
    while True:
        bar.tick()
        await asyncio.sleep(_TICK_S)
