"""Looking after the queue: what it carries, and taking a message out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.errors import NotFound
from domain.job import Job
from domain.ports.database import Database
from domain.ports.queue import QueueInspector
from domain.queue_message import QueuedMessage, QueueKey, QueuePlace


@dataclass(frozen=True, slots=True)
class JobMessage:
    """A message with the job that it is about, if it is about one that there is."""

    message: QueuedMessage
    job: Job | None


class Messages:
    def __init__(self, *, inspector: QueueInspector, database: Database) -> None:
        self._inspector = inspector
        self._database = database

    @property
    def place(self) -> QueuePlace:
        return self._inspector.place

    async def all(self) -> Sequence[JobMessage]:
        """In the order in which they were sent. Raises QueueUnavailable."""
        return await self._with_jobs(await self._inspector.messages())

    async def keys(self) -> Sequence[QueueKey]:
        """Raises QueueUnavailable."""
        return await self._inspector.keys()

    async def delete(self, id: UUID) -> Sequence[JobMessage]:
        """Take out the message of this id, or those about the job of this id; answers them. The
        job is left as it is. Raises NotFound, Conflict for what a worker holds, or
        QueueUnavailable."""
        messages = await self._inspector.messages()
        meant = [each for each in messages if each.id == str(id) or each.job_id == id]
        if not meant:
            raise NotFound("message", id)
        for message in meant:
            await self._inspector.remove(message)
        return await self._with_jobs(meant)

    async def _with_jobs(self, messages: Sequence[QueuedMessage]) -> Sequence[JobMessage]:
        job_ids = {each.job_id for each in messages if each.job_id}
        async with self._database.read() as work:
            jobs = await work.jobs.get_many(list(job_ids))
        in_order = sorted(messages, key=lambda message: (message.sent_at, message.id))
        return [
            JobMessage(each, jobs.get(each.job_id) if each.job_id else None) for each in in_order
        ]
