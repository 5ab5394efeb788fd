"""Which requests were paid for, whatever keeps the jobs."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.errors import Failure, FailureCode
from domain.job import Job
from domain.job_state import JobKind, JobState, Provider
from domain.ports.database import Database
from domain.report import Acceptance
from domain.retry import retry
from domain.schedule import PATIENCE
from domain.usage import PaidRequest
from tests.persistence.examples import (
    NOON,
    SECOND,
    SONG_REQUEST,
    WORKER,
    add,
    image_job,
    new_id,
    song_job,
    stored,
)

DAY = timedelta(days=1)
TAKEN = Acceptance(provider_job_id="435134")


def _failure(code: FailureCode) -> Failure:
    return Failure(code=code, message="No.", hint="Ask for less.")


def _sent() -> Job:
    return song_job().claim(WORKER, NOON - SECOND)


def _accepted() -> Job:
    return _sent().accept(TAKEN, NOON, patience=PATIENCE)


async def _paid(database: Database) -> list[PaidRequest]:
    async with database.read() as work:
        return list(await work.usage.paid(NOON, NOON + DAY))


async def test_an_accepted_request_is_told_with_what_it_costs(database: Database) -> None:
    await add(database, _accepted())
    assert await _paid(database) == [
        PaidRequest(
            kind=JobKind.SONG,
            provider=Provider.MUREKA,
            model="mureka-9",
            state=JobState.RUNNING,
            at=NOON,
            accepted=True,
            at_vendor=True,
            results=2,
            usd=Decimal("0.09"),
        )
    ]


async def test_what_a_job_costs_comes_back_to_the_millionth(database: Database) -> None:
    for usd in (Decimal("0.000001"), Decimal("12345678.006"), Decimal(0), None):
        job = replace(_accepted(), estimated_usd=usd, at_vendor=usd is None)
        await add(database, job)
        assert (await stored(database, job)).estimated_usd == usd
        assert (await stored(database, job)).at_vendor is (usd is None)


async def test_what_was_not_sent_or_surely_refused_is_not_paid(database: Database) -> None:
    busy = _failure(FailureCode.RATE_LIMIT)
    refused = _sent().fail(_failure(FailureCode.MODERATION), NOON)
    waiting = _sent().wait(NOON + SECOND, busy, NOON)
    await add(database, image_job(), _sent(), refused, waiting)
    assert await _paid(database) == []


async def test_a_request_of_unknown_fate_counts_from_when_it_was_sent(database: Database) -> None:
    job = song_job().claim(WORKER, NOON).doubt(_failure(FailureCode.OUTCOME_UNKNOWN), NOON + DAY)
    await add(database, job)
    [paid] = await _paid(database)
    assert (paid.state, paid.at, paid.accepted) == (JobState.NEEDS_CHECK, NOON, False)


async def test_an_adopted_request_counts_from_its_adoption(database: Database) -> None:
    doubtful = _sent().doubt(_failure(FailureCode.OUTCOME_UNKNOWN), NOON)
    await add(database, doubtful.adopt("435134", NOON + SECOND, patience=PATIENCE))
    [paid] = await _paid(database)
    assert (paid.at, paid.accepted) == (NOON + SECOND, True)


async def test_ended_requests_that_may_have_been_charged_are_not_forgotten(
    database: Database,
) -> None:
    sent = song_job().claim(WORKER, NOON)
    cancelled = sent.doubt(_failure(FailureCode.OUTCOME_UNKNOWN), NOON).cancel(NOON)
    broken = song_job().claim(WORKER, NOON).fail(_failure(FailureCode.PROVIDER_FAILED), NOON)
    unusable = song_job().claim(WORKER, NOON).fail(_failure(FailureCode.FILE_REJECTED), NOON)
    await add(database, cancelled, broken, unusable)
    paid = await _paid(database)
    assert sorted(each.state for each in paid) == [
        JobState.CANCELLED,
        JobState.FAILED,
        JobState.FAILED,
    ]
    assert not any(each.accepted for each in paid)


async def test_a_retry_without_a_request_of_its_own_is_not_paid(database: Database) -> None:
    cancelled = _accepted().cancel(NOON)
    await add(database, cancelled, retry(cancelled, new_id(), NOON + SECOND))
    [paid] = await _paid(database)
    assert paid.state is JobState.CANCELLED


async def test_the_first_moment_is_within_and_the_last_is_not(database: Database) -> None:
    moments = (NOON - SECOND, NOON, NOON + DAY - SECOND, NOON + DAY)
    for at in moments:
        await add(database, replace(_accepted(), accepted_at=at))
    assert sorted(each.at for each in await _paid(database)) == list(moments[1:3])


async def test_each_job_says_how_much_it_asked_for(database: Database) -> None:
    for n in (1, 3):
        request = replace(SONG_REQUEST, n=n)
        await add(database, replace(_accepted(), request=request))
    assert sorted(each.results for each in await _paid(database)) == [1, 3]
