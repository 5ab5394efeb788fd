"""What makes a change of the owner's words, and a search for them, acceptable."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from domain.errors import InvalidRequest, Problem
from domain.library import (
    KEEP,
    RATING_LIMIT,
    TAG_LIMIT,
    TAGS_LIMIT,
    Edit,
    ItemFilter,
    Selection,
)
from domain.ports.items import AnItem
from domain.ports.jobs import JobFilter
from domain.validation import TITLE_LIMIT, text_problems

NOTES_LIMIT = 10_000
WANTED_TAGS_LIMIT, WANTED_MODELS_LIMIT = 10, 50
SEARCH_LIMIT, SEARCH_WORDS_LIMIT = 200, 16
IDS_LIMIT = 1_000


def valid_edit(change: Edit, selection: Selection) -> Edit:
    """Raises InvalidRequest with every problem."""
    problems = [
        *_title(change, selection),
        *_notes(change),
        *_tags("tags", () if change.tags is KEEP else change.tags),
        *_tags("addTags", change.add_tags),
        *_tags("removeTags", change.remove_tags),
        *_rating("rating", 1 if change.rating in (KEEP, None) else change.rating),
    ]
    if problems:
        raise InvalidRequest(*problems)
    return change


def valid_selection(selection: Selection) -> Selection:
    """Raises InvalidRequest."""
    if selection.ids is not None and not 1 <= selection.names <= IDS_LIMIT:
        raise InvalidRequest(
            Problem("ids", f"Name 1 to {IDS_LIMIT:,} at once, or choose them by a filter.")
        )
    valid_filter(selection.wanted)
    return selection


def valid_filter(wanted: ItemFilter) -> ItemFilter:
    """Raises InvalidRequest with every problem."""
    problems = [
        *text_problems("text", wanted.text, SEARCH_LIMIT),
        *_tags("tags", wanted.tags, WANTED_TAGS_LIMIT),
        *_rating("ratingFrom", wanted.rating_from),
        *_range(wanted),
    ]
    if len((wanted.text or "").split()) > SEARCH_WORDS_LIMIT:
        problems.append(Problem("text", f"Search for at most {SEARCH_WORDS_LIMIT} words at once."))
    if problems:
        raise InvalidRequest(*problems)
    return wanted


def valid_job_filter(wanted: JobFilter) -> JobFilter:
    """Raises InvalidRequest with every problem."""
    if problems := list(_range(wanted)):
        raise InvalidRequest(*problems)
    return wanted


def within_limits(item: AnItem) -> AnItem:
    """Raises InvalidRequest for what became too much by adding to it."""
    if len(item.tags) > TAGS_LIMIT:
        raise InvalidRequest(
            Problem("addTags", f"{item.title} would have more than {TAGS_LIMIT} tags.")
        )
    return item


def _range(wanted: ItemFilter | JobFilter) -> Iterator[Problem]:
    """What both kinds of filters have."""
    if len(wanted.models or ()) > WANTED_MODELS_LIMIT:
        yield Problem("models", f"Name at most {WANTED_MODELS_LIMIT} models.")
    for model in wanted.models or ():
        yield from text_problems("models", model, TITLE_LIMIT)
    yield from _moment("createdFrom", wanted.created_from)
    yield from _moment("createdBefore", wanted.created_before)


def _moment(field: str, moment: datetime | None) -> Iterator[Problem]:
    if moment is None:
        return
    if moment.tzinfo is None:
        yield Problem(field, "Say in which time zone, such as 2026-12-01T00:00:00+01:00.")
        return
    try:
        moment.astimezone(UTC)
    except OverflowError:
        yield Problem(field, "This is beyond the calendar.")


def _title(change: Edit, selection: Selection) -> Iterator[Problem]:
    if change.title is KEEP:
        return
    if selection.names != 1:
        yield Problem("title", "Give a title to one thing at a time.")
    if not change.title.strip():
        yield Problem("title", "Give it a title, or leave the title as it is.")
    yield from text_problems("title", change.title, TITLE_LIMIT)


def _notes(change: Edit) -> Iterator[Problem]:
    if change.notes is not KEEP:
        yield from text_problems("notes", change.notes, NOTES_LIMIT)


def _tags(field: str, tags: Sequence[str], limit: int = TAGS_LIMIT) -> Iterator[Problem]:
    if len(tags) > limit:
        yield Problem(field, f"At most {limit} tags.")
        return
    for tag in tags:
        yield from text_problems(field, tag, TAG_LIMIT)


def _rating(field: str, rating: object) -> Iterator[Problem]:
    if rating is not None and rating not in range(1, RATING_LIMIT + 1):
        yield Problem(field, f"Rate from 1 to {RATING_LIMIT}.")
