"""What must hold in the end, whatever was killed: each check names what breaks it."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from domain.job_state import JobState
from tests.chaos.evidence import Evidence, equation, expected_takings
from tests.chaos.facts import JobFact
from tests.chaos.orders import Ending
from tests.chaos.program import End
from tests.chaos.subscriber import Seen

_USAGE = 2
"""The exit code of a process that says that it cannot start, as when its database is away."""


Check = Callable[[Evidence], Iterator[str]]


def _every_order_is_one_job(evidence: Evidence) -> Iterator[str]:
    for order in evidence.orders:
        if refusal := evidence.customer.refusals.get(order.number):
            yield f"{order.marker} was refused: {refusal}"
        ids = {job.global_id for job in evidence.jobs_by_order.get(order.number, ())}
        if len(ids) != 1:
            yield f"{order.marker} became {len(ids)} jobs"
        elif ids != evidence.customer.answers[order.number]:
            yield f"{order.marker} is another job than was answered"
    known = {order.number for order in evidence.orders}
    for job in evidence.facts.jobs:
        if job.order not in known:
            yield f"job {job.id} was never ordered"


def _every_job_has_ended(evidence: Evidence) -> Iterator[str]:
    for job in evidence.facts.jobs:
        if job.state is JobState.NEEDS_CHECK and not (job.failure and job.failure["message"]):
            yield f"{_name(job)} needs a check and does not say why"
        if not job.state.is_end and job.state is not JobState.NEEDS_CHECK:
            yield f"{_name(job)} is still {job.state}"
        if job.state is JobState.FAILED and not job.failure:
            yield f"{_name(job)} failed and does not say why"


def _nothing_is_paid_twice(evidence: Evidence) -> Iterator[str]:
    for order, times in evidence.account.taken.items():
        if times > 1:
            yield f"m{order}x was taken {times} times"
        if order not in evidence.jobs_by_order:
            yield f"a request for order {order} was taken, which is no job"


def _every_job_knows_what_was_paid(evidence: Evidence) -> Iterator[str]:
    doubted = {event.job_id for event in evidence.facts.events if event.state == "NEEDS_CHECK"}
    orders = {order.number: order for order in evidence.orders}
    for job in evidence.facts.jobs:
        taken = evidence.account.taken.get(job.order, 0)
        order = orders.get(job.order if job.order is not None else -1)
        expected = expected_takings(job, order, was_in_doubt=job.id in doubted)
        if taken not in expected:
            words = " or ".join(map(str, expected))
            yield f"{_name(job)} is {job.state} and was taken {taken} times, not {words}"


def _the_books_balance(evidence: Evidence) -> Iterator[str]:
    sides, charged = equation(evidence)
    if sum(sides.values()) != charged:
        terms = " + ".join(f"{number} {what}" for what, number in sides.items())
        yield f"{terms} is not {charged}"


def _no_attempt_is_hidden(evidence: Evidence) -> Iterator[str]:
    for job in evidence.facts.jobs:
        sent = evidence.account.sent.get(job.order, 0)
        if sent > job.attempt:
            yield f"{_name(job)} counts {job.attempt} attempts; the provider got {sent}"


def _a_job_fails_only_as_its_scenario_does(evidence: Evidence) -> Iterator[str]:
    for order in evidence.orders:
        for job in evidence.jobs_by_order.get(order.number, ()):
            if job.state is JobState.FAILED and order.ending is not Ending.FAILS:
                why = job.failure["message"] if job.failure else "for no reason"
                yield f"{_name(job)}, scenario {order.code}, failed: {why}"
            if job.state is JobState.CANCELLED and order.cancel_after is None:
                yield f"{_name(job)} was cancelled, which nobody asked for"
            if job.state is JobState.SUCCEEDED and order.ending is not Ending.SUCCEEDS:
                yield f"{_name(job)}, scenario {order.code}, succeeded"


def _timelines_have_no_gap(evidence: Evidence) -> Iterator[str]:
    sequences = defaultdict[object, list[int]](list)
    for event in evidence.facts.events:
        sequences[event.job_id].append(event.sequence)
    for job in evidence.facts.jobs:
        if sequences[job.id] != list(range(1, job.sequence + 1)):
            yield f"{_name(job)} has events {sequences[job.id]}, and {job.sequence} is its last"


def _every_subscriber_saw_everything_once(evidence: Evidence) -> Iterator[str]:
    ids = {job.id: job.global_id for job in evidence.facts.jobs}
    stored = [
        Seen(event.cursor, ids[event.job_id], event.sequence) for event in evidence.facts.events
    ]
    for name, seen in evidence.seen.items():
        if list(seen) == stored:
            continue
        cursors = [event.cursor for event in seen]
        disorder = sum(after <= before for before, after in pairwise(cursors))
        missing = len({event.cursor for event in stored} - set(cursors))
        twice = len(cursors) - len(set(cursors))
        yield f"{name}: {missing} missing, {twice} twice, {disorder} out of order"


def _every_file_is_here(evidence: Evidence) -> Iterator[str]:
    for job in evidence.facts.jobs:
        if job.state is not JobState.SUCCEEDED:
            continue
        if not job.files or not job.results:
            yield f"{_name(job)} succeeded with {len(job.files)} files, {job.results} results"
        for sha256 in job.files:
            if sha256 is None:
                yield f"{_name(job)} succeeded without a file"
            elif (found := _hash(evidence.media, sha256)) != sha256:
                yield f"{_name(job)}: {sha256[:12]} is {found[:12]} in the folder"


def _nothing_is_held(evidence: Evidence) -> Iterator[str]:
    for job in evidence.facts.jobs:
        if job.lease_owner is not None:
            yield f"{_name(job)}, {job.state}, is held by {job.lease_owner}"


def _who_is_told_to_end_ends_well(evidence: Evidence) -> Iterator[str]:
    for end in evidence.ends:
        if end.code != 0:
            yield f"{end.name} ended with code {end.code} after {end.seconds:.1f} s"


def _nobody_ends_unasked(evidence: Evidence) -> Iterator[str]:
    for name, code in evidence.by_themselves:
        if code != _USAGE:
            yield f"{name} ended by itself with code {code}"


def _our_own_parts_held(evidence: Evidence) -> Iterator[str]:
    yield from evidence.broken
    if not evidence.settled:
        yield "not everything settled in time"


CHECKS: Mapping[str, Check] = {
    "Every order is exactly one job": _every_order_is_one_job,
    "Every job has ended, or says what to check": _every_job_has_ended,
    "Nothing is paid twice": _nothing_is_paid_twice,
    "Every job knows whether it was paid": _every_job_knows_what_was_paid,
    "The books balance": _the_books_balance,
    "No paid request is hidden": _no_attempt_is_hidden,
    "A job fails only as its scenario does": _a_job_fails_only_as_its_scenario_does,
    "Every timeline is without a gap": _timelines_have_no_gap,
    "Every subscriber saw all, once, in order": _every_subscriber_saw_everything_once,
    "Every file is here and is what it was": _every_file_is_here,
    "Nothing is held any more": _nothing_is_held,
    "Who is told to end ends with code 0": _who_is_told_to_end_ends_well,
    "Nobody ends unasked": _nobody_ends_unasked,
    "Everything settled, and we saw it": _our_own_parts_held,
}


def judged(evidence: Evidence) -> Mapping[str, Sequence[str]]:
    """What breaks each check; nothing where it holds."""
    return {name: list(check(evidence)) for name, check in CHECKS.items()}


def slow_ends(ends: Sequence[End], limit_s: float = 10.0) -> list[str]:
    """A matter of time, so no verdict where the machine may be busy."""
    return [f"{end.name} took {end.seconds:.1f} s" for end in ends if end.seconds > limit_s]


def _hash(media: Path, sha256: str) -> str:
    path = media / sha256[:2] / sha256[2:4] / sha256
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"


def _name(job: JobFact) -> str:
    return f"m{job.order}x ({job.id})"
