"""How much is left at a provider."""

import asyncio

import pytest

from domain.errors import FailureCode, QueryFailed, Refused
from domain.use_cases.account import Accounts
from tests.domain.skipping_loop import LoopClock
from tests.fakes import ACCOUNT, FakeBilling


def _accounts(bank: FakeBilling) -> Accounts:
    return Accounts(mureka=bank, clock=LoopClock())


async def test_the_account_is_what_the_provider_says() -> None:
    assert await _accounts(FakeBilling(ACCOUNT)).mureka() == ACCOUNT


async def test_many_who_ask_at_once_cost_one_question() -> None:
    accounts = _accounts(bank := FakeBilling(ACCOUNT, after_s=1.0))
    answers = await asyncio.gather(*(accounts.mureka() for _ in range(20)))
    assert (answers, bank.asked) == ([ACCOUNT] * 20, 1)


async def test_a_little_later_it_is_asked_anew() -> None:
    accounts = _accounts(bank := FakeBilling(ACCOUNT))
    await accounts.mureka()
    await asyncio.sleep(5)
    await accounts.mureka()
    assert bank.asked == 2


async def test_a_refusal_is_told_as_it_is_and_not_provoked_at_once() -> None:
    refusal = Refused("Invalid Authentication", hint="Check.", code=FailureCode.AUTHORIZATION)
    accounts = _accounts(bank := FakeBilling(refusal))
    for _ in range(3):
        with pytest.raises(Refused, match="Invalid Authentication"):
            await accounts.mureka()
    assert bank.asked == 1
    bank.answer = ACCOUNT
    await asyncio.sleep(5)
    assert await accounts.mureka() == ACCOUNT


async def test_a_person_is_not_kept_waiting_for_minutes() -> None:
    accounts = _accounts(FakeBilling(ACCOUNT, after_s=120.0))
    with pytest.raises(QueryFailed, match="within 10 seconds"):
        await accounts.mureka()
    assert asyncio.get_running_loop().time() <= 11
