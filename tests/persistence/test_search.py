"""What a search finds is what its definition says, whatever index finds it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import InvalidRequest
from domain.image import Image
from domain.library import Edit, ItemFilter, searchable
from domain.paging import Order, Page, SortKey
from domain.ports.database import Database
from domain.use_cases.library import Library
from persistence.narrowing import NEAR
from tests.fakes import FakeClock
from tests.persistence.examples import NOON, SECOND, add, image_job, image_of

_LETTERS = "aabbé ßÄ%_\\'\"-*()^:ﬁǆ🎵ж\u0301\u2028日"
_TEXTS = st.text(_LETTERS, max_size=30)
_STORED = st.lists(st.one_of(_TEXTS, st.text(max_size=8)), min_size=1, max_size=4)
_QUERIES = st.lists(st.text(_LETTERS, min_size=1, max_size=6), min_size=1, max_size=12)

HARD = (
    "wiese",
    "ie",
    "e",
    "🎵",
    "🎵🎵🎵",
    '"',
    '"""',
    "%",
    "50%",
    "a_b",
    "\\",
    "\\%_",
    "'; drop",
    "and or not",
    "near(",
    "title:",
    "a*",
    "sommerwiese wie iese",
    "ss ß ẞ",
    "İ",
    "x" * 3_000,
    " ".join(f"wort{n}" for n in range(200)),
    "\u00a0\u2003",
    "\ufffd",
)


def fitting(images: Sequence[Image], text: str) -> list[UUID]:
    """The definition."""
    words = searchable(text).split()
    found = [image for image in images if all(word in image.search_text for word in words)]
    return [image.id for image in sorted(found, key=lambda image: (image.created_at, image.id))]


async def found(database: Database, text: str) -> list[UUID]:
    wanted = ItemFilter(text=text, trashed=None)
    async with database.read() as work:
        ids = list(await work.images.ids(wanted))
        page = await work.images.page(Page(10_000), wanted)
        assert await work.images.count(wanted) == len(ids)
    assert [image.id for image in page] == ids[::-1]
    return ids


async def kept(database: Database, *texts: str) -> list[Image]:
    job = image_job()
    images = [
        image_of(job, n, title=text, prompt="", revised_prompt=None, created_at=NOON + n * SECOND)
        for n, text in enumerate(texts)
    ]
    await add(database, job)
    async with database.begin() as work:
        for image in images:
            await work.images.add(image)
        await work.commit()
    return images


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=_STORED, queries=_QUERIES)
async def test_a_search_finds_what_its_definition_says(
    database: Database, texts: list[str], queries: list[str]
) -> None:
    await kept(database, *texts)
    async with database.read() as work:
        images = await work.images.page(Page(10_000), ItemFilter(trashed=None))
    for query in (*queries, *(text[1:5] for text in texts)):
        if all(sign not in query for sign in "\x00\ufffd"):
            assert await found(database, query) == fitting(images, query)


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
async def test_a_hard_word_is_a_word_like_others(database: Database, text: str) -> None:
    images = await kept(database, "Sommerwiese", text, f"vor{text}nach", "wort1 wort2", "50 %", "")
    assert await found(database, text) == fitting(images, text)
    assert await found(database, f"{text}?") == fitting(images, f"{text}?")


async def test_what_no_database_takes_as_text_hides_nothing_else(database: Database) -> None:
    (image,) = await kept(database, "vor\x00nach\ud800ende")
    assert await found(database, "vor nach ende") == [image.id]


async def test_a_search_of_a_thousand_words_is_refused(database: Database) -> None:
    library = Library(database=database, clock=FakeClock())
    for text in (" ".join(f"{n:x}" for n in range(60)), "wort " * 1_000, "x" * 201, "a\x00b"):
        with pytest.raises(InvalidRequest):
            await library.images(Page(9), ItemFilter(text=text))


async def test_an_index_follows_what_is_changed_and_removed(database: Database) -> None:
    first, second, third = await kept(database, "Wiese", "Wiesen", "Wald")
    async with database.begin() as work:
        await work.images.curate([first.edit(Edit(title="Wald")), second.trash(NOON)])
        await work.images.remove([third.id])
        await work.commit()
    assert await found(database, "wald") == [first.id]
    assert await found(database, "wiese") == [second.id]
    async with database.begin() as work:
        await work.images.curate([first.edit(Edit(title="Meer"))])
    assert await found(database, "meer") == []


async def test_what_lies_far_down_the_list_is_found_both_ways(database: Database) -> None:
    """Farther than is looked along the order before all that fit are looked for."""
    far = ["Wiese hier", "Wiese da", "Wiese dort"]
    others = await kept(database, *far, *(f"Zimmer {n}" for n in range(NEAR + 200)), *far)
    images = {image.id: image for image in others}
    rated = [images[id].edit(Edit(rating=5)) for id in fitting(others, "zimmer")]
    async with database.begin() as work:
        await work.images.curate(rated)
        await work.commit()
    wanted = ItemFilter(text="wiese", created_from=NOON, created_before=NOON + timedelta(days=1))
    for by, descending in product(SortKey, (True, False)):
        order = Order(by, descending)
        found = [images[id] for id in fitting(others, "wiese")]
        ordered = sorted(found, key=lambda image: image.position(by), reverse=descending)
        for backward in (True, False):
            assert await _walked(database, order, wanted, backward=backward) == ordered


async def _walked(
    database: Database, order: Order, wanted: ItemFilter, *, backward: bool
) -> list[Image]:
    walked: list[Image] = []
    page = Page(4, order=order, backward=backward)
    async with database.read() as work:
        while entries := list(await work.images.page(page, wanted)):
            walked = [*entries, *walked] if backward else [*walked, *entries]
            end = entries[0 if backward else -1].position(order.by)
            page = replace(page, before=end) if backward else replace(page, after=end)
    return walked
