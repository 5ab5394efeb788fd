"""Pages from the newest to the oldest, by where the last one ended: no page grows slower."""

from typing import Any

from sqlalchemy import Select, Table, literal, tuple_

from domain.ports import Page


def newest_first(query: Select[*tuple[Any, ...]], table: Table, page: Page) -> Select[Any]:
    created_at, id = table.c.created_at, table.c.id
    ordered = query.order_by(created_at.desc(), id.desc()).limit(page.limit)
    if page.after is None:
        return ordered
    end = tuple_(literal(page.after.created_at, created_at.type), literal(page.after.id, id.type))
    return ordered.where(tuple_(created_at, id) < end)
