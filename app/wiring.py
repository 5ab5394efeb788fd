"""The two ways to run: everything in one process, or many processes around a database and Redis.

Nothing else knows which of the two it is.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from dramatiq import Worker

from app.container import Container
from app.health.heartbeat import beating
from app.observing.instruments import Instruments
from app.settings import Settings
from app.worker import STOP_TIMEOUT_MS, create_worker
from jobs.broker import create_memory_broker, create_redis_broker
from jobs.hub import Hub
from jobs.inspector import RedisInspector
from jobs.loop import Work
from jobs.memory_inspector import MemoryInspector
from jobs.queue import DramatiqQueue
from jobs.stream import EventStream


@dataclass(frozen=True, slots=True, kw_only=True)
class WebWiring:
    """What the web application serves, and what runs alongside while it does."""

    container: Container
    alongside: Callable[[], AbstractAsyncContextManager[None]]
    instruments: Instruments


def embedded(settings: Settings) -> WebWiring:
    """A worker inside the web application's process."""
    broker = create_memory_broker()
    inspector = MemoryInspector()
    broker.add_middleware(inspector)
    instruments = Instruments()
    queue, hub = DramatiqQueue(broker), instruments.hub()
    container = Container(
        instruments=instruments,
        settings=settings,
        queue=queue,
        inspector=inspector,
        hub=hub,
        # The lock on the data folder proves it, for the database inside.
        sole_worker=settings.database_url is None,
    )
    worker = create_worker(settings, broker, queue, container)
    return WebWiring(
        container=container, alongside=lambda: _running(worker), instruments=instruments
    )


def web_process(settings: Settings, redis_url: str) -> WebWiring:
    """One of several: workers are elsewhere, their news come through Redis."""
    instruments = Instruments()
    broker, hub = create_redis_broker(redis_url), instruments.hub()
    stream = EventStream(redis_url, hub)
    container = Container(
        instruments=instruments,
        settings=settings,
        queue=DramatiqQueue(broker),
        inspector=RedisInspector(broker),
        hub=hub,
        stream=stream,
    )
    return WebWiring(container=container, alongside=stream.followed, instruments=instruments)


def worker_process(settings: Settings, redis_url: str, instruments: Instruments) -> Worker:
    """One of several."""
    broker, hub = create_redis_broker(redis_url), Hub()
    queue = DramatiqQueue(broker)
    stream = EventStream(redis_url, hub)
    container = Container(
        instruments=instruments,
        settings=settings,
        queue=queue,
        inspector=RedisInspector(broker),
        hub=hub,
        stream=stream,
    )
    return create_worker(settings, broker, queue, _Beating(settings, container))


class _Beating:
    """A container whose worker gives signs of life while it works."""

    def __init__(self, settings: Settings, container: Container) -> None:
        self._settings = settings
        self._container = container

    @asynccontextmanager
    async def open_work(self) -> AsyncGenerator[Work]:
        async with beating(self._settings.heartbeat_file), self._container.open_work() as work:
            yield work


@asynccontextmanager
async def _running(worker: Worker) -> AsyncGenerator[None]:
    await asyncio.to_thread(worker.start)
    try:
        yield
    finally:
        await asyncio.to_thread(worker.stop, STOP_TIMEOUT_MS)
