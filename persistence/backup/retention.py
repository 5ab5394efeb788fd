"""Which backups are kept."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 6


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    made_at: datetime
    verified: bool
    kept: bool = False


def superfluous(backups: Sequence[Candidate]) -> list[str]:
    """The names of those that need not be kept, the oldest first.

    Of the last 7 days, 4 weeks and 6 months that have verified backups at all, the newest of each
    stays: a machine that was off for a month loses nothing. One that was not verified takes nobody
    else's place; it stays as long as it is among the newest of the last 7 days that have any.
    """
    verified = [each for each in backups if each.verified]
    staying = _newest(verified, DAYS, _day) | _newest(verified, WEEKS, _week)
    staying |= _newest(verified, MONTHS, _month)
    unverified = {each.name for each in backups if not each.verified}
    staying |= _newest(backups, DAYS, _day) & unverified
    staying |= {each.name for each in backups if each.kept}
    oldest_first = sorted(backups, key=lambda each: each.made_at)
    return [each.name for each in oldest_first if each.name not in staying]


def _newest(
    backups: Sequence[Candidate], most: int, period: Callable[[datetime], Hashable]
) -> set[str]:
    """The newest of each of the last periods that have one."""
    newest: dict[Hashable, str] = {}
    for each in sorted(backups, key=lambda each: each.made_at, reverse=True):
        newest.setdefault(period(each.made_at), each.name)
    return set(list(newest.values())[:most])


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
