"""How many requests at once, and whom that is asked of."""

import asyncio

from domain.errors import Refused, StudioError
from domain.job_state import Provider
from domain.report import Account
from domain.use_cases.slots import Slots
from tests.domain.examples import SILENT
from tests.domain.skipping_loop import LoopClock


class Bank:
    """Knows the account, or fails; counts the questions."""

    def __init__(self, answer: int | StudioError) -> None:
        self.answer = answer
        self.asked = 0

    async def __call__(self) -> Account:
        self.asked += 1
        if isinstance(self.answer, StudioError):
            raise self.answer
        return Account(
            account_id="1",
            balance_cents=1_000,
            spending_cents=0,
            concurrent_requests=self.answer,
        )


def slots(bank: Bank, *, mureka: int | None = None) -> Slots:
    return Slots(openai=4, mureka=mureka, account=bank, clock=LoopClock())


async def test_openai_has_as_many_as_the_settings_say() -> None:
    bank = Bank(7)
    assert await slots(bank).of(Provider.OPENAI) == 4
    assert bank.asked == 0


async def test_a_setting_for_mureka_needs_no_account() -> None:
    bank = Bank(7)
    assert await slots(bank, mureka=3).of(Provider.MUREKA) == 3
    assert bank.asked == 0


async def test_the_account_is_asked_once_in_ten_minutes() -> None:
    bank = Bank(7)
    these = slots(bank)
    for _ in range(9):
        assert await these.of(Provider.MUREKA) == 7
        await asyncio.sleep(60)
    assert bank.asked == 1
    await asyncio.sleep(60)
    bank.answer = 2
    assert await these.of(Provider.MUREKA) == 2
    assert bank.asked == 2


async def test_while_the_account_cannot_be_asked_one_request_is_safe() -> None:
    bank = Bank(SILENT)
    these = slots(bank)
    assert await these.of(Provider.MUREKA) == 1
    assert await these.of(Provider.MUREKA) == 1
    assert bank.asked == 1
    await asyncio.sleep(30)
    bank.answer = 5
    assert await these.of(Provider.MUREKA) == 5


async def test_the_last_known_number_holds_while_the_account_cannot_be_asked() -> None:
    bank = Bank(5)
    these = slots(bank)
    assert await these.of(Provider.MUREKA) == 5
    bank.answer = Refused("The key is wrong.", hint="Correct it.")
    await asyncio.sleep(600)
    assert await these.of(Provider.MUREKA) == 5
    assert bank.asked == 2


async def test_an_account_without_any_request_at_once_still_gets_one() -> None:
    assert await slots(Bank(0)).of(Provider.MUREKA) == 1
