"""The library of images in the browser, with two thousand of them."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.first_run import first_run
from tests.e2e.visits import NARROW, Visits
from tests.e2e.web.gallery import hang

_MANY = 2_000
_NODES = "document.querySelectorAll('*').length"
_SCROLL = """
new Promise(done => {
    scrollTo(0, document.documentElement.scrollHeight);
    setTimeout(done, 20);
})
"""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a studio with many images."""
    program = first_run(tmp_path_factory.mktemp("gallery"))
    data = program.folder / "data"
    data.mkdir()
    asyncio.run(hang(data, _MANY))
    program.start()
    yield program.url
    program.stop()


def tile(page: Page, title: str) -> Locator:
    return page.locator("app-image-tile").get_by_role("button", name=title, exact=True)


async def test_two_thousand_images_are_scrolled_in_a_page_that_does_not_grow(
    visits: Visits, gallery: str
) -> None:
    page = await visits.open(gallery, "/images", width=NARROW)
    await expect(page.get_by_text("2,000 in all")).to_be_visible()
    await expect(tile(page, "Picture 1999")).to_be_visible()
    assert await violations(page) == []
    nodes = await page.evaluate(_NODES)

    while not await tile(page, "Picture 0").count():
        await page.evaluate(_SCROLL)
    await expect(tile(page, "Picture 0")).to_be_visible()
    assert await page.evaluate(_NODES) < 2 * nodes

    await page.evaluate("scrollTo(0, 0)")
    await expect(tile(page, "Picture 1999")).to_be_visible()


async def test_it_is_searched_and_narrowed_down_in_the_address(
    visits: Visits, gallery: str
) -> None:
    page = await visits.open(gallery, "/images")
    await page.get_by_role("searchbox").fill("place 123")
    await expect(page.get_by_text("12 in all")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"\?q=place"))

    await page.get_by_role("button", name="Filter").click()
    await page.get_by_role("button", name="harbour").click()
    await expect(page.get_by_text("1 in all", exact=True)).to_be_visible()
    await expect(tile(page, "Picture 1230")).to_be_visible()
    assert await violations(page) == []

    await page.reload()
    await expect(page.get_by_text("1 in all", exact=True)).to_be_visible()
    await page.go_back()
    await expect(page.get_by_text("12 in all")).to_be_visible()

    await page.get_by_role("searchbox").fill("nowhere to be found")
    await expect(page.get_by_text("Nothing fits")).to_be_visible()
    await page.get_by_role("link", name="Show everything").click()
    await expect(tile(page, "Picture 1999")).to_be_visible()


async def test_the_oldest_come_first_if_they_are_asked_for(visits: Visits, gallery: str) -> None:
    page = await visits.open(gallery, "/images")
    await page.get_by_label("Order").select_option("oldest")
    await expect(tile(page, "Picture 0")).to_be_visible()
    await expect(page).to_have_url(re.compile("sort=oldest"))


async def test_an_image_is_looked_at_and_kept_in_order_by_keys_alone(
    visits: Visits, gallery: str
) -> None:
    page = await visits.open(gallery, "/images")
    await tile(page, "Picture 1999").focus()
    await page.keyboard.press("ArrowRight")
    await expect(tile(page, "Picture 1998")).to_be_focused()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Picture 1998")
    await expect(dialog).to_be_visible()

    await page.keyboard.press("ArrowRight")
    dialog = page.get_by_role("dialog", name="Picture 1997")
    favourite = dialog.get_by_role("button", name="Favourite").first
    await expect(favourite).to_have_attribute("aria-pressed", "false")
    await page.keyboard.press("f")
    await expect(favourite).to_have_attribute("aria-pressed", "true")
    await page.keyboard.press("i")
    await page.keyboard.press("4")
    await expect(dialog.get_by_role("button", name="4 of 5 stars")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert await violations(page) == []

    await dialog.get_by_role("textbox", name="Title").fill("The quay at noon")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="The quay at noon")
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("textbox", name="Add a tag").fill("quay, noon")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("button", name="Remove the tag noon")).to_be_visible()
    await dialog.get_by_role("textbox", name="Notes").fill("For the calendar")
    await page.keyboard.press("Tab")
    await page.reload()
    await expect(dialog).to_be_visible()
    await page.go_back()
    await tile(page, "The quay at noon").focus()
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_visible()

    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(tile(page, "The quay at noon")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Notes")).to_have_value("For the calendar")
    await page.keyboard.press("Delete")
    await expect(page.get_by_role("dialog", name="Picture 1996")).to_be_visible()


async def test_many_are_moved_to_the_trash_and_back(visits: Visits, gallery: str) -> None:
    page = await visits.open(gallery, "/images?q=place+155")
    await expect(page.get_by_text("12 in all")).to_be_visible()
    await page.get_by_role("button", name="Select", exact=True).click()
    await tile(page, "Picture 1559").click()
    await tile(page, "Picture 1550").click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="Selection")
    await expect(bar).to_contain_text("10 selected")
    assert await violations(page) == []

    await bar.get_by_role("button", name="Move to the trash").click()
    await expect(page.get_by_text("2 in all", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_text("12 in all")).to_be_visible()
    await expect(tile(page, "Picture 1555")).to_be_visible()

    await page.get_by_role("button", name="Select Picture 155", exact=True).click()
    await bar.get_by_role("button", name="Move to the trash").click()
    await expect(page.get_by_text("11 in all")).to_be_visible()
    await page.goto("/images?trash=true&q=place+155")
    await page.get_by_role("button", name="Select Picture 155", exact=True).click(force=True)
    await bar.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("cannot be undone")
    await page.get_by_role("button", name="Delete for good").click()
    await expect(page.get_by_text("Nothing fits")).to_be_visible()


async def test_all_that_fit_are_rated_and_moved_also_those_that_nobody_has_scrolled_to(
    visits: Visits, gallery: str
) -> None:
    page = await visits.open(gallery, "/images?tag=harbour")
    await expect(page.get_by_text("200 in all")).to_be_visible()
    await tile(page, "Picture 1990").focus()
    await page.keyboard.press("Control+a")
    bar = page.get_by_role("toolbar", name="Selection")
    await expect(bar).to_contain_text("All 200 selected")
    await page.keyboard.press("5")
    dialog = page.get_by_role("dialog", name="Rate all 200")
    await expect(dialog).to_contain_text("cannot be undone")
    assert await violations(page) == []
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Changed: 200")).to_be_visible()

    await page.goto("/images?stars=5")
    await expect(page.get_by_text("200 in all")).to_be_visible()
    await page.get_by_role("button", name="Select", exact=True).click()
    await bar.get_by_role("button", name="Select all 200").click()
    await bar.get_by_role("button", name="Move to the trash").click()
    await expect(page.get_by_text("Nothing fits")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_text("200 in all")).to_be_visible()


async def test_on_a_phone_the_bar_of_a_selection_fits_in_german(
    visits: Visits, gallery: str
) -> None:
    page = await visits.open(gallery, "/images", width=NARROW, language="de-DE", scheme="dark")
    await page.get_by_role("button", name="Auswählen", exact=True).click()
    bar = page.get_by_role("toolbar", name="Auswahl")
    await bar.get_by_role("button", name=re.compile("^Alle .* auswählen$")).click()
    await expect(bar).to_contain_text(re.compile("^Alle .* ausgewählt"))
    box = await bar.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW
    assert await violations(page) == []


async def test_what_came_into_the_trash_meanwhile_is_not_deleted_with_the_rest(
    visits: Visits, gallery: str
) -> None:
    _trash(gallery, "place 177", 12)
    page = await visits.open(gallery, "/images?trash=true&q=place+17")
    await expect(page.get_by_text("12 in all")).to_be_visible()
    await page.get_by_role("button", name="Select", exact=True).click()
    bar = page.get_by_role("toolbar", name="Selection")
    await bar.get_by_role("button", name="Select all 12").click()
    await bar.get_by_role("button", name="Delete", exact=True).click()
    dialog = page.get_by_role("dialog", name="Delete all 12 for good?")
    await expect(dialog).to_be_visible()

    _trash(gallery, "place 178", 12)
    await dialog.get_by_role("button", name="Delete for good").click()
    await expect(page.get_by_text("Nothing was deleted: meanwhile there are 24")).to_be_visible()
    await expect(page.get_by_text("24 in all")).to_be_visible()

    await bar.get_by_role("button", name="Delete", exact=True).click()
    await page.get_by_role("button", name="Delete for good").click()
    await expect(page.get_by_text("Nothing fits")).to_be_visible()


def _trash(gallery: str, text: str, count: int) -> None:
    """What fits, from elsewhere."""
    asked = """mutation ($text: String!) {
      trashItems(input: {select: {filter: {text: $text}, kind: IMAGE}}) {
        ... on ItemsChanged { count } } }"""
    body = {"query": asked, "variables": {"text": text}}
    answer = httpx.post(f"{gallery}/graphql", json=body, trust_env=False).json()
    assert answer["data"]["trashItems"]["count"] == count, answer
