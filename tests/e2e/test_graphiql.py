"""GraphiQL in a real browser: its examples run, subscriptions included, and nothing leaves."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tests.e2e.conftest import Watched
from tests.integration.programs import ROOT, Studio

_EXAMPLES = sorted((ROOT / "frontend/graphiql/src/examples").glob("*.graphql"))


async def open_graphiql(page: Page, studio: Studio) -> None:
    """And wait for the first operation: a tab that is clicked before the editor is there shows
    nothing."""
    await page.goto(f"{studio.url}/graphiql/")
    await shown(page, "MakeImage")


async def open_tab(page: Page, name: str) -> None:
    await page.get_by_role("tab", name=name).click()
    await shown(page, name)


async def shown(page: Page, name: str) -> None:
    """Until the editor holds that operation, and not only a comment that mentions it."""
    lines = page.locator(".graphiql-query-editor .view-line")
    operation = re.compile(rf"^(query|mutation|subscription)\s{name}\b")
    await lines.filter(has_text=operation).first.wait_for()


async def set_variables(page: Page, variables: Any) -> None:
    editor = page.locator(".graphiql-editor-tool .monaco-editor").first
    await editor.click()
    await page.keyboard.press("ControlOrMeta+a")
    # Pasted, since the editor closes the brackets and quotes that are typed.
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.evaluate("text => navigator.clipboard.writeText(text)", json.dumps(variables))
    await page.keyboard.press("ControlOrMeta+v")


async def execute(page: Page) -> None:
    """Not before what ran has ended: until then the same button stops it."""
    await page.get_by_role("button", name="Execute query").click()


async def result_with(page: Page, text: str) -> str:
    result = page.locator(".result-window")
    await result.get_by_text(text).first.wait_for()
    return (await result.inner_text()).replace("\u00a0", " ")


async def test_every_example_is_a_tab(watched: Watched, studio: Studio) -> None:
    await watched.page.goto(f"{studio.url}/graphiql/")
    await watched.page.get_by_role("tab").first.wait_for()

    assert await watched.page.get_by_role("tab").count() == len(_EXAMPLES)
    assert watched.complaints == []


async def test_an_image_is_ordered_and_watched_to_its_end(
    watched: Watched, studio: Studio, tmp_path: Path
) -> None:
    page = watched.page
    await open_graphiql(page, studio)
    await open_tab(page, "MakeImage")
    await execute(page)
    answer = await result_with(page, "GenerateImageSuccess")
    job_id = answer.split('"id":')[1].split('"')[1]

    await open_tab(page, "WatchJob")
    await set_variables(page, {"id": job_id})
    await execute(page)
    assert "every file is here" in await result_with(page, "SUCCEEDED")

    await open_tab(page, "MyImages")
    await execute(page)
    assert "A lighthouse at dusk" in await result_with(page, "hasNextPage")
    assert watched.complaints == []


async def test_a_quick_click_runs_the_operation_of_the_tab_in_view(
    watched: Watched, studio: Studio
) -> None:
    page = watched.page
    await open_graphiql(page, studio)
    await open_tab(page, "WatchJob")
    await page.get_by_role("button", name="Execute query").wait_for()

    # The second click comes before the editor has told what it holds since the first.
    await page.evaluate(
        """() => {
            document.querySelector('button[title=Models]').click();
            setTimeout(() => document.querySelector('.graphiql-execute-button').click(), 20);
        }"""
    )

    assert "gpt-image-2" in await result_with(page, "models")
    assert watched.complaints == []


async def test_the_policy_of_the_page_is_strict(watched: Watched, studio: Studio) -> None:
    answer = await watched.page.goto(f"{studio.url}/graphiql/")

    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
