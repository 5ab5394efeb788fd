"""Collections in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.collection import Collection, Excerpt, Place
from domain.errors import Conflict
from domain.image import Image
from domain.library import ItemFilter, ItemKind
from domain.paging import Order, Position
from tests.fake_items import FakeItems, paged
from tests.fake_tables import Transaction, found

_SHOWN = ItemFilter()


class FakeCollections:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, collection: Collection) -> None:
        collections = self._transaction.write().collections
        for other in collections.values():
            if other.name == collection.name and other.id != collection.id:
                raise Conflict(f"There is a collection {other.name}.", hint="Give another name.")
        collections[collection.id] = collection

    async def save(self, collection: Collection) -> None:
        await self.get(collection.id)
        await self.add(collection)

    async def hold_names(self) -> None:
        """One transaction at a time anyway."""

    async def give_cover(self, collection_id: UUID, image_id: UUID) -> None:
        collection = await self.get(collection_id)
        stored = self._transaction.write().collections
        stored[collection.id] = replace(collection, cover=collection.cover or image_id)

    async def get(self, collection_id: UUID) -> Collection:
        return found(self._transaction.read().collections, collection_id, "collection")

    async def all(self) -> Sequence[Collection]:
        return list(self._transaction.read().collections.values())

    async def remove(self, collection_id: UUID) -> None:
        await self.get(collection_id)
        tables = self._transaction.write()
        del tables.collections[collection_id]
        for key in [key for key in tables.places if key[0] == collection_id]:
            del tables.places[key]

    async def hold(self, collection_id: UUID) -> None:
        await self.get(collection_id)

    async def members(self, collection_id: UUID, ids: Sequence[UUID]) -> Mapping[UUID, int]:
        return {
            each.item_id: each.number for each in self._of(collection_id) if each.item_id in ids
        }

    async def last_place(self, collection_id: UUID) -> int:
        return max((place.number for place in self._of(collection_id)), default=0)

    async def make_room(self, collection_id: UUID, number: int, count: int) -> None:
        places = self._transaction.write().places
        for key, place in list(places.items()):
            if key[0] == collection_id and place.number >= number:
                places[key] = replace(place, number=place.number + count)

    async def put(self, collection_id: UUID, places: Sequence[Place], now: datetime) -> None:
        stored = self._transaction.write().places
        stored.update({(collection_id, place.item_id): place for place in places})

    async def take_out(self, collection_id: UUID, kind: ItemKind, ids: Sequence[UUID]) -> int:
        stored = self._transaction.write().places
        gone = [stored.pop((collection_id, id), None) for id in ids]
        return sum(place is not None for place in gone)

    async def places(
        self, collection_ids: Sequence[UUID], excerpt: Excerpt
    ) -> Mapping[UUID, Sequence[Place]]:
        fitting, page = self._fitting(excerpt.wanted), excerpt.page

        def position(place: Place) -> Position:
            if excerpt.by_hand:
                return Position(place.number, place.item_id)
            return fitting[place.item_id].position(page.order.by)

        if excerpt.by_hand:
            page = replace(page, order=Order(descending=False))
        shown = {
            id: paged([each for each in self._of(id) if each.item_id in fitting], page, position)
            for id in collection_ids
        }
        return {id: places for id, places in shown.items() if places}

    async def counts(
        self, collection_ids: Sequence[UUID], wanted: ItemFilter
    ) -> Mapping[UUID, int]:
        fitting = self._fitting(wanted)
        counts = {
            id: sum(each.item_id in fitting for each in self._of(id)) for id in collection_ids
        }
        return {id: count for id, count in counts.items() if count}

    async def covers(self, collection_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        covers = {id: self._cover(id) for id in collection_ids}
        return {id: cover for id, cover in covers.items() if cover}

    def _cover(self, collection_id: UUID) -> UUID | None:
        tables, shown = self._transaction.read(), self._fitting(_SHOWN)
        if collection_id not in tables.collections:
            return None
        chosen = tables.collections[collection_id].cover
        if chosen in shown:
            return chosen
        images = [tables.images.get(each.item_id) for each in self._of(collection_id)]
        newest = max(
            ((each.created_at, each.id) for each in images if each and each.id in shown),
            default=None,
        )
        return newest[1] if newest else None

    async def of_items(self, item_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Collection]]:
        tables = self._transaction.read()
        by_item = {
            id: [tables.collections[key[0]] for key in tables.places if key[1] == id]
            for id in item_ids
        }
        return {id: holding for id, holding in by_item.items() if holding}

    def _of(self, collection_id: UUID) -> Sequence[Place]:
        places = self._transaction.read().places
        return [place for key, place in places.items() if key[0] == collection_id]

    def _fitting(self, wanted: ItemFilter) -> Mapping[UUID, Any]:
        shelves = (FakeItems[Image](self._transaction, kind) for kind in ("image", "song"))
        return {item.id: item for shelf in shelves for item in shelf.fitting(wanted)}
