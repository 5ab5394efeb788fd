"""How many there would be with each value, counted with as few looks at the rows as it takes.

Models, ratings and favourites are counted in one go: they have few combinations. Nearly all jobs
succeeded and nearly nothing lies in the trash, so the others are looked up, and the rest is told
by subtraction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from domain.job_state import JobState
from domain.library import FACETS_LIMIT, Facets, ItemFilter
from persistence.item_filter import MOST, OTHERS, fits, none_of
from persistence.shelves import Shelf
from persistence.tables import jobs
from persistence.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Combination:
    """How many have this model, this rating and are favourites or not."""

    model: str
    rating: int
    favourite: bool
    number: int


async def facets(transaction: Transaction, shelf: Shelf, wanted: ItemFilter) -> Facets:
    combined = await _combined(transaction, shelf, wanted)
    return Facets(
        models=_ranked((each.model, each.number) for each in _of(combined, wanted, "models")),
        ratings=_ranked(
            (each.rating, each.number) for each in _of(combined, wanted, "rating_from")
        ),
        favourites=sum(
            each.number for each in _of(combined, wanted, "favourite") if each.favourite
        ),
        states=await _states(transaction, shelf, wanted, combined),
        tags=await _tags(transaction, shelf, replace(wanted, tags=())),
    )


async def _combined(
    transaction: Transaction, shelf: Shelf, wanted: ItemFilter
) -> list[Combination]:
    items = shelf.items.c
    open = replace(wanted, models=None, rating_from=None, favourite=None)
    columns = items.model, items.rating, items.favourite
    query = select(*columns, func.count()).where(fits(shelf, open)).group_by(*columns)
    return [Combination(*row) for row in await transaction.rows(query)]


def _of(
    combined: Iterable[Combination], wanted: ItemFilter, left_out: str | None = None
) -> list[Combination]:
    """Those that fit, but for one condition that is left out."""
    rest = wanted if left_out is None else replace(wanted, **{left_out: None})
    return [each for each in combined if _fits(each, rest)]


def _fits(each: Combination, wanted: ItemFilter) -> bool:
    return (
        (wanted.models is None or each.model in wanted.models)
        and (wanted.rating_from is None or each.rating >= wanted.rating_from)
        and (wanted.favourite is None or each.favourite is wanted.favourite)
    )


async def _states(
    transaction: Transaction, shelf: Shelf, wanted: ItemFilter, combined: list[Combination]
) -> Mapping[JobState, int]:
    open = replace(wanted, states=None)
    if wanted.states is None:
        total = sum(each.number for each in _of(combined, wanted))
    else:
        count = select(func.count()).select_from(shelf.items)
        total = await transaction.value(count.where(fits(shelf, open)))
    query = (
        select(jobs.c.state, func.count())
        .join(shelf.items, shelf.items.c.job_id == jobs.c.id)
        .where(jobs.c.state.in_(OTHERS), fits(shelf, open))
        .group_by(jobs.c.state)
    )
    others = [(JobState(state), number) for state, number in await transaction.rows(query)]
    return _ranked([*others, (MOST, total - sum(number for _, number in others))])


async def _tags(transaction: Transaction, shelf: Shelf, wanted: ItemFilter) -> Mapping[str, int]:
    tags, number = shelf.tags.c, func.count().label("number")
    tag, key = (_by_code_points(each, transaction) for each in (tags.tag, tags.key))
    query = (
        select(func.min(tag).label("tag"), number)
        .where(_are_of_fitting(shelf, wanted))
        .group_by(tags.key)
        .order_by(number.desc(), key)
        .limit(FACETS_LIMIT)
    )
    return {row.tag: row.number for row in await transaction.rows(query)}


def _are_of_fitting(shelf: Shelf, wanted: ItemFilter) -> ColumnElement[bool]:
    items, item_id = shelf.items.c, shelf.tags.c.item_id
    if wanted == ItemFilter():
        return none_of(shelf, item_id, select(items.id).where(items.trashed_at.is_not(None)))
    fitting: Select[Any] = select(items.id).where(fits(shelf, wanted))
    return item_id.in_(fitting)


def _by_code_points(text: ColumnElement[str], transaction: Transaction) -> ColumnElement[str]:
    return text if transaction.is_sqlite else text.collate("C")


def _ranked(numbers: Iterable[tuple[Any, int]]) -> Mapping[Any, int]:
    """The most frequent first, and without what there is not."""
    counted = Counter[Any]()
    for value, number in numbers:
        counted[value] += number
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return {value: number for value, number in ranked[:FACETS_LIMIT] if number > 0}
