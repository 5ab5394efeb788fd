"""A real worker on the in-memory broker, whose use cases work on fakes."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar
from uuid import UUID, uuid4

import dramatiq
from dramatiq import Message

from domain.job import Job
from domain.job_state import Provider
from domain.ports.files import Downloads
from domain.ports.providers import Follower
from domain.ports.providers import Generator as PaidProvider
from domain.ports.queue import JobQueue
from domain.use_cases.archiving import Archiving
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.housekeeping import Chore, Housekeeping
from domain.use_cases.leases import Leases
from domain.use_cases.library import Library
from domain.use_cases.polling import Polling
from domain.use_cases.recovery import Recovery
from domain.use_cases.submission import Submission
from jobs.actors import QUEUE, register_actors
from jobs.broker import create_memory_broker
from jobs.loop import Work, WorkLoop
from jobs.queue import DramatiqQueue
from tests.fakes import (
    FakeClock,
    FakeDatabase,
    FakeDerivatives,
    FakeDownloads,
    FakeFollower,
    FakeGenerator,
    FakeMediaStore,
)

Answer = TypeVar("Answer")

_PATIENCE_S = 10.0


def wait_until(condition: Callable[[], bool]) -> None:
    """Other threads are at work: look often, and give up after a while."""
    deadline = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.005)


class Workshop:
    """Its clock stands still, so no hold is lost unless a test says so."""

    def __init__(
        self,
        *,
        provider: PaidProvider | None = None,
        follower: Follower | None = None,
        downloads: Downloads | None = None,
        broken_ticks: bool = False,
        chores: Sequence[Chore] = (),
    ) -> None:
        self._provider = provider or FakeGenerator()
        self._follower = follower or FakeFollower(AssertionError("nobody was to be asked"))
        self._downloads = downloads or FakeDownloads({})
        self._broken_ticks = broken_ticks
        self._chores = chores
        self.clock = FakeClock()
        self.database = FakeDatabase()
        self.library = Library(database=self.database, clock=self.clock)
        self.broker = create_memory_broker()
        self.queue = DramatiqQueue(self.broker)
        self.loop: asyncio.AbstractEventLoop | None = None
        self.is_open = False
        self.ticks = 0

    @contextmanager
    def working(self) -> Generator[dramatiq.Worker]:
        """A worker that is stopped at the end, unless the test has done so."""
        work_loop = WorkLoop(self._open_work, self._tick)
        self.broker.add_middleware(work_loop)
        register_actors(self.broker, work_loop)
        worker = dramatiq.Worker(self.broker, worker_threads=2, worker_timeout=10)
        worker.start()
        try:
            yield worker
        finally:
            if self.is_open:
                worker.stop()

    def ask(self, question: Coroutine[Any, Any, Answer]) -> Answer:
        """On the worker's loop while there is one."""
        if self.loop is None or not self.is_open:
            return asyncio.run(question)
        return asyncio.run_coroutine_threadsafe(question, self.loop).result(_PATIENCE_S)

    def keep(self, job: Job) -> Job:
        async def add() -> None:
            async with self.database.begin() as work:
                await work.jobs.add(job)
                await work.commit()

        self.ask(add())
        return job

    def stored(self, job: Job) -> Job:
        return self.ask(self.library.job(job.id))

    def workers(self) -> int:
        return self.ask(self.library.queue()).workers

    def send(self, actor: str, *args: str) -> None:
        message = Message[None](
            queue_name=QUEUE, actor_name=actor, args=args, kwargs={}, options={}
        )
        self.broker.enqueue(message)  # pyright: ignore[reportUnknownMemberType]

    async def _tick(self) -> None:
        self.ticks += 1
        if self._broken_ticks:
            raise ConnectionError("Nobody listens.")
        await self.queue.sweep()

    @asynccontextmanager
    async def _open_work(self) -> AsyncGenerator[Work]:
        self.loop = asyncio.get_running_loop()
        self.is_open = True
        yield self._work(self.queue, FakeMediaStore())
        self.is_open = False

    def _work(self, queue: JobQueue, media: FakeMediaStore) -> Work:
        database, clock = self.database, self.clock
        new_id: Callable[[], UUID] = uuid4
        dispatch = Dispatch(database=database, queue=queue, slots=_two, clock=clock)
        leases = Leases(database=database, clock=clock)
        return Work(
            submission=Submission(
                database=database,
                dispatch=dispatch,
                generators=dict.fromkeys(Provider, self._provider),
                media=media,
                slots=_two,
                vendors=frozenset(),
                leases=leases,
                clock=clock,
                new_id=new_id,
            ),
            polling=Polling(
                database=database,
                queue=queue,
                dispatch=dispatch,
                followers={Provider.MUREKA: self._follower},
                leases=leases,
                clock=clock,
                new_id=new_id,
            ),
            archiving=Archiving(
                database=database,
                dispatch=dispatch,
                downloads=dict.fromkeys(Provider, self._downloads),
                media=media,
                derivatives=FakeDerivatives(),
                leases=leases,
                clock=clock,
                new_id=new_id,
                at_once=2,
            ),
            recovery=Recovery(database=database, dispatch=dispatch, clock=clock),
            housekeeping=Housekeeping(chores=self._chores, clock=clock),
        )


async def _two(provider: Provider) -> int:
    return 2
