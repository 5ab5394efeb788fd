"""What was asked of the providers for money: how often, with what success, for how much."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from domain.errors import FailureCode
from domain.job_state import JobKind, JobState, Provider

CHARGE_UNKNOWN = frozenset(
    {FailureCode.OUTCOME_UNKNOWN, FailureCode.PROVIDER_FAILED, FailureCode.FILE_REJECTED}
)
"""Failures of a request without an acceptance after which it may have been charged all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidRequest:
    """The last paid request of a job. `at`: when it was accepted; if nobody knows whether it was,
    when it was sent. `usd`: its estimate from the day it was sent. `results`: how many images or
    choices were asked for."""

    kind: JobKind
    provider: Provider
    model: str
    state: JobState
    at: datetime
    accepted: bool
    at_vendor: bool
    results: int
    usd: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """`jobs` and what follows count accepted requests. `needs_check` and `possibly_charged`, which
    includes it, count those of which nobody knows whether they were. Money in US dollars, None
    where not one price is known."""

    jobs: int
    succeeded: int
    failed: int
    cancelled: int
    results: int
    estimated_usd: Decimal | None
    unpriced_jobs: int
    needs_check: int
    possibly_charged: int
    possible_usd: Decimal | None

    @classmethod
    def of(cls, requests: Sequence[PaidRequest]) -> "Sums":
        accepted = [each for each in requests if each.accepted]
        doubtful = [each for each in requests if not each.accepted]
        states = Counter(each.state for each in accepted)
        return cls(
            jobs=len(accepted),
            succeeded=states[JobState.SUCCEEDED],
            failed=states[JobState.FAILED],
            cancelled=states[JobState.CANCELLED],
            results=sum(each.results for each in accepted),
            estimated_usd=_sum_of_known(accepted),
            unpriced_jobs=sum(each.usd is None for each in accepted),
            needs_check=sum(each.state is JobState.NEEDS_CHECK for each in doubtful),
            possibly_charged=len(doubtful),
            possible_usd=_sum_of_known(doubtful),
        )


def _sum_of_known(requests: Iterable[PaidRequest]) -> Decimal | None:
    known = [each.usd for each in requests if each.usd is not None]
    return sum(known, Decimal()) if known else None


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What is summed up together. `at_vendor` is false for the mock and for servers of one's own,
    where the vendor charged nothing."""

    day: date
    provider: Provider
    kind: JobKind
    model: str
    at_vendor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageReport:
    """`groups` in order of their days; `elsewhere` sums up what no vendor was asked for."""

    groups: Sequence[tuple[Group, Sums]]
    at_vendor: Sums
    elsewhere: Sums


def report_of(requests: Sequence[PaidRequest], zone: tzinfo) -> UsageReport:
    """A day is one of the time zone."""
    grouped = defaultdict[Group, list[PaidRequest]](list)
    for each in requests:
        day = each.at.astimezone(zone).date()
        grouped[Group(day, each.provider, each.kind, each.model, each.at_vendor)].append(each)
    return UsageReport(
        groups=[(group, Sums.of(grouped[group])) for group in sorted(grouped)],
        at_vendor=Sums.of([each for each in requests if each.at_vendor]),
        elsewhere=Sums.of([each for each in requests if not each.at_vendor]),
    )
