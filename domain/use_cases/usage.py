"""What was spent: asked of the database for days of the owner's own time zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import InvalidRequest, Problem
from domain.ports.database import Database
from domain.usage import UsageReport, report_of

DAYS_LIMIT = 400
"""A year and a month, so that a year can be compared with the month before it."""

_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
_LONGEST_ZONE = 60


class Usage:
    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def between(self, first: date, last: date, time_zone: str) -> UsageReport:
        """Both days are included. Raises InvalidRequest."""
        zone = _zone(time_zone)
        if problems := tuple(_problems(first, last)):
            raise InvalidRequest(*problems)
        since = datetime.combine(first, time.min, zone).astimezone(UTC)
        until = datetime.combine(last + timedelta(days=1), time.min, zone).astimezone(UTC)
        async with self._database.read() as work:
            requests = await work.usage.paid(since, until)
        return report_of(requests, zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name[:_LONGEST_ZONE])
    # A KeyError for an unknown name, a ValueError for what is none, an OSError for a folder's.
    except (KeyError, ValueError, OSError) as error:
        known = "such as UTC or Europe/Berlin"
        problem = Problem("timeZone", f"'{_shown(name)}' is no time zone; give its name, {known}.")
        raise InvalidRequest(problem) from error


def _shown(name: str) -> str:
    return name[:_LONGEST_ZONE].encode("utf-8", "replace").decode()


def _problems(first: date, last: date) -> Iterator[Problem]:
    for field, day in (("from", first), ("to", last)):
        if not _FIRST_DAY <= day <= _LAST_DAY:
            yield Problem(field, f"Give a day from {_FIRST_DAY} to {_LAST_DAY}.")
    if last < first:
        yield Problem("to", f"The last day, {last}, is before the first, {first}.")
    elif (last - first).days >= DAYS_LIMIT:
        yield Problem("to", f"Ask for at most {DAYS_LIMIT} days at once.")
