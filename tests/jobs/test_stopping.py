"""Stopping: at once where nothing is lost, with grace where a request is out."""

import asyncio
from datetime import timedelta

import pytest

from jobs.stopping import Stopping

AT_ONCE, GRACE = timedelta(), timedelta(seconds=2)


class Errand:
    """Takes some seconds, and some more to tidy up when it is cancelled."""

    def __init__(self, seconds: float, tidy_seconds: float = 0) -> None:
        self._seconds = seconds
        self._tidy_seconds = tidy_seconds
        self.done = False
        self.tidy = False

    async def run(self) -> None:
        try:
            await asyncio.sleep(self._seconds)
            self.done = True
        except asyncio.CancelledError:
            await asyncio.sleep(self._tidy_seconds)
            self.tidy = True
            raise


async def fail() -> None:
    raise ZeroDivisionError


async def test_work_is_done_while_nobody_stops() -> None:
    errand = Errand(3600)
    await Stopping().guard(errand.run(), AT_ONCE)
    assert errand.done


async def test_what_goes_wrong_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        await Stopping().guard(fail(), AT_ONCE)


async def test_work_that_comes_after_the_stop_is_not_begun() -> None:
    stopping, errand = Stopping(), Errand(0)
    stopping.begin()
    await stopping.guard(errand.run(), GRACE)
    assert not errand.done


async def stop_after(seconds: float, errand: Errand, grace: timedelta) -> float:
    """How many seconds the errand had after the stop."""
    loop = asyncio.get_running_loop()
    stopping = Stopping()
    loop.call_later(seconds, stopping.begin)
    await stopping.guard(errand.run(), grace)
    return loop.time() - seconds


async def test_without_grace_a_stop_ends_the_work_at_once() -> None:
    errand = Errand(60)
    assert await stop_after(10, errand, AT_ONCE) == pytest.approx(0)
    assert errand.tidy
    assert not errand.done


async def test_with_grace_the_work_may_end_by_itself() -> None:
    errand = Errand(11)
    assert await stop_after(10, errand, GRACE) == pytest.approx(1)
    assert errand.done


async def test_grace_comes_to_an_end() -> None:
    errand = Errand(60)
    assert await stop_after(10, errand, GRACE) == pytest.approx(2)
    assert errand.tidy


async def test_a_stop_waits_until_the_work_is_tidy() -> None:
    errand = Errand(60, tidy_seconds=5)
    assert await stop_after(10, errand, AT_ONCE) == pytest.approx(5)
    assert errand.tidy


async def test_work_that_comes_after_the_stop_is_ended_too() -> None:
    stopping = Stopping()
    stopping.begin()
    errand = Errand(60)
    await stopping.guard(errand.run(), AT_ONCE)
    assert not errand.done


async def test_a_stop_ends_everything_that_is_guarded() -> None:
    stopping = Stopping()
    errands = [Errand(60) for _ in range(5)]
    asyncio.get_running_loop().call_later(1, stopping.begin)
    await asyncio.gather(*(stopping.guard(errand.run(), AT_ONCE) for errand in errands))
    assert all(errand.tidy for errand in errands)


async def test_who_is_cancelled_while_guarding_ends_the_work_first() -> None:
    errand = Errand(60, tidy_seconds=1)
    guarding = asyncio.create_task(Stopping().guard(errand.run(), GRACE))
    await asyncio.sleep(1)
    guarding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await guarding
    assert errand.tidy
