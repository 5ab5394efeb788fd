"""What the page says of the things that the studio depends on, while they really go and come."""

import asyncio
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.visits import NARROW, WIDE, Visits
from tests.integration.programs import MockProgram
from tests.integration.server_programs import Cluster
from tests.redis_service import RedisServer

_LOST = r"WebSocket connection|net::ERR_|Failed to fetch"


class _Words(NamedTuple):
    language: str
    no_worker: str
    no_redis: str
    heading: str
    well: str
    not_well: str
    again: str
    names: tuple[str, ...]


_ENGLISH = _Words(
    "en-US",
    "No worker is running: jobs wait.",
    "Redis does not answer: jobs wait.",
    "Health",
    "Well",
    "Not well",
    "Look again",
    (
        *("Database", "Tables of the database", "Redis"),
        *("Storing of files", "Room on the disk", "Worker"),
    ),
)
_GERMAN = _Words(
    "de-DE",
    "Kein Worker läuft: Aufträge warten.",
    "Redis antwortet nicht: Aufträge warten.",
    "Zustand",
    "In Ordnung",
    "Nicht in Ordnung",
    "Noch einmal nachsehen",
    (
        *("Datenbank", "Tabellen der Datenbank", "Redis"),
        *("Ablage der Dateien", "Platz auf der Platte", "Worker"),
    ),
)
_in_both_languages = pytest.mark.parametrize("words", [_ENGLISH, _GERMAN], ids=["en", "de"])


@pytest.fixture
def cluster(tmp_path: Path, postgresql_url: str, redis_server: RedisServer) -> Iterator[Cluster]:
    """Not started."""
    mock = MockProgram()
    cluster = Cluster(tmp_path, mock.url, postgresql_url, redis_server.url)
    yield cluster
    cluster.stop()
    mock.stop()


@_in_both_languages
async def test_a_worker_that_is_missing_is_told_until_it_is_there_again(
    visits: Visits, cluster: Cluster, words: _Words
) -> None:
    cluster.start(workers=0)
    page = await visits.open(cluster.web.url, language=words.language)
    await expect(_notice(page)).to_have_text(words.no_worker)
    assert await violations(page) == []

    await _notice(page).press("Enter")
    await expect(page).to_have_url(re.compile("/account#health$"))
    heading = page.get_by_role("heading", name=words.heading)
    await expect(heading).to_be_focused()
    await expect(heading).to_be_in_viewport()
    await expect(_row(page, "Worker")).to_contain_text(words.not_well)
    await expect(_row(page, "Worker")).to_contain_text("Start one with `macki worker`.")
    assert await violations(page) == []

    worker = cluster.start_worker()
    await expect(_notice(page)).to_have_count(0)  # by itself
    for name in words.names:
        await expect(_row(page, name)).to_contain_text(words.well)
    await expect(_rows(page)).to_have_count(len(words.names))
    assert await violations(page) == []

    cluster.end(worker, signal.SIGTERM)
    await page.get_by_role("button", name=words.again).click()
    await expect(_notice(page)).to_have_text(words.no_worker)
    await expect(_row(page, "Worker")).to_contain_text(words.not_well)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@_in_both_languages
async def test_of_several_the_most_important_is_named_and_fits_the_screen(
    visits: Visits, cluster: Cluster, redis_server: RedisServer, words: _Words, width: int
) -> None:
    cluster.start(workers=0)
    redis_server.kill()
    page = await visits.open(cluster.web.url, "/jobs", language=words.language, width=width)
    await expect(_notice(page)).to_contain_text(words.no_redis)
    await expect(_notice(page)).to_contain_text("+1")
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    assert await violations(page) == []

    await _notice(page).click()
    await expect(_row(page, "Redis")).to_contain_text(words.not_well)
    await expect(page.get_by_role("heading", name=words.heading)).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") == width

    await page.get_by_role("heading", level=1).scroll_into_view_if_needed()
    await _notice(page).click()  # leads there once more
    await expect(page.get_by_role("heading", name=words.heading)).to_be_in_viewport()


async def test_a_studio_that_is_away_is_told_once(visits: Visits, cluster: Cluster) -> None:
    cluster.start(workers=0)
    page = await visits.open(cluster.web.url, forgiven=_LOST)
    connected = asyncio.Event()
    page.on("websocket", lambda each: each.on("framereceived", lambda _frame: connected.set()))
    await page.reload()
    await connected.wait()
    await expect(_notice(page)).to_have_text(_ENGLISH.no_worker)

    cluster.web.kill()
    await expect(page.get_by_text("No connection")).to_be_visible()
    await expect(_notice(page)).to_have_count(0)

    cluster.web.start()
    await expect(page.get_by_text("No connection")).to_be_hidden()
    await expect(_notice(page)).to_have_text(_ENGLISH.no_worker)


async def test_a_studio_in_one_process_is_well_and_says_nothing_of_it(
    visits: Visits, origin: str
) -> None:
    page = await visits.open(origin, "/account#health")
    await expect(page.get_by_role("heading", name="Health")).to_be_in_viewport()
    await expect(_rows(page)).to_have_count(5)  # there is no Redis
    await expect(_rows(page).filter(has_text="Not well")).to_have_count(0)
    await expect(_notice(page)).to_have_count(0)


def _notice(page: Page) -> Locator:
    return page.get_by_role("status").get_by_role("link")


def _rows(page: Page) -> Locator:
    return page.get_by_role("region", name=re.compile("Health|Zustand")).get_by_role("listitem")


def _row(page: Page, name: str) -> Locator:
    return _rows(page).filter(has=page.get_by_text(name, exact=True))
