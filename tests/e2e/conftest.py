"""A real browser, the real studio and the real mock."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright

from tests.browsers import chromium
from tests.integration.programs import MockProgram, Studio

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
        browser = await playwright.chromium.launch(executable_path=chrome_path, args=_ARGUMENTS)
        yield browser
        await browser.close()


class Watched:
    """A page whose console errors and foreign requests are remembered."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._origin = origin
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._origin, "data:", "blob:")):
            self.complaints.append(f"left the origin: {request.url}")


@pytest_asyncio.fixture
async def watched(browser: Browser, studio: Studio) -> Watched:
    page = await browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(30_000)
    return Watched(page, studio.url)
