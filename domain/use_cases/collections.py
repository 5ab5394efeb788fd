"""Putting images and songs together. Deleting a collection never deletes what is in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from domain.collection import DESCRIPTION_LIMIT, NAME_LIMIT, Collection, CollectionDraft, Place
from domain.editing import valid_filter
from domain.errors import Conflict, InvalidRequest, Problem
from domain.image import Image
from domain.library import ItemFilter, ItemKind, Selection
from domain.paging import Page
from domain.ports import Clock, Database, NewId, UnitOfWork
from domain.song import Song
from domain.use_cases.selecting import Portion, held, portions
from domain.use_cases.shelves import items_of
from domain.validation import text_problems

COLLECTIONS_LIMIT = 500
"""So many are listed at once; nobody finds their way among more."""


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
                await self._add(work, saved)
            else:
                saved = (await work.collections.get(collection_id)).change(draft, now)
                await work.collections.save(saved)
            await work.commit()
        return saved

    async def _add(self, work: UnitOfWork, collection: Collection) -> None:
        await work.collections.add(collection)  # from here on, nobody else adds one
        if len(await work.collections.all()) > COLLECTIONS_LIMIT:
            raise Conflict(
                f"There are {COLLECTIONS_LIMIT} collections already.",
                hint="Delete those that you no longer use; what is in them stays.",
            )

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
            return _by_name(await work.collections.all())

    async def items(
        self, collection_id: UUID, page: Page, wanted: ItemFilter
    ) -> Sequence[tuple[Place, Image | Song]]:
        """By their places, songs without their texts; the page's positions are places and ids.
        Raises InvalidRequest."""
        async with self._database.read() as work:
            places = await work.collections.places(collection_id, page, valid_filter(wanted))
            by_id: dict[UUID, Image | Song] = {}
            for kind in dict.fromkeys(place.kind for place in places):
                ids = frozenset(place.item_id for place in places if place.kind is kind)
                exactly = ItemFilter(ids=ids, trashed=None)
                found = await items_of(work, kind).page(Page(len(ids)), exactly)
                by_id |= {item.id: item for item in found}
        return [(place, by_id[place.item_id]) for place in places if place.item_id in by_id]

    async def counts(self, collection_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        async with self._database.read() as work:
            return await work.collections.counts(collection_ids)

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
        return {item_id: _by_name(each) for item_id, each in found.items()}


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


def _by_name(collections: Sequence[Collection]) -> Sequence[Collection]:
    return sorted(collections, key=lambda each: (each.name.casefold(), each.name))


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
