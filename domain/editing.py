"""What makes a change of the owner's words, and a search for them, acceptable."""

from collections.abc import Iterator, Sequence

from domain.errors import InvalidRequest, Problem
from domain.library import (
    KEEP,
    RATING_LIMIT,
    TAG_LIMIT,
    TAGS_LIMIT,
    Edit,
    ItemFilter,
    Selection,
    distinct_tags,
)
from domain.validation import TITLE_LIMIT, text_problems

NOTES_LIMIT = 10_000
SEARCH_LIMIT, SEARCH_WORDS_LIMIT = 200, 16
IDS_LIMIT = 1_000


def valid_edit(change: Edit, selection: Selection) -> Edit:
    """Raises InvalidRequest with every problem."""
    problems = [
        *_title(change, selection),
        *_notes(change),
        *_tags("tags", () if change.tags is KEEP else change.tags),
        *_tags("addTags", change.add_tags),
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
        *_tags("tags", wanted.tags),
        *_rating("ratingFrom", wanted.rating_from),
    ]
    if len((wanted.text or "").split()) > SEARCH_WORDS_LIMIT:
        problems.append(Problem("text", f"Search for at most {SEARCH_WORDS_LIMIT} words at once."))
    if problems:
        raise InvalidRequest(*problems)
    return wanted


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


def _tags(field: str, tags: Sequence[str]) -> Iterator[Problem]:
    if len(distinct_tags(tags)) > TAGS_LIMIT:
        yield Problem(field, f"At most {TAGS_LIMIT} tags.")
    for tag in tags:
        yield from text_problems(field, tag, TAG_LIMIT)


def _rating(field: str, rating: object) -> Iterator[Problem]:
    if rating is not None and rating not in range(1, RATING_LIMIT + 1):
        yield Problem(field, f"Rate from 1 to {RATING_LIMIT}.")
