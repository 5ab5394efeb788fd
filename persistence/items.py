"""What images and songs have in common in the library: their owner's words, and how they are found.

Filters compare texts in the form that `domain.library.searchable` gives them, so that SQLite and
PostgreSQL agree about case and umlauts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, select, update

from domain.errors import NotFound
from domain.job_state import JobState
from domain.library import (
    FACETS_LIMIT,
    Facets,
    Item,
    ItemFilter,
    searchable,
    sort_key,
    tag_key,
)
from domain.paging import Page
from domain.ports import AnItem
from persistence.orphans import forget_orphans
from persistence.paging import Shape, in_order, paged, values_of
from persistence.shelves import Shelf
from persistence.tables import jobs
from persistence.transaction import Record, Transaction, Values

_AT_ONCE = 500
"""Values of one statement; SQLite's older versions take 999."""


class SqlItems(ABC, Generic[AnItem]):
    def __init__(self, transaction: Transaction, shelf: Shelf) -> None:
        self._transaction = transaction
        self._shelf = shelf
        self._id = shelf.items.c.id

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
        fitting = self._query().where(fits(self._shelf, wanted))
        query = paged(fitting, self._shelf.items, Shape.of(page))
        return in_order(await self._read(query, values_of(page)), page)

    async def count(self, wanted: ItemFilter) -> int:
        query = select(func.count()).select_from(self._shelf.items)
        return await self._transaction.value(query.where(fits(self._shelf, wanted)))

    async def ids(self, wanted: ItemFilter) -> Sequence[UUID]:
        items = self._shelf.items.c
        query = select(items.id).where(fits(self._shelf, wanted))
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
        change = update(self._shelf.items).where(self._id == bindparam("item_id"))
        rows = [{"item_id": item.id, **curation(item)} for item in items]
        await self._transaction.write(change, rows)
        await self._forget_tags([item.id for item in items])
        await self.add_tags(items)

    async def remove(self, ids: Sequence[UUID]) -> Sequence[str]:
        hashes = await self._take_apart(ids)
        await self._forget_tags(ids)
        await self._transaction.write(delete(self._shelf.items).where(self._id.in_(ids)))
        return await forget_orphans(self._transaction, hashes)

    async def facets(self, wanted: ItemFilter) -> Facets:
        items = self._shelf.items.c
        states = await self._counted(_state_of(self._shelf), replace(wanted, states=None))
        ratings = await self._counted(items.rating, replace(wanted, rating_from=None))
        favourites = replace(wanted, favourite=True)
        return Facets(
            models=await self._counted(items.model, replace(wanted, models=None)),
            states={JobState(state): number for state, number in states.items()},
            tags=await self._counted_tags(replace(wanted, tags=())),
            ratings=ratings,
            favourites=await self.count(favourites),
        )

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

    async def _counted(self, value: ColumnElement[Any], wanted: ItemFilter) -> Mapping[Any, int]:
        number = func.count().label("number")
        query = (
            select(value.label("value"), number)
            .select_from(self._shelf.items)
            .where(fits(self._shelf, wanted))
            .group_by(value)
            .order_by(number.desc(), value)
            .limit(FACETS_LIMIT)
        )
        return {row.value: row.number for row in await self._transaction.rows(query)}

    async def _counted_tags(self, wanted: ItemFilter) -> Mapping[str, int]:
        tags, number = self._shelf.tags.c, func.count().label("number")
        query = (
            select(func.min(tags.tag).label("tag"), number)
            .join(self._shelf.items, tags.item_id == self._id)
            .where(fits(self._shelf, wanted))
            .group_by(tags.key)
            .order_by(number.desc(), tags.key)
            .limit(FACETS_LIMIT)
        )
        return {row.tag: row.number for row in await self._transaction.rows(query)}


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


def fits(shelf: Shelf, wanted: ItemFilter) -> ColumnElement[bool]:
    return and_(True, *_conditions(shelf, wanted))


def _conditions(shelf: Shelf, wanted: ItemFilter) -> Iterator[ColumnElement[bool]]:
    items = shelf.items.c
    for word in searchable(wanted.text or "").split():
        yield items.search_text.contains(word, autoescape=True)
    if keys := {tag_key(tag) for tag in wanted.tags}:
        tags = shelf.tags.c
        tagged = select(tags.item_id).where(tags.key.in_(keys)).group_by(tags.item_id)
        yield items.id.in_(tagged.having(func.count() == len(keys)))
    if wanted.states is not None:
        yield items.job_id.in_(select(jobs.c.id).where(jobs.c.state.in_(wanted.states)))
    if wanted.trashed is not None:
        yield items.trashed_at.is_not(None) if wanted.trashed else items.trashed_at.is_(None)
    yield from _comparisons(items, wanted)


def _comparisons(items: Any, wanted: ItemFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.models is not None:
        yield items.model.in_(wanted.models)
    if wanted.favourite is not None:
        yield items.favourite.is_(wanted.favourite)
    if wanted.rating_from is not None:
        yield items.rating >= wanted.rating_from
    if wanted.created_from is not None:
        yield items.created_at >= wanted.created_from
    if wanted.created_before is not None:
        yield items.created_at < wanted.created_before


def _state_of(shelf: Shelf) -> ColumnElement[Any]:
    return select(jobs.c.state).where(jobs.c.id == shelf.items.c.job_id).scalar_subquery()
