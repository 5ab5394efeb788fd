"""Messages to workers, and news from them."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from domain.job_state import JobEvent
from domain.queue_message import QueuedMessage, QueueKey, QueuePlace


class JobQueue(Protocol):
    """Messages that say "look at this". Losing one costs a delay: the sweep sends it again."""

    async def submit(self, job_id: UUID, delay: timedelta = ...) -> None: ...

    async def poll(self) -> None: ...

    async def archive(self, job_id: UUID, delay: timedelta = ...) -> None: ...


class QueueInspector(Protocol):
    """Looks into the queue that carries the messages. Everything raises QueueUnavailable."""

    @property
    def place(self) -> QueuePlace:
        """Where the messages are."""
        ...

    async def messages(self) -> Sequence[QueuedMessage]:
        """In any order."""
        ...

    async def keys(self) -> Sequence[QueueKey]:
        """The keys of this service, in order of their names; none in memory."""
        ...

    async def remove(self, message: QueuedMessage) -> None:
        """Raises NotFound if it is gone, or Conflict if a worker holds it."""
        ...


class ProgressFeed(Protocol):
    def of_job(self, job_id: UUID, after: int = 0) -> AsyncGenerator[JobEvent]:
        """The job's events after the sequence number, then each new one, until its end state.
        No event is left out and none comes twice."""
        ...

    def of_all(self, after: int | None = None) -> AsyncIterator[JobEvent]:
        """Every event after the cursor (from now on if None), endlessly. No gap, no double."""
        ...

    async def wait_beyond(self, cursor: int) -> None:
        """Returns as soon as there is an event after the cursor."""
        ...
