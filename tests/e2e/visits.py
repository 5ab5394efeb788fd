"""Pages that are watched while a test uses them."""

import re
from typing import Literal

from playwright.async_api import Browser, ConsoleMessage, Page, Request, expect

Scheme = Literal["light", "dark"]

WIDE, NARROW = 1280, 360
"""CSS pixels."""

_PATIENCE_MS = 30_000

expect.set_options(timeout=_PATIENCE_MS)


class Watched:
    """A page whose console errors and foreign requests are remembered; what breaks the content
    security policy is a console error, too."""

    def __init__(self, page: Page, origin: str, forgiven: str | None = None) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._origin = origin
        self._forgiven = re.compile(forgiven) if forgiven else None
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._complain(str(error)))
        page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complain(message.text)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._origin, "data:", "blob:")):
            self._complain(f"left the origin: {request.url}")

    def _complain(self, text: str) -> None:
        if not (self._forgiven and self._forgiven.search(text)):
            self.complaints.append(text)


class Visits:
    """Visits to a studio, each in a context of its own: with its language, light and width."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._watched: list[Watched] = []

    async def open(
        self,
        origin: str,
        path: str = "/",
        *,
        language: str = "en-US",
        scheme: Scheme = "light",
        width: int = WIDE,
        forgiven: str | None = None,
    ) -> Page:
        """`forgiven`: a pattern of what the console may say, where a test breaks something."""
        context = await self._browser.new_context(
            base_url=origin,
            locale=language,
            color_scheme=scheme,
            reduced_motion="reduce",
            viewport={"width": width, "height": 860},
        )
        page = await context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        self._watched.append(Watched(page, origin, forgiven))
        await page.goto(path)
        await page.get_by_role("heading", level=1).wait_for()
        return page

    @property
    def complaints(self) -> list[str]:
        return [each for watched in self._watched for each in watched.complaints]
