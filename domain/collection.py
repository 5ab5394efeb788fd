"""Collections: images and songs put together under a name, each in as many as its owner likes."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.library import ItemFilter, ItemKind
from domain.paging import Page

NAME_LIMIT, DESCRIPTION_LIMIT = 100, 2_000
COLLECTIONS_LIMIT = 500
"""So many are listed at once; nobody finds their way among more."""

SHOWN_LIMIT = 10_500
"""Entries of all collections that are shown at once: 20 of each, and one more of each, which tells
whether there is another page."""

_ALL = ItemFilter()


class Arrangement(StrEnum):
    """In which order a collection shows what is in it."""

    BY_HAND = "BY_HAND"
    BY_DATE = "BY_DATE"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionDraft:
    """Everything that its owner may change. `cover` is an image, in the collection or not; the
    newest image of the collection stands for it where there is none."""

    name: str
    description: str = ""
    arrangement: Arrangement = Arrangement.BY_HAND
    cover: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The name is unique among collections."""

    id: UUID
    name: str
    description: str
    arrangement: Arrangement
    cover: UUID | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def begin(cls, *, id: UUID, draft: CollectionDraft, now: datetime) -> "Collection":
        return cls(
            id=id,
            name=draft.name,
            description=draft.description,
            arrangement=draft.arrangement,
            cover=draft.cover,
            created_at=now,
            updated_at=now,
        )

    def change(self, draft: CollectionDraft, now: datetime) -> "Collection":
        return replace(
            self,
            name=draft.name,
            description=draft.description,
            arrangement=draft.arrangement,
            cover=draft.cover,
            updated_at=now,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a collection that is arranged by hand."""

    kind: ItemKind
    item_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of collections: a page of what fits, in the page's order, or `by_hand`; then
    the positions of the page are places and ids."""

    page: Page
    wanted: ItemFilter = _ALL
    by_hand: bool = False
