"""axe-core's judgement of a page by WCAG 2.2 AA."""

from typing import Any

from playwright.async_api import Page

from tests.integration.programs import ROOT

_AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """
() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
})
"""

_NEXT_PICTURE = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


async def violations(page: Page) -> list[str]:
    """What is wrong with the page as it is now, and where; in light and in dark."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await page.evaluate(_NEXT_PICTURE)
        # Not as a script of the page, which its policy would forbid.
        await page.evaluate(_AXE.read_text("utf-8"))
        answer: Any = await page.evaluate(_RUN)
        found += [_sentence(scheme, violation) for violation in answer["violations"]]
    return found


def _sentence(scheme: str, violation: Any) -> str:
    places = "; ".join(node["html"][:200] for node in violation["nodes"])
    return f"{scheme}: {violation['id']}: {violation['help']}: {places}"
