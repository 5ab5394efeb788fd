"""The messages of the queue, as whoever looks after it sees them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class QueuePlace(StrEnum):
    """In Redis, or in the memory of this process."""

    REDIS = "redis"
    MEMORY = "memory"


class MessageState(StrEnum):
    """`IN_FLIGHT`: a worker holds it, to run it now or when its time has come."""

    WAITING = "WAITING"
    DELAYED = "DELAYED"
    IN_FLIGHT = "IN_FLIGHT"
    DEAD = "DEAD"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedMessage:
    """`handle` is its name within the queue, where an id may occur twice; `eta` is when it is due,
    if it was sent to be run later."""

    id: str
    handle: str
    queue: str
    actor: str
    arguments: tuple[str, ...]
    state: MessageState
    retries: int
    sent_at: datetime
    eta: datetime | None = None

    @property
    def job_id(self) -> UUID | None:
        """The job that it says to look at."""
        try:
            return UUID(self.arguments[0]) if self.arguments else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueKey:
    """A key of ours. `size` counts entries, or bytes of a text; `expires_in_s` is None where it
    stays."""

    name: str
    type: str
    size: int
    expires_in_s: int | None = None
