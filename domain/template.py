"""Templates: orders to be used again, under names that their owner gave them."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from domain.image import ImageRequest
from domain.job_state import JobKind
from domain.requests import KINDS
from domain.song import InstrumentalRequest, SongRequest

Kept = ImageRequest | SongRequest | InstrumentalRequest
"""What can be ordered again and again, without anything that there must be first."""

NAME_LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The name is unique among the templates of its kind."""

    id: UUID
    name: str
    kind: JobKind
    request: Kept
    created_at: datetime
    updated_at: datetime

    @classmethod
    def begin(cls, *, id: UUID, name: str, request: Kept, now: datetime) -> "Template":
        return cls(
            id=id,
            name=name,
            kind=KINDS[type(request)],
            request=request,
            created_at=now,
            updated_at=now,
        )

    def change(self, *, name: str, request: Kept, now: datetime) -> "Template":
        """Everything that its owner may change, all at once; also what it makes."""
        return replace(self, name=name, kind=KINDS[type(request)], request=request, updated_at=now)
