"""Putting images and songs together. Deleting a collection never deletes what is in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from uuid import UUID

from domain.collection import (
    COLLECTIONS_LIMIT,
    DESCRIPTION_LIMIT,
    NAME_LIMIT,
    SHOWN_LIMIT,
    Collection,
    CollectionDraft,
    Excerpt,
    Place,
)
from domain.editing import valid_filter
from domain.errors import Conflict, InvalidRequest, Problem
from domain.image import Image
from domain.library import ItemFilter, ItemKind, Selection
from domain.paging import Page
from domain.ports.database import Database, UnitOfWork
from domain.ports.time_and_ids import Clock, NewId
from domain.song import Song
from domain.use_cases.selecting import Portion, held, portions
from domain.use_cases.shelves import items_of
from domain.validation import text_problems

SHOWN = ItemFilter()

_AT_ONCE = 1_000
"""Items of one statement."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The collection, and how many things were put into it, moved in it or taken out of it."""

    collection: Collection
    count: int


class Collections:
    def __init__(self, *, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    async def save(self, draft: CollectionDraft, collection_id: UUID | None = None) -> Collection:
        """Change the named collection, or make a new one. Raises InvalidRequest, NotFound, or
        Conflict if another one has the name."""
        draft = _valid(replace(draft, name=draft.name.strip()))
        now = self._clock()
        async with self._database.begin() as work:
            if draft.cover:
                # Held before the collection, as a purge does it: else each waits for the other.
                await held(work, ItemKind.IMAGE, [draft.cover], named=True)
            if collection_id is None:
                saved = Collection.begin(id=self._new_id(), draft=draft, now=now)
                await add_one_more(work, saved)
            else:
                saved = (await work.collections.get(collection_id)).change(draft, now)
                await work.collections.save(saved)
            await work.commit()
        return saved

    async def remove(self, collection_id: UUID) -> None:
        """What is in it stays. Raises NotFound."""
        async with self._database.begin() as work:
            await work.collections.remove(collection_id)
            await work.commit()

    async def add(
        self, collection_id: UUID, selection: Selection, before: UUID | None = None
    ) -> Filled:
        """At the end, or ahead of `before`, which is in it; then also what was in it already moves
        there. Raises InvalidRequest or NotFound."""
        collection, count = await self.get(collection_id), 0
        async for portion in portions(self._database, selection):
            async with self._database.begin() as work:
                wanted = await _held(work, portion, selection)
                await work.collections.hold(collection_id)
                places = await _placed(work, collection_id, wanted, before)
                await work.collections.put(collection_id, places, self._clock())
                await work.commit()
            count += len(places)
        return Filled(collection, count)

    async def take_out(self, collection_id: UUID, selection: Selection) -> Filled:
        """They stay in the library; what is not in it is passed over. Raises InvalidRequest or
        NotFound."""
        collection, count = await self.get(collection_id), 0
        within = replace(selection.wanted, collection=collection_id)
        async for portion in portions(self._database, replace(selection, wanted=within)):
            async with self._database.begin() as work:
                for kind, ids in portion.items():
                    count += await work.collections.take_out(collection_id, kind, ids)
                await work.commit()
        return Filled(collection, count)

    async def get(self, collection_id: UUID) -> Collection:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.collections.get(collection_id)

    async def list(self) -> Sequence[Collection]:
        """By name, whatever its case."""
        async with self._database.read() as work:
            return by_name(await work.collections.all())

    async def items(
        self, collection_ids: Sequence[UUID], excerpt: Excerpt
    ) -> Mapping[UUID, Sequence[tuple[Place, Image | Song]]]:
        """What each shows, songs without their texts; those that show nothing are left out.
        Raises InvalidRequest, also where it is too much together."""
        valid_filter(excerpt.wanted)
        async with self._database.read() as work:
            places = await work.collections.places(collection_ids, excerpt)
            if sum(map(len, places.values())) > SHOWN_LIMIT:
                raise InvalidRequest(
                    Problem("first", "Of so many collections, ask for 20 of each at most.")
                )
            items = await _items_at(work, places.values())
        return {
            id: [(place, items[place.item_id]) for place in theirs if place.item_id in items]
            for id, theirs in places.items()
        }

    async def counts(
        self, collection_ids: Sequence[UUID], wanted: ItemFilter = SHOWN
    ) -> Mapping[UUID, int]:
        """How much in each fits; those with nothing are left out. Raises InvalidRequest."""
        async with self._database.read() as work:
            return await work.collections.counts(collection_ids, valid_filter(wanted))

    async def covers(self, collection_ids: Sequence[UUID]) -> Mapping[UUID, Image]:
        """Those without any image are left out."""
        async with self._database.read() as work:
            covers = await work.collections.covers(collection_ids)
            exactly = ItemFilter(ids=frozenset(covers.values()), trashed=None)
            page = Page(max(len(covers), 1))
            images = {image.id: image for image in await work.images.page(page, exactly)}
        return {id: images[cover] for id, cover in covers.items() if cover in images}

    async def of_items(self, item_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Collection]]:
        """By item, each by name; those in none are left out."""
        async with self._database.read() as work:
            found = await work.collections.of_items(item_ids)
        return {item_id: by_name(each) for item_id, each in found.items()}


async def _items_at(
    work: UnitOfWork, places: Iterable[Sequence[Place]]
) -> Mapping[UUID, Image | Song]:
    """By their ids; each once, however many collections show it."""
    by_kind = defaultdict[ItemKind, dict[UUID, None]](dict)
    for place in chain.from_iterable(places):
        by_kind[place.kind][place.item_id] = None
    found: dict[UUID, Image | Song] = {}
    for kind, wanted in by_kind.items():
        ids = list(wanted)
        for start in range(0, len(ids), _AT_ONCE):
            exactly = ItemFilter(ids=frozenset(ids[start : start + _AT_ONCE]), trashed=None)
            page = await items_of(work, kind).page(Page(len(exactly.ids or ())), exactly)
            found |= {item.id: item for item in page}
    return found


async def add_one_more(work: UnitOfWork, collection: Collection) -> None:
    """Raises Conflict if there are too many, or if another one has the name."""
    await work.collections.add(collection)  # from here on, nobody else adds one
    if len(await work.collections.all()) > COLLECTIONS_LIMIT:
        raise Conflict(
            f"There are {COLLECTIONS_LIMIT} collections already.",
            hint="Delete those that you no longer use; what is in them stays.",
        )


def by_name(collections: Sequence[Collection]) -> Sequence[Collection]:
    return sorted(collections, key=lambda each: (each.name.casefold(), each.name))


async def _held(
    work: UnitOfWork, portion: Portion, selection: Selection
) -> Sequence[tuple[ItemKind, UUID]]:
    """What there is of it, in the order in which it was named."""
    named = selection.ids is not None
    found = [
        (kind, item.id)
        for kind, ids in portion.items()
        for item in await held(work, kind, ids, named=named)
    ]
    rank = {id: number for number, id in reversed(list(enumerate(selection.sequence)))}
    return sorted(found, key=lambda each: rank.get(each[1], 0))


async def _placed(
    work: UnitOfWork,
    collection_id: UUID,
    wanted: Sequence[tuple[ItemKind, UUID]],
    before: UUID | None,
) -> Sequence[Place]:
    """The new places, with room made for them."""
    if before is None:
        there = await work.collections.members(collection_id, [id for _, id in wanted])
        moving = [each for each in wanted if each[1] not in there]
        first = await work.collections.last_place(collection_id) + 1
    else:
        place = (await work.collections.members(collection_id, [before])).get(before)
        if place is None:
            raise InvalidRequest(Problem("before", "Name something that is in the collection."))
        moving = [each for each in wanted if each[1] != before]
        first = place
        await work.collections.make_room(collection_id, first, len(moving))
    return [Place(kind, id, first + n) for n, (kind, id) in enumerate(moving)]


def _valid(draft: CollectionDraft) -> CollectionDraft:
    """Raises InvalidRequest with every problem."""
    if problems := tuple(_problems(draft)):
        raise InvalidRequest(*problems)
    return draft


def _problems(draft: CollectionDraft) -> Iterator[Problem]:
    if not draft.name:
        yield Problem("name", f"Give it a name of 1 to {NAME_LIMIT} characters.")
    yield from text_problems("name", draft.name, NAME_LIMIT)
    yield from text_problems("description", draft.description, DESCRIPTION_LIMIT)
