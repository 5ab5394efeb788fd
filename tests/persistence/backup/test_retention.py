"""Which backups are kept."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from persistence.backup.retention import Candidate, superfluous

FIRST = datetime(2026, 1, 1, 3, 15, tzinfo=UTC)
DAY = timedelta(days=1)


def at(day: float, *, verified: bool = True, kept: bool = False) -> Candidate:
    return Candidate(f"{day:g}", FIRST + day * DAY, verified, kept)


def daily(days: int) -> list[Candidate]:
    return [at(day) for day in range(days)]


def left(backups: Sequence[Candidate]) -> list[str]:
    going = set(superfluous(backups))
    return [each.name for each in backups if each.name not in going]


@pytest.mark.parametrize(
    ("backups", "staying"),
    [
        ([], []),
        (daily(7), ["0", "1", "2", "3", "4", "5", "6"]),
        # 2026-01-01 is a Thursday: the newest of the first week is the 4th, day 3.
        (daily(8), ["1", "2", "3", "4", "5", "6", "7"]),
        (daily(12), ["3", "5", "6", "7", "8", "9", "10", "11"]),
        # Two of one day, and two of many: the newest of each.
        ([at(0), at(0.5)], ["0.5"]),
        # Off for a month: nothing is lost by that.
        ([*daily(3), at(40)], ["0", "1", "2", "40"]),
        # Kept for ever.
        (
            [at(0, kept=True), *(at(day) for day in range(100, 108))],
            ["0", *map(str, range(101, 108))],
        ),
        # One that was not verified takes nobody's place, not even on its own day.
        ([at(0), at(0.5, verified=False)], ["0", "0.5"]),
        (
            [at(0, verified=False), *(at(day) for day in range(1, 8))],
            [str(day) for day in range(1, 8)],
        ),
        ([at(day, verified=False) for day in range(9)], [str(day) for day in range(2, 9)]),
    ],
)
def test_what_stays(backups: list[Candidate], staying: list[str]) -> None:
    assert left(backups) == staying
    assert left(backups[::-1]) == staying[::-1]


def test_a_year_of_days_leaves_days_weeks_and_months() -> None:
    backups: list[Candidate] = []
    for day in range(365):
        backups.append(at(day))
        going = set(superfluous(backups))
        backups = [each for each in backups if each.name not in going]
    moments = [each.made_at for each in backups]
    assert moments[-7:] == [FIRST + day * DAY for day in range(358, 365)]
    assert len({(each.year, each.month) for each in moments}) == 6
    assert len({each.isocalendar()[:2] for each in moments[-12:]}) >= 4
    assert len(backups) <= 17


def test_the_only_verified_one_is_never_removed() -> None:
    backups = [at(0), *(at(day, verified=False) for day in range(1, 50))]
    assert "0" in left(backups)
