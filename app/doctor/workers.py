"""The workers, which are processes of their own where there is Redis."""

from collections.abc import Sequence

from app.container import utc_now
from app.doctor.finding import Finding, ok, warning
from app.doctor.read_only import DatabaseAway, looking_at
from app.settings import Settings
from domain.job_state import JobEvent
from domain.schedule import WORKER_ABSENT_AFTER
from persistence.migrate import schema_revision
from persistence.unit_of_work import SqlDatabase

_SUBJECT = "Workers"


async def examine(settings: Settings) -> Finding:
    try:
        workers = await _count(settings)
    except DatabaseAway:
        return warning(
            _SUBJECT, "The database was not there to count them.", "Mend the database first."
        )
    if workers == 0:
        return warning(
            _SUBJECT,
            f"None was heard of in the last {WORKER_ABSENT_AFTER.seconds} seconds; orders wait.",
            "Start one with `macki worker`.",
        )
    return ok(_SUBJECT, f"{workers} heard of in the last {WORKER_ABSENT_AFTER.seconds} seconds")


async def _count(settings: Settings) -> int:
    async with looking_at(settings) as engine:
        if await schema_revision(engine) is None:
            return 0
        async with SqlDatabase(engine, _tell_nobody).read() as work:
            return await work.workers.count_since(utc_now() - WORKER_ABSENT_AFTER)


async def _tell_nobody(events: Sequence[JobEvent]) -> None:
    """Nothing is committed here."""
