"""A worker: the broker, its actors, and the threads that serve them."""

from dataclasses import dataclass

from dramatiq import Broker, Worker

from app.container import ARCHIVES_AT_ONCE, Container
from app.settings import Settings
from jobs.actors import register_actors
from jobs.broker import create_memory_broker
from jobs.hub import Hub
from jobs.loop import WorkLoop
from jobs.queue import DramatiqQueue

_SPARE_THREADS = 6
"""For the poll, the sweep, and songs on their way to their provider."""

_IDLE_MS = 200
"""How often an idle worker looks at its delayed messages, in milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A worker inside the web application's process, and the container they share."""

    container: Container
    worker: Worker


def create_embedded(settings: Settings) -> Embedded:
    broker = create_memory_broker()
    queue = DramatiqQueue(broker)
    container = Container(
        settings=settings, hub=Hub(), queue=queue, sole_worker=_is_alone(settings)
    )
    return Embedded(container=container, worker=_create_worker(settings, broker, queue, container))


def _threads(settings: Settings) -> int:
    """Enough for all that may wait at the same time, and some for what must not."""
    return settings.openai_concurrency + ARCHIVES_AT_ONCE + _SPARE_THREADS


def _is_alone(settings: Settings) -> bool:
    """The lock on the data folder proves it only for the database inside."""
    return settings.database_url is None


def _create_worker(
    settings: Settings, broker: Broker, queue: DramatiqQueue, container: Container
) -> Worker:
    loop = WorkLoop(container.open_work, queue.sweep)
    broker.add_middleware(loop)
    register_actors(broker, loop)
    # Dramatiq's own command emits this signal; an embedded worker has to do so itself.
    broker.emit_after("process_boot")
    return Worker(broker, worker_timeout=_IDLE_MS, worker_threads=_threads(settings))
