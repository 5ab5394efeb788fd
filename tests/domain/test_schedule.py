"""When things happen again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.schedule import LEASE, LEASE_RENEWAL, SWEEP_INTERVAL, backoff, poll_delay
from tests.domain.examples import HOUR, MINUTE, SECOND

ages = st.timedeltas(timedelta(), timedelta(days=30))
tries = st.integers(0, 10**6)


@given(ages, ages)
def test_polls_are_one_to_ten_seconds_apart_and_never_become_quicker(
    age: timedelta, more: timedelta
) -> None:
    assert SECOND <= poll_delay(age) <= poll_delay(age + more) <= 10 * SECOND


def test_polls_are_an_eighth_of_the_age_apart() -> None:
    delays = [poll_delay(age * SECOND) for age in (0, 8, 40, 80, 800)]
    assert delays == [each * SECOND for each in (1, 1, 5, 10, 10)]


@given(tries)
def test_failures_back_off_from_two_seconds_to_five_minutes(failures: int) -> None:
    assert 2 * SECOND <= backoff(failures) <= backoff(failures + 1) <= 5 * MINUTE


def test_each_failure_doubles_the_wait() -> None:
    assert [backoff(failures) for failures in range(4)] == [
        2 * SECOND,
        4 * SECOND,
        8 * SECOND,
        16 * SECOND,
    ]


@given(tries, ages)
def test_nobody_is_asked_sooner_than_they_wished(failures: int, wish: timedelta) -> None:
    assert backoff(failures, wish) == max(backoff(failures), wish)


def test_a_wish_for_hours_is_honoured() -> None:
    assert backoff(0, 3 * HOUR) == 3 * HOUR


def test_a_hold_outlasts_two_failed_renewals() -> None:
    assert 3 * LEASE_RENEWAL < LEASE


def test_the_work_of_a_dead_worker_goes_on_within_nine_seconds() -> None:
    assert LEASE + SWEEP_INTERVAL <= 9 * SECOND
