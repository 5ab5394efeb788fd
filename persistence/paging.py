"""Pages by where the last one ended, not by how many were before: no page grows slower."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, Select, Table, literal, tuple_

from domain.paging import Page, Position, SortKey

COLUMNS: Mapping[SortKey, str] = {
    SortKey.CREATED_AT: "created_at",
    SortKey.TITLE: "title_key",
    SortKey.RATING: "rating",
}

Entry = TypeVar("Entry")


def paged(query: Select[*tuple[Any, ...]], table: Table, page: Page) -> Select[Any]:
    """The rows of the page; a backward one from its end, which `in_order` turns round."""
    if page.after is not None:
        query = query.where(_beyond(table, page, page.after, forward=True))
    if page.before is not None:
        query = query.where(_beyond(table, page, page.before, forward=False))
    return query.order_by(*ordering(table, page)).limit(page.limit)


def ordering(table: FromClause, page: Page) -> Sequence[ColumnElement[Any]]:
    """A backward page is read from its end."""
    columns = table.c[COLUMNS[page.order.by]], table.c.id
    downwards = page.order.descending is not page.backward
    return [column.desc() for column in columns] if downwards else columns


def in_order(entries: Sequence[Entry], page: Page) -> Sequence[Entry]:
    return entries[::-1] if page.backward else entries


def _beyond(table: Table, page: Page, place: Position, *, forward: bool) -> ColumnElement[bool]:
    key, id = table.c[COLUMNS[page.order.by]], table.c.id
    end = tuple_(literal(place.value, key.type), literal(place.id, id.type))
    entry = tuple_(key, id)
    return entry < end if page.order.descending is forward else entry > end
