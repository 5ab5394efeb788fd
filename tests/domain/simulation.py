"""A studio whose workers may die, its providers, and the weather: all in skipped time."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from domain.errors import GenerationFailed, QueryFailed, Refused, StudioError
from domain.job import Job
from domain.job_state import JobEvent, JobKind, Provider
from domain.media import MediaFile, Role
from domain.ports.providers import Show
from domain.report import Acceptance, Preview, ProviderReport
from domain.schedule import SWEEP_INTERVAL
from domain.use_cases.archiving import Archiving
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.jobs import Jobs
from domain.use_cases.leases import Leases
from domain.use_cases.orders import Orders
from domain.use_cases.polling import Polling
from domain.use_cases.recovery import Recovery
from domain.use_cases.submission import Submission
from tests.domain.examples import (
    BAD_END,
    BUSY,
    DONE,
    FULL,
    GONE,
    OFFLINE,
    REFUSED,
    SILENT,
    STILL,
    UNKNOWN,
    painted,
)
from tests.domain.skipping_loop import LoopClock
from tests.fake_database import FakeUnitOfWork
from tests.fakes import (
    FLAC,
    JPEG,
    MP3,
    FakeDatabase,
    FakeDerivatives,
    FakeMediaStore,
    chunks_of,
    numbered_ids,
)

Answer = Literal["accepted", "refused", "busy", "failed", "unknown", "mistake"]
Fate = Literal["running", "done", "failed", "silent", "busy", "unknown"]
Files = Literal["there", "gone", "offline", "wrong"]

_NEVER_TAKEN: set[Answer] = {"refused", "busy"}
_ERRORS: dict[Answer, StudioError] = {
    "refused": REFUSED,
    "busy": BUSY,
    "failed": GenerationFailed("It could not be made.", hint="Retry."),
    "unknown": UNKNOWN,
}
_REPORTS: dict[Fate, ProviderReport | StudioError] = {
    "running": STILL,
    "done": DONE,
    "failed": BAD_END,
    "silent": QueryFailed("No answer.", hint="Wait."),
    "busy": SILENT,
    "unknown": Refused("No such task.", hint="Look."),
}


@dataclass
class Weather:
    """How the world treats what we ask of it; good unless it was changed."""

    answer: Answer = "accepted"
    fate: Fate = "done"
    files: Files = "there"
    disk_full: bool = False
    latency_s: float = 1.0
    loses_messages: bool = False


@dataclass
class ProviderServer:
    """Takes paid requests. `paid` counts, by job, those that were taken or may have been."""

    weather: Weather
    paid: Counter[UUID] = field(default_factory=Counter[UUID])
    tasks: list[tuple[UUID, str]] = field(default_factory=list[tuple[UUID, str]])

    async def submit(self, job: Job, show: Show) -> Acceptance:
        answer = self.weather.answer
        taken = answer not in _NEVER_TAKEN
        self.paid[job.id] += taken
        if taken:
            self.tasks.append((job.id, f"task-{len(self.tasks)}"))
        task = f"task-{len(self.tasks) - 1}"
        await asyncio.sleep(self.weather.latency_s)
        if answer in _ERRORS:
            raise _ERRORS[answer]
        if answer == "mistake":
            raise ZeroDivisionError
        if job.provider is Provider.OPENAI:
            await show(Preview(index=0, content=JPEG))
            return painted()
        return Acceptance(provider_job_id=task)

    async def query(self, provider_job_id: str, kind: JobKind) -> ProviderReport:
        await asyncio.sleep(self.weather.latency_s)
        report = _REPORTS[self.weather.fate]
        if isinstance(report, StudioError):
            raise report
        return report


@dataclass
class FileServer:
    weather: Weather

    @asynccontextmanager
    async def open(self, url: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        await asyncio.sleep(self.weather.latency_s)
        if self.weather.files == "gone":
            raise GONE
        if self.weather.files == "offline":
            raise OFFLINE
        right = FLAC if url.endswith("flac") else MP3
        yield chunks_of(b"<html>" if self.weather.files == "wrong" else right)


class Disk(FakeMediaStore):
    def __init__(self, weather: Weather) -> None:
        super().__init__()
        self._weather = weather

    async def store(
        self, chunks: AsyncIterator[bytes], role: Role, *, damaged_too: bool = False
    ) -> MediaFile:
        self.failure = FULL if self._weather.disk_full else None
        return await super().store(chunks, role, damaged_too=damaged_too)


class Died(Exception):
    """What a dead worker meets wherever it still tries to do something."""


class DatabaseOfWorker:
    """A worker's connection: ends with the worker, and waits while it is cut off."""

    def __init__(self, database: FakeDatabase) -> None:
        self._database = database
        self.dead = False
        self.connected = asyncio.Event()
        self.connected.set()

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[FakeUnitOfWork]:
        await self._reach()
        async with self._database.begin() as work:
            yield work

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[FakeUnitOfWork]:
        await self._reach()
        async with self._database.read() as work:
            yield work

    async def _reach(self) -> None:
        await self.connected.wait()
        if self.dead:
            raise Died


Message = Callable[[], Coroutine[Any, Any, None]]
"""What a message makes its worker do; nothing is begun before it is taken."""


class Worker:
    """A process with a queue of its own, which dies with it."""

    def __init__(self, world: "World") -> None:
        self._weather = world.weather
        self._tasks: set[asyncio.Task[None]] = set()
        self.database = DatabaseOfWorker(world.database)
        clock, new_id = world.clock, world.new_id
        leases = Leases(database=self.database, clock=clock)
        self.dispatch = Dispatch(database=self.database, queue=self, slots=world.slots, clock=clock)
        self._submission = Submission(
            database=self.database,
            dispatch=self.dispatch,
            generators=dict.fromkeys(Provider, world.provider),
            media=world.disk,
            slots=world.slots,
            vendors=frozenset(Provider),
            leases=leases,
            clock=clock,
            new_id=new_id,
        )
        self._polling = Polling(
            database=self.database,
            queue=self,
            dispatch=self.dispatch,
            followers={Provider.MUREKA: world.provider},
            leases=leases,
            clock=clock,
            new_id=new_id,
        )
        self._archiving = Archiving(
            database=self.database,
            dispatch=self.dispatch,
            downloads=dict.fromkeys(Provider, FileServer(world.weather)),
            media=world.disk,
            derivatives=FakeDerivatives(),
            leases=leases,
            clock=clock,
            new_id=new_id,
            at_once=2,
        )
        self._recovery = Recovery(database=self.database, dispatch=self.dispatch, clock=clock)
        self._begin(self._sweep_endlessly())

    async def submit(self, job_id: UUID, delay: timedelta = timedelta()) -> None:
        self._send(lambda: self._submission.submit(job_id), delay)

    async def poll(self) -> None:
        self._send(self._polling.poll, timedelta())

    async def archive(self, job_id: UUID, delay: timedelta = timedelta()) -> None:
        self._send(lambda: self._archiving.archive(job_id), delay)

    async def stop(self) -> None:
        """In good order: everything is cancelled, and says what became of its job."""
        await self._end()

    async def die(self) -> None:
        """From now on nothing that it does has any effect."""
        self.database.dead = True
        self.database.connected.set()
        await self._end()

    async def _end(self) -> None:
        tasks = set(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _send(self, message: Message, delay: timedelta) -> None:
        if not self._weather.loses_messages and not self.database.dead:
            self._begin(self._later(message, delay))

    async def _later(self, message: Message, delay: timedelta) -> None:
        await asyncio.sleep(delay.total_seconds())
        # As in a worker's thread: what fails is logged, and the next message taken.
        with suppress(ZeroDivisionError, Died):
            await message()

    async def _sweep_endlessly(self) -> None:
        while True:
            with suppress(Died):
                await self._recovery.sweep()
            await asyncio.sleep(SWEEP_INTERVAL.total_seconds())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class World:
    """The owner's side, which never dies, and up to two workers."""

    def __init__(self, slots: int) -> None:
        self.weather = Weather()
        self.clock = LoopClock()
        self.new_id = numbered_ids()
        self.slot_count = slots
        self.database = FakeDatabase()
        self.provider = ProviderServer(self.weather)
        self.disk = Disk(self.weather)
        self.workers = [Worker(self)]

    async def slots(self, provider: Provider) -> int:
        return self.slot_count

    @property
    def _front(self) -> Worker:
        """Who takes the messages of the owner's wishes; without a worker the sweep finds them."""
        return self.workers[0]

    @property
    def orders(self) -> Orders:
        return Orders(
            database=self.database,
            queue=self._front,
            vendors=frozenset(),
            clock=self.clock,
            new_id=self.new_id,
        )

    @property
    def jobs(self) -> Jobs:
        dispatch = Dispatch(
            database=self.database, queue=self._front, slots=self.slots, clock=self.clock
        )
        return Jobs(database=self.database, dispatch=dispatch, clock=self.clock, new_id=self.new_id)

    async def start_worker(self) -> None:
        if len(self.workers) < 2:
            self.workers.append(Worker(self))

    async def end_worker(self, index: int, *, kindly: bool) -> None:
        """Another one takes its place."""
        worker = self.workers.pop(index % len(self.workers))
        if not self.workers:
            self.workers.append(Worker(self))
        worker.database.connected.set()
        await (worker.stop() if kindly else worker.die())

    async def close(self) -> None:
        for worker in self.workers:
            await worker.die()

    async def look(self) -> tuple[Sequence[JobEvent], Mapping[UUID, Job]]:
        """The whole history and every job, at one moment."""
        async with self.database.read() as work:
            history = await work.events.since(0, 1_000_000)
            return history, await work.jobs.get_many([event.job_id for event in history])
