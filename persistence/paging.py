"""Pages by where the last one ended, not by how many were before: no page grows slower."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, Integer, Select, bindparam, tuple_

from domain.paging import Order, Page, SortKey

COLUMNS: Mapping[SortKey, str] = {
    SortKey.CREATED_AT: "created_at",
    SortKey.TITLE: "title_key",
    SortKey.RATING: "rating",
}

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Shape:
    """All of a page that makes another statement; `values_of` tells the rest of it. So the
    statement can be kept: building one costs more than many a page does."""

    order: Order
    backward: bool
    after: bool
    before: bool
    offset: bool = False

    @classmethod
    def of(cls, page: Page) -> "Shape":
        return cls(
            order=page.order,
            backward=page.backward,
            after=page.after is not None,
            before=page.before is not None,
            offset=page.offset > 0,
        )


def paged(query: Select[*tuple[Any, ...]], table: FromClause, shape: Shape) -> Select[Any]:
    """The rows of a page; a backward one from its end, which `in_order` turns round."""
    query = within(query, table, shape)
    if shape.offset:
        query = query.offset(bindparam("page_offset", type_=Integer()))
    return limited(query, table, shape)


def within(query: Select[*tuple[Any, ...]], table: FromClause, shape: Shape) -> Select[Any]:
    """All rows between the places that the page names."""
    if shape.after:
        query = query.where(_beyond(table, shape, "after", forward=True))
    if shape.before:
        query = query.where(_beyond(table, shape, "before", forward=False))
    return query


def limited(query: Select[*tuple[Any, ...]], table: FromClause, shape: Shape) -> Select[Any]:
    """As many rows as the page takes, from the side on which it begins."""
    limit = bindparam("page_limit", type_=Integer())
    return query.order_by(*ordering(table, shape)).limit(limit)


def values_of(page: Page) -> Mapping[str, Any]:
    values: dict[str, Any] = {"page_limit": page.limit}
    if page.offset:
        values["page_offset"] = page.offset
    for name, place in (("after", page.after), ("before", page.before)):
        if place is not None:
            values |= {f"{name}_value": place.value, f"{name}_id": place.id}
    return values


def ordering(table: FromClause, shape: Shape) -> Sequence[ColumnElement[Any]]:
    """A backward page is read from its end."""
    columns = table.c[COLUMNS[shape.order.by]], table.c.id
    downwards = shape.order.descending is not shape.backward
    return [column.desc() for column in columns] if downwards else columns


def in_order(entries: Sequence[Entry], page: Page) -> Sequence[Entry]:
    return entries[::-1] if page.backward else entries


def _beyond(table: FromClause, shape: Shape, name: str, *, forward: bool) -> ColumnElement[bool]:
    key, id = table.c[COLUMNS[shape.order.by]], table.c.id
    end = tuple_(bindparam(f"{name}_value", type_=key.type), bindparam(f"{name}_id", type_=id.type))
    entry = tuple_(key, id)
    return entry < end if shape.order.descending is forward else entry > end
