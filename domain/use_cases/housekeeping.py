"""What a worker does beside its jobs: tidying up, now and then, each thing on its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import StudioError
from domain.ports.time_and_ids import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore:
    """`do` answers how many things it dealt with. It may be broken off anywhere and done again,
    and done by several workers at once."""

    name: str
    every: timedelta
    do: Callable[[datetime], Awaitable[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreReport:
    """What came of a chore; `failure` says why nothing did."""

    name: str
    count: int = 0
    failure: Exception | None = None


class Housekeeping:
    def __init__(self, *, chores: Sequence[Chore], clock: Clock) -> None:
        self._chores = chores
        self._clock = clock
        self._done_at: dict[str, datetime] = {}

    async def tidy(self) -> Sequence[ChoreReport]:
        """Do what is due: everything at first, and then each chore as often as it wants. One that
        fails keeps no other from being done, and is due again with the next call."""
        reports: list[ChoreReport] = []
        for chore in self._chores:
            now = self._clock()
            if not self._is_due(chore, now):
                continue
            try:
                count = await chore.do(now)
            except (StudioError, OSError) as error:
                reports.append(ChoreReport(name=chore.name, failure=error))
                continue
            self._done_at[chore.name] = now
            reports.append(ChoreReport(name=chore.name, count=count))
        return reports

    def _is_due(self, chore: Chore, now: datetime) -> bool:
        """Also after a clock was set back: else nothing would be done until it has caught up."""
        done_at = self._done_at.get(chore.name)
        return done_at is None or not timedelta() <= now - done_at < chore.every
