"""What was asked of the providers for money, by day, model and provider."""

import datetime
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from domain import usage as domain
from domain.job_state import JobKind, Provider
from domain.money import written_out
from gql.context import Info


@strawberry.type(
    description="Sums over paid requests. Money is estimated: the catalogue's prices on the day "
    "that each request was sent."
)
class UsageSums:
    jobs: int = strawberry.field(description="Jobs whose paid request the provider accepted.")
    succeeded: int = strawberry.field(description="How many of these jobs have succeeded.")
    failed: int = strawberry.field(description="How many of these jobs have failed.")
    cancelled: int = strawberry.field(description="How many of these jobs were cancelled.")
    results: int = strawberry.field(
        description="How many images or song choices these jobs asked for; each is charged."
    )
    estimated_usd: Decimal | None = strawberry.field(
        description="US dollars for those of these jobs whose price is known; null if none is."
    )
    unpriced_jobs: int = strawberry.field(
        description="How many of these jobs have no known price; they come on top."
    )
    needs_check: int = strawberry.field(
        description="Jobs that need your check: nobody knows whether their request was accepted. "
        "They are not among `jobs`."
    )
    possibly_charged: int = strawberry.field(
        description="Those, and ended jobs that may have been charged without an acceptance. "
        "They are not among `jobs`."
    )
    possible_usd: Decimal | None = strawberry.field(
        description="US dollars for the possibly charged jobs whose price is known; null if none "
        "is."
    )

    @classmethod
    def of(cls, sums: domain.Sums) -> "UsageSums":
        return cls(**_values(sums))


@strawberry.type(description="What was asked of one model on one day.")
class UsageEntry(UsageSums):
    day: datetime.date = strawberry.field(
        description="The day in the asked time zone on which the request was accepted; for one "
        "that is only possibly charged, on which it was sent."
    )
    provider: Provider = strawberry.field(description="Who was asked.")
    kind: JobKind = strawberry.field(description="What was asked for.")
    model: str = strawberry.field(description="The model that was asked for.")
    at_vendor: bool = strawberry.field(
        description="Whether the vendor itself was asked. If not, it was the mock or a server of "
        "your own, and the money is what the vendor would have charged."
    )

    @classmethod
    def of_group(cls, group: domain.Group, sums: domain.Sums) -> "UsageEntry":
        return cls(
            day=group.day,
            provider=group.provider,
            kind=group.kind,
            model=group.model,
            at_vendor=group.at_vendor,
            **_values(sums),
        )


@strawberry.type(description="What was asked of the providers for money.")
class Usage:
    entries: list[UsageEntry] = strawberry.field(
        description="By day, provider, kind and model; the earliest day first, days on which "
        "nothing was asked for left out."
    )
    totals: UsageSums = strawberry.field(description="All that the vendors were asked for.")
    elsewhere: UsageSums = strawberry.field(
        description="All that the mock or a server of your own was asked for: the money is what "
        "the vendors would have charged."
    )

    @classmethod
    def of(cls, report: domain.UsageReport) -> "Usage":
        return cls(
            entries=[UsageEntry.of_group(group, sums) for group, sums in report.groups],
            totals=UsageSums.of(report.at_vendor),
            elsewhere=UsageSums.of(report.elsewhere),
        )


def _values(sums: domain.Sums) -> dict[str, Any]:
    return {
        **asdict(sums),
        "estimated_usd": _dollars(sums.estimated_usd),
        "possible_usd": _dollars(sums.possible_usd),
    }


def _dollars(usd: Decimal | None) -> Decimal | None:
    return None if usd is None else written_out(usd)


@strawberry.type
class UsageQuery:
    @strawberry.field(
        description="What the paid requests of some days cost, as far as prices are known. "
        "Retries that sent no request of their own cost nothing and are not counted."
    )
    async def usage(
        self,
        info: Info,
        first: Annotated[
            datetime.date, strawberry.argument(name="from", description="The first day.")
        ],
        last: Annotated[
            datetime.date,
            strawberry.argument(name="to", description="The last day; at most 400 in all."),
        ],
        time_zone: Annotated[
            str, strawberry.argument(description="Whose days, such as Europe/Berlin.")
        ] = "UTC",
    ) -> Usage:
        return Usage.of(await info.context.use_cases.usage.between(first, last, time_zone))
