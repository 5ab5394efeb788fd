"""The event loop that a worker's actors run on, and the lifetime of what they work with."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from dramatiq import Broker, Worker
from dramatiq.asyncio import EventLoopThread, set_event_loop_thread
from dramatiq.middleware import Middleware, MiddlewareError

from domain.errors import DatabaseUnavailable
from domain.schedule import SWEEP_INTERVAL, TIDY_INTERVAL
from domain.use_cases.archiving import Archiving
from domain.use_cases.housekeeping import Housekeeping
from domain.use_cases.polling import Polling
from domain.use_cases.recovery import Recovery
from domain.use_cases.submission import Submission
from jobs.stopping import Stopping

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The use cases that actors call."""

    submission: Submission
    polling: Polling
    archiving: Archiving
    recovery: Recovery
    housekeeping: Housekeeping


class _DaemonLoop(EventLoopThread):
    """Dramatiq's own thread is no daemon: a stop that goes wrong would hang the process."""

    def __init__(self) -> None:
        super().__init__(logging.getLogger(__name__))  # pyright: ignore[reportUnknownMemberType]
        self.daemon = True


class WorkLoop(Middleware):
    """Opens the work when its worker boots, calls the sweep regularly, closes it all in order.

    `open_work` is entered on the worker's own event loop. `tick` sends the sweep's message.
    """

    def __init__(
        self,
        open_work: Callable[[], AbstractAsyncContextManager[Work]],
        tick: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        self._open_work = open_work
        self._tick = tick
        self._worker_id: UUID = uuid4()

    async def run(
        self, job: Callable[[Work], Coroutine[Any, Any, None]], grace: timedelta = timedelta()
    ) -> None:
        """Do a piece of work, ended by the worker's stop after `grace`. Without the database there
        is none: the sweep finds it again."""
        try:
            await self._stopping.guard(job(self._work), grace)
        except DatabaseUnavailable as error:
            log.warning("worker.database_away", reason=str(error.__cause__ or error))

    async def sweep(self) -> None:
        await self.run(lambda work: work.recovery.sweep())

    def before_worker_boot(self, broker: Broker, worker: Worker) -> None:
        self._thread = _DaemonLoop()
        self._thread.start(timeout=5.0)
        set_event_loop_thread(self._thread)
        try:
            self._thread.run_coroutine(self._open())
        except Exception as error:
            # Any other exception would be logged by Dramatiq, and the worker would start in vain.
            raise MiddlewareError(str(error)) from error

    def after_worker_boot(self, broker: Broker, worker: Worker) -> None:
        self._thread.run_coroutine(self._start_ticking())

    def before_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        self._thread.run_coroutine(self._begin_stop())

    def after_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        try:
            self._thread.run_coroutine(self._resources.aclose())
        finally:
            set_event_loop_thread(None)
            self._thread.stop()

    async def _open(self) -> None:
        self._stopping = Stopping()
        self._resources = contextlib.AsyncExitStack()
        self._work = await self._resources.enter_async_context(self._open_work())

    async def _start_ticking(self) -> None:
        self._ticking = asyncio.create_task(self._tick_endlessly())
        self._tidying = asyncio.create_task(self._tidy_endlessly())

    async def _begin_stop(self) -> None:
        self._stopping.begin()
        self._ticking.cancel()
        self._tidying.cancel()
        with contextlib.suppress(Exception):
            await self._work.recovery.leave(self._worker_id)

    async def _tick_endlessly(self) -> None:
        while True:
            try:
                await self.run(lambda work: work.recovery.beat(self._worker_id))
                await self._tick()
            except Exception:
                log.exception("worker.tick_failed")
            await asyncio.sleep(SWEEP_INTERVAL.total_seconds())

    async def _tidy_endlessly(self) -> None:
        while True:
            try:
                await self.run(_tidy)
            except Exception:
                log.exception("worker.tidying_failed")
            await asyncio.sleep(TIDY_INTERVAL.total_seconds())


async def _tidy(work: Work) -> None:
    for report in await work.housekeeping.tidy():
        if report.failure:
            log.warning("chore.failed", chore=report.name, reason=str(report.failure))
        elif report.count:
            log.info("chore.done", chore=report.name, count=report.count)
