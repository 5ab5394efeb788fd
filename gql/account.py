"""The account at Mureka, as Mureka tells it."""

from decimal import Decimal

import strawberry

from domain.job_state import Provider
from domain.money import in_dollars
from domain.report import Account
from gql.context import Info


@strawberry.type(description="The account at Mureka, a few seconds old at most.")
class MurekaAccount:
    account_id: str = strawberry.field(description="Mureka's id of the account.")
    balance_usd: Decimal = strawberry.field(description="What is left, in US dollars.")
    total_recharge_usd: Decimal | None = strawberry.field(
        description="What was paid in so far, in US dollars; null where Mureka does not say."
    )
    total_spending_usd: Decimal = strawberry.field(
        description="What was spent so far, in US dollars."
    )
    concurrent_request_limit: int = strawberry.field(
        description="How many songs Mureka makes at the same time; the others wait here."
    )
    is_mocked: bool = strawberry.field(
        description="Whether it is the mock's account: its money is not real."
    )

    @classmethod
    def of(cls, account: Account, *, is_mocked: bool) -> "MurekaAccount":
        recharge = account.recharge_cents
        return cls(
            account_id=account.account_id,
            balance_usd=in_dollars(account.balance_cents),
            total_recharge_usd=None if recharge is None else in_dollars(recharge),
            total_spending_usd=in_dollars(account.spending_cents),
            concurrent_request_limit=account.concurrent_requests,
            is_mocked=is_mocked,
        )


@strawberry.type
class AccountQuery:
    @strawberry.field(
        description="The account at Mureka. If Mureka cannot be asked, it is null with an error "
        "whose code says why, such as AUTHORIZATION or PROVIDER_UNAVAILABLE."
    )
    async def mureka_account(self, info: Info) -> MurekaAccount | None:
        use_cases = info.context.use_cases
        account = await use_cases.accounts.mureka()
        return MurekaAccount.of(account, is_mocked=Provider.MUREKA in use_cases.mocked)
