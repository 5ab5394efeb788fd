"""What is judged at the end of a run, and how its payments are accounted for."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from domain.job_state import JobState
from tests.chaos.customer import Customer
from tests.chaos.facts import Facts, JobFact
from tests.chaos.ledger import Account
from tests.chaos.orders import TAKEN_THOUGH_FAILED, Order
from tests.chaos.program import End
from tests.chaos.subscriber import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that is judged. `ends` are of processes that were told to end, `by_themselves`
    of those that were not."""

    orders: Sequence[Order]
    customer: Customer
    facts: Facts
    account: Account
    seen: Mapping[str, Sequence[Seen]]
    media: Path
    ends: Sequence[End]
    by_themselves: Sequence[tuple[str, int]] = ()
    settled: bool = True
    broken: Sequence[str] = ()
    """What of our own went wrong, such as a subscriber that died."""
    jobs_by_order: Mapping[int | None, Sequence[JobFact]] = field(init=False)

    def __post_init__(self) -> None:
        grouped = defaultdict[int | None, list[JobFact]](list)
        for job in self.facts.jobs:
            grouped[job.order].append(job)
        object.__setattr__(self, "jobs_by_order", grouped)


def expected_takings(job: JobFact, order: Order | None, *, was_in_doubt: bool) -> tuple[int, ...]:
    """How often the provider may have taken the job's request, by what the job says of itself."""
    if job.accepted_at is not None:
        return (1,)
    if was_in_doubt:
        return (0, 1)
    if job.state is JobState.FAILED and order and order.code in TAKEN_THOUGH_FAILED:
        return (1,)
    return (0,)


def equation(evidence: Evidence) -> tuple[Mapping[str, int], int]:
    """Where each request that was charged is accounted for, and how many were charged."""
    sides = Counter[str]({"accepted": 0, "in doubt, and taken": 0, "failed by their answer": 0})
    for job in evidence.facts.jobs:
        if job.accepted_at is not None:
            sides["accepted"] += 1
        elif evidence.account.taken.get(job.order, 0):
            failed = job.state is JobState.FAILED
            sides["failed by their answer" if failed else "in doubt, and taken"] += 1
    return sides, evidence.account.charged
