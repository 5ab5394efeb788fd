"""What must change in restored rows before anybody works with them.

A job that was PENDING then may have been sent and paid for since. It waits for its owner as if the
answer to its request had been lost (`Job.doubt`): it is never sent by itself. One that was
SUBMITTING loses its lease, and so the sweep finds it in doubt as after any crash. What ran goes on
by the provider's id, which is free. Nobody who worked then works now. What lay in the trash then
lies there from now on: it would else be removed before its owner could fetch it out.

Only columns of the first schema are named, so it also fits a backup that is to be migrated yet.
"""

from datetime import UTC, datetime

import orjson

from domain.failures import RESTORED
from domain.job_state import EventKind, JobState
from persistence.documents import failure_document

CURSOR_GAP = 1_000_000
"""Cursors that are left out: clients know some that were given after the backup was made, and must
not wait until as many events have happened again."""

_SKIP_CURSORS = {
    "postgresql": "SELECT setval(pg_get_serial_sequence('job_events', 'cursor'),"
    f" (SELECT coalesce(max(cursor), 0) + {CURSOR_GAP} FROM job_events))",
    "sqlite": f"UPDATE sqlite_sequence SET seq = seq + {CURSOR_GAP} WHERE name = 'job_events'",
}


def settling(kind: str, now: datetime) -> list[str]:
    """The statements for that kind of database, as text: PostgreSQL's are run by psql, in the
    transaction that restores, whose time zone is UTC."""
    at = _quoted(now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))
    moved, code = _quoted(EventKind.MOVED), _quoted(RESTORED.code)
    pending, doubtful = _quoted(JobState.PENDING), _quoted(JobState.NEEDS_CHECK)
    failure = _quoted(orjson.dumps(failure_document(RESTORED)).decode())
    return [
        _SKIP_CURSORS[kind],
        "INSERT INTO job_events (job_id, sequence, at, kind, state, message, attempt, code)"
        f" SELECT id, sequence + 1, {at}, {moved}, {doubtful}, {_quoted(RESTORED.message)},"
        f" attempt, {code} FROM jobs WHERE state = {pending}",
        f"UPDATE jobs SET state = {doubtful}, due_at = NULL, tries = 0, failure = {failure},"
        f" sequence = sequence + 1, revision = revision + 1 WHERE state = {pending}",
        "UPDATE jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL",
        *(
            f"UPDATE {items} SET trashed_at = {at} WHERE trashed_at IS NOT NULL"
            for items in ("images", "songs")
        ),
        "DELETE FROM workers",
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
