"""What is kept beside images and songs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.collection import Collection, Excerpt, Place
from domain.history import PastRequest
from domain.job_state import JobKind
from domain.library import ItemFilter, ItemKind
from domain.paging import Page
from domain.template import Template
from domain.usage import PaidRequest


class TemplateRepository(Protocol):
    async def add(self, template: Template) -> None:
        """Raises Conflict if another one of its kind has the name."""
        ...

    async def save(self, template: Template) -> None:
        """Raises NotFound, or Conflict if another one of its kind has the name."""
        ...

    async def get(self, template_id: UUID) -> Template:
        """Raises NotFound."""
        ...

    async def of_kind(self, kind: JobKind | None) -> Sequence[Template]:
        """Those of one kind, or all; in any order."""
        ...

    async def remove(self, template_id: UUID) -> None:
        """Raises NotFound."""
        ...


class CollectionRepository(Protocol):
    """Places count upwards within a collection; there may be gaps between them."""

    async def add(self, collection: Collection) -> None:
        """Raises Conflict if another one has the name."""
        ...

    async def save(self, collection: Collection) -> None:
        """Raises NotFound, or Conflict if another one has the name."""
        ...

    async def hold_names(self) -> None:
        """Until this transaction ends, nobody else begins a collection or renames one."""
        ...

    async def give_cover(self, collection_id: UUID, image_id: UUID) -> None:
        """Unless one was chosen."""
        ...

    async def get(self, collection_id: UUID) -> Collection:
        """Raises NotFound."""
        ...

    async def all(self) -> Sequence[Collection]:
        """In any order."""
        ...

    async def remove(self, collection_id: UUID) -> None:
        """What is in it stays in the library. Raises NotFound."""
        ...

    async def hold(self, collection_id: UUID) -> None:
        """Until this transaction ends, nobody else changes what is in it. Raises NotFound."""
        ...

    async def members(self, collection_id: UUID, ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """The places of those that are in it."""
        ...

    async def last_place(self, collection_id: UUID) -> int:
        """0 while it is empty."""
        ...

    async def make_room(self, collection_id: UUID, number: int, count: int) -> None:
        """Move what stands there or behind it so many places on."""
        ...

    async def put(self, collection_id: UUID, places: Sequence[Place], now: datetime) -> None:
        """Into these places, also what was in it before."""
        ...

    async def take_out(self, collection_id: UUID, kind: ItemKind, ids: Sequence[UUID]) -> int:
        """Answers how many were in it."""
        ...

    async def places(
        self, collection_ids: Sequence[UUID], excerpt: Excerpt
    ) -> Mapping[UUID, Sequence[Place]]:
        """Of each what it shows, in its order; those that show nothing are left out."""
        ...

    async def counts(
        self, collection_ids: Sequence[UUID], wanted: ItemFilter
    ) -> Mapping[UUID, int]:
        """How much in each fits; those with nothing are left out."""
        ...

    async def covers(self, collection_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """By collection the image that was chosen, else its newest; none from the trash."""
        ...

    async def of_items(self, item_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Collection]]:
        """By item, in any order; those in none are left out."""
        ...


class HistoryRepository(Protocol):
    """What was ordered, each request once; adding a job writes it down, unless it is a retry or
    stands for files that nobody ordered here."""

    async def page(
        self, page: Page, kind: JobKind | None = None, text: str | None = None
    ) -> Sequence[PastRequest]:
        """The last ordered first, forward only; the positions of the page are moments and ids of
        the last jobs. Each word of the text stands somewhere in the texts of the request."""
        ...

    async def get(self, key: str) -> PastRequest:
        """Raises NotFound."""
        ...


class UsageRepository(Protocol):
    async def paid(self, since: datetime, until: datetime) -> Sequence[PaidRequest]:
        """The paid requests that were accepted in the time (`until` is not in it), and those that
        were sent in it and may have been charged. A job counts once, with its last one."""
        ...
