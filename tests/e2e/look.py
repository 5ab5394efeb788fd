"""Pictures of the pages for people: `python -m tests.e2e.look FOLDER [PATH ...]`.

Each in light and dark, wide and narrow, German and English, from a studio with the mock in which
some things were made.
"""

import asyncio
import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.async_api import async_playwright

from tests.browsers import ARGUMENTS, chromium
from tests.e2e.first_run import first_run
from tests.e2e.visits import NARROW, WIDE, Visits
from tests.integration.programs import Studio

_PATHS = ("/", "/images/new", "/images", "/songs/new", "/songs", "/account", "/jobs")
_SCHEMES = ("light", "dark")
_PROMPTS = ("A lighthouse at dusk, watercolour", "A fox in the snow, low sun", "An old library")


def look(folder: Path, paths: list[str]) -> list[str]:
    """Answers what the pages complained about."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        studio = first_run(Path(data))
        studio.start()
        try:
            _make_things(studio)
            return asyncio.run(_photograph(studio, folder, paths))
        finally:
            studio.stop()


def _make_things(studio: Studio) -> None:
    for prompt in _PROMPTS:
        studio.macki("image", prompt)
    studio.wait_for_state(
        studio.order_song("In the morning light", "acoustic folk 0s"), "SUCCEEDED"
    )
    studio.wait_for_state(studio.order_song("0002", "refused"), "FAILED")
    studio.order_song("Night over the city", "dreamy synthwave 600s")


async def _photograph(studio: Studio, folder: Path, paths: list[str]) -> list[str]:
    async with async_playwright() as playwright:
        path_of_chromium = chromium(print)
        browser = await playwright.chromium.launch(
            executable_path=path_of_chromium, args=list(ARGUMENTS)
        )
        visits = Visits(browser)
        for path, scheme, width, language in product(paths, _SCHEMES, (WIDE, NARROW), ("de", "en")):
            page = await visits.open(
                studio.url, path, scheme=scheme, width=width, language=language
            )
            await page.wait_for_load_state("networkidle")
            name = path.strip("/").replace("/", "-") or "start"
            await page.screenshot(path=folder / f"{name}-{scheme}-{width}-{language}.png")
            await page.context.close()
        await browser.close()
        return visits.complaints


if __name__ == "__main__":
    sys.exit("\n".join(look(Path(sys.argv[1]), sys.argv[2:] or list(_PATHS))) or None)
