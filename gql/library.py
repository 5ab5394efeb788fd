"""What images and songs have in common: how they are found, ordered and counted."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar, cast

import strawberry
from strawberry import relay

from domain import library as domain
from domain.editing import (
    SEARCH_LIMIT,
    SEARCH_WORDS_LIMIT,
    WANTED_MODELS_LIMIT,
    WANTED_TAGS_LIMIT,
)
from domain.job_state import JobState
from domain.library import ItemFilter, ItemKind
from domain.paging import Order, Page, SortKey
from domain.ports.items import AnItem
from gql.context import Info
from gql.ids import entity_id
from gql.paging import ZONE_NEEDED, connection_of

if TYPE_CHECKING:
    from gql.collections import Collection
    from gql.jobs import Job

LazyCollection = Annotated["Collection", strawberry.lazy("gql.collections")]
LazyJob = Annotated["Job", strawberry.lazy("gql.jobs")]


@strawberry.interface(description="An image or a song in the library, with its owner's words.")
class LibraryItem(relay.Node):
    """Reads of the item what is asked for: a list has hundreds of them."""

    item: strawberry.Private[domain.Item]

    @strawberry.field(description="Its title; at first its first line.")
    def title(self) -> str:
        return self.item.title

    @strawberry.field(description="Its tags; a song's are at first its style's.")
    def tags(self) -> Sequence[str]:
        return self.item.tags

    @strawberry.field(description="Whether it is one of the favourites.")
    def favourite(self) -> bool:
        return self.item.favourite

    @strawberry.field(description="From 1 to 5; null while it is not rated.")
    def rating(self) -> int | None:
        return self.item.rating

    @strawberry.field(description="What its owner noted.")
    def notes(self) -> str | None:
        return self.item.notes

    @strawberry.field(description="The model that was asked for it.")
    def model(self) -> str:
        return self.item.model

    @strawberry.field(description="When it became ours; of a song, when it was ordered.")
    def created_at(self) -> datetime:
        return self.item.created_at

    @strawberry.field(description="When it was moved to the trash; null while it is not there.")
    def trashed_at(self) -> datetime | None:
        return self.item.trashed_at

    @strawberry.field(description="The collections that it is in, by name.")
    async def collections(self, info: Info) -> list[LazyCollection]:
        from gql.collections import Collection

        found = await info.context.loaders.collections_of_item.load(self.item.id)
        return [Collection.of(each) for each in found]

    @strawberry.field(description="The job that makes it, or made it.")
    async def job(self, info: Info) -> LazyJob:
        from gql.jobs import load_job

        return await load_job(self.item.job_id, info)


@strawberry.input(description="Which images or songs; every given condition must hold.")
class LibraryFilterInput:
    text: str | None = strawberry.field(
        default=None,
        description="Words that all stand somewhere in the title, tags, notes, prompt or lyrics; "
        f"upper and lower case are the same. At most {SEARCH_LIMIT} characters in "
        f"{SEARCH_WORDS_LIMIT} words.",
    )
    models: list[str] | None = strawberry.field(
        default=None, description=f"Made by one of these models, at most {WANTED_MODELS_LIMIT}."
    )
    states: list[JobState] | None = strawberry.field(
        default=None, description="Whose job is in one of these states."
    )
    tags: list[str] | None = strawberry.field(
        default=None, description=f"With all of these tags, at most {WANTED_TAGS_LIMIT}."
    )
    favourite: bool | None = strawberry.field(
        default=None, description="Only favourites (true), or only others (false)."
    )
    rating_from: int | None = strawberry.field(
        default=None, description="Rated at least so, from 1 to 5."
    )
    created_from: datetime | None = strawberry.field(
        default=None, description=f"Not older than this moment. {ZONE_NEEDED}"
    )
    created_before: datetime | None = strawberry.field(
        default=None, description=f"Older than this moment. {ZONE_NEEDED}"
    )
    trashed: bool | None = strawberry.field(
        default=False,
        description="What lies in the trash (true), what does not (false), or both (null).",
    )
    collection: relay.GlobalID | None = strawberry.field(
        default=None, description="What is in this collection."
    )

    def filter(self) -> ItemFilter:
        """Raises NotFound for what cannot be a collection."""
        within = self.collection
        return ItemFilter(
            text=self.text,
            models=None if self.models is None else frozenset(self.models),
            states=None if self.states is None else frozenset(self.states),
            tags=tuple(self.tags or ()),
            favourite=self.favourite,
            rating_from=self.rating_from,
            created_from=self.created_from,
            created_before=self.created_before,
            trashed=self.trashed,
            collection=entity_id(within, "Collection") if within else None,
        )


@strawberry.input(description="By what a list is ordered.")
class LibraryOrderInput:
    by: SortKey = strawberry.field(description="What decides.")
    descending: bool | None = strawberry.field(
        default=None,
        description="The greatest first. If left out: the newest and the best first, titles from "
        "A to Z.",
    )

    def order(self) -> Order:
        usual = self.by is not SortKey.TITLE
        return Order(self.by, usual if self.descending is None else self.descending)


Filter = Annotated[
    LibraryFilterInput | None,
    strawberry.argument(description="Which; all that are not in the trash if left out."),
]
OrderBy = Annotated[
    LibraryOrderInput | None, strawberry.argument(description="The order; newest first.")
]


def wanted_by(filter: LibraryFilterInput | None) -> ItemFilter:
    return filter.filter() if filter else ItemFilter()


def order_by(order: LibraryOrderInput | None) -> Order:
    return order.order() if order else Order()


@strawberry.type(description="How many have a value.")
class ValueCount:
    value: str = strawberry.field(description="The value.")
    count: int = strawberry.field(description="How many have it.")


@strawberry.type(description="How many have a rating.")
class RatingCount:
    rating: int | None = strawberry.field(description="1 to 5; null for what is not rated.")
    count: int = strawberry.field(description="How many have it.")


@strawberry.type(description="How many are in a state.")
class StateCount:
    state: JobState = strawberry.field(description="The state of the job.")
    count: int = strawberry.field(description="How many are in it.")


@strawberry.type(
    description="What a further condition would leave: for each value, how many there would be "
    "with it under all other conditions of the filter. The most frequent first, at most 100."
)
class Facets:
    models: list[ValueCount] = strawberry.field(description="By model.")
    tags: list[ValueCount] = strawberry.field(description="By tag.")
    ratings: list[RatingCount] = strawberry.field(description="By rating.")
    states: list[StateCount] = strawberry.field(description="By the state of the job.")
    favourites: int = strawberry.field(description="How many are favourites.")

    @classmethod
    def of(cls, facets: domain.Facets) -> "Facets":
        return cls(
            models=[ValueCount(value=each, count=n) for each, n in facets.models.items()],
            tags=[ValueCount(value=each, count=n) for each, n in facets.tags.items()],
            ratings=[
                RatingCount(rating=each or None, count=n) for each, n in facets.ratings.items()
            ],
            states=[StateCount(state=each, count=n) for each, n in facets.states.items()],
            favourites=facets.favourites,
        )


async def count(info: Info, wanted: ItemFilter, *kinds: ItemKind) -> int:
    return await info.context.use_cases.library.count(wanted, *kinds)


async def facets_of(info: Info, kind: ItemKind, wanted: ItemFilter) -> Facets:
    return Facets.of(await info.context.use_cases.library.facets(kind, wanted))


class ItemConnection(Protocol):
    wanted: ItemFilter


ConnectionT = TypeVar("ConnectionT", bound=relay.Connection[Any])


def listed(
    connection: type[ConnectionT],
    items: Sequence[AnItem],
    node: Callable[[AnItem], LibraryItem],
    page: Page,
    wanted: ItemFilter,
) -> ConnectionT:
    """A page of items that remembers its filter, for those who ask for totals and facets."""
    made = connection_of(connection, items, node, page, lambda item: item.position(page.order.by))
    cast(ItemConnection, made).wanted = wanted
    return made
