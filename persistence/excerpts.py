"""What many collections show, told by one statement."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, func, literal, select, tuple_, union_all

from domain.collection import Excerpt
from domain.library import ItemKind
from domain.paging import Page, Position
from persistence.item_filter import fits
from persistence.paging import COLUMNS
from persistence.shelves import IMAGES, SONGS, Shelf

SHELVES: Mapping[ItemKind, Shelf] = {ItemKind.IMAGE: IMAGES, ItemKind.SONG: SONGS}


def excerpts(collection_ids: Sequence[UUID], excerpt: Excerpt) -> Select[Any]:
    """The places, one collection after the other, each in its order."""
    page = excerpt.page
    places = _all_places(collection_ids, excerpt)
    down = page.order.descending and not excerpt.by_hand
    place = _rank(places, down=down is not page.backward).label("place")
    ranked = select(places, place).where(*_between(places, page, down=down)).subquery("ranked")
    shown = select(ranked).where(ranked.c.place <= page.limit)
    in_order = ranked.c.place.desc() if page.backward else ranked.c.place
    return shown.order_by(ranked.c.collection_id, in_order)


def _all_places(collection_ids: Sequence[UUID], excerpt: Excerpt) -> Subquery:
    fitting = [
        select(
            shelf.places.c.collection_id,
            literal(kind.value).label("kind"),
            shelf.places.c.item_id,
            shelf.places.c.number,
            _key(shelf, excerpt).label("key"),
        )
        .join(shelf.items, shelf.items.c.id == shelf.places.c.item_id)
        .where(shelf.places.c.collection_id.in_(collection_ids), fits(shelf, excerpt.wanted))
        for kind, shelf in SHELVES.items()
    ]
    return union_all(*fitting).subquery("places")


def _key(shelf: Shelf, excerpt: Excerpt) -> ColumnElement[Any]:
    if excerpt.by_hand:
        return shelf.places.c.number
    return shelf.items.c[COLUMNS[excerpt.page.order.by]]


def _rank(places: Subquery, *, down: bool) -> ColumnElement[int]:
    columns = [places.c.key, places.c.item_id]
    order = [column.desc() for column in columns] if down else columns
    return func.row_number().over(partition_by=places.c.collection_id, order_by=order)


def _between(places: Subquery, page: Page, *, down: bool) -> Iterator[ColumnElement[bool]]:
    key, id = places.c.key, places.c.item_id

    def at(position: Position) -> Any:
        return tuple_(literal(position.value, key.type), literal(position.id, id.type))

    here = tuple_(key, id)
    if page.after:
        yield here < at(page.after) if down else here > at(page.after)
    if page.before:
        yield here > at(page.before) if down else here < at(page.before)
