"""A real browser, the real studio and the real mock."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browsers import ARGUMENTS, chromium
from tests.e2e.visits import Visits, Watched
from tests.integration.programs import MockProgram, Studio


@pytest.fixture(scope="session")
def chrome_path(request: pytest.FixtureRequest) -> str:
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    return chromium(terminal.write_line if terminal else print)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    mock = MockProgram()
    program = Studio(tmp_path, mock.url)
    program.start()
    yield program
    program.stop()
    mock.stop()


@pytest_asyncio.fixture
async def browser(chrome_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chrome_path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture
async def watched(browser: Browser, studio: Studio) -> Watched:
    page = await browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(30_000)
    return Watched(page, studio.url)


@pytest_asyncio.fixture
async def visits(browser: Browser) -> AsyncIterator[Visits]:
    """Opens pages; a test fails if one of them complained or left its origin."""
    visits = Visits(browser)
    yield visits
    assert visits.complaints == []
