"""Pages of a filtered list, at a price that no filter and no planner can drive up.

A database has two ways to such a page: along the order, looking at each row until enough fit, or
from all that fit, which are then sorted. The first is dear where hardly anything fits, the second
where nearly everything does, and which is the case is a guess of its planner's. So we look along
the order for a bounded number of rows, and only if too few of them fit, at all that fit.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select

from domain.library import ItemFilter
from domain.paging import Order, Page, SortKey
from persistence.item_filter import fits
from persistence.paging import COLUMNS, Shape, limited, ordering, values_of, within
from persistence.shelves import Shelf
from persistence.transaction import Transaction

NEAR = 2_000
"""Rows along the order that are looked at first. What fits one in a hundred fills a page so."""

_SURELY = NEAR // 2
"""If no more rows are left, all were among the first, whatever came between two statements."""


def narrows(wanted: ItemFilter, order: Order) -> bool:
    """Whether the filter says more than where in the order its list begins and ends. One that names
    its items does not: they are looked up."""
    if wanted.ids is not None:
        return False
    dates = wanted.created_from, wanted.created_before
    if order.by is not SortKey.CREATED_AT and dates != (None, None):
        return True
    open = replace(wanted, created_from=None, created_before=None)
    return open not in (ItemFilter(trashed=False), ItemFilter(trashed=None))


def fit_near(shelf: Shelf, shape: Shape, wanted: ItemFilter) -> ColumnElement[bool]:
    """Of the first rows of the page's part of the list those that fit, as many as it takes."""
    items = shelf.items
    along = within(select(items), items, shape)
    if shape.order.by is SortKey.CREATED_AT:
        dates = ItemFilter(
            created_from=wanted.created_from, created_before=wanted.created_before, trashed=None
        )
        along = along.where(fits(shelf, dates))
    window = along.order_by(*ordering(items, shape)).limit(literal(NEAR)).subquery("near")
    few = replace(shelf, items=window, few=True)
    fitting = select(window.c.id).where(fits(few, wanted))
    return items.c.id.in_(limited(fitting, window, shape))


def fit_anywhere(
    index: Shelf, shelf: Shelf, shape: Shape, wanted: ItemFilter
) -> ColumnElement[bool]:
    """Of all that fit the first, as many as it takes. They are found before they are sorted."""
    items = index.items
    key = items.c[COLUMNS[shape.order.by]]
    fitting = within(select(items.c.id, key), items, shape).where(fits(index, wanted))
    found = fitting.cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
    return shelf.items.c.id.in_(limited(select(found.c.id), found, shape))


async def ends_near(transaction: Transaction, shelf: Shelf, page: Page) -> bool:
    """Whether the page's part of the list is so short that `fit_near` looks at all of it."""
    shape, items = Shape.of(page), shelf.items
    rest: Select[Any] = within(select(literal(1)).select_from(items), items, shape)
    further = rest.order_by(*ordering(items, shape)).offset(literal(_SURELY)).limit(literal(1))
    return await transaction.value(further, values_of(page)) is None
