"""How collections are kept, whatever keeps them; and what purging and deleting leave."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.collection import Arrangement, Collection, CollectionDraft, Excerpt, Place
from domain.errors import Conflict, NotFound
from domain.image import Image
from domain.job_state import JobState
from domain.library import ItemFilter, ItemKind
from domain.paging import Order, Page, Position, SortKey
from domain.ports.database import Database
from domain.song import Song
from domain.use_cases.shelves import merged
from tests.persistence.examples import (
    EVERY_SCRIPT,
    NOON,
    SECOND,
    add,
    choice,
    image_job,
    image_of,
    new_id,
    song_job,
    song_of,
)

ALL = ItemFilter()
EVERYTHING = Page(100)


def collection(name: str = EVERY_SCRIPT, **changes: object) -> Collection:
    draft = replace(CollectionDraft(name=name, description=EVERY_SCRIPT), **changes)
    return Collection.begin(id=new_id(), draft=draft, now=NOON)


async def keep(database: Database, *collections: Collection) -> None:
    async with database.begin() as work:
        for each in collections:
            await work.collections.add(each)
        await work.commit()


async def stock(database: Database, images: int = 3, songs: int = 1) -> list[Image | Song]:
    """Images, each a second younger than the one before, and songs."""
    painted = image_job(state=JobState.SUCCEEDED)
    sung = [song_job(state=JobState.SUCCEEDED) for _ in range(songs)]
    pictures = [image_of(painted, n, created_at=NOON + n * SECOND) for n in range(images)]
    sounds = [song_of(job, choices=(choice(0),)) for job in sung]
    await add(database, painted, *sung)
    async with database.begin() as work:
        for picture in pictures:
            await work.images.add(picture)
        for sound in sounds:
            await work.songs.add(sound)
        await work.commit()
    return [*pictures, *sounds]


async def put(database: Database, into: Collection, items: Sequence[Image | Song]) -> None:
    places = [
        Place(ItemKind.IMAGE if isinstance(each, Image) else ItemKind.SONG, each.id, n)
        for n, each in enumerate(items, 1)
    ]
    async with database.begin() as work:
        await work.collections.put(into.id, places, NOON)
        await work.commit()


async def ids_in(database: Database, of: Collection, page: Page = EVERYTHING) -> list[UUID]:
    async with database.read() as work:
        shown = await work.collections.places([of.id], Excerpt(page, by_hand=True))
    return [place.item_id for place in shown.get(of.id, ())]


async def test_a_collection_comes_back_as_it_was(database: Database) -> None:
    kept = collection(arrangement=Arrangement.BY_DATE)
    await keep(database, kept)
    async with database.read() as work:
        assert await work.collections.get(kept.id) == kept
        assert await work.collections.all() == [kept]


async def test_a_changed_collection_comes_back_changed(database: Database) -> None:
    (image, *_), kept = await stock(database), collection("a")
    await keep(database, kept)
    changed = kept.change(CollectionDraft(name="b", cover=image.id), NOON + SECOND)
    async with database.begin() as work:
        await work.collections.save(changed)
        await work.commit()
    async with database.read() as work:
        assert await work.collections.all() == [changed]


async def test_of_those_who_want_one_name_at_once_one_gets_it(database: Database) -> None:
    wishes = [keep(database, collection("a")) for _ in range(5)]
    outcomes = await asyncio.gather(*wishes, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 4


async def test_a_collection_that_is_not_there_is_not_found(database: Database) -> None:
    absent = collection()
    async with database.begin() as work:
        for step in (
            work.collections.get(absent.id),
            work.collections.hold(absent.id),
            work.collections.save(absent),
            work.collections.remove(absent.id),
        ):
            with pytest.raises(NotFound):
                await step


async def test_places_are_paged_both_ways_in_their_order(database: Database) -> None:
    items, kept = await stock(database, 4, 2), collection()
    await keep(database, kept)
    order = [items[n] for n in (5, 0, 4, 3, 1, 2)]
    await put(database, kept, order)
    ids = [item.id for item in order]
    assert await ids_in(database, kept) == ids
    after = Position(2, ids[1])
    assert await ids_in(database, kept, Page(2, after=after)) == ids[2:4]
    assert (
        await ids_in(database, kept, Page(2, before=Position(6, ids[5]), backward=True))
        == (ids[3:5])
    )


@pytest.mark.parametrize("by", SortKey)
@pytest.mark.parametrize("descending", [True, False])
async def test_many_collections_show_their_pages_in_every_order(
    database: Database, by: SortKey, descending: bool
) -> None:
    items, kept = await stock(database, 4, 2), [collection("a"), collection("b"), collection("c")]
    await keep(database, *kept)
    inside = {kept[0].id: items, kept[1].id: items[3:], kept[2].id: []}
    await put(database, kept[0], items)
    await put(database, kept[1], items[3:])
    order = Order(by, descending)
    for page in (
        Page(2, order=order),
        Page(2, order=order, backward=True),
        Page(3, order=order, after=items[4].position(by)),
        Page(1, order=order, after=items[4].position(by), backward=True),
        Page(3, order=order, before=items[4].position(by), backward=True),
    ):
        async with database.read() as work:
            shown = await work.collections.places([each.id for each in kept], Excerpt(page))
            for each in kept:
                within = ItemFilter(collection=each.id)
                images = await work.images.page(page, within)
                songs = await work.songs.page(page, within)
                alone = [item.id for item in merged(page, images, songs)]
                assert [place.item_id for place in shown.get(each.id, ())] == alone
                assert {*alone} <= {item.id for item in inside[each.id]}


async def test_what_many_collections_show_and_count_can_be_narrowed(database: Database) -> None:
    items, kept = await stock(database, 3, 1), [collection("a"), collection("b")]
    await keep(database, *kept)
    await put(database, kept[0], items)
    await put(database, kept[1], items[2:])
    await trash(database, items[0], at=True)
    ids = [each.id for each in kept]
    songs, trashed = ItemFilter(models=frozenset({"mureka-9"})), ItemFilter(trashed=True)
    async with database.read() as work:
        for wanted, numbers in ((ALL, (3, 2)), (songs, (1, 1)), (trashed, (1, 0))):
            of_each = dict(zip(ids, numbers, strict=True))
            there = {id: number for id, number in of_each.items() if number}
            assert await work.collections.counts(ids, wanted) == there
            shown = await work.collections.places(ids, Excerpt(EVERYTHING, wanted, by_hand=True))
            assert {id: len(places) for id, places in shown.items()} == there


async def test_putting_again_moves_and_room_is_made_ahead(database: Database) -> None:
    items, kept = await stock(database), collection()
    other = collection("other")
    await keep(database, kept, other)
    await put(database, kept, items)
    await put(database, other, items)
    async with database.begin() as work:
        assert await work.collections.last_place(kept.id) == 4
        await work.collections.make_room(kept.id, 2, 1)
        assert await work.collections.members(kept.id, [items[1].id]) == {items[1].id: 3}
        await work.collections.put(kept.id, [Place(ItemKind.SONG, items[3].id, 2)], NOON)
        await work.commit()
    assert await ids_in(database, kept) == [items[n].id for n in (0, 3, 1, 2)]
    assert await ids_in(database, other) == [item.id for item in items]


async def test_one_thing_is_in_several_collections_and_taken_out_of_one(
    database: Database,
) -> None:
    items, kept, other = await stock(database), collection("a"), collection("b")
    await keep(database, kept, other)
    for each in (kept, other):
        await put(database, each, items)
    ids = [item.id for item in items]
    async with database.begin() as work:
        assert await work.collections.take_out(kept.id, ItemKind.IMAGE, [ids[0], new_id()]) == 1
        await work.commit()
    assert await ids_in(database, kept) == ids[1:]
    async with database.read() as work:
        holding = await work.collections.of_items([*ids, new_id()])
    assert {id: {each.name for each in found} for id, found in holding.items()} == {
        ids[0]: {"b"},
        **{id: {"a", "b"} for id in ids[1:]},
    }


async def test_every_list_and_count_can_be_about_a_collection(database: Database) -> None:
    items, kept = await stock(database), collection()
    await keep(database, kept)
    await put(database, kept, [items[0], items[3]])
    within = ItemFilter(collection=kept.id)
    async with database.read() as work:
        assert list(await work.images.ids(within)) == [items[0].id]
        assert [each.id for each in await work.songs.page(Page(10), within)] == [items[3].id]
        assert await work.images.count(within) == 1
        assert sum((await work.images.facets(within)).models.values()) == 1
        assert await work.images.count(ItemFilter(collection=new_id())) == 0


async def test_the_trash_is_not_shown_and_gives_back(database: Database) -> None:
    items, kept = await stock(database), collection()
    await keep(database, kept)
    await put(database, kept, items)
    await trash(database, items[2], at=True)
    assert items[2].id not in await ids_in(database, kept)
    async with database.read() as work:
        assert await work.collections.counts([kept.id], ALL) == {kept.id: 3}
        assert await work.collections.covers([kept.id]) == {kept.id: items[1].id}
    await trash(database, items[2], at=False)
    assert await ids_in(database, kept) == [item.id for item in items]


async def trash(database: Database, item: Image | Song, *, at: bool) -> None:
    assert isinstance(item, Image)
    async with database.begin() as work:
        await work.images.curate([item.trash(NOON) if at else item.restore()])
        await work.commit()


async def test_the_cover_is_the_chosen_image_else_the_newest(database: Database) -> None:
    items = await stock(database)
    chosen, newest = collection("a", cover=items[0].id), collection("b")
    songs, empty = collection("c"), collection("d")
    await keep(database, chosen, newest, songs, empty)
    for each in (chosen, newest):
        await put(database, each, items)
    await put(database, songs, items[3:])
    asked = [each.id for each in (chosen, newest, songs, empty)]
    async with database.read() as work:
        covers = await work.collections.covers(asked)
    assert covers == {chosen.id: items[0].id, newest.id: items[2].id}
    await trash(database, items[0], at=True)
    async with database.read() as work:
        assert (await work.collections.covers(asked))[chosen.id] == items[2].id


async def test_what_is_purged_leaves_every_collection(database: Database) -> None:
    items, kept = await stock(database), collection()
    await keep(database, kept)
    await put(database, kept, items)
    async with database.begin() as work:
        await work.collections.save(replace(kept, cover=items[0].id))
        await work.images.remove([items[0].id])
        await work.songs.remove([items[3].id])
        await work.commit()
    assert await ids_in(database, kept) == [items[1].id, items[2].id]
    async with database.read() as work:
        assert (await work.collections.get(kept.id)).cover is None


async def test_deleting_a_collection_leaves_what_was_in_it(database: Database) -> None:
    items, kept, other = await stock(database), collection("a"), collection("b")
    await keep(database, kept, other)
    for each in (kept, other):
        await put(database, each, items)
    async with database.begin() as work:
        await work.collections.remove(kept.id)
        await work.commit()
    assert await ids_in(database, kept) == []
    assert await ids_in(database, other) == [item.id for item in items]
    async with database.read() as work:
        assert await work.images.count(ALL) + await work.songs.count(ALL) == len(items)


async def test_those_who_fill_a_collection_at_once_never_share_a_place(
    database: Database,
) -> None:
    items, kept = await stock(database, 6, 0), collection()
    await keep(database, kept)

    async def append(item: Image | Song) -> None:
        async with database.begin() as work:
            await work.collections.hold(kept.id)
            last = await work.collections.last_place(kept.id)
            await work.collections.put(kept.id, [Place(ItemKind.IMAGE, item.id, last + 1)], NOON)
            await work.commit()

    async with asyncio.timeout(timedelta(seconds=30).total_seconds()):
        await asyncio.gather(*map(append, items))
    async with database.read() as work:
        members = await work.collections.members(kept.id, [item.id for item in items])
    assert sorted(members.values()) == [1, 2, 3, 4, 5, 6]


async def test_a_cover_is_given_only_where_none_was_chosen(database: Database) -> None:
    items, bare = await stock(database), collection("a")
    chosen = replace(collection("b"), cover=items[1].id)
    await keep(database, bare, chosen)
    async with database.begin() as work:
        for each in (bare, chosen):
            await work.collections.give_cover(each.id, items[0].id)
        await work.commit()
    async with database.read() as work:
        assert await work.collections.get(bare.id) == replace(bare, cover=items[0].id)
        assert await work.collections.get(chosen.id) == chosen
