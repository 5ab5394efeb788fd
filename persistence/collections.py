"""Collections, and what stands where in them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    delete,
    func,
    insert,
    select,
    union_all,
    update,
)

from domain.collection import Arrangement, Collection, Excerpt, Place
from domain.errors import Conflict, NotFound
from domain.library import ItemFilter, ItemKind
from persistence.excerpts import SHELVES, excerpts
from persistence.item_filter import fits
from persistence.shelves import IMAGES
from persistence.tables import collections, images
from persistence.transaction import Record, Transaction

_SHOWN = ItemFilter()


class SqlCollections:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, collection: Collection) -> None:
        await self._hold_name(collection)
        values = {
            "id": collection.id,
            "created_at": collection.created_at,
            **_values(collection),
        }
        await self._transaction.write(insert(collections).values(values))

    async def save(self, collection: Collection) -> None:
        await self._hold_name(collection)
        change = update(collections).where(collections.c.id == collection.id)
        changed = await self._transaction.write(change.values(_values(collection)))
        if changed.rowcount == 0:
            raise NotFound("collection", collection.id)

    async def hold_names(self) -> None:
        await self._transaction.lock("collections")

    async def _hold_name(self, collection: Collection) -> None:
        await self.hold_names()
        taken = select(collections.c.id).where(
            collections.c.name == collection.name, collections.c.id != collection.id
        )
        if await self._transaction.row(taken) is not None:
            raise Conflict(
                f"There is a collection “{collection.name}” already.",
                hint="Give another name, or put things into that collection.",
            )

    async def give_cover(self, collection_id: UUID, image_id: UUID) -> None:
        bare = collections.c.id == collection_id, collections.c.cover_id.is_(None)
        await self._transaction.write(update(collections).where(*bare).values(cover_id=image_id))

    async def get(self, collection_id: UUID) -> Collection:
        return await self._one(select(collections), collection_id)

    async def all(self) -> Sequence[Collection]:
        return [_read(row) for row in await self._transaction.rows(select(collections))]

    async def remove(self, collection_id: UUID) -> None:
        going = delete(collections).where(collections.c.id == collection_id)
        if (await self._transaction.write(going)).rowcount == 0:
            raise NotFound("collection", collection_id)

    async def hold(self, collection_id: UUID) -> None:
        await self._one(select(collections).with_for_update(), collection_id)

    async def members(self, collection_id: UUID, ids: Sequence[UUID]) -> Mapping[UUID, int]:
        found = [
            select(places.item_id, places.number).where(
                places.collection_id == collection_id, places.item_id.in_(ids)
            )
            for places in _places()
        ]
        return {row.item_id: row.number for row in await self._transaction.rows(union_all(*found))}

    async def last_place(self, collection_id: UUID) -> int:
        last = [
            select(func.max(places.number).label("number")).where(
                places.collection_id == collection_id
            )
            for places in _places()
        ]
        return await self._transaction.value(
            select(func.coalesce(func.max(union_all(*last).subquery().c.number), 0))
        )

    async def make_room(self, collection_id: UUID, number: int, count: int) -> None:
        for shelf in SHELVES.values():
            places = shelf.places.c
            behind = update(shelf.places).where(
                places.collection_id == collection_id, places.number >= number
            )
            await self._transaction.write(behind.values(number=places.number + count))

    async def put(self, collection_id: UUID, places: Sequence[Place], now: datetime) -> None:
        for kind, shelf in SHELVES.items():
            rows = [
                {
                    "collection_id": collection_id,
                    "item_id": place.item_id,
                    "number": place.number,
                    "added_at": now,
                }
                for place in places
                if place.kind is kind
            ]
            if rows:
                new = self._transaction.insert(shelf.places)
                upsert = new.on_conflict_do_update(
                    index_elements=["collection_id", "item_id"],
                    set_={"number": new.excluded.number},
                )
                await self._transaction.write(upsert, rows)

    async def take_out(self, collection_id: UUID, kind: ItemKind, ids: Sequence[UUID]) -> int:
        places = SHELVES[kind].places
        going = delete(places).where(
            places.c.collection_id == collection_id, places.c.item_id.in_(ids)
        )
        return (await self._transaction.write(going)).rowcount

    async def places(
        self, collection_ids: Sequence[UUID], excerpt: Excerpt
    ) -> Mapping[UUID, Sequence[Place]]:
        places = defaultdict[UUID, list[Place]](list)
        for row in await self._transaction.rows(excerpts(collection_ids, excerpt)):
            place = Place(ItemKind(row.kind), row.item_id, row.number)
            places[row.collection_id].append(place)
        return places

    async def counts(
        self, collection_ids: Sequence[UUID], wanted: ItemFilter
    ) -> Mapping[UUID, int]:
        counted = [
            select(shelf.places.c.collection_id, func.count().label("number"))
            .join(shelf.items, shelf.items.c.id == shelf.places.c.item_id)
            .where(shelf.places.c.collection_id.in_(collection_ids), fits(shelf, wanted))
            .group_by(shelf.places.c.collection_id)
            for shelf in SHELVES.values()
        ]
        counts = defaultdict[UUID, int](int)
        for row in await self._transaction.rows(union_all(*counted)):
            counts[row.collection_id] += row.number
        return counts

    async def covers(self, collection_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        newest = _newest_of(collections.c.id).scalar_subquery()
        chosen = select(images.c.id).where(
            images.c.id == collections.c.cover_id, fits(IMAGES, _SHOWN)
        )
        query = select(
            collections.c.id, func.coalesce(chosen.scalar_subquery(), newest).label("cover")
        ).where(collections.c.id.in_(collection_ids))
        rows = await self._transaction.rows(query)
        return {row.id: row.cover for row in rows if row.cover is not None}

    async def of_items(self, item_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Collection]]:
        holding = [
            select(places.item_id, collections)
            .join(collections, collections.c.id == places.collection_id)
            .where(places.item_id.in_(item_ids))
            for places in _places()
        ]
        by_item = defaultdict[UUID, list[Collection]](list)
        for row in await self._transaction.rows(union_all(*holding)):
            by_item[row.item_id].append(_read(row))
        return by_item

    async def _one(self, query: Select[*tuple[Any, ...]], collection_id: UUID) -> Collection:
        row = await self._transaction.row(query.where(collections.c.id == collection_id))
        if row is None:
            raise NotFound("collection", collection_id)
        return _read(row)


def _places() -> list[Any]:
    return [shelf.places.c for shelf in SHELVES.values()]


def _newest_of(collection_id: Any) -> Select[UUID]:
    places = IMAGES.places.c
    return (
        select(images.c.id)
        .join(IMAGES.places, places.item_id == images.c.id)
        .where(places.collection_id == collection_id, fits(IMAGES, _SHOWN))
        .order_by(images.c.created_at.desc(), images.c.id.desc())
        .limit(1)
    )


def _values(collection: Collection) -> dict[str, Any]:
    return {
        "name": collection.name,
        "description": collection.description,
        "arrangement": collection.arrangement,
        "cover_id": collection.cover,
        "updated_at": collection.updated_at,
    }


def _read(row: Record) -> Collection:
    return Collection(
        id=row.id,
        name=row.name,
        description=row.description,
        arrangement=Arrangement(row.arrangement),
        cover=row.cover_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
