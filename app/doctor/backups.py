"""The backups: how old the last one is that was verified, and whether the last attempt failed."""

import asyncio
from datetime import UTC, datetime, timedelta

from app.backup import folder_of
from app.doctor.finding import Finding, ok, problem, warning
from app.settings import Settings
from persistence.backup.errors import CannotBackUp
from persistence.backup.folder import Attempt

_SUBJECT = "Backup"
TOO_OLD = timedelta(days=2)


async def examine(settings: Settings) -> Finding:
    return await asyncio.to_thread(_examined, settings)


def _examined(settings: Settings) -> Finding:
    try:
        folder = folder_of(settings)
    except CannotBackUp as error:
        return problem(_SUBJECT, str(error), "Then run `macki backup`.")
    verified = [(each, name) for name in folder.names() if (each := folder.verified_at(name))]
    library = any(settings.media.glob("[0-9a-f][0-9a-f]"))
    last = max(verified, default=(None, ""))[0]
    return judged(last, folder.last_attempt(), datetime.now(UTC), has_files=library)


def judged(
    last: datetime | None, attempt: Attempt | None, now: datetime, *, has_files: bool
) -> Finding:
    """`last`: when the newest verified backup was verified."""
    if attempt and attempt.failure and (last is None or attempt.at > last):
        return problem(
            _SUBJECT,
            f"The last one, {_age(now - attempt.at)} ago, failed: {attempt.failure}",
            "Mend that, then run `macki backup schedule --once`.",
        )
    if last is None:
        if not has_files:
            return ok(_SUBJECT, "None yet, and nothing to lose")
        return warning(
            _SUBJECT,
            "There is none that was verified.",
            "Run `macki backup` and `macki backup verify`; docs/backup.md says how to have one "
            "each day.",
        )
    told = f"The last verified one is {_age(now - last)} old"
    if now - last > TOO_OLD:
        return warning(_SUBJECT, f"{told}.", "See that `macki backup schedule` runs.")
    return ok(_SUBJECT, told)


def _age(age: timedelta) -> str:
    hours = max(int(age.total_seconds() // 3600), 0)
    if hours < 48:
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"
