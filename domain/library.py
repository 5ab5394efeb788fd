"""What an image and a song have in common once they are in the library: their owner's words."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, StrEnum
from typing import Self
from uuid import UUID

from domain.job_state import JobKind, JobState
from domain.paging import Position, SortKey

RATING_LIMIT = 5
TITLE_SHOWN = 60
TAG_LIMIT, TAGS_LIMIT = 50, 50
"""Characters of a tag, and tags of one thing."""

FACETS_LIMIT = 100
"""The most values that are counted of one facet; the frequent ones come first."""


class ItemKind(StrEnum):
    """What is in the library; several kinds of jobs make songs, and some nothing of their own."""

    IMAGE = "IMAGE"
    SONG = "SONG"

    @classmethod
    def made_by(cls, kind: JobKind) -> "ItemKind | None":
        """None where a job changes what is there already."""
        return {JobKind.IMAGE: cls.IMAGE, JobKind.STEMS: None}.get(kind, cls.SONG)


class Keep(Enum):
    """Stands for "leave it as it is", where None means "take it away"."""

    KEEP = "KEEP"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of the owner's words. `tags` replaces all of them, before others are added or
    removed; a rating goes from 1 to 5 and None takes it away."""

    title: str | Keep = KEEP
    tags: tuple[str, ...] | Keep = KEEP
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    favourite: bool | Keep = KEEP
    rating: int | Keep | None = KEEP
    notes: str | Keep | None = KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something in the library. Not in the trash while `trashed_at` is None."""

    id: UUID
    job_id: UUID
    title: str
    model: str
    created_at: datetime
    tags: tuple[str, ...] = ()
    favourite: bool = False
    rating: int | None = None
    notes: str | None = None
    trashed_at: datetime | None = None

    @property
    def texts(self) -> tuple[str | None, ...]:
        """What was asked for, in words."""
        return ()

    @property
    def search_text(self) -> str:
        """Every text in which a search looks."""
        texts = (self.title, *self.tags, self.notes, *self.texts)
        return searchable("\n".join(text for text in texts if text))

    def position(self, by: SortKey) -> Position:
        """Its place in a list that is ordered so."""
        match by:
            case SortKey.CREATED_AT:
                return Position(self.created_at, self.id)
            case SortKey.TITLE:
                return Position(sort_key(self.title), self.id)
            case SortKey.RATING:
                return Position(self.rating or 0, self.id)

    def edit(self, change: Edit) -> Self:
        kept = self.tags if change.tags is KEEP else change.tags
        removed = {tag_key(tag) for tag in change.remove_tags}
        tags = [tag for tag in (*kept, *change.add_tags) if tag_key(tag) not in removed]
        return replace(
            self,
            title=self.title if change.title is KEEP else change.title,
            tags=distinct_tags(tags),
            favourite=self.favourite if change.favourite is KEEP else change.favourite,
            rating=self.rating if change.rating is KEEP else change.rating,
            notes=self.notes if change.notes is KEEP else change.notes,
        )

    def trash(self, now: datetime) -> Self:
        """What lies in the trash already keeps its day."""
        return replace(self, trashed_at=self.trashed_at or now)

    def restore(self) -> Self:
        return replace(self, trashed_at=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """Every given condition must hold. A None leaves open what it is about.

    `text`: each of its words stands somewhere in the texts. `tags`: all of them. `states`: of the
    job. Moments: from the first, before the second. `collection`: what is in it.
    """

    text: str | None = None
    models: frozenset[str] | None = None
    states: frozenset[JobState] | None = None
    tags: tuple[str, ...] = ()
    favourite: bool | None = None
    rating_from: int | None = None
    created_from: datetime | None = None
    created_before: datetime | None = None
    trashed: bool | None = False
    trashed_before: datetime | None = None
    collection: UUID | None = None
    ids: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many there would be with each value, under the other conditions of the filter; the
    most frequent first. Rating 0 counts what is not rated."""

    models: Mapping[str, int] = field(default_factory=dict[str, int])
    states: Mapping[JobState, int] = field(default_factory=dict[JobState, int])
    tags: Mapping[str, int] = field(default_factory=dict[str, int])
    ratings: Mapping[int, int] = field(default_factory=dict[int, int])
    favourites: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which images and songs: those named, by kind, or all of the kinds that fit the filter.
    `sequence` is how those named follow each other, whatever they are."""

    ids: Mapping[ItemKind, tuple[UUID, ...]] | None = None
    kinds: tuple[ItemKind, ...] = tuple(ItemKind)
    wanted: ItemFilter = ItemFilter()
    sequence: tuple[UUID, ...] = ()

    @property
    def names(self) -> int:
        """How many are named."""
        return sum(map(len, (self.ids or {}).values()))


def shortened(line: str) -> str:
    """As a title: at most 60 characters."""
    return line if len(line) <= TITLE_SHOWN else line[: TITLE_SHOWN - 1].rstrip() + "…"


def searchable(text: str) -> str:
    """The form in which texts are compared: without case, and one spelling of each letter."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def sort_key(title: str) -> str:
    """Titles in the order of a dictionary: without case and accents, so Ähre stands by Ahne."""
    letters = unicodedata.normalize("NFKD", searchable(title))
    return "".join(each for each in letters if not unicodedata.combining(each)).strip()


def tag_key(tag: str) -> str:
    """Tags that have the same key are the same tag."""
    return searchable(" ".join(tag.split()))


def distinct_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the spelling that came first; empty ones are left out."""
    by_key: dict[str, str] = {}
    for tag in tags:
        by_key.setdefault(tag_key(tag), " ".join(tag.split()))
    by_key.pop("", None)
    return tuple(by_key.values())
