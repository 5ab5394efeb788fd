"""What an owner does with collections, by the hundred."""

import pytest

from domain.collection import COLLECTIONS_LIMIT, CollectionDraft, Excerpt
from domain.errors import Conflict, InvalidRequest, NotFound
from domain.library import ItemKind, Selection
from domain.paging import Page
from domain.use_cases.collections import Collections
from domain.use_cases.selecting import PORTION
from tests.domain.use_cases.test_curation import Shelves
from tests.fakes import numbered_ids


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


def collections_of(shelves: Shelves) -> Collections:
    return Collections(database=shelves.database, clock=shelves.clock, new_id=numbered_ids())


async def test_a_filter_reaches_more_than_one_portion_in_order(shelves: Shelves) -> None:
    collections = collections_of(shelves)
    images = await shelves.images(PORTION * 2 + 1)
    song = await shelves.song()
    kept = await collections.save(CollectionDraft(name="a"))
    only = Selection(ids={ItemKind.SONG: (song.id,)})
    assert (await collections.add(kept.id, only)).count == 1
    ahead = await collections.add(kept.id, Selection(kinds=(ItemKind.IMAGE,)), before=song.id)
    assert ahead.count == PORTION * 2 + 1
    found = (await collections.items([kept.id], Excerpt(Page(1_000), by_hand=True)))[kept.id]
    by_age = sorted(images, key=lambda each: (each.created_at, each.id))
    assert [item.id for _, item in found] == [*(image.id for image in by_age), song.id]


async def test_what_is_named_is_put_in_all_or_not_at_all(shelves: Shelves) -> None:
    collections = collections_of(shelves)
    (image,), song = await shelves.images(1), await shelves.song()
    kept = await collections.save(CollectionDraft(name="a"))
    absent = Selection(ids={ItemKind.IMAGE: (image.id, song.id)})
    with pytest.raises(NotFound):
        await collections.add(kept.id, absent)
    assert await collections.items([kept.id], Excerpt(Page(10), by_hand=True)) == {}


async def test_there_is_a_limit_to_how_many_there_are(shelves: Shelves) -> None:
    collections = collections_of(shelves)
    for number in range(COLLECTIONS_LIMIT):
        await collections.save(CollectionDraft(name=f"{number}"))
    with pytest.raises(Conflict, match="500 collections"):
        await collections.save(CollectionDraft(name="one more"))
    assert len(await collections.list()) == COLLECTIONS_LIMIT


async def test_there_is_a_limit_to_what_is_shown_at_once(shelves: Shelves) -> None:
    collections = collections_of(shelves)
    await shelves.images(101)
    ids = [(await collections.save(CollectionDraft(name=f"{n}"))).id for n in range(104)]
    for id in ids:
        await collections.add(id, Selection(kinds=(ItemKind.IMAGE,)))
    shown = await collections.items(ids[:-1], Excerpt(Page(101)))
    assert {len(each) for each in shown.values()} == {101}
    with pytest.raises(InvalidRequest, match="20 of each"):
        await collections.items(ids, Excerpt(Page(101)))
    assert len(await collections.items(ids, Excerpt(Page(21)))) == 104
