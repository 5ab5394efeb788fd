"""Collections: images and songs put together under a name."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import relay

from domain import collection as domain
from domain.collection import Arrangement, Excerpt
from domain.use_cases.collections import SHOWN
from gql.context import Info
from gql.curation import ItemSelectionInput
from gql.errors import Conflict, NotFound, ValidationError
from gql.ids import entity_id
from gql.images import Image
from gql.library import Filter, LibraryOrderInput, listed, order_by, wanted_by
from gql.paging import After, Before, First, Last, page_of
from gql.places import page_by_hand, shown_by_hand
from gql.search import LibraryConnection, item_of

OrderBy = Annotated[
    LibraryOrderInput | None,
    strawberry.argument(description="The order; if left out, the collection's own."),
]


@strawberry.type(
    description="Images and songs that you put together; each may be in several collections. What "
    "lies in the trash is not shown, what is restored is back in its place."
)
class Collection(relay.Node):
    id: relay.NodeID[UUID]
    name: str = strawberry.field(description="Its name, unique among your collections.")
    description: str = strawberry.field(description="What you say about it; may be empty.")
    arrangement: Arrangement = strawberry.field(description="In which order it shows its items.")
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(
        description="When its name, description, arrangement or cover was last saved."
    )
    cover_image_id: relay.GlobalID | None = strawberry.field(
        description="The image that you chose for its cover, as `saveCollection` takes it; null "
        "while the newest in it stands there."
    )
    uuid: strawberry.Private[UUID]

    @strawberry.field(description="How many images and songs are in it.")
    async def item_count(self, info: Info) -> int:
        return await info.context.loaders.count_within.load((self.uuid, SHOWN))

    @strawberry.field(
        description="The image that you chose, else the newest in it; null if there is none."
    )
    async def cover(self, info: Info) -> Image | None:
        image = await info.context.loaders.cover_of_collection.load(self.uuid)
        return Image.of(image) if image else None

    @strawberry.field(
        description="What is in it. If no order is given: by hand as you arranged it, or the "
        "newest first, as its arrangement says. A cursor belongs to its order."
    )
    async def items(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order: OrderBy = None,
    ) -> LibraryConnection:
        wanted = replace(wanted_by(filter), collection=None)  # it is the collection's own
        by_hand = order is None and self.arrangement is Arrangement.BY_HAND
        page = (
            page_by_hand(first, after, last, before)
            if by_hand
            else page_of(first, after, last, before, order_by(order))
        )
        key = self.uuid, Excerpt(page, wanted, by_hand)
        found = await info.context.loaders.shown_of_collection.load(key)
        connection = (
            shown_by_hand(found, page)
            if by_hand
            else listed(LibraryConnection, [item for _, item in found], item_of, page, wanted)
        )
        connection.wanted, connection.within = wanted, self.uuid
        return connection

    @classmethod
    def of(cls, collection: domain.Collection) -> "Collection":
        return cls(
            id=collection.id,
            uuid=collection.id,
            name=collection.name,
            description=collection.description,
            arrangement=collection.arrangement,
            created_at=collection.created_at,
            updated_at=collection.updated_at,
            cover_image_id=(
                relay.GlobalID("Image", str(collection.cover)) if collection.cover else None
            ),
        )

    @classmethod
    async def resolve_node(cls, node_id: str, *, info: Any, required: bool = False) -> "Collection":
        collection_id = entity_id(relay.GlobalID("Collection", node_id), "Collection")
        return cls.of(await info.context.use_cases.collections.get(collection_id))


@strawberry.input(description="A collection as it is to be; what is in it stays as it is.")
class SaveCollectionInput:
    collection_id: relay.GlobalID | None = strawberry.field(
        default=None, description="The collection to change; a new one is made if left out."
    )
    name: str = strawberry.field(description="Its name, 1 to 100 characters.")
    description: str | None = strawberry.field(
        default=None, description="What you say about it, at most 2,000 characters."
    )
    arrangement: Arrangement = strawberry.field(
        default=Arrangement.BY_HAND, description="In which order it shows its items."
    )
    cover_image_id: relay.GlobalID | None = strawberry.field(
        default=None,
        description="The image on its cover, in the collection or not; its newest if left out.",
    )

    def draft(self) -> domain.CollectionDraft:
        """Raises NotFound for what cannot be an image."""
        cover = entity_id(self.cover_image_id, "Image") if self.cover_image_id else None
        return domain.CollectionDraft(
            name=self.name,
            description=self.description or "",
            arrangement=self.arrangement,
            cover=cover,
        )


@strawberry.input(description="Which collection to delete.")
class DeleteCollectionInput:
    collection_id: relay.GlobalID = strawberry.field(description="The collection's global id.")


@strawberry.input(description="What to put into a collection, and where.")
class AddToCollectionInput:
    collection_id: relay.GlobalID = strawberry.field(description="The collection's global id.")
    select: ItemSelectionInput = strawberry.field(description="Which images and songs.")
    before: relay.GlobalID | None = strawberry.field(
        default=None,
        description="Something in the collection: they are put ahead of it, also those that were "
        "in it before. If left out, new ones come to the end and the others stay in their places.",
    )


@strawberry.input(description="What to take out of a collection.")
class RemoveFromCollectionInput:
    collection_id: relay.GlobalID = strawberry.field(description="The collection's global id.")
    select: ItemSelectionInput = strawberry.field(
        description="Which images and songs; a filter looks into the collection only."
    )


@strawberry.type(description="The collection was saved.")
class SaveCollectionSuccess:
    collection: Collection = strawberry.field(description="The collection as it is now.")


@strawberry.type(description="The collection was deleted; what was in it is still there.")
class DeleteCollectionSuccess:
    collection_id: relay.GlobalID = strawberry.field(description="The global id that it had.")


@strawberry.type(description="Something was put into a collection or taken out of it.")
class CollectionChanged:
    count: int = strawberry.field(description="How many images and songs.")
    collection: Collection = strawberry.field(description="The collection as it is now.")


SaveCollectionResult = Annotated[
    SaveCollectionSuccess | ValidationError | NotFound | Conflict,
    strawberry.union(
        "SaveCollectionResult", description="The collection, or why it was not saved."
    ),
]
DeleteCollectionResult = Annotated[
    DeleteCollectionSuccess | NotFound,
    strawberry.union("DeleteCollectionResult", description="Its id, or why it was not deleted."),
]
CollectionResult = Annotated[
    CollectionChanged | ValidationError | NotFound,
    strawberry.union("CollectionResult", description="What was changed, or why nothing was."),
]


@strawberry.type
class CollectionQuery:
    @strawberry.field(description="One collection; null with the error NOT_FOUND if there is none.")
    async def collection(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, strawberry.argument(description="Its global id.")],
    ) -> Collection | None:
        collection_id = entity_id(id, "Collection")
        return Collection.of(await info.context.use_cases.collections.get(collection_id))

    @strawberry.field(description="All collections, by name; at most 500 can be kept.")
    async def collections(self, info: Info) -> list[Collection]:
        found = await info.context.use_cases.collections.list()
        return [Collection.of(each) for each in found]


@strawberry.type
class CollectionMutation:
    @strawberry.mutation(description="Make a collection, or change what it is called and shows.")
    async def save_collection(
        self,
        info: Info,
        input: Annotated[
            SaveCollectionInput, strawberry.argument(description="The collection as it is to be.")
        ],
    ) -> SaveCollectionResult:
        wanted = entity_id(input.collection_id, "Collection") if input.collection_id else None
        saved = await info.context.use_cases.collections.save(input.draft(), wanted)
        return SaveCollectionSuccess(collection=Collection.of(saved))

    @strawberry.mutation(description="Delete a collection. What is in it stays in the library.")
    async def delete_collection(
        self,
        info: Info,
        input: Annotated[
            DeleteCollectionInput, strawberry.argument(description="Which collection.")
        ],
    ) -> DeleteCollectionResult:
        collection_id = entity_id(input.collection_id, "Collection")
        await info.context.use_cases.collections.remove(collection_id)
        return DeleteCollectionSuccess(collection_id=input.collection_id)

    @strawberry.mutation(
        description="Put images and songs into a collection, or to another place in it. What is "
        "named comes in the order in which it is named, what a filter finds the oldest first."
    )
    async def add_to_collection(
        self,
        info: Info,
        input: Annotated[AddToCollectionInput, strawberry.argument(description="What, and where.")],
    ) -> CollectionResult:
        filled = await info.context.use_cases.collections.add(
            entity_id(input.collection_id, "Collection"),
            input.select.selection(),
            entity_id(input.before, input.before.type_name) if input.before else None,
        )
        return CollectionChanged(count=filled.count, collection=Collection.of(filled.collection))

    @strawberry.mutation(
        description="Take images and songs out of a collection. They stay in the library."
    )
    async def remove_from_collection(
        self,
        info: Info,
        input: Annotated[
            RemoveFromCollectionInput, strawberry.argument(description="Which, out of which.")
        ],
    ) -> CollectionResult:
        collection_id = entity_id(input.collection_id, "Collection")
        taken = await info.context.use_cases.collections.take_out(
            collection_id, input.select.selection()
        )
        return CollectionChanged(count=taken.count, collection=Collection.of(taken.collection))
