"""Chores are done at first and then when they are due; none stands in another's way."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from domain.errors import DatabaseUnavailable
from domain.use_cases.housekeeping import Chore, Housekeeping
from tests.fakes import NOON, FakeClock

HOUR = timedelta(hours=1)


class Diary:
    """When each chore was done."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.done: list[tuple[str, datetime]] = []

    def chore(self, name: str, every: timedelta, *failures: Exception) -> Chore:
        awaited = list(failures)

        async def do(now: datetime) -> int:
            if awaited:
                raise awaited.pop(0)
            self.done.append((name, now))
            return 3

        return Chore(name=name, every=every, do=do)

    def keeping(self, *chores: Chore) -> Callable[[], Awaitable[object]]:
        return Housekeeping(chores=chores, clock=self.clock).tidy


async def test_each_chore_is_done_at_first_and_then_as_often_as_it_wants() -> None:
    diary = Diary()
    tidy = diary.keeping(diary.chore("hourly", HOUR), diary.chore("daily", 24 * HOUR))
    for _ in range(50):
        await tidy()
        diary.clock.advance(1_800)
    done = [name for name, _ in diary.done]
    assert (done.count("hourly"), done.count("daily")) == (25, 2)
    assert diary.done[:2] == [("hourly", NOON), ("daily", NOON)]


@pytest.mark.parametrize("failure", [DatabaseUnavailable(), OSError("The drive is away.")])
async def test_a_failure_is_told_tried_again_and_stops_no_other(failure: Exception) -> None:
    diary = Diary()
    keeping = Housekeeping(
        chores=[diary.chore("first", HOUR, failure), diary.chore("second", HOUR)],
        clock=diary.clock,
    )
    reports = await keeping.tidy()
    assert [(each.name, each.count, each.failure) for each in reports] == [
        ("first", 0, failure),
        ("second", 3, None),
    ]
    assert [each.name for each in await keeping.tidy()] == ["first"]
    assert await keeping.tidy() == []


async def test_a_clock_that_was_set_back_holds_nothing_up() -> None:
    diary = Diary()
    tidy = diary.keeping(diary.chore("hourly", HOUR))
    await tidy()
    diary.clock.advance(-10 * 86_400)
    await tidy()
    await tidy()
    assert len(diary.done) == 2
