"""Collections in the browser: filled from the libraries, seen, changed and deleted, which leaves
the libraries as they are."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.visits import NARROW, WIDE, Visits
from tests.integration.programs import Studio

_LIGHTHOUSE, _FOX = "A lighthouse at dusk", "A fox in the snow"
_SONG = "In the morning light"


@pytest.fixture(scope="module")
def studio(shared: Studio) -> Studio:
    """With two images and a song."""
    for prompt in (_LIGHTHOUSE, _FOX):
        shared.macki("image", prompt)
    shared.wait_for_state(shared.order_song(_SONG), "SUCCEEDED")
    return shared


async def test_what_is_selected_goes_into_a_new_collection_which_is_then_changed_and_deleted(
    visits: Visits, studio: Studio
) -> None:
    page = await visits.open(studio.url, "/collections")
    await expect(page.get_by_text("No collections yet")).to_be_visible()
    assert await violations(page) == []

    dialog = await _collect_all(page, "images", 2)
    await dialog.get_by_role("textbox", name="New collection").fill("Winter")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Make it").click()
    await expect(page.get_by_text("Put into “Winter”: 2")).to_be_visible()
    dialog = await _collect_all(page, "songs", 1)
    await dialog.get_by_role("button", name="Winter 2 in it").click()
    await expect(page.get_by_text("Put into “Winter”: 1")).to_be_visible()

    await page.get_by_role("button", name="Look").click()
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text("Winter")
    assert set(await _titles(page)) == {_LIGHTHOUSE, _FOX, _SONG}
    assert await violations(page) == []
    await page.get_by_role("link", name="Collections").first.click()
    await expect(page.get_by_role("link", name="Winter 3 in it")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("link", name="Winter 3 in it").click()

    before = await _titles(page)
    await page.get_by_role("button", name=f"Take “{before[1]}” out").click()
    await expect(_tiles(page)).to_have_count(2)
    await expect(page.get_by_text("2 in it")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(_tiles(page)).to_have_count(3)
    assert await _titles(page) == before
    await page.get_by_role("button", name=f"Take “{_FOX}” out").click()
    await expect(_tiles(page)).to_have_count(2)

    await page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit the collection")
    await dialog.get_by_role("textbox", name="Name").fill("By the sea")
    await dialog.get_by_role("textbox", name="Description").fill("For the calendar")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(heading).to_have_text("By the sea")
    await page.reload()
    await expect(page.get_by_text("For the calendar")).to_be_visible()
    await expect(_tiles(page)).to_have_count(2)

    await page.get_by_role("link", name=_SONG).click()
    await expect(heading).to_have_text(_SONG)
    await page.go_back()
    await page.get_by_role("link", name=_LIGHTHOUSE).click()
    await expect(page.get_by_role("dialog", name=_LIGHTHOUSE)).to_be_visible()
    await page.go_back()

    await page.get_by_role("button", name="Delete", exact=True).click()
    await page.get_by_role("button", name="Delete the collection").click()
    await expect(page.get_by_text("No collections yet")).to_be_visible()
    await page.goto("/images")
    await expect(page.get_by_text("2 in all")).to_be_visible()
    await page.goto("/songs")
    await expect(page.get_by_text("1 in all")).to_be_visible()


async def test_a_name_that_exists_is_refused_beside_its_field(
    visits: Visits, studio: Studio
) -> None:
    _save(studio, "Only once")
    page = await visits.open(studio.url, "/collections")
    await page.get_by_role("button", name="New collection").click()
    dialog = page.get_by_role("dialog", name="New collection")
    name = dialog.get_by_role("textbox", name="Name")
    await name.fill("Only once")
    await dialog.get_by_role("button", name="Make it").click()
    await expect(dialog.get_by_role("alert")).to_have_text("Another collection has this name.")
    await expect(name).to_be_focused()
    await expect(name).to_have_attribute("aria-invalid", "true")
    assert await violations(page) == []

    await name.fill("Another one")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Another one")
    await expect(page.get_by_text("Nothing is here yet")).to_be_visible()
    assert await violations(page) == []


async def test_a_single_image_and_a_single_song_go_into_a_collection_where_they_are_looked_at(
    visits: Visits, studio: Studio
) -> None:
    _save(studio, "Singles")
    page = await visits.open(studio.url, "/images")
    await page.get_by_role("button", name=_FOX, exact=True).click()
    await page.get_by_role("button", name="Put into a collection …").click()
    dialog = page.get_by_role("dialog", name="Put 1 into a collection")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Singles 0 in it").click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_text("Put into “Singles”: 1")).to_be_visible()

    await page.goto("/songs")
    await page.get_by_role("link", name=_SONG).click()
    await page.get_by_role("button", name="Into a collection").click()
    await page.get_by_role("button", name="Singles 1 in it").click()
    await expect(page.get_by_text("Put into “Singles”: 1")).to_be_visible()
    await page.get_by_role("button", name="Into a collection").click()
    await page.get_by_role("button", name="Singles 2 in it").click()
    await expect(page.get_by_text("It is in “Singles” already.")).to_be_visible()


async def test_the_libraries_are_narrowed_down_to_a_collection_in_the_address(
    visits: Visits, studio: Studio
) -> None:
    page = await visits.open(studio.url, "/images")
    await expect(page.get_by_text("2 in all")).to_be_visible()
    collection = _save(studio, "A fox alone")
    await page.get_by_role("button", name=_FOX, exact=True).click()
    await page.get_by_role("button", name="Put into a collection …").click()
    await page.get_by_role("button", name="A fox alone 0 in it").click()
    await page.keyboard.press("Escape")

    await page.get_by_role("button", name="Filter").click()
    await page.get_by_role("combobox", name="Collection").select_option("A fox alone")
    await expect(page.get_by_text("1 in all", exact=True)).to_be_visible()
    await expect(page).to_have_url(re.compile("collection="))
    assert await violations(page) == []
    await page.reload()
    await expect(page.get_by_text("1 in all", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Filter 1").click()
    await expect(page.get_by_role("combobox", name="Collection")).to_have_value(collection)
    await page.get_by_role("button", name="Show everything").click()
    await expect(page.get_by_text("2 in all")).to_be_visible()


@pytest.mark.parametrize("collection", ["nowhere", "Q29sbGVjdGlvbjoxMjM="])
async def test_a_collection_that_is_not_there_is_not_found(
    visits: Visits, studio: Studio, collection: str
) -> None:
    page = await visits.open(studio.url, f"/collections/{collection}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Not found")
    assert await violations(page) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
async def test_collections_fit_the_screen_in_german_and_are_found_from_everywhere(
    visits: Visits, studio: Studio, width: int
) -> None:
    """Also with the longest name there is, which has no blank."""
    collection = _save(studio, f"{width}" + "W" * 96)
    page = await visits.open(studio.url, width=width, language="de-DE", scheme="dark")
    if width == NARROW:
        await page.get_by_role("button", name="Einstellungen").click()
    await page.get_by_role("link", name="Sammlungen").and_(page.locator(":visible")).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Sammlungen")
    for path in ("/collections", f"/collections/{collection}"):
        await page.goto(path)
        await expect(page.get_by_text(re.compile("WWW")).first).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == width, path
        assert await violations(page) == []

    dialog = await _collect_all(page, "images", 2, "Auswählen", "Alle", "In eine Sammlung legen")
    box = await dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert await dialog.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)

    await page.get_by_role("button", name="Filter").click()
    await page.get_by_role("combobox", name="Sammlung").select_option(collection)
    await expect(page.get_by_text("Nichts passt")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == width


async def _collect_all(
    page: Page,
    kind: str,
    count: int,
    select: str = "Select",
    everything: str = "Select all",
    collect: str = "Put into a collection",
) -> Locator:
    """The dialog, opened for all of a library."""
    await page.goto(f"/{kind}")
    await page.get_by_role("button", name=select, exact=True).click()
    bar = page.get_by_role("toolbar")
    await bar.get_by_role("button", name=re.compile(f"^{everything} {count}")).click()
    await bar.get_by_role("button", name=collect).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    return dialog


def _tiles(page: Page) -> Locator:
    return page.locator("app-collection-view app-work-tile")


async def _titles(page: Page) -> list[str]:
    await expect(_tiles(page)).to_have_count(3)
    return [text.strip() for text in await _tiles(page).all_inner_texts()]


def _save(studio: Studio, name: str) -> str:
    """The global id of a new collection."""
    saved = studio.execute(
        """mutation ($name: String!) { saveCollection(input: {name: $name}) {
          ... on SaveCollectionSuccess { collection { id } } } }""",
        name=name,
    )
    return saved["saveCollection"]["collection"]["id"]
