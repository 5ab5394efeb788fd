"""Jobs in the browser, against the real studio with the mock."""

import re
from collections.abc import Callable

import pytest
from playwright.async_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.visits import NARROW, Visits
from tests.integration.programs import Studio

_LOST = r"WebSocket connection|ERR_CONNECTION|Failed to fetch"


def job_path(job_id: str) -> str:
    return f"/jobs/{job_id}"


async def test_a_job_is_followed_from_the_tray_to_its_end(visits: Visits, shared: Studio) -> None:
    page = await visits.open(shared.url)
    shared.order_song("Morning", "slow folk 4s")

    await _open_tray(page)
    await page.locator("#jobs-tray").get_by_role("link", name="slow folk 4s").click()
    await expect(page).to_have_url(re.compile("/jobs/."))
    await expect(page.locator(".left app-job-state-label")).to_have_text("Done")
    timeline = page.get_by_role("region", name="What happened")
    for state in ("Waiting", "Being sent", "Being made", "Being fetched", "Done"):
        await expect(timeline.get_by_text(state, exact=True)).to_be_visible()
    assert await violations(page) == []


async def test_the_list_is_narrowed_down_and_shows_what_is_new_at_once(
    visits: Visits, shared: Studio
) -> None:
    page = await visits.open(shared.url, "/jobs?view=failed")
    refused = shared.order_song("0002 no key", "refused 0s")
    shared.wait_for_state(refused, "FAILED")
    await expect(page.get_by_role("listitem").filter(has_text="refused 0s")).to_be_visible()

    await page.get_by_role("link", name="Done", exact=True).click()
    await expect(page).to_have_url(re.compile("view=succeeded"))
    await expect(page.get_by_role("listitem").filter(has_text="refused 0s")).to_have_count(0)
    await page.go_back()
    await expect(page.get_by_role("listitem").filter(has_text="refused 0s")).to_be_visible()
    assert await violations(page) == []


async def test_a_long_list_loads_as_it_is_scrolled(visits: Visits, shared: Studio) -> None:
    for number in range(35):
        shared.execute(_ORDER, prompt=f"picture {number}")
    page = await visits.open(shared.url, "/jobs")
    items = page.locator("app-job-item")
    await expect(items.filter(has_text="picture 34")).to_be_visible()
    await items.last.scroll_into_view_if_needed()
    await expect(page.get_by_text("picture 0", exact=True)).to_be_attached()


async def test_a_retry_says_that_it_is_charged_before_it_is_sent(
    visits: Visits, shared: Studio
) -> None:
    refused = shared.order_song("0002 no key", "refused twice 0s")
    shared.wait_for_state(refused, "FAILED")
    page = await visits.open(shared.url, job_path(refused))

    await page.get_by_role("button", name="Try again").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("charges again")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Leave it").click()
    await expect(dialog).to_be_hidden()
    assert len(shared.execute(_JOBS, states=["FAILED"])["jobs"]["edges"]) >= 1

    await page.get_by_role("button", name="Try again").click()
    await dialog.get_by_role("button", name="Try again and pay").click()
    await expect(page.get_by_role("link", name="an earlier job")).to_be_visible()


async def test_a_cancel_says_that_it_may_still_be_charged(visits: Visits, shared: Studio) -> None:
    job_id = shared.order_song("Evening", "very slow 600s")
    page = await visits.open(shared.url, job_path(job_id), width=NARROW)
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("dialog")).to_contain_text("may still be charged")
    await page.get_by_role("button", name="Cancel the job").click()
    await expect(page.locator(".left app-job-state-label")).to_have_text("Cancelled")
    assert shared.job(job_id)["state"] == "CANCELLED"


async def test_it_can_be_ordered_again_with_the_same_words(visits: Visits, shared: Studio) -> None:
    job_id = shared.execute(_ORDER, prompt="The same lighthouse")["generateImage"]["job"]["id"]
    page = await visits.open(shared.url, job_path(job_id))
    await page.get_by_role("link", name="Order again").click()
    await expect(page.get_by_role("textbox")).to_have_value("The same lighthouse")


@pytest.mark.parametrize("end", [Studio.kill, Studio.interrupt])
async def test_a_studio_that_was_away_is_found_again_and_the_job_goes_on(
    visits: Visits, studio: Studio, end: Callable[[Studio], object]
) -> None:
    page = await visits.open(studio.url, forgiven=_LOST)
    job_id = studio.order_song("Night", "long 8s")
    await page.goto(job_path(job_id))
    await expect(page.locator(".left app-job-state-label")).to_have_text("Being made")

    end(studio)
    await expect(page.get_by_text("No connection")).to_be_visible()
    studio.start()
    await expect(page.get_by_text("No connection")).to_be_hidden()
    await expect(page.locator(".left app-job-state-label")).to_have_text("Done")
    timeline = page.get_by_role("region", name="What happened")
    await expect(timeline.get_by_text("Done", exact=True)).to_be_visible()
    assert studio.job(job_id)["attempt"] == 1


async def test_a_request_whose_outcome_is_unknown_is_resolved_by_its_owner(
    visits: Visits, studio: Studio
) -> None:
    job_id = studio.order_song("The answer never comes 0201")
    studio.wait_for_state(job_id, "SUBMITTING")
    studio.kill()
    studio.start()
    studio.wait_for_state(job_id, "NEEDS_CHECK")
    page = await visits.open(studio.url, job_path(job_id))
    resolution = page.get_by_role("region", name="Did it run?")
    await expect(resolution).to_be_visible()
    assert await violations(page) == []

    await resolution.get_by_role("button", name="Submit again").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("charges twice")
    await dialog.get_by_role("button", name="Submit again").click()
    await expect(resolution).to_be_hidden()


async def _open_tray(page: Page) -> None:
    await page.get_by_role("button", name="Jobs on their way").click()


_ORDER = """
mutation ($prompt: String!) {
  generateImage(input: {prompt: $prompt}) { ... on GenerateImageSuccess { job { id } } }
}
"""
_JOBS = "query ($states: [JobState!]) { jobs(filter: {states: $states}) { edges { node { id } } } }"
