"""A worker: the broker, its actors, and the threads that serve them."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from dramatiq import Broker, Worker

from app.container import ARCHIVES_AT_ONCE
from app.settings import Settings
from jobs.actors import register_actors
from jobs.loop import Work, WorkLoop
from jobs.queue import DramatiqQueue

_SPARE_THREADS = 6
"""For the poll, the sweep, and songs on their way to their provider."""

_IDLE_MS = 200
"""How often an idle worker looks for messages, in milliseconds."""

STOP_TIMEOUT_MS = 4_000
"""How long a stopping worker waits for its threads, and once more for its consumers. What hangs
longer is left: it hangs on Redis, and the database knows everything."""


class OpensWork(Protocol):
    def open_work(self) -> AbstractAsyncContextManager[Work]: ...


def create_worker(
    settings: Settings, broker: Broker, queue: DramatiqQueue, container: OpensWork
) -> Worker:
    """Start it with `start()`, end it with `stop(timeout=STOP_TIMEOUT_MS)`; both block."""
    loop = WorkLoop(container.open_work, queue.sweep)
    broker.add_middleware(loop)
    register_actors(broker, loop)
    # Dramatiq's own command emits this signal; a worker of our own making has to do so itself.
    broker.emit_after("process_boot")
    return Worker(broker, worker_timeout=_IDLE_MS, worker_threads=_threads(settings))


def _threads(settings: Settings) -> int:
    """Enough for all that may wait at the same time, and some for what must not."""
    return settings.openai_concurrency + ARCHIVES_AT_ONCE + _SPARE_THREADS
