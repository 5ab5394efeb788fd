"""How many fit, and how many there would be with each value, with few looks at the rows.

Models, ratings and favourites are counted in one go: they have few combinations. Nearly all jobs
succeeded and nearly nothing lies in the trash, so the others are looked up, and the rest is told
by subtraction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union_all

from domain.job_state import JobState
from domain.library import FACETS_LIMIT, Facets, ItemFilter
from persistence.item_filter import MOST, OTHERS, fits
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


async def count(transaction: Transaction, shelf: Shelf, wanted: ItemFilter) -> int:
    if wanted.states is not None and MOST in wanted.states:
        others = replace(wanted, states=OTHERS - wanted.states)
        all_states = await count(transaction, shelf, replace(wanted, states=None))
        return all_states - await count(transaction, shelf, others)
    query = select(func.count()).select_from(shelf.items)
    return await transaction.value(query.where(fits(shelf, wanted)))


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
        total = await count(transaction, shelf, open)
    query = (
        select(jobs.c.state, func.count())
        .join(shelf.items, shelf.items.c.job_id == jobs.c.id)
        .where(jobs.c.state.in_(OTHERS), fits(shelf, open))
        .group_by(jobs.c.state)
    )
    others = [(JobState(state), number) for state, number in await transaction.rows(query)]
    return _ranked([*others, (MOST, total - sum(number for _, number in others))])


async def _tags(transaction: Transaction, shelf: Shelf, wanted: ItemFilter) -> Mapping[str, int]:
    spelled = _spelled(shelf, wanted).subquery("spelled")
    tag, key = (_by_code_points(spelled.c[each], transaction) for each in ("tag", "key"))
    number = func.sum(spelled.c.number)
    query = (
        select(func.min(tag), number)
        .where(spelled.c.number > 0)
        .group_by(spelled.c.key)
        .order_by(number.desc(), key)
        .limit(FACETS_LIMIT)
    )
    return {tag: int(number) for tag, number in await transaction.rows(query)}


def _spelled(shelf: Shelf, wanted: ItemFilter) -> Select[*tuple[Any, ...]]:
    """How many have each tag in each spelling."""
    items, tags = shelf.items.c, shelf.tags.c
    all_of_them: Select[*tuple[Any, ...]] = select(tags.key, tags.tag, func.count().label("number"))
    if wanted != ItemFilter():
        fitting = select(items.id).where(fits(shelf, wanted))
        return all_of_them.where(tags.item_id.in_(fitting)).group_by(tags.key, tags.tag)
    in_trash = tags.item_id.in_(select(items.id).where(items.trashed_at.is_not(None)))
    less = select(tags.key, tags.tag, (-func.count()).label("number")).where(in_trash)
    both = union_all(
        all_of_them.group_by(tags.key, tags.tag), less.group_by(tags.key, tags.tag)
    ).subquery("both")
    number = func.sum(both.c.number).label("number")
    spelled: Select[*tuple[Any, ...]] = select(both.c.key, both.c.tag, number)
    return spelled.group_by(both.c.key, both.c.tag)


def _by_code_points(text: ColumnElement[str], transaction: Transaction) -> ColumnElement[str]:
    return text if transaction.is_sqlite else text.collate("C")


def _ranked(numbers: Iterable[tuple[Any, int]]) -> Mapping[Any, int]:
    """The most frequent first, and without what there is not."""
    counted = Counter[Any]()
    for value, number in numbers:
        counted[value] += number
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return {value: number for value, number in ranked[:FACETS_LIMIT] if number > 0}
