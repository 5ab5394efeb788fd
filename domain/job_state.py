"""The states of a job, the only moves between them, and the news that each move leaves behind.

    PENDING ──► SUBMITTING ──► RUNNING ──► ARCHIVING ──► SUCCEEDED
       │            │             │            └──► FAILED
       │            │             └──► FAILED, CANCELLED
       │            └──► FAILED, NEEDS_CHECK; PENDING where the provider said to wait
       └──► CANCELLED; NEEDS_CHECK where it comes from a backup, after which it may have been sent

Out of NEEDS_CHECK only its owner leads: RUNNING (adopted), PENDING (submit again), CANCELLED.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.errors import FailureCode


class JobKind(StrEnum):
    IMAGE = "IMAGE"
    SONG = "SONG"
    INSTRUMENTAL = "INSTRUMENTAL"
    EXTENSION = "EXTENSION"
    STEMS = "STEMS"


ANSWERED_AT_ONCE = frozenset({JobKind.IMAGE, JobKind.STEMS})
"""Kinds whose paid request is answered with the result: there is no job id to follow."""


class Provider(StrEnum):
    """IMPORTED is nobody who works: the owner brought the files along."""

    OPENAI = "OPENAI"
    MUREKA = "MUREKA"
    IMPORTED = "IMPORTED"

    @property
    def display_name(self) -> str:
        """Its own spelling."""
        return {"OPENAI": "OpenAI"}.get(self.value, self.value.capitalize())


class JobState(StrEnum):
    PENDING = "PENDING"
    SUBMITTING = "SUBMITTING"
    RUNNING = "RUNNING"
    ARCHIVING = "ARCHIVING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    NEEDS_CHECK = "NEEDS_CHECK"

    @property
    def is_end(self) -> bool:
        return not MOVES[self]


MOVES: Mapping[JobState, frozenset[JobState]] = {
    JobState.PENDING: frozenset({JobState.SUBMITTING, JobState.CANCELLED, JobState.NEEDS_CHECK}),
    JobState.SUBMITTING: frozenset(
        {JobState.RUNNING, JobState.PENDING, JobState.NEEDS_CHECK, JobState.FAILED}
    ),
    JobState.RUNNING: frozenset({JobState.ARCHIVING, JobState.FAILED, JobState.CANCELLED}),
    JobState.ARCHIVING: frozenset({JobState.SUCCEEDED, JobState.FAILED}),
    JobState.NEEDS_CHECK: frozenset({JobState.RUNNING, JobState.PENDING, JobState.CANCELLED}),
    JobState.SUCCEEDED: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.CANCELLED: frozenset(),
}

OCCUPYING = frozenset({JobState.SUBMITTING, JobState.RUNNING})
"""The states in which a job takes one of its provider's concurrent requests."""

IN_FLIGHT = frozenset(state for state in MOVES if not state.is_end)


class EventKind(StrEnum):
    MOVED = "MOVED"
    WAITING = "WAITING"
    PROGRESS = "PROGRESS"
    PREVIEW = "PREVIEW"
    NOTED = "NOTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """One row of a job's timeline.

    `sequence` counts from 1 within the job and has no gap. `cursor` orders the events of all jobs
    and is given when the event is stored; 0 before that. `message` is English prose, `code` and
    the other fields are what a translation is made from. `preview` is the hash of a stored picture.
    """

    job_id: UUID
    sequence: int
    at: datetime
    kind: EventKind
    state: JobState
    message: str
    attempt: int = 0
    progress: float | None = None
    code: FailureCode | None = None
    http_status: int | None = None
    next_try_at: datetime | None = None
    preview: str | None = None
    cursor: int = 0
