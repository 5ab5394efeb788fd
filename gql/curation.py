"""What their owner does with images and songs: words about them, the trash, and its emptying."""

from collections import defaultdict
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import relay

from domain.errors import InvalidRequest, NotFound, Problem
from domain.job_state import JobKind
from domain.library import KEEP, TAGS_LIMIT, Edit, ItemKind, Selection
from domain.use_cases.curation import Changed
from gql.context import Info
from gql.errors import Conflict, ValidationError
from gql.errors import NotFound as NotFoundFailure
from gql.ids import entity_id
from gql.library import LibraryFilterInput, LibraryItem
from gql.search import item_of

_KINDS = {"Image": ItemKind.IMAGE, "Song": ItemKind.SONG}


@strawberry.input(
    description="Which images and songs: those named by `ids`, all at once or none of them; or "
    "all that fit `filter`, of one kind or of both. An empty filter means all "
    "outside the trash; for restoreItems and purgeItems, which know only the trash, all in it."
)
class ItemSelectionInput:
    ids: list[relay.GlobalID] | None = strawberry.field(
        default=None, description="Global ids of images and songs, at most 1,000."
    )
    filter: LibraryFilterInput | None = strawberry.field(
        default=None, description="All that fit, however many."
    )
    kind: JobKind | None = strawberry.field(
        default=None,
        description="With `filter`: only images (IMAGE), or only songs, of whatever kind (SONG).",
    )

    def selection(self) -> Selection:
        if (self.ids is None) == (self.filter is None):
            raise InvalidRequest(Problem("select", "Give ids or a filter, one of the two."))
        if self.kind is not None and self.ids is not None:
            raise InvalidRequest(Problem("kind", "It goes with a filter; ids say what they are."))
        if self.filter is not None:
            return Selection(kinds=self._kinds(), wanted=self.filter.filter())
        by_kind = _by_kind(self.ids or [])
        sequence = tuple(entity_id(each, each.type_name) for each in self.ids or [])
        return Selection(ids=by_kind, sequence=sequence)

    def _kinds(self) -> tuple[ItemKind, ...]:
        """Raises InvalidRequest. Clients of the first release name them as jobs are named."""
        match self.kind:
            case None:
                return tuple(ItemKind)
            case JobKind.IMAGE:
                return (ItemKind.IMAGE,)
            case JobKind.SONG:
                return (ItemKind.SONG,)
            case _:
                raise InvalidRequest(Problem("kind", "Choose IMAGE or SONG."))


@strawberry.input(description="What to change; what is left out stays as it is.")
class EditItemsInput:
    select: ItemSelectionInput = strawberry.field(description="Which images and songs.")
    title: str | None = strawberry.field(
        default=strawberry.UNSET, description="A new title, for one thing at a time."
    )
    tags: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Its tags from now on, in place of all others."
    )
    add_tags: list[str] | None = strawberry.field(
        default=None,
        description=f"Tags that it gets beside those it has; {TAGS_LIMIT} in all at most.",
    )
    remove_tags: list[str] | None = strawberry.field(
        default=None, description="Tags that it loses."
    )
    favourite: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether it is one of the favourites."
    )
    rating: int | None = strawberry.field(
        default=strawberry.UNSET, description="From 1 to 5; null takes the rating away."
    )
    notes: str | None = strawberry.field(
        default=strawberry.UNSET, description="What you want to note; null takes the notes away."
    )

    def edit(self) -> Edit:
        return Edit(
            title=self.title if isinstance(self.title, str) else KEEP,
            tags=tuple(self.tags) if isinstance(self.tags, list) else KEEP,
            add_tags=tuple(self.add_tags or ()),
            remove_tags=tuple(self.remove_tags or ()),
            favourite=self.favourite if isinstance(self.favourite, bool) else KEEP,
            rating=KEEP if self.rating is strawberry.UNSET else self.rating,
            notes=KEEP if self.notes is strawberry.UNSET else self.notes,
        )


@strawberry.input(description="Which images and songs.")
class ItemsInput:
    select: ItemSelectionInput = strawberry.field(description="Which images and songs.")


@strawberry.type(description="Images and songs were changed.")
class ItemsChanged:
    count: int = strawberry.field(description="How many.")
    items: list[LibraryItem] = strawberry.field(
        description="They as they are now; of many, the first 100."
    )

    @classmethod
    def of(cls, changed: Changed) -> "ItemsChanged":
        return cls(count=changed.count, items=[item_of(each) for each in changed.items])


@strawberry.type(description="Images and songs were removed for good.")
class ItemsPurged:
    count: int = strawberry.field(description="How many.")


ItemsResult = Annotated[
    ItemsChanged | ValidationError | NotFoundFailure,
    strawberry.union("ItemsResult", description="What was changed, or why nothing was."),
]
PurgeResult = Annotated[
    ItemsPurged | ValidationError | NotFoundFailure | Conflict,
    strawberry.union("PurgeResult", description="What was removed, or why nothing was."),
]
Which = Annotated[ItemsInput, strawberry.argument(description="Which images and songs.")]


@strawberry.type
class CurationMutation:
    @strawberry.mutation(description="Change title, tags, favourite, rating or notes.")
    async def edit_items(
        self,
        info: Info,
        input: Annotated[EditItemsInput, strawberry.argument(description="Which, and what.")],
    ) -> ItemsResult:
        curation = info.context.use_cases.curation
        return ItemsChanged.of(await curation.edit(input.select.selection(), input.edit()))

    @strawberry.mutation(description="Move to the trash, from where `restoreItems` brings back.")
    async def trash_items(self, info: Info, input: Which) -> ItemsResult:
        curation = info.context.use_cases.curation
        return ItemsChanged.of(await curation.trash(input.select.selection()))

    @strawberry.mutation(description="Bring back from the trash.")
    async def restore_items(self, info: Info, input: Which) -> ItemsResult:
        curation = info.context.use_cases.curation
        return ItemsChanged.of(await curation.restore(input.select.selection()))

    @strawberry.mutation(
        description="Remove for good what lies in the trash, with its files. A filter passes over "
        "what is not there and what is still being made."
    )
    async def purge_items(self, info: Info, input: Which) -> PurgeResult:
        curation = info.context.use_cases.curation
        return ItemsPurged(count=await curation.purge(input.select.selection()))


def _by_kind(ids: list[relay.GlobalID]) -> dict[ItemKind, tuple[UUID, ...]]:
    """Raises NotFound for what names neither an image nor a song."""
    by_kind = defaultdict[ItemKind, list[UUID]](list)
    for each in ids:
        kind = _KINDS.get(each.type_name)
        if kind is None:
            raise NotFound("image or song", str(each)[:80])
        by_kind[kind].append(entity_id(each, each.type_name))
    return {kind: tuple(found) for kind, found in by_kind.items()}
