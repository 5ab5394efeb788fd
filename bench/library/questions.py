"""What is asked of the library: every filter and order, as the web page asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bench.library.words import RARE
from domain.job_state import JobState
from domain.library import ItemFilter
from domain.paging import NEWEST_FIRST, Order, SortKey

PAGE = 20

_NODE = "id title model createdAt tags favourite rating"
_LIST = (
    "query Ask($filter: LibraryFilterInput, $order: LibraryOrderInput, $first: Int, $after: String,"
    " $last: Int) { found: %s(filter: $filter, order: $order, first: $first, after: $after,"
    " last: $last) { edges { node { %s } } pageInfo { hasNextPage endCursor } %s } }"
)
_FACETS = (
    "totalCount facets { models { value count } tags { value count } ratings { rating count }"
    " states { state count } favourites }"
)
_TITLES = Order(SortKey.TITLE, descending=False)
_BEST = Order(SortKey.RATING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`root` is the field that is asked for: images, songs or library."""

    name: str
    root: str = "images"
    wanted: ItemFilter = field(default_factory=ItemFilter)
    order: Order = NEWEST_FIRST
    backward: bool = False
    with_facets: bool = False

    @property
    def document(self) -> str:
        more = "" if not self.with_facets else "totalCount" if self.root == "library" else _FACETS
        return _LIST % (self.root, _NODE, more)

    def variables(self, after: str | None) -> dict[str, Any]:
        return {
            "filter": _input_of(self.wanted),
            "order": {"by": self.order.by, "descending": self.order.descending},
            **({"last": PAGE} if self.backward else {"first": PAGE}),
            "after": after,
        }


def _input_of(wanted: ItemFilter) -> Mapping[str, Any]:
    moments = wanted.created_from, wanted.created_before
    first, before = (None if each is None else each.isoformat() for each in moments)
    return {
        "text": wanted.text,
        "models": None if wanted.models is None else sorted(wanted.models),
        "states": None if wanted.states is None else sorted(wanted.states),
        "tags": list(wanted.tags),
        "favourite": wanted.favourite,
        "ratingFrom": wanted.rating_from,
        "createdFrom": first,
        "createdBefore": before,
        "trashed": wanted.trashed,
    }


def _worded(text: str) -> ItemFilter:
    return ItemFilter(text=text)


_SUMMER = ItemFilter(
    created_from=datetime(2024, 6, 1, tzinfo=UTC), created_before=datetime(2024, 9, 1, tzinfo=UTC)
)

PAGES = (
    Question(name="images, newest first"),
    Question(name="images, by title", order=_TITLES),
    Question(name="images, best first", order=_BEST),
    Question(name="images, the last page", backward=True),
    Question(name="text: wiese (1 in 6)", wanted=_worded("wiese")),
    Question(name="text: wiese, by title", wanted=_worded("wiese"), order=_TITLES),
    Question(name="text: morning light", wanted=_worded("morning light")),
    Question(name=f"text: {RARE} (1 in 6,000)", wanted=_worded(RARE)),
    Question(name="text: er", wanted=_worded("er")),
    Question(name="text: zq (nowhere, no trigram)", wanted=_worded("zq")),
    Question(name="tag: folk (1 in 3)", wanted=ItemFilter(tags=("folk",))),
    Question(name="tag: Projekt 58 (1 in 170)", wanted=ItemFilter(tags=("Projekt 58",))),
    Question(name="model: dall-e-3", wanted=ItemFilter(models=frozenset({"dall-e-3"}))),
    Question(name="state: SUCCEEDED", wanted=ItemFilter(states=frozenset({JobState.SUCCEEDED}))),
    Question(name="state: FAILED (none)", wanted=ItemFilter(states=frozenset({JobState.FAILED}))),
    Question(name="favourites", wanted=ItemFilter(favourite=True)),
    Question(name="rated 4 or 5, by title", wanted=ItemFilter(rating_from=4), order=_TITLES),
    Question(name="three months, by title", wanted=_SUMMER, order=_TITLES),
    Question(name="the trash", wanted=ItemFilter(trashed=True)),
    Question(name="songs, newest first", root="songs"),
    Question(name="songs, text: thunder window", root="songs", wanted=_worded("thunder window")),
    Question(
        name="songs, FAILED",
        root="songs",
        wanted=ItemFilter(states=frozenset({JobState.FAILED})),
    ),
    Question(name="library, newest first", root="library"),
    Question(name="library, text: wiese", root="library", wanted=_worded("wiese")),
)

COUNTED = tuple(
    Question(name=name, root=root, wanted=wanted, with_facets=True)
    for name, root, wanted in (
        ("images", "images", ItemFilter()),
        ("songs", "songs", ItemFilter()),
        ("library (totalCount)", "library", ItemFilter()),
        ("text: wiese (1 in 6)", "images", _worded("wiese")),
        (f"text: {RARE}", "images", _worded(RARE)),
        ("text: er (in all)", "images", _worded("er")),
        ("tag: folk (1 in 3)", "images", ItemFilter(tags=("folk",))),
        ("tag: Projekt 58", "images", ItemFilter(tags=("Projekt 58",))),
        ("model: dall-e-3", "images", ItemFilter(models=frozenset({"dall-e-3"}))),
        ("favourites", "images", ItemFilter(favourite=True)),
    )
)
