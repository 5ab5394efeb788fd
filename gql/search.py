"""One search over images and songs."""

from uuid import UUID

import strawberry
from strawberry import relay

from domain.image import Image as DomainImage
from domain.library import ItemFilter, ItemKind
from domain.song import Song as DomainSong
from gql.context import Info
from gql.images import Image
from gql.library import Filter, LibraryItem, OrderBy, count, listed, order_by, wanted_by
from gql.paging import After, Before, First, Last, page_of
from gql.songs import Song


def item_of(item: DomainImage | DomainSong) -> LibraryItem:
    return Image.of(item) if isinstance(item, DomainImage) else Song.of(item)


@strawberry.type(description="A page of images and songs.")
class LibraryConnection(relay.Connection[LibraryItem]):
    wanted: strawberry.Private[ItemFilter] = ItemFilter()
    within: strawberry.Private[UUID | None] = None
    """The collection that shows it, perhaps one of many: they are counted together."""

    @strawberry.field(description="How many images and songs fit.")
    async def total_count(self, info: Info) -> int:
        if self.within:
            return await info.context.loaders.count_within.load((self.within, self.wanted))
        return await count(info, self.wanted, *ItemKind)


@strawberry.type
class SearchQuery:
    @strawberry.field(description="Images and songs in one list, the newest first.")
    async def library(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order: OrderBy = None,
    ) -> LibraryConnection:
        wanted, page = wanted_by(filter), page_of(first, after, last, before, order_by(order))
        items = await info.context.use_cases.library.search(page, wanted)
        return listed(LibraryConnection, items, item_of, page, wanted)
