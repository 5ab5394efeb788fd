"""The end of a run, as tables for the terminal."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from statistics import median

from rich.console import Console
from rich.table import Table

from domain.job_state import JobState
from tests.chaos.checks import slow_ends
from tests.chaos.evidence import equation
from tests.chaos.run import Outcome

_SHOWN = 8
_AFTER_THE_BLOW = timedelta(seconds=0.2)
_REQUEST_ID = re.compile(r"\b[0-9a-f]{32}\b")


def print_report(outcome: Outcome, verdict: Mapping[str, Sequence[str]], console: Console) -> None:
    console.print(_jobs(outcome), _measures(outcome), sep="\n")
    for name, number in outcome.logs.most_common(25):
        console.print(f"[dim]{number:6}[/]  {name}", markup=True, highlight=False)
    console.print(_verdict(verdict))


def _verdict(verdict: Mapping[str, Sequence[str]]) -> Table:
    table = Table("", "What must hold", "What breaks it", title="Verdict")
    for name, breaks in verdict.items():
        shown = list(breaks[:_SHOWN])
        if len(breaks) > _SHOWN:
            shown.append(f"… and {len(breaks) - _SHOWN} more")
        table.add_row("[red]NO[/]" if breaks else "[green]yes[/]", name, "\n".join(shown))
    return table


def _jobs(outcome: Outcome) -> Table:
    """Scenarios against the states that their jobs ended in."""
    codes = {order.number: order.code for order in outcome.evidence.orders}
    counted = Counter[tuple[str, JobState]](
        (codes.get(job.order if job.order is not None else -1, "?"), job.state)
        for job in outcome.evidence.facts.jobs
    )
    states = [state for state in JobState if any(found is state for _, found in counted)]
    table = Table("Scenario", *states, title="How the jobs ended")
    for code in sorted({code for code, _ in counted}):
        table.add_row(code, *(str(counted[code, state] or "") for state in states))
    totals = [sum(n for (_, found), n in counted.items() if found is each) for each in states]
    table.add_section()
    table.add_row("all", *map(str, totals))
    return table


def _measures(outcome: Outcome) -> Table:
    evidence, diary = outcome.evidence, outcome.diary
    table = Table("Measured, not judged", "", title="Measures")
    sides, charged = equation(evidence)
    terms = " + ".join(f"{number} {what}" for what, number in sides.items())
    table.add_row("Charged by the provider", f"{charged} = {terms}")
    table.add_row("Events", str(len(evidence.facts.events)))
    table.add_row("Settled after the last fault", f"{outcome.settled_after:.0f} s")
    for state, words in _idle(outcome).items():
        table.add_row(f"{state} jobs of a lost worker went on after", words)
    table.add_row("… held by nobody we hit (database or Redis away)", str(_unexplained(outcome)))
    if diary.ends:
        slowest = max(diary.ends, key=lambda end: end.seconds)
        table.add_row(
            f"{len(diary.ends)} times SIGTERM took",
            f"median {median(end.seconds for end in diary.ends):.1f} s, "
            f"at most {slowest.seconds:.1f} s ({slowest.name})",
        )
    table.add_row("Over 10 s", "; ".join(slow_ends(diary.ends)) or "none")
    by_themselves = Counter(f"{name}, code {code}" for name, code in diary.ended_by_themselves)
    table.add_row("Ended by themselves", _listed(by_themselves))
    table.add_row("The customer was told", _listed(evidence.customer.complaints))
    for each in outcome.subscribers:
        told = f"{len(each.seen)} events, {each.lost} lost connections; {_listed(each.refused)}"
        table.add_row(f"The subscriber of {each.name}", told)
    return table


def _idle(outcome: Outcome) -> Mapping[str, str]:
    """Only where nothing else was hit meanwhile: else it tells how fast we strike."""
    undisturbed: dict[str, list[float]] = {}
    disturbed = Counter[str]()
    for orphan in outcome.orphans:
        idle = orphan.idle_since(outcome.diary.losses)
        if idle is None:
            continue
        lost = orphan.went_on - idle + _AFTER_THE_BLOW
        if any(lost < blow < orphan.went_on for blow in outcome.diary.blows):
            disturbed[orphan.state] += 1
        else:
            undisturbed.setdefault(orphan.state, []).append(idle.total_seconds())
    words = {
        state: f"median {median(idle):.1f} s, at most {max(idle):.1f} s ({len(idle)} jobs)"
        for state, idle in undisturbed.items()
    }
    if disturbed:
        words["Other"] = f"not counted: something else was hit meanwhile ({disturbed.total()} jobs)"
    return words


def _unexplained(outcome: Outcome) -> int:
    return sum(each.idle_since(outcome.diary.losses) is None for each in outcome.orphans)


def _listed(counted: Counter[str]) -> str:
    return (
        "\n".join(f"{number} times {what}" for what, number in counted.most_common()) or "nothing"
    )
