"""The two ways to run: everything in one process, or many processes around a database and Redis.

Nothing else knows which of the two it is.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from dramatiq import Worker

from app.container import Container
from app.settings import Settings
from app.worker import STOP_TIMEOUT_MS, create_worker
from jobs.broker import create_memory_broker, create_redis_broker
from jobs.hub import Hub
from jobs.inspector import RedisInspector
from jobs.memory_inspector import MemoryInspector
from jobs.queue import DramatiqQueue
from jobs.stream import EventStream


@dataclass(frozen=True, slots=True, kw_only=True)
class WebWiring:
    """What the web application serves, and what runs alongside while it does."""

    container: Container
    alongside: Callable[[], AbstractAsyncContextManager[None]]


def embedded(settings: Settings) -> WebWiring:
    """A worker inside the web application's process."""
    broker = create_memory_broker()
    inspector = MemoryInspector()
    broker.add_middleware(inspector)
    queue, hub = DramatiqQueue(broker), Hub()
    container = Container(
        settings=settings,
        queue=queue,
        inspector=inspector,
        hub=hub,
        # The lock on the data folder proves it, for the database inside.
        sole_worker=settings.database_url is None,
    )
    worker = create_worker(settings, broker, queue, container)
    return WebWiring(container=container, alongside=lambda: _running(worker))


def web_process(settings: Settings, redis_url: str) -> WebWiring:
    """One of several: workers are elsewhere, their news come through Redis."""
    broker, hub = create_redis_broker(redis_url), Hub()
    stream = EventStream(redis_url, hub)
    container = Container(
        settings=settings,
        queue=DramatiqQueue(broker),
        inspector=RedisInspector(broker),
        hub=hub,
        stream=stream,
    )
    return WebWiring(container=container, alongside=stream.followed)


def worker_process(settings: Settings, redis_url: str) -> Worker:
    """One of several."""
    broker, hub = create_redis_broker(redis_url), Hub()
    queue = DramatiqQueue(broker)
    stream = EventStream(redis_url, hub)
    container = Container(
        settings=settings,
        queue=queue,
        inspector=RedisInspector(broker),
        hub=hub,
        stream=stream,
    )
    return create_worker(settings, broker, queue, container)


@asynccontextmanager
async def _running(worker: Worker) -> AsyncGenerator[None]:
    await asyncio.to_thread(worker.start)
    try:
        yield
    finally:
        await asyncio.to_thread(worker.stop, STOP_TIMEOUT_MS)
