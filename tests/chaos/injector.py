"""Carrying the plan out, and bringing back what has ended."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.chaos.plan import Blow, Fault
from tests.chaos.program import End, NotReady, Program
from tests.chaos.studio import Studio

_LOOK_S, _BEFORE_RESTART_S = 0.3, 1.0


@dataclass
class Diary:
    """What happened to the processes. `losses`: when a worker was killed, stopped or frozen;
    `blows`: when anything was hit."""

    blows: list[datetime] = field(default_factory=list[datetime])
    losses: list[datetime] = field(default_factory=list[datetime])
    ends: list[End] = field(default_factory=list[End])
    ended_by_themselves: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])


class Injector:
    """One fault at a time for each process; faults of different ones overlap."""

    def __init__(self, studio: Studio, say: Callable[[str], None]) -> None:
        self.diary = Diary()
        self._studio = studio
        self._say = say
        self._locks = defaultdict[str, asyncio.Lock](asyncio.Lock)

    async def carry_out(self, plan: Sequence[Fault]) -> None:
        """Returns when everything is back."""
        begun = time.monotonic()
        supervision = asyncio.create_task(self._supervise())
        try:
            async with asyncio.TaskGroup() as group:
                for fault in plan:
                    await asyncio.sleep(max(0.0, begun + fault.at - time.monotonic()))
                    self._say(f"  {fault}")
                    self.diary.blows.append(datetime.now(UTC))
                    group.create_task(self._strike(fault))
        finally:
            supervision.cancel()
            with suppress(asyncio.CancelledError):
                await supervision
        await self._bring_back_the_rest()

    async def _strike(self, fault: Fault) -> None:
        studio, lasts = self._studio, fault.lasts
        match fault.blow:
            case Blow.KILL_WORKER:
                await self._kill(studio.workers[fault.target], lasts)
            case Blow.KILL_ALL_WORKERS:
                await asyncio.gather(*(self._kill(each, lasts) for each in studio.workers))
            case Blow.KILL_API:
                await self._kill(studio.apis[fault.target], lasts)
            case Blow.KILL_MOCK:
                await self._kill(studio.mock, lasts)
            case Blow.TERMINATE_WORKER:
                await self._terminate(studio.workers[fault.target], lasts)
            case Blow.FREEZE_WORKER:
                await self._freeze(studio.workers[fault.target], lasts)
            case _:
                await self._strike_a_server(fault)

    async def _strike_a_server(self, fault: Fault) -> None:
        studio = self._studio
        if fault.blow.hits_postgres:
            async with self._locks["PostgreSQL"]:
                kills = fault.blow is Blow.KILL_POSTGRES
                await (studio.postgres.kill() if kills else studio.postgres.stop())
                await asyncio.sleep(fault.lasts)
                await studio.postgres.start()
            return
        async with self._locks["Redis"]:
            if fault.blow is Blow.FLUSH_REDIS:
                await asyncio.to_thread(studio.redis.flush)
                return
            await asyncio.to_thread(studio.redis.kill)
            await asyncio.sleep(fault.lasts)
            await asyncio.to_thread(studio.redis.start)

    async def _kill(self, program: Program, lasts: float) -> None:
        async with self._locks[program.name]:
            self._note_loss(program)
            await program.kill()
            await asyncio.sleep(lasts)
            program.start()

    async def _terminate(self, program: Program, lasts: float) -> None:
        async with self._locks[program.name]:
            try:
                # Before that it has no handler yet, and ends as any program would.
                await program.until_ready()
            except NotReady:
                return
            self._note_loss(program)
            if end := await program.terminate():
                self.diary.ends.append(end)
            await asyncio.sleep(lasts)
            program.start()

    async def _freeze(self, program: Program, lasts: float) -> None:
        async with self._locks[program.name]:
            self._note_loss(program)
            program.freeze()
            await asyncio.sleep(lasts)
            program.thaw()

    def _note_loss(self, program: Program) -> None:
        if program in self._studio.workers:
            self.diary.losses.append(datetime.now(UTC))

    async def _supervise(self) -> None:
        """As a service manager does: what ends by itself is started again."""
        while True:
            await asyncio.sleep(_LOOK_S)
            for program in self._studio.programs:
                if self._has_ended(program):
                    async with self._locks[program.name]:
                        await asyncio.sleep(_BEFORE_RESTART_S)
                        program.start()

    def _has_ended(self, program: Program) -> bool:
        if self._locks[program.name].locked() or (code := program.ended_by_itself) is None:
            return False
        self._say(f"          {program.name} ended by itself with code {code}")
        self.diary.ended_by_themselves.append((program.name, code))
        return True

    async def _bring_back_the_rest(self) -> None:
        for program in self._studio.programs:
            if self._has_ended(program):
                program.start()
            await program.until_ready()
