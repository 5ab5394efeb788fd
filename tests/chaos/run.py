"""A whole run: a studio, its customer and subscribers, the faults, and what is true in the end."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.engine import create_engine
from tests.chaos.complaints import complaints
from tests.chaos.customer import Customer
from tests.chaos.evidence import Evidence
from tests.chaos.facts import last_cursor, read_facts, unsettled
from tests.chaos.holds import HoldWatch, Orphan
from tests.chaos.injector import Diary, Injector
from tests.chaos.ledger import Account, Ledger
from tests.chaos.orders import orders
from tests.chaos.plan import Blow, faults
from tests.chaos.studio import Studio
from tests.chaos.subscriber import Subscriber

Say = Callable[[str], None]

_LOOK_S, _TELL_S, _TOLD_WITHIN_S = 0.5, 15.0, 60.0
_ORDERED_WITHIN = 0.85
"""The share of the time of the faults in which orders are sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Faults come about every `gap` seconds for `seconds`, the longest of them lasting `longest`;
    then everything has `patience` seconds to settle. A `short` one leaves out what takes long."""

    jobs: int
    seconds: float
    gap: float
    longest: float = 12.0
    patience: float = 240.0
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`evidence` is to be judged, the rest to be looked at."""

    evidence: Evidence
    diary: Diary
    orphans: Sequence[Orphan]
    subscribers: Sequence[Subscriber]
    logs: Counter[str]
    settled_after: float


async def execute(seed: int, size: Size, folder: Path, say: Say) -> Outcome:
    """Run it in the folder, whose logs tell more."""
    async with Studio(folder, say) as studio:
        engine = create_engine(studio.postgres.url)
        try:
            await studio.start()
            return await _Run(seed, size, studio, engine, say).execute()
        finally:
            await engine.dispose()


class _Run:
    def __init__(
        self, seed: int, size: Size, studio: Studio, engine: AsyncEngine, say: Say
    ) -> None:
        self._seed, self._size, self._studio = seed, size, studio
        self._engine, self._say = engine, say
        self._customer = Customer(studio.urls)
        self._ledger = Ledger(studio.mock_url)
        self._watch = HoldWatch(engine)
        self._injector = Injector(studio, say)
        self._subscribers = [
            Subscriber(api.name, url) for api, url in zip(studio.apis, studio.urls, strict=True)
        ]
        self._broken: list[str] = []
        seconds = size.seconds * _ORDERED_WITHIN
        self._orders = orders(seed, count=size.jobs, seconds=seconds, short=size.short)

    async def execute(self) -> Outcome:
        async with self._observed():
            ordering = asyncio.create_task(self._customer.order_all(self._orders))
            await self._strike()
            faults_ended = time.monotonic()
            settled = await self._until_settled(ordering)
            settled_after = time.monotonic() - faults_ended
            await self._until_told()
        account = await self._ledger.read()
        await self._end_programs()
        return Outcome(
            evidence=await self._evidence(account, settled=settled),
            diary=self._injector.diary,
            orphans=self._watch.orphans,
            subscribers=self._subscribers,
            logs=complaints(each.log for each in self._studio.programs),
            settled_after=settled_after,
        )

    async def _strike(self) -> None:
        theirs = () if self._studio.postgres.is_ours else [b for b in Blow if b.hits_postgres]
        size = self._size
        plan = faults(
            self._seed, seconds=size.seconds, gap=size.gap, longest=size.longest, without=theirs
        )
        self._say(f"Seed {self._seed}: {size.jobs} jobs, {len(plan)} faults:")
        await self._injector.carry_out(plan)
        self._say("The faults are over; waiting until everything has settled …")

    async def _until_settled(self, ordering: asyncio.Task[None]) -> bool:
        deadline = time.monotonic() + self._size.patience
        tell_at = time.monotonic() + _TELL_S
        while not ordering.done() or await unsettled(self._engine):
            await asyncio.sleep(_LOOK_S)
            if time.monotonic() > deadline:
                ordering.cancel()
                return False
            if time.monotonic() > tell_at:
                tell_at += _TELL_S
                self._say(f"  still on their way: {dict(await unsettled(self._engine))}")
        ordering.result()
        return True

    async def _until_told(self) -> None:
        """The last event reaches everybody, or never will."""
        last = await last_cursor(self._engine)
        deadline = time.monotonic() + _TOLD_WITHIN_S
        while any(each.last < last for each in self._subscribers):
            if time.monotonic() > deadline:
                return
            await asyncio.sleep(_LOOK_S)

    async def _end_programs(self) -> None:
        for program in [*self._studio.workers, *self._studio.apis]:
            if end := await program.terminate():
                self._injector.diary.ends.append(end)

    async def _evidence(self, account: Account, *, settled: bool) -> Evidence:
        return Evidence(
            orders=self._orders,
            customer=self._customer,
            facts=await read_facts(self._engine),
            account=account,
            seen={each.name: each.seen for each in self._subscribers},
            media=self._studio.media,
            ends=self._injector.diary.ends,
            by_themselves=self._injector.diary.ended_by_themselves,
            settled=settled,
            broken=self._broken,
        )

    @asynccontextmanager
    async def _observed(self) -> AsyncGenerator[None]:
        """While inside, everybody watches; who stopped watching by themselves is noted."""
        watching: dict[str, Coroutine[Any, Any, None]] = {
            "the ledger": self._ledger.keep(),
            "the watch over holds": self._watch.keep(),
            **{f"the subscriber of {each.name}": each.follow() for each in self._subscribers},
        }
        tasks = {name: asyncio.create_task(watch) for name, watch in watching.items()}
        try:
            yield
        finally:
            for name, task in tasks.items():
                if task.done() and not task.cancelled():
                    self._broken.append(f"{name} ended: {task.exception()!r}")
                task.cancel()
            await asyncio.wait(tasks.values())
