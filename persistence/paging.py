"""Pages from the newest to the oldest, by where the last one ended: no page grows slower."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Integer, Select, Table, bindparam, literal, tuple_

from domain.ports import Page


def newest_first(query: Select[*tuple[Any, ...]], table: Table, page: Page) -> Select[Any]:
    created_at, id = table.c.created_at, table.c.id
    ordered = query.order_by(created_at.desc(), id.desc()).limit(page.limit)
    if page.after is None:
        return ordered
    end = tuple_(literal(page.after.created_at, created_at.type), literal(page.after.id, id.type))
    return ordered.where(tuple_(created_at, id) < end)


def any_page(query: Select[*tuple[Any, ...]], table: Table, *, first: bool) -> Select[Any]:
    """The first page or a later one, whose place comes with `place_of`: a statement that can be
    kept, as building one anew costs more than many a page does."""
    created_at, id = table.c.created_at, table.c.id
    limit = bindparam("page_limit", type_=Integer())
    ordered = query.order_by(created_at.desc(), id.desc()).limit(limit)
    if first:
        return ordered
    end = (bindparam("end_at", type_=created_at.type), bindparam("end_id", type_=id.type))
    return ordered.where(tuple_(created_at, id) < tuple_(*end))


def place_of(page: Page) -> Mapping[str, Any]:
    if page.after is None:
        return {"page_limit": page.limit}
    return {"page_limit": page.limit, "end_at": page.after.created_at, "end_id": page.after.id}
