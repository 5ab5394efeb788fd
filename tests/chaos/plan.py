"""What is done to whom, and when: a pure function of the seed."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from random import Random

WORKERS, APIS = 3, 2


class Blow(StrEnum):
    """What can happen to the studio's processes."""

    KILL_WORKER = "SIGKILL a worker"
    KILL_ALL_WORKERS = "SIGKILL all workers"
    TERMINATE_WORKER = "SIGTERM a worker"
    FREEZE_WORKER = "SIGSTOP a worker"
    KILL_API = "SIGKILL an API process"
    KILL_MOCK = "SIGKILL the provider"
    KILL_REDIS = "SIGKILL Redis"
    FLUSH_REDIS = "FLUSHALL"
    KILL_POSTGRES = "SIGKILL PostgreSQL"
    RESTART_POSTGRES = "restart PostgreSQL"

    @property
    def hits_postgres(self) -> bool:
        return self in (Blow.KILL_POSTGRES, Blow.RESTART_POSTGRES)


_WEIGHTS = {
    Blow.KILL_WORKER: 7,
    Blow.KILL_ALL_WORKERS: 1,
    Blow.TERMINATE_WORKER: 4,
    Blow.FREEZE_WORKER: 4,
    Blow.KILL_API: 4,
    Blow.KILL_MOCK: 3,
    Blow.KILL_REDIS: 3,
    Blow.FLUSH_REDIS: 2,
    Blow.KILL_POSTGRES: 2,
    Blow.RESTART_POSTGRES: 2,
}

_LASTS = {
    Blow.FREEZE_WORKER: (2.0, 12.0),
    Blow.KILL_REDIS: (0.5, 7.0),
    Blow.FLUSH_REDIS: (0.0, 0.0),
    Blow.KILL_POSTGRES: (0.1, 3.0),
    Blow.RESTART_POSTGRES: (0.1, 6.0),
}
_MOSTLY_LASTS = (0.3, 3.0)


@dataclass(frozen=True, slots=True)
class Fault:
    """`at` seconds after the beginning; the process is back after `lasts` seconds. `target` counts
    the processes of the kind from 0."""

    at: float
    blow: Blow
    target: int
    lasts: float

    def __str__(self) -> str:
        which = f" {self.target + 1}" if _targets(self.blow) > 1 else ""
        back = f", back after {self.lasts:.1f} s" if self.lasts else ""
        return f"{self.at:6.1f} s  {self.blow}{which}{back}"


def faults(
    seed: int, *, seconds: float, gap: float, without: Collection[Blow] = (), longest: float = 12.0
) -> tuple[Fault, ...]:
    """A fault about every `gap` seconds for so many `seconds`. Every kind of blow comes once
    before any comes again, so that a short plan is a mixed one; none lasts longer than `longest`.
    """
    chance = Random(f"faults {seed}")
    blows = [blow for blow in Blow if blow not in without]
    weights = [_WEIGHTS[blow] for blow in blows]
    first = chance.sample(blows, len(blows))
    planned: list[Fault] = []
    at = chance.uniform(0.5, 1.5) * gap
    while at < seconds:
        blow = first.pop() if first else chance.choices(blows, weights)[0]
        lasts = min(chance.uniform(*_LASTS.get(blow, _MOSTLY_LASTS)), longest)
        planned.append(Fault(round(at, 2), blow, chance.randrange(_targets(blow)), round(lasts, 2)))
        at += chance.uniform(0.3, 1.7) * gap
    return tuple(planned)


def _targets(blow: Blow) -> int:
    match blow:
        case Blow.KILL_WORKER | Blow.TERMINATE_WORKER | Blow.FREEZE_WORKER:
            return WORKERS
        case Blow.KILL_API:
            return APIS
        case _:
            return 1
