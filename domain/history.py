"""What was ordered before, each request once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.job_state import JobKind
from domain.requests import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRequest:
    """`key` is alike for requests that are alike in everything. `times` counts the orders, not
    the retries that came of them; the last of them is named."""

    key: str
    kind: JobKind
    request: Request
    times: int
    last_job_id: UUID
    last_at: datetime
