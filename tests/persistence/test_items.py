"""How images and songs are found, ordered, counted, changed and removed, whatever keeps them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.errors import NotFound
from domain.image import Image
from domain.job_state import JobState
from domain.library import Edit, ItemFilter, ItemKind, Selection
from domain.media import Delivery, Role
from domain.paging import Order, Page, SortKey
from domain.ports.database import Database
from domain.song import Song
from domain.use_cases.curation import Curation
from tests.fakes import FakeClock, FakeMediaStore
from tests.persistence.examples import (
    NOON,
    SECOND,
    add,
    choice,
    image_job,
    image_of,
    media_file,
    song_job,
    song_of,
)

EVERYTHING = ItemFilter(trashed=None)

TITLES = ["Zebra", "ähre", "Ahne", "ahorn", "Öl", "Straße", "Strasse 2", "_", "été", ""]


async def gallery(database: Database, *changes: dict[str, Any]) -> list[Image]:
    """One image of each change, each a second younger than the one before."""
    job = image_job()
    images = [
        image_of(job, n, **{"title": f"Image {n}", "created_at": NOON + n * SECOND, **change})
        for n, change in enumerate(changes)
    ]
    await add(database, job)
    async with database.begin() as work:
        for image in images:
            await work.images.add(image)
        await work.commit()
    return images


async def record(database: Database, **changes: Any) -> Song:
    job = song_job()
    song = song_of(job, **changes)
    await add(database, job)
    async with database.begin() as work:
        await work.songs.add(song)
        await work.commit()
    return song


async def found(database: Database, **wanted: Any) -> list[Image]:
    """Which images fit, the oldest first."""
    async with database.read() as work:
        ids = await work.images.ids(ItemFilter(**wanted))
        assert await work.images.count(ItemFilter(**wanted)) == len(ids)
        page = await work.images.page(Page(100), ItemFilter(**wanted))
        assert [image.id for image in page] == list(ids)[::-1]
    return list(page)[::-1]


async def titles(database: Database, page: Page, wanted: ItemFilter = EVERYTHING) -> list[str]:
    async with database.read() as work:
        return [image.title for image in await work.images.page(page, wanted)]


async def test_the_owners_words_come_back_as_they_were(database: Database) -> None:
    words = {"tags": ("Folk", "grün"), "favourite": True, "rating": 5, "notes": "für Mutti 🎵"}
    (image,) = await gallery(database, {**words, "trashed_at": NOON})
    song = await record(database, title="Lied", **words)
    async with database.read() as work:
        assert await work.images.get(image.id) == image
        assert await work.songs.get(song.id) == song


@pytest.mark.parametrize(
    "text",
    ["GRÜSSE", "grüße", "gru\u0308ße", "ελλάς", "ΕΛΛΆΣ", "e\u0301", "é", "🎵", "\\;", "'\"", "--"],
)
async def test_a_text_is_found_whatever_its_case_and_spelling(
    database: Database, text: str
) -> None:
    (image, _) = await gallery(database, {}, {"title": "other", "prompt": "other"})
    assert await found(database, text=text) == [image]


@pytest.mark.parametrize("text", ["%", "_", "\\", "*", "%a%", "' OR 1=1"])
async def test_a_search_takes_signs_literally(database: Database, text: str) -> None:
    await gallery(database, {"title": "abc", "prompt": "abc", "revised_prompt": None})
    (image,) = await gallery(database, {"title": f"x{text}x", "prompt": "abc"})
    assert await found(database, text=text) == [image]


async def test_every_word_has_to_stand_somewhere(database: Database) -> None:
    (both, _) = await gallery(
        database,
        {"title": "Harbour", "prompt": "at night", "tags": ("blue",), "notes": "keep"},
        {"title": "Harbour", "prompt": "at noon"},
    )
    assert await found(database, text="NIGHT  harbour") == [both]
    assert await found(database, text="blue keep night") == [both]
    assert await found(database, text="harbour dawn") == []
    assert len(await found(database, text="  ")) == 2


async def test_lyrics_are_searched(database: Database) -> None:
    song = await record(database, title="a", lyrics="Es war einmal ein ÄFFCHEN")
    await record(database, title="b", lyrics="anders", prompt=None)
    async with database.read() as work:
        assert await work.songs.page(Page(9), ItemFilter(text="äffchen")) == [song.without_texts()]


async def test_filters_hold_all_together(database: Database) -> None:
    a, b, c, d = await gallery(
        database,
        {"tags": ("Folk", "warm"), "favourite": True, "rating": 5},
        {"tags": ("folk",), "rating": 3, "model": "dall-e-3"},
        {"tags": ("warm",), "favourite": True},
        {"trashed_at": NOON, "tags": ("folk",)},
    )
    assert await found(database) == [a, b, c]
    assert await found(database, trashed=True) == [d]
    assert await found(database, trashed=None) == [a, b, c, d]
    assert await found(database, tags=("FOLK",)) == [a, b]
    assert await found(database, tags=("folk", "warm")) == [a]
    assert await found(database, favourite=True) == [a, c]
    assert await found(database, favourite=False) == [b]
    assert await found(database, rating_from=3) == [a, b]
    assert await found(database, rating_from=4) == [a]
    assert await found(database, models=frozenset({"dall-e-3"})) == [b]
    assert await found(database, models=frozenset()) == []
    assert await found(database, created_from=b.created_at) == [b, c]
    assert await found(database, created_before=b.created_at) == [a]
    assert await found(database, favourite=True, rating_from=1, text="image 0") == [a]


async def test_items_are_found_by_the_state_of_their_job(database: Database) -> None:
    running, ended = song_job(state=JobState.RUNNING), song_job(state=JobState.SUCCEEDED)
    await add(database, running, ended)
    async with database.begin() as work:
        for job in (running, ended):
            await work.songs.add(song_of(job))
        await work.commit()
    async with database.read() as work:
        wanted = ItemFilter(states=frozenset({JobState.RUNNING}))
        (song,) = await work.songs.page(Page(9), wanted)
        facets = await work.songs.facets(ItemFilter())
    assert song.job_id == running.id
    assert facets.states == {JobState.RUNNING: 1, JobState.SUCCEEDED: 1}


@pytest.mark.parametrize("by", list(SortKey))
@pytest.mark.parametrize("descending", [True, False])
async def test_pages_of_every_order_lead_through_the_list_both_ways(
    database: Database, by: SortKey, descending: bool
) -> None:
    changes = [{"title": title, "rating": n % 3 or None} for n, title in enumerate(TITLES)]
    images = await gallery(database, *changes)
    order = Order(by, descending)
    ordered = sorted(images, key=lambda image: image.position(by), reverse=descending)
    assert await walked(database, order, backward=False) == ordered
    assert await walked(database, order, backward=True) == ordered


async def walked(database: Database, order: Order, *, backward: bool) -> list[Image]:
    """The whole list in pages of three."""
    pages: list[list[Image]] = []
    page = Page(3, order=order, backward=backward)
    async with database.read() as work:
        while entries := list(await work.images.page(page, EVERYTHING)):
            pages.append(entries)
            end = entries[0 if backward else -1].position(order.by)
            page = replace(page, before=end) if backward else replace(page, after=end)
    return [image for entries in (pages[::-1] if backward else pages) for image in entries]


async def test_titles_stand_as_in_a_dictionary(database: Database) -> None:
    await gallery(database, *({"title": title} for title in TITLES))
    shown = await titles(database, Page(20, order=Order(SortKey.TITLE, descending=False)))
    assert shown == ["", "_", "Ahne", "ahorn", "ähre", "été", "Öl", "Straße", "Strasse 2", "Zebra"]


async def test_a_page_may_lie_between_two_places(database: Database) -> None:
    images = await gallery(database, *(dict[str, Any]() for _ in range(6)))
    after, before = (images[n].position(SortKey.CREATED_AT) for n in (4, 0))
    between = Page(9, after, before)
    assert await titles(database, between) == ["Image 3", "Image 2", "Image 1"]
    assert await titles(database, replace(between, limit=2)) == ["Image 3", "Image 2"]
    backward = replace(between, limit=2, backward=True)
    assert await titles(database, backward) == ["Image 2", "Image 1"]


async def test_each_facet_leaves_its_own_condition_out(database: Database) -> None:
    await gallery(
        database,
        {"tags": ("Folk", "warm"), "rating": 5, "favourite": True},
        {"tags": ("folk",), "model": "dall-e-3"},
        {"tags": ("jazz",), "model": "dall-e-3", "rating": 2},
        {"tags": ("folk",), "trashed_at": NOON},
    )
    async with database.read() as work:
        everything = await work.images.facets(ItemFilter())
        narrowed = await work.images.facets(
            ItemFilter(models=frozenset({"dall-e-3"}), tags=("folk",), rating_from=1)
        )
    assert list(everything.models.items()) == [("dall-e-3", 2), ("gpt-image-2", 1)]
    assert list(everything.tags.items()) == [("Folk", 2), ("jazz", 1), ("warm", 1)]
    assert everything.ratings == {0: 1, 2: 1, 5: 1}
    assert everything.favourites == 1
    assert narrowed.models == {"gpt-image-2": 1}
    assert narrowed.tags == {"jazz": 1}
    assert narrowed.ratings == {0: 1}


async def test_a_change_is_found_at_once_and_the_old_words_no_more(database: Database) -> None:
    image, other = await gallery(database, {"tags": ("old",)}, {})
    edited = image.edit(Edit(title="Neu", tags=("Fresh",), notes="Notiz", rating=4, favourite=True))
    async with database.begin() as work:
        await work.images.curate([edited])
        await work.commit()
    assert await found(database, text="neu notiz fresh") == [edited]
    assert await found(database, tags=("fresh",), rating_from=4, favourite=True) == [edited]
    assert await found(database, tags=("old",)) == []
    assert await found(database, text="old") == []
    assert await found(database, favourite=False) == [other]


async def test_the_owners_words_survive_what_the_job_brings(database: Database) -> None:
    song = await record(database)
    named = song.edit(Edit(title="Mine", tags=("kept",), rating=5))
    ready = replace(song, choices=(choice(0),), completed_at=NOON + timedelta(minutes=3))
    async with database.begin() as work:
        await work.songs.curate([named])
        await work.songs.save(ready)
        await work.commit()
    async with database.read() as work:
        stored = await work.songs.get(song.id)
    assert stored == replace(named, choices=ready.choices, completed_at=ready.completed_at)


async def test_held_items_are_those_that_there_are(database: Database) -> None:
    image, _ = await gallery(database, {}, {})
    async with database.begin() as work:
        held = await work.images.hold([image.id, image.job_id])
        assert held == [image]
        assert await work.images.hold([]) == []


async def test_what_is_removed_is_gone_with_its_file(database: Database) -> None:
    image, other = await gallery(database, {}, {})
    assert await _removed(database, image) == [image.file.sha256]
    async with database.read() as work:
        assert await work.media.find(image.file.sha256) is None
        assert await work.media.find(other.file.sha256) == other.file
        with pytest.raises(NotFound):
            await work.images.get(image.id)


async def test_a_file_of_two_images_stays_until_both_are_gone(database: Database) -> None:
    same = media_file("the same picture")
    first, second = await gallery(database, {"file": same}, {"file": same})
    assert await _removed(database, first) == []
    async with database.read() as work:
        assert await work.media.find(same.sha256) == same
    assert await _removed(database, second) == [same.sha256]


async def test_a_file_that_an_unfinished_job_holds_stays(database: Database) -> None:
    (image,) = await gallery(database, {})
    delivery = Delivery(index=0, role=Role.IMAGE, file=image.file)
    failed = image_job(state=JobState.FAILED, accepted_at=NOON, deliveries=(delivery,))
    await add(database, failed)
    assert await _removed(database, image) == []


async def _removed(database: Database, image: Image) -> Sequence[str]:
    async with database.begin() as work:
        freed = await work.images.remove([image.id])
        await work.commit()
    return list(freed)


async def test_removing_a_song_takes_its_choices_and_tags_along(database: Database) -> None:
    song = await record(database, choices=(choice(0), choice(1)), tags=("folk",))
    files = {file.sha256 for each in song.choices for file in (each.mp3, each.lossless) if file}
    async with database.begin() as work:
        assert set(await work.songs.remove([song.id])) == files
        await work.commit()
    async with database.read() as work:
        assert await work.songs.count(EVERYTHING) == 0
        assert (await work.songs.facets(EVERYTHING)).tags == {}


async def test_two_who_name_the_same_in_other_orders_both_succeed(database: Database) -> None:
    (image,), song = await gallery(database, {}), await record(database)
    curation = Curation(database=database, media=FakeMediaStore(), clock=FakeClock())
    named = [(ItemKind.IMAGE, (image.id,)), (ItemKind.SONG, (song.id,))]

    async def rate(turn: int) -> int:
        ids = dict(named[:: 1 if turn % 2 else -1])
        return (await curation.edit(Selection(ids=ids), Edit(rating=turn % 5 + 1))).count

    assert await asyncio.gather(*map(rate, range(12))) == [2] * 12


async def test_things_are_found_by_their_ids_and_by_their_files(database: Database) -> None:
    image, other = await gallery(database, {}, {})
    song = await record(database, choices=(choice(0), choice(1)))
    lossless = song.choices[1].lossless
    assert lossless
    async with database.read() as work:
        found = await work.images.find([other.id, image.id, song.id])
        assert {each.id for each in found} == {image.id, other.id}
        assert await work.images.holding([image.file.sha256, "0" * 64]) == [image.id]
        assert await work.songs.holding([lossless.sha256, "0" * 64]) == [song.id]
        assert list(await work.songs.holding([image.file.sha256])) == []
        [read] = await work.songs.find([song.id])
        assert read == song
