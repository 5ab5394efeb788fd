"""Putting what is imported where it stood in its collections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.collection import Collection, CollectionDraft, Place
from domain.library import ItemKind
from domain.ports.database import UnitOfWork
from domain.ports.time_and_ids import NewId
from domain.record import ItemRecord, PlaceRecord
from domain.use_cases.collections import add_one_more


@dataclass(frozen=True, slots=True)
class Spot:
    """`told` is what the record says of the place; None where it says only the name, or where the
    collection of that name is another one: then its end is the place."""

    collection: Collection
    told: PlaceRecord | None


async def spots_of(
    work: UnitOfWork, record: ItemRecord, now: datetime, new_id: NewId
) -> Sequence[Spot]:
    """Collections that are missing are made. All are made before any is held, and held before
    files are, as everywhere: else two wait for each other."""
    names = sorted(set(record.collections) - {each.name for each in record.places})
    if not names and not record.places:
        return ()
    await work.collections.hold_names()
    there = list(await work.collections.all())
    spots = list[Spot]()
    for told in sorted(record.places, key=lambda each: each.name):
        spot = _known(there, told) or Spot(await _made(work, there, _begun(told, now)), told)
        spots.append(spot)
    for name in names:
        found = next((each for each in there if each.name == name), None)
        draft = CollectionDraft(name=name)
        fresh = Collection.begin(id=new_id(), draft=draft, now=now)
        spots.append(Spot(found or await _made(work, there, fresh), None))
    for collection in {spot.collection.id: spot.collection for spot in spots}.values():
        await work.collections.hold(collection.id)
    return spots


async def take_spots(
    work: UnitOfWork, record: ItemRecord, spots: Sequence[Spot], now: datetime
) -> None:
    """In a collection that came from where the record did, everything gets its old number: so they
    stand as they stood, in whatever order they come, and however often that is interrupted."""
    for spot in spots:
        collection, told = spot.collection, spot.told
        if told is None or told.number is not None:
            number = told.number if told else None
            if number is None:
                number = await work.collections.last_place(collection.id) + 1
            place = Place(record.kind, record.id, number)
            await work.collections.put(collection.id, [place], now)
        if told and told.cover and record.kind is ItemKind.IMAGE:
            await work.collections.give_cover(collection.id, record.id)


def _known(there: Sequence[Collection], told: PlaceRecord) -> Spot | None:
    """It may have another name by now; another one may have its name."""
    for each in there:
        if each.id == told.collection:
            return Spot(each, told)
    for each in there:
        if each.name == told.name:
            return Spot(each, None if told.number is not None else replace(told, cover=False))
    return None


def _begun(told: PlaceRecord, now: datetime) -> Collection:
    draft = CollectionDraft(
        name=told.name, description=told.description, arrangement=told.arrangement
    )
    return Collection.begin(id=told.collection, draft=draft, now=now)


async def _made(work: UnitOfWork, there: list[Collection], collection: Collection) -> Collection:
    await add_one_more(work, collection)
    there.append(collection)
    return collection
