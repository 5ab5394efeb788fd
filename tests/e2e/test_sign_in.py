"""Signing in with a real browser, without a script, in both languages and in light and dark."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from tests.integration.programs import MockProgram, Studio

TOKEN = "the-token-of-this-test-0123456789"


class _Guarded(Studio):
    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/live", trust_env=False).is_success
        except httpx.TransportError:
            return False


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Studio]:
    mock = MockProgram()
    program = _Guarded(tmp_path, mock.url, APP_TOKEN=TOKEN)
    program.start()
    yield program
    program.stop()
    mock.stop()


async def _sign_in(page: Page, token: str) -> None:
    await page.get_by_label("Token").fill(token)
    await page.keyboard.press("Enter")


async def test_a_person_signs_in_where_they_wanted_to_go_and_out_again(
    browser: Browser, guarded: Studio
) -> None:
    page = await browser.new_page(locale="de-DE")
    await page.goto(f"{guarded.url}/graphiql/?a=1")
    await expect(page.get_by_label("Token")).to_be_focused()
    await _sign_in(page, "falsch")
    await expect(page.get_by_role("alert")).to_have_text("Das ist nicht der richtige Token.")
    await page.get_by_role("link", name="English").click()
    await expect(page.get_by_role("heading")).to_have_text("Sign in")
    await _sign_in(page, TOKEN)
    await page.wait_for_url(f"{guarded.url}/graphiql/?a=1")

    # GraphiQL works with the session: by POST and over the websocket.
    answer = await page.evaluate(
        """async () => {
          const response = await fetch('/graphql', {method: 'POST',
            body: '{"query":"{__typename}"}', headers: {'content-type': 'application/json'}});
          const socket = new WebSocket(location.origin.replace('http', 'ws') + '/graphql',
            'graphql-transport-ws');
          await new Promise((resolve) => socket.onopen = resolve);
          socket.send('{"type":"connection_init"}');
          const said = await new Promise((resolve) => {
            socket.onmessage = (event) => resolve(event.data);
            socket.onclose = (event) => resolve(String(event.code));
          });
          return [response.status, said];
        }"""
    )
    assert answer == [200, '{"type":"connection_ack"}']
    assert await page.evaluate("document.cookie") == ""

    await page.goto(f"{guarded.url}/login")
    await page.get_by_role("button").click()
    await page.wait_for_url(f"{guarded.url}/login")
    await page.goto(f"{guarded.url}/graphiql/")
    assert "/login" in page.url


async def test_who_was_signed_out_meanwhile_signs_in_and_is_back_where_they_were(
    browser: Browser, guarded: Studio
) -> None:
    page = await browser.new_page()
    await page.goto(f"{guarded.url}/jobs")
    await _sign_in(page, TOKEN)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Jobs")

    await page.context.clear_cookies()
    await page.get_by_role("link", name="Failed").click()
    await page.wait_for_url(f"{guarded.url}/login?next=**")
    await _sign_in(page, TOKEN)
    await page.wait_for_url(f"{guarded.url}/jobs?view=failed")


async def test_it_works_without_a_script_and_does_not_overflow_a_small_screen(
    browser: Browser, guarded: Studio
) -> None:
    for scheme in ("light", "dark"):
        context = await browser.new_context(
            java_script_enabled=False,
            color_scheme=scheme,  # pyright: ignore[reportArgumentType]
            viewport={"width": 320, "height": 480},
        )
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message, told=complaints: told.append(message.text))
        await page.goto(f"{guarded.url}/login")
        box = await page.get_by_role("main").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert complaints == []  # such as a style that the policy forbids
        await _sign_in(page, TOKEN)
        await page.wait_for_url(lambda url: "/login" not in url)
        await context.close()


async def test_a_link_on_a_page_of_others_leads_in_with_the_session(
    browser: Browser, guarded: Studio
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(f"{guarded.url}/login")
    await _sign_in(page, TOKEN)
    await page.wait_for_url(lambda url: "/login" not in url)
    other = guarded.url.replace("127.0.0.1", "localhost")
    await page.route(
        f"{other}/foreign",
        lambda route: route.fulfill(
            content_type="text/html", body=f'<a href="{guarded.url}/graphiql/">There</a>'
        ),
    )
    await page.goto(f"{other}/foreign")
    await page.get_by_role("link").click()
    await page.wait_for_url(f"{guarded.url}/graphiql/")
    await expect(page).to_have_title("GraphiQL · Mac KI Service")
    await context.close()
