"""Pages of lists: in which order, behind or before which place, and how many."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class SortKey(StrEnum):
    """What a list is ordered by; entries that are alike in it follow their id."""

    CREATED_AT = "CREATED_AT"
    TITLE = "TITLE"
    RATING = "RATING"


@dataclass(frozen=True, slots=True)
class Order:
    by: SortKey = SortKey.CREATED_AT
    descending: bool = True


NEWEST_FIRST = Order()


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a list: what its entry has of the sort key, and its id. Compares in that order."""

    value: datetime | str | int
    id: UUID


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` entries between `after` and `before`: the first of them, or the last ones
    if `backward`. Either way they come in the order of the list. `offset` leaves out so many of
    them; a page is the slower the more are left out."""

    limit: int
    after: Position | None = None
    before: Position | None = None
    backward: bool = False
    order: Order = NEWEST_FIRST
    offset: int = 0
