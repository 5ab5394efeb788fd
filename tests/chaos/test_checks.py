"""The judge itself: each thing that must not be is noticed."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from domain.job_state import JobState
from tests.chaos.checks import CHECKS, judged
from tests.chaos.customer import Customer
from tests.chaos.evidence import Evidence, expected_takings
from tests.chaos.facts import EventFact, Facts, JobFact
from tests.chaos.ledger import Account
from tests.chaos.orders import Made, Order, orders
from tests.chaos.plan import faults
from tests.chaos.program import End
from tests.chaos.subscriber import Seen

_CONTENT = b"a picture"
_SHA256 = hashlib.sha256(_CONTENT).hexdigest()
_OTHER = UUID(int=2)
_ORDER = Order(
    number=0, at=0, code="0001", made=Made.IMAGE, details={}, twice=False, cancel_after=None
)
_JOB = JobFact(
    id=UUID(int=1),
    order=0,
    state=JobState.SUCCEEDED,
    attempt=1,
    accepted_at=datetime(2026, 11, 23, tzinfo=UTC),
    failure=None,
    lease_owner=None,
    sequence=2,
    files=(_SHA256,),
    results=1,
)
_EVENTS = [
    EventFact(1, _JOB.id, 1, JobState.PENDING),
    EventFact(3, _JOB.id, 2, JobState.SUCCEEDED),
]


@pytest.fixture
def good(tmp_path: Path) -> Evidence:
    path = tmp_path / _SHA256[:2] / _SHA256[2:4] / _SHA256
    path.parent.mkdir(parents=True)
    path.write_bytes(_CONTENT)
    customer = Customer([])
    customer.answers[0] = {_JOB.global_id}
    return Evidence(
        orders=[_ORDER],
        customer=customer,
        facts=Facts([_JOB], _EVENTS),
        account=Account(taken={0: 1}, sent={0: 1}, charged=1),
        seen={"API 1": [Seen(1, _JOB.global_id, 1), Seen(3, _JOB.global_id, 2)]},
        media=tmp_path,
        ends=[End("worker 1", 0, 0.5)],
    )


def _with_job(good: Evidence, job: JobFact) -> Evidence:
    return replace(good, facts=Facts([job], good.facts.events))


_BAD: dict[str, Callable[[Evidence], Evidence]] = {
    "Every order is exactly one job": lambda good: replace(
        good, facts=Facts([_JOB, replace(_JOB, id=_OTHER)], _EVENTS)
    ),
    "Every job has ended, or says what to check": lambda good: _with_job(
        good, replace(_JOB, state=JobState.RUNNING)
    ),
    "Nothing is paid twice": lambda good: replace(
        good, account=Account(taken={0: 2}, sent={0: 2}, charged=2)
    ),
    "Every job knows whether it was paid": lambda good: _with_job(
        good, replace(_JOB, state=JobState.FAILED, accepted_at=None)
    ),
    "The books balance": lambda good: replace(
        good, account=Account(taken={0: 1}, sent={0: 1}, charged=2)
    ),
    "No paid request is hidden": lambda good: replace(
        good, account=Account(taken={0: 1}, sent={0: 2}, charged=1)
    ),
    "A job fails only as its scenario does": lambda good: _with_job(
        good, replace(_JOB, state=JobState.FAILED)
    ),
    "Every timeline is without a gap": lambda good: replace(good, facts=Facts([_JOB], _EVENTS[:1])),
    "Every subscriber saw all, once, in order": lambda good: replace(
        good, seen={"API 1": good.seen["API 1"][::-1]}
    ),
    "Every file is here and is what it was": lambda good: replace(good, media=good.media / "no"),
    "Nothing is held any more": lambda good: _with_job(good, replace(_JOB, lease_owner=_OTHER)),
    "Who is told to end ends with code 0": lambda good: replace(
        good, ends=[End("worker 1", -9, 20.0)]
    ),
    "Nobody ends unasked": lambda good: replace(good, by_themselves=[("worker 1", 1)]),
    "Everything settled, and we saw it": lambda good: replace(good, settled=False),
}


def test_what_is_good_breaks_nothing(good: Evidence) -> None:
    assert not any(judged(good).values())


def test_every_check_is_tried() -> None:
    assert _BAD.keys() == CHECKS.keys()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_notices_what_must_not_be(name: str, good: Evidence) -> None:
    assert judged(_BAD[name](good))[name]


def test_a_doubt_may_or_may_not_have_been_paid_and_nothing_else_may() -> None:
    unpaid = replace(_JOB, accepted_at=None, state=JobState.CANCELLED)

    assert expected_takings(_JOB, _ORDER, was_in_doubt=True) == (1,)
    assert expected_takings(unpaid, _ORDER, was_in_doubt=True) == (0, 1)
    assert expected_takings(unpaid, _ORDER, was_in_doubt=False) == (0,)


def test_plan_and_orders_are_functions_of_the_seed() -> None:
    assert faults(3, seconds=60, gap=2) == faults(3, seconds=60, gap=2)
    assert faults(3, seconds=60, gap=2) != faults(4, seconds=60, gap=2)
    assert orders(3, count=9, seconds=9, short=True) == orders(3, count=9, seconds=9, short=True)
    assert orders(3, count=9, seconds=9, short=True) != orders(4, count=9, seconds=9, short=True)
