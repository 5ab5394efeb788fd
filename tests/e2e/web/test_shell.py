"""What surrounds every page: navigation, settings, the tray, the connection."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.visits import NARROW, WIDE, Visits

_PAGES = (
    "/",
    "/images/new",
    "/images",
    "/songs/new",
    "/songs",
    "/collections",
    "/account",
    "/jobs",
    "/nowhere",
)


async def test_every_page_opens_by_its_address_and_is_accessible(
    visits: Visits, origin: str
) -> None:
    page = await visits.open(origin)
    for path in _PAGES:
        await page.goto(path)
        await page.get_by_role("heading", level=1).wait_for()
        assert await violations(page) == [], path


async def test_on_a_phone_in_german_nothing_is_wider_than_the_screen(
    visits: Visits, origin: str
) -> None:
    page = await visits.open(origin, language="de-DE", width=NARROW)
    for path in _PAGES:
        await page.goto(path)
        await page.get_by_role("heading", level=1).wait_for()
        assert await page.evaluate("document.documentElement.scrollWidth") == NARROW, path
    assert await violations(page) == []


async def test_a_first_run_says_which_keys_are_missing_and_that_nothing_is_charged(
    visits: Visits, origin: str
) -> None:
    page = await visits.open(origin)
    panel = page.get_by_role("complementary")
    await expect(panel).to_contain_text("OPENAI_API_KEY")
    await expect(panel).to_contain_text("MUREKA_API_KEY")
    await expect(panel).to_contain_text("nothing is charged")

    await page.goto("/jobs")
    await page.get_by_role("button", name="MOCK").click()
    await expect(page.locator("#missing-keys")).to_be_visible()


async def test_the_language_changes_at_once_and_is_remembered(visits: Visits, origin: str) -> None:
    page = await visits.open(origin, "/jobs")
    await expect(page).to_have_title("Jobs · Mac KI Service")

    await _settings(page)
    await page.get_by_role("radio", name="Deutsch").check()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Aufträge")
    await expect(page).to_have_title("Aufträge · Mac KI Service")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Aufträge")
    assert await page.locator("html").get_attribute("lang") == "de"


async def test_the_appearance_changes_at_once_and_is_remembered(
    visits: Visits, origin: str
) -> None:
    page = await visits.open(origin, "/jobs")
    background = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(background)

    await _settings(page)
    await page.get_by_role("radio", name="Dark").check()
    await page.wait_for_function(f"{background} !== '{light}'")
    dark = await page.evaluate(background)
    assert await violations(page) == []
    await page.reload()
    await page.get_by_role("heading", level=1).wait_for()
    assert await page.evaluate(background) == dark


async def test_who_navigates_by_keys_begins_at_the_content(visits: Visits, origin: str) -> None:
    page = await visits.open(origin)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("main")).to_be_focused()

    await page.get_by_role("link", name="Jobs", exact=True).press("Enter")
    await expect(page).to_have_url(re.compile("/jobs$"))
    await expect(page.get_by_role("main")).to_be_focused()
    current = page.get_by_role("navigation", name="Main").locator("[aria-current=page]")
    await expect(current).to_have_text("Jobs")


@pytest.mark.parametrize("width", [NARROW, WIDE])
async def test_what_the_header_opens_is_accessible_and_closes_by_escape(
    visits: Visits, origin: str, width: int
) -> None:
    page = await visits.open(origin, width=width)
    tray = page.locator("#jobs-tray")
    await page.get_by_role("button", name="Jobs on their way").click()
    await expect(tray).to_contain_text("Nothing is being made.")
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(tray).to_be_hidden()


async def _settings(page: Page) -> None:
    await page.get_by_role("button", name="Settings").click()
