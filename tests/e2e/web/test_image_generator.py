"""Making images in the browser, with the real studio and the real mock."""

import re

from playwright.async_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.visits import NARROW, Visits
from tests.integration.programs import Studio

_LOST = r"WebSocket connection|ERR_CONNECTION|Failed to fetch|TypeError"
_COUNT = "query { jobs(first: 100) { totalCount } }"


async def write(page: Page, prompt: str) -> None:
    await page.get_by_label("What do you want to see?").fill(prompt)


async def make(page: Page) -> None:
    await page.get_by_role("button", name="Make the image").click()


async def test_an_image_is_ordered_once_by_a_double_click_and_appears(
    visits: Visits, shared: Studio
) -> None:
    page = await visits.open(shared.url, "/images/new")
    await expect(page.get_by_role("button", name="Make the image")).to_be_disabled()
    await expect(page.get_by_text("About $0.053")).to_be_visible()
    await page.get_by_text("high", exact=True).click()
    await page.get_by_text("2", exact=True).first.click()
    await expect(page.get_by_text(re.compile(r"About \$0\.422, 2 . \$0\.211"))).to_be_visible()
    await write(page, "A lighthouse at dusk")
    before = shared.execute(_COUNT)["jobs"]["totalCount"]
    previews: list[str] = []
    page.on("request", lambda asked: previews.append(asked.url) if "preview" in asked.url else None)

    await page.get_by_role("button", name="Make the image").dblclick()
    await expect(page.locator("app-image-stage figure")).to_have_count(2)
    assert previews, "no preview was shown"
    assert shared.execute(_COUNT)["jobs"]["totalCount"] == before + 1
    assert await violations(page) == []

    await page.get_by_role("link", name="Open: A lighthouse at dusk").first.click()
    await expect(page.get_by_role("dialog", name="A lighthouse at dusk")).to_be_visible()


async def test_what_is_written_outlives_a_reload_and_an_order_is_varied(
    visits: Visits, shared: Studio
) -> None:
    page = await visits.open(shared.url, "/images/new", width=NARROW)
    await write(page, "A fox in the snow")
    await page.get_by_text("Wide 1536").click()
    await expect(page.get_by_text("The price is not known")).to_be_visible()
    await page.reload()
    await expect(page.get_by_label("What do you want to see?")).to_have_value("A fox in the snow")
    await make(page)
    await expect(page.locator("app-image-stage figure")).to_have_count(1)

    await write(page, "Something else")
    await page.get_by_text("Tall 1024").click()
    await page.get_by_role("button", name="Vary it").click()
    prompt = page.get_by_label("What do you want to see?")
    await expect(prompt).to_have_value("A fox in the snow")
    await expect(prompt).to_be_focused()
    await expect(page.get_by_role("radio", name="Wide 1536")).to_be_checked()


async def test_what_is_wrong_is_said_at_its_field(visits: Visits, shared: Studio) -> None:
    page = await visits.open(shared.url, "/images/new")
    await write(page, "A narrow door")
    await page.get_by_text("Own size").click()
    size = page.get_by_label(re.compile("^Width"))
    await size.fill("10x10")
    await make(page)
    await expect(size).to_have_attribute("aria-invalid", "true")
    await expect(page.locator("#own-size-line")).not_to_be_empty()
    assert await violations(page) == []
    await size.fill("1280x720")
    await expect(size).to_have_attribute("aria-invalid", "false")


async def test_a_template_is_kept_used_and_deleted(visits: Visits, shared: Studio) -> None:
    page = await visits.open(shared.url, "/images/new")
    await write(page, "A harbour in the rain")
    await page.get_by_role("button", name="Templates").click()
    panel = page.get_by_role("region", name="Templates")
    await panel.get_by_label("Keep this order as").fill("Rain")
    await panel.get_by_role("button", name="Keep", exact=True).click()
    use = panel.get_by_role("button", name="Rain", exact=True)
    await expect(use).to_be_visible()
    assert await violations(page) == []
    await page.keyboard.press("Escape")

    await write(page, "Sun")
    await page.get_by_role("button", name="Templates").click()
    await use.click()
    await expect(page.get_by_label("What do you want to see?")).to_have_value(
        "A harbour in the rain"
    )
    await page.get_by_role("button", name="Templates").click()
    await panel.get_by_role("button", name="Delete Rain").click()
    await panel.get_by_role("button", name="Delete", exact=True).click()
    await expect(use).to_have_count(0)


async def test_an_image_that_does_not_come_is_cancelled(visits: Visits, shared: Studio) -> None:
    page = await visits.open(shared.url, "/images/new")
    await write(page, "No patience helps 0102")
    await make(page)
    await page.get_by_role("button", name="Cancel", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("may still be charged")
    await page.get_by_role("button", name="Cancel it").click()
    await expect(page.get_by_text("It was cancelled.")).to_be_visible()
    assert await violations(page) == []


async def test_a_refusal_says_what_happened_and_what_to_do(visits: Visits, shared: Studio) -> None:
    page = await visits.open(shared.url, "/images/new")
    await write(page, "Something improper 0104")
    await make(page)
    failure = page.locator("app-image-stage .failure")
    await expect(failure).to_contain_text("safety system")
    await expect(page.get_by_role("button", name="Vary it")).to_be_visible()


async def test_a_studio_that_is_killed_meanwhile_goes_on_with_the_image_of_the_page(
    visits: Visits, studio: Studio
) -> None:
    page = await visits.open(studio.url, "/images/new", forgiven=_LOST)
    await write(page, "Patience 0101")
    await make(page)
    await expect(page.locator("app-image-stage app-job-progress")).to_contain_text("Waiting")
    studio.kill()
    await expect(page.get_by_text("No connection")).to_be_visible()

    await write(page, "Ordered in the dark")
    await make(page)
    await expect(page.get_by_text("it is not made or charged twice")).to_be_visible()

    studio.start()
    await page.reload()
    await expect(page.locator("app-image-stage figure")).to_have_count(1)
    await expect(page.locator("app-image-stage")).to_contain_text("Patience 0101")
    await make(page)
    await expect(page.locator("app-image-stage")).to_contain_text("Ordered in the dark")
    await expect(page.locator("app-image-stage figure")).to_have_count(1)
    await page.get_by_role("link", name=re.compile("Images")).first.click()
    await expect(page.locator("app-image-tile")).to_have_count(2)
