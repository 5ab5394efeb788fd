"""What images and songs have in common in the library: their owner's words, and how they are found.

Filters compare texts in the form that `domain.library.searchable` gives them, so that SQLite and
PostgreSQL agree about case and umlauts.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Generic
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, delete, select, update

from domain.errors import NotFound
from domain.library import Facets, Item, ItemFilter, sort_key, tag_key
from domain.paging import Page
from domain.ports.items import AnItem
from persistence.counting import count, facets
from persistence.item_filter import fits
from persistence.narrowing import ends_near, fit_anywhere, fit_near, narrows
from persistence.orphans import forget_orphans
from persistence.paging import Shape, in_order, paged, values_of
from persistence.search import has_only_short_words
from persistence.shelves import Shelf
from persistence.transaction import Record, Transaction, Values

_AT_ONCE = 500
"""Values of one statement; SQLite's older versions take 999."""


class SqlItems(ABC, Generic[AnItem]):
    def __init__(self, transaction: Transaction, shelf: Shelf, sqlite_shelf: Shelf) -> None:
        self._transaction = transaction
        self._shelf = shelf
        self._sqlite_shelf = sqlite_shelf
        self._items: Any = shelf.items
        self._id: ColumnElement[UUID] = shelf.items.c.id

    @abstractmethod
    def _query(self) -> Select[*tuple[Any, ...]]:
        """All items with what belongs to them, as `_read` wants the rows."""

    @abstractmethod
    async def _read(
        self, query: Select[*tuple[Any, ...]], values: Values | None = None
    ) -> Sequence[AnItem]: ...

    @abstractmethod
    async def _take_apart(self, ids: Sequence[UUID]) -> Sequence[str]:
        """Delete what hangs on the items; answers the hashes of their files."""

    async def get(self, id: UUID) -> AnItem:
        found = await self._read(self._query().where(self._id == id))
        if not found:
            raise NotFound(self._shelf.name, id)
        return found[0]

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[AnItem]:
        if page.offset or not narrows(wanted, page.order):
            return await self._page(page, fits(self._shelf, wanted))
        near = await self._page(page, fit_near(self._shelf, Shape.of(page), wanted))
        if len(near) == page.limit or await ends_near(self._transaction, self._shelf, page):
            return near
        found_in = self._found_in(wanted)
        return await self._page(page, fit_anywhere(found_in, self._shelf, Shape.of(page), wanted))

    def _found_in(self, wanted: ItemFilter) -> Shelf:
        """Where to look for all that fit."""
        if self._transaction.is_sqlite and not has_only_short_words(wanted.text):
            return self._sqlite_shelf
        return self._shelf

    async def _page(self, page: Page, condition: ColumnElement[bool]) -> Sequence[AnItem]:
        query = paged(self._query().where(condition), self._items, Shape.of(page))
        return in_order(await self._read(query, values_of(page)), page)

    async def count(self, wanted: ItemFilter) -> int:
        return await count(self._transaction, self._found_in(wanted), wanted)

    async def ids(self, wanted: ItemFilter) -> Sequence[UUID]:
        found_in = self._found_in(wanted)
        items = found_in.items.c
        query = select(items.id).where(fits(found_in, wanted))
        rows = await self._transaction.rows(query.order_by(items.created_at, items.id))
        return [row.id for row in rows]

    async def find(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        return await self._read(self._query().where(self._id.in_(ids)))

    @abstractmethod
    async def holding(self, hashes: Sequence[str]) -> Sequence[UUID]: ...

    async def hold(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        lock = select(self._id).where(self._id.in_(ids)).order_by(self._id).with_for_update()
        await self._transaction.rows(lock)
        return await self._read(self._query().where(self._id.in_(ids)))

    async def curate(self, items: Sequence[AnItem]) -> None:
        if not items:
            return
        change = update(self._items).where(self._id == bindparam("item_id"))
        rows = [{"item_id": item.id, **curation(item)} for item in items]
        await self._transaction.write(change, rows)
        await self._forget_tags([item.id for item in items])
        await self.add_tags(items)

    async def remove(self, ids: Sequence[UUID]) -> Sequence[str]:
        hashes = await self._take_apart(ids)
        await self._forget_tags(ids)
        await self._transaction.write(delete(self._items).where(self._id.in_(ids)))
        return await forget_orphans(self._transaction, hashes)

    async def facets(self, wanted: ItemFilter) -> Facets:
        return await facets(self._transaction, self._found_in(wanted), wanted)

    async def add_tags(self, items: Sequence[AnItem]) -> None:
        rows = [
            {"item_id": item.id, "key": tag_key(tag), "tag": tag}
            for item in items
            for tag in item.tags
        ]
        for start in range(0, len(rows), _AT_ONCE):
            insert = self._transaction.insert(self._shelf.tags)
            await self._transaction.write(insert, rows[start : start + _AT_ONCE])

    async def _forget_tags(self, ids: Sequence[UUID]) -> None:
        tags = self._shelf.tags
        await self._transaction.write(delete(tags).where(tags.c.item_id.in_(ids)))


def curation(item: Item) -> dict[str, Any]:
    """The owner's words as columns, with the forms in which they are compared."""
    return {
        "title": item.title,
        "title_key": sort_key(item.title),
        "tags": item.tags,
        "favourite": item.favourite,
        "rating": item.rating or 0,
        "notes": item.notes,
        "trashed_at": item.trashed_at,
        "search_text": item.search_text,
    }


def read_curation(row: Record) -> dict[str, Any]:
    return {
        "title": row.title,
        "tags": tuple(row.tags),
        "favourite": row.favourite,
        "rating": row.rating or None,
        "notes": row.notes,
        "trashed_at": row.trashed_at,
    }
