"""The account at Mureka, as clients read it."""

from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from domain.errors import Busy, FailureCode, QueryFailed, Refused, StudioError
from domain.report import Account
from domain.use_cases.account import Accounts
from providers.clients import mureka_client
from providers.mureka import MurekaSongs
from tests.fakes import ACCOUNT, FakeBilling
from tests.gql.studio import Answer, Studio, code_of

_ACCOUNT = """
{
  murekaAccount {
    accountId balanceUsd totalRechargeUsd totalSpendingUsd concurrentRequestLimit isMocked
  }
}
"""
_KEY = "op_very_secret_key_0123456789"


def _at(studio: Studio, answer: Account | StudioError) -> Studio:
    accounts = Accounts(mureka=FakeBilling(answer), clock=studio.clock)
    return studio.served_with(replace(studio.use_cases, accounts=accounts))


async def _shown(studio: Studio, **changes: int | None) -> Answer:
    return (await _at(studio, replace(ACCOUNT, **changes)).data(_ACCOUNT))["murekaAccount"]


async def test_the_account_is_shown_in_dollars(studio: Studio) -> None:
    assert await _shown(studio) == {
        "accountId": "100001",
        "balanceUsd": "99.55",
        "totalRechargeUsd": "100.00",
        "totalSpendingUsd": "0.45",
        "concurrentRequestLimit": 3,
        "isMocked": True,
    }


async def test_debts_and_fortunes_are_shown_to_the_cent(studio: Studio) -> None:
    shown = await _shown(studio, balance_cents=-1, spending_cents=10**15, recharge_cents=None)
    assert Decimal(shown["balanceUsd"]) == Decimal("-0.01")
    assert shown["totalSpendingUsd"] == "10000000000000.00"
    assert shown["totalRechargeUsd"] is None


async def test_an_account_that_is_not_the_mocks_says_so(studio: Studio) -> None:
    real = studio.served_with(replace(studio.use_cases, mocked=frozenset()))
    assert (await _shown(real))["isMocked"] is False


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused("No.", hint="Check.", code=FailureCode.AUTHORIZATION), "AUTHORIZATION"),
        (Busy("Too many.", hint="Wait."), "RATE_LIMIT"),
        (QueryFailed("No answer.", hint="Wait."), "PROVIDER_UNAVAILABLE"),
    ],
)
async def test_an_account_that_cannot_be_asked_for_is_null_and_says_why(
    studio: Studio, error: StudioError, code: str
) -> None:
    answer = await _at(studio, error).ask(_ACCOUNT)
    assert answer["data"] == {"murekaAccount": None}
    [told] = answer["errors"]
    assert (code_of(told), told["message"]) == (code, error.message)
    assert told["extensions"]["hint"] == error.hint


async def test_the_key_stays_here_whatever_the_provider_answers(studio: Studio) -> None:
    """Its refusal quotes the key, as some do."""

    def refuse(request: httpx.Request) -> httpx.Response:
        said = f"Invalid Authentication: {request.headers['authorization']} is no key"
        return httpx.Response(401, json={"error": {"message": said}})

    client = mureka_client("https://api.mureka.ai/v1/song", _KEY)
    async with httpx.AsyncClient(
        base_url=client.base_url, headers=client.headers, transport=httpx.MockTransport(refuse)
    ) as quoting:
        accounts = Accounts(mureka=MurekaSongs(quoting), clock=studio.clock)
        asked = studio.served_with(replace(studio.use_cases, accounts=accounts))
        answer = await asked.ask(_ACCOUNT)
    await client.aclose()
    assert answer["data"] == {"murekaAccount": None}
    assert code_of(answer["errors"][0]) == "AUTHORIZATION"
    assert _KEY not in str(answer)
