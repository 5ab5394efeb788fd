"""A backup each day, verified at once, and then those removed that need not be kept."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import structlog

from app.backup import app_version, studio_of
from app.settings import Settings
from persistence.backup.errors import BackupError
from persistence.backup.folder import Attempt, BackupFolder
from persistence.backup.making import back_up
from persistence.backup.verifying import verify

OVERDUE_AFTER = timedelta(hours=25)
"""An older last one is not waited with until its time of day: the machine was off then."""

_AGAIN_AFTER = timedelta(hours=1)
_LOOK_S = 30.0
"""How often the clock is looked at: no timer counts the hours that a Mac sleeps."""

_log = structlog.get_logger(__name__)


async def keep_backing_up(settings: Settings, folder: BackupFolder) -> None:
    """Until it is cancelled. A failure is told, and tried again an hour later."""
    due = first_due(_last_good(folder), datetime.now(UTC), settings.backup_at)
    while True:
        _log.info("backup.waiting", until=due.isoformat())
        await _until(due)
        is_good = await back_up_once(settings, folder)
        now = datetime.now(UTC)
        due = next_at(now, settings.backup_at) if is_good else now + _AGAIN_AFTER


async def _until(moment: datetime) -> None:
    while (left := (moment - datetime.now(UTC)).total_seconds()) > 0:  # noqa: ASYNC110 (a clock has no event)
        await asyncio.sleep(min(left, _LOOK_S))


async def back_up_once(settings: Settings, folder: BackupFolder) -> bool:
    """Make a backup, verify it, and prune if it is good. Answers whether it is whole."""
    try:
        failure = await _round(settings, folder)
    except BackupError as error:
        failure = str(error)
    if failure:
        _log.error("backup.failed", reason=failure)
    try:
        await asyncio.to_thread(folder.note_attempt, Attempt(datetime.now(UTC), failure))
    except OSError as error:
        _log.error("backup.not_noted", reason=str(error))
    return not failure


async def _round(settings: Settings, folder: BackupFolder) -> str:
    """What is wrong with the new backup, if anything. Raises BackupError."""
    studio = studio_of(settings)
    made = await back_up(studio, folder, app_version=app_version(), now=datetime.now(UTC))
    _log.info("backup.made", name=made.name, files=len(made.manifest.files), copied=made.copied)
    verdict = await verify(studio, folder, made.name, now=datetime.now(UTC))
    if verdict.mended:
        _log.warning("backup.mended", name=made.name, files=verdict.mended)
    if verdict.problems:
        return f"{made.name} is not whole: {' '.join(verdict.problems)}"
    with folder.alone():
        pruned = await asyncio.to_thread(folder.prune)
    _log.info("backup.verified", name=made.name, pruned=pruned.backups, files=pruned.files)
    if made.lost:
        return (
            f"{made.name} lacks {len(made.lost)} files that are missing or damaged in the library. "
            "`macki library verify` says which, and fetches what can be fetched."
        )
    return ""


def _last_good(folder: BackupFolder) -> datetime | None:
    moments = [each for name in folder.names() if (each := folder.verified_at(name))]
    return max(moments, default=None)


def first_due(last: datetime | None, now: datetime, at: time) -> datetime:
    """At once, where the last verified one is too old or there is none."""
    return now if last is None or now - last > OVERDUE_AFTER else next_at(now, at)


def next_at(now: datetime, at: time) -> datetime:
    """The next moment after `now` at which the clocks of this machine show that time."""
    today = now.astimezone().date()
    for day in (today, today + timedelta(days=1)):
        # Without a zone it is the machine's own, with summer time as it is on that day.
        moment = datetime.combine(day, at).astimezone()
        if moment > now:
            return moment
    raise AssertionError("tomorrow is later than now")
