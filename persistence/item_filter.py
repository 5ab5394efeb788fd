"""Which images and songs a filter means."""

from collections.abc import Iterator, Set
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select

from domain.job_state import JobState
from domain.library import ItemFilter, tag_key
from persistence.search import with_words
from persistence.shelves import Shelf
from persistence.tables import jobs

MOST = JobState.SUCCEEDED
"""The state of nearly all jobs of a library."""

OTHERS = frozenset(JobState) - {MOST}


def fits(shelf: Shelf, wanted: ItemFilter) -> ColumnElement[bool]:
    return and_(True, *_conditions(shelf, wanted))


def _conditions(shelf: Shelf, wanted: ItemFilter) -> Iterator[ColumnElement[bool]]:
    items = shelf.items.c
    yield from with_words(shelf, wanted.text)
    for key in sorted({tag_key(tag) for tag in wanted.tags}):
        yield _tagged(shelf, key)
    if wanted.states is not None:
        yield _in_states(shelf, wanted.states)
    if wanted.trashed_before is not None:
        yield items.trashed_at < wanted.trashed_before
    if wanted.collection is not None:
        placed = shelf.places.c
        yield items.id.in_(select(placed.item_id).where(placed.collection_id == wanted.collection))
    if wanted.ids is not None:
        yield items.id.in_(wanted.ids)
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


def _tagged(shelf: Shelf, key: str) -> ColumnElement[bool]:
    tags = shelf.tags.c
    if shelf.few:
        return exists().where(tags.item_id == shelf.items.c.id, tags.key == key)
    return shelf.items.c.id.in_(select(tags.item_id).where(tags.key == key))


def _in_states(shelf: Shelf, states: Set[JobState]) -> ColumnElement[bool]:
    job_id = shelf.items.c.job_id
    if shelf.few:
        return exists().where(jobs.c.id == job_id, jobs.c.state.in_(states))
    if MOST in states:
        return none_of(shelf, job_id, jobs_in(OTHERS - states))
    return job_id.in_(jobs_in(states))


def jobs_in(states: Set[JobState]) -> Select[Any]:
    return select(jobs.c.id).where(jobs.c.state.in_(states))


def none_of(shelf: Shelf, value: ColumnElement[Any], few: Select[Any]) -> ColumnElement[bool]:
    """That a value, which is there, is none of a few. Each database does one of the two forms by
    a look at a list in memory, and the other one by a search for every row."""
    if shelf.facts is not None:
        return value.not_in(few)
    listed = few.subquery()
    return ~exists().where(listed.c[0] == value)
