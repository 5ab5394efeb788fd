"""The port JobQueue on Dramatiq."""

import asyncio
import math
from collections.abc import Callable
from datetime import timedelta
from typing import cast
from uuid import UUID

import structlog
from dramatiq import Broker, Message

from jobs.actors import ARCHIVE, POLL, QUEUE, SUBMIT, SWEEP

log = structlog.get_logger(__name__)

_NOW = timedelta()


class DramatiqQueue:
    """Sends messages. One that cannot be sent is logged and left to the next sweep."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker

    async def submit(self, job_id: UUID, delay: timedelta = _NOW) -> None:
        await self._send(SUBMIT, str(job_id), delay=delay)

    async def poll(self) -> None:
        await self._send(POLL)

    async def archive(self, job_id: UUID, delay: timedelta = _NOW) -> None:
        await self._send(ARCHIVE, str(job_id), delay=delay)

    async def sweep(self) -> None:
        await self._send(SWEEP)

    async def _send(self, actor: str, *args: str, delay: timedelta = _NOW) -> None:
        # Rounded up: a message that came too early would find nothing to do.
        milliseconds = math.ceil(delay.total_seconds() * 1000) or None
        message = Message[None](
            queue_name=QUEUE, actor_name=actor, args=args, kwargs={}, options={}
        )
        enqueue = cast(
            "Callable[..., object]",
            self._broker.enqueue,  # pyright: ignore[reportUnknownMemberType]
        )
        try:
            await asyncio.to_thread(enqueue, message, delay=milliseconds)
        except Exception as error:
            log.warning("queue.unreachable", actor=actor, args=args, reason=str(error))
