"""Where the files go: whether there is a place for them, and room."""

import asyncio
import os
import shutil
from pathlib import Path

from app.doctor.finding import Finding, ok, problem, warning
from app.settings import Settings

_MIB = 1024 * 1024
_LITTLE, TOO_LITTLE = 2048 * _MIB, 200 * _MIB


async def examine_data(settings: Settings) -> Finding:
    return await asyncio.to_thread(_examined, "Data folder", settings.data_dir, "DATA_DIR")


async def examine_media(settings: Settings) -> Finding:
    variable = "MEDIA_DIR" if settings.media_dir else "DATA_DIR"
    return await asyncio.to_thread(_examined, "Media folder", settings.media, variable)


def _examined(subject: str, folder: Path, variable: str) -> Finding:
    folder = folder.absolute()
    existing = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    if not existing.is_dir():
        return problem(
            subject,
            f"{existing} is no folder.",
            f"Move it away, or name another folder with {variable}.",
        )
    if not os.access(existing, os.W_OK | os.X_OK):
        return problem(
            subject,
            f"{existing} cannot be written.",
            f"Give yourself the right to write there, or name another folder with {variable}.",
        )
    free = shutil.disk_usage(existing).free
    return judged(subject, folder, made=existing == folder, free=free)


def judged(subject: str, folder: Path, *, made: bool, free: int) -> Finding:
    """`free` in bytes."""
    place = f"{folder}{'' if made else ', not made yet'}"
    message = f"{place}, {shown_size(free)} free"
    if free < TOO_LITTLE:
        return problem(subject, message, "Free some space on that disk: results would be lost.")
    if free < _LITTLE:
        return warning(subject, message, "Free some space on that disk before it is full.")
    return ok(subject, message)


def shown_size(size: int) -> str:
    return f"{size / _MIB:.0f} MiB" if size < _LITTLE else f"{size / _MIB / 1024:.1f} GiB"
