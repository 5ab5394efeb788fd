"""Songs in the browser: ordered, heard, found and kept, against the real studio with the mock."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.visits import NARROW, Visits
from tests.integration.programs import Studio

_LYRICS = "[Verse]\nIn the morning light\nThe city holds its breath\n[Chorus]\nOh, stay"
_LOST = r"WebSocket connection|ERR_CONNECTION|Failed to fetch"


@pytest.fixture(scope="module")
def song(shared: Studio) -> str:
    """The address of a song with two versions, long enough to be heard and to go on from."""
    return song_of(shared, _LYRICS.replace("In the", "Long before the"), "warm folk 9s", n=2)


async def test_a_song_is_ordered_watched_and_heard_while_the_pages_change(
    visits: Visits, shared: Studio
) -> None:
    page = await visits.open(shared.url, "/songs/new")
    await _write(page, _LYRICS, "slow folk 2s")
    await expect(page.get_by_role("button", name="Chorus 1 line")).to_be_visible()
    await expect(page.locator("app-order-cost")).to_contain_text("unknown")
    await page.get_by_label("Model").select_option("mureka-7.6")
    await expect(page.locator("app-order-cost")).to_contain_text(
        re.compile(r"\$0\.06 for 2 . \$0\.03, as of")
    )
    assert await violations(page) == []
    await page.get_by_role("button", name="Make the song").click()

    result = page.get_by_role("region", name="What is made")
    await expect(result).to_contain_text("Being made")
    assert await violations(page) == []
    await result.get_by_role("button", name=re.compile("^Play .* B$")).click()
    player = page.get_by_role("region", name="Player")
    await expect(player).to_contain_text("In the morning light · B")
    await expect(player.get_by_role("button", name="Pause")).to_be_visible()

    await page.get_by_role("link", name="Jobs", exact=True).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Jobs")
    await expect(player).to_contain_text("In the morning light · B")
    assert await _sound_came_from(page, "/media/")
    assert await violations(page) == []


async def test_lyrics_follow_the_sound_and_versions_change_at_the_same_moment(
    visits: Visits, shared: Studio, song: str
) -> None:
    page = await visits.open(shared.url, song)
    first, second = page.locator("app-choice-card").nth(0), page.locator("app-choice-card").nth(1)
    await page.get_by_role("button", name="Oh, stay").click()
    sung = page.locator("app-timed-lyrics [aria-current]")
    await expect(sung).to_have_text("Oh, stay")
    await expect(first).to_have_class(re.compile("current"))
    await expect(first.locator("svg .played")).to_be_attached()

    await second.get_by_role("button", name="Play Version B").click()
    await expect(second).to_have_class(re.compile("current"))
    await expect(sung).to_have_text("Oh, stay")
    assert await violations(page) == []

    async with page.expect_download() as saved:
        await first.get_by_role("link", name=re.compile("MP3")).click()
    assert (await saved.value).suggested_filename.endswith(".mp3")


async def test_stems_are_made_after_a_word_about_their_price(
    visits: Visits, shared: Studio
) -> None:
    page = await visits.open(shared.url, song_of(shared, "Stems of this", "folk 0s"))
    await page.get_by_role("button", name="Make stems").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("the price is unknown")
    await dialog.get_by_role("button", name="Make the stems").click()
    await page.get_by_text(re.compile(r"\d stems")).click()
    await expect(page.get_by_text("vocals", exact=False).first).to_be_visible()
    await expect(page.get_by_role("link", name=re.compile("Stems"))).to_have_attribute(
        "href", re.compile("^/download/song/")
    )


async def test_a_song_goes_on_from_a_version_of_it(
    visits: Visits, shared: Studio, song: str
) -> None:
    page = await visits.open(shared.url, song)
    await page.get_by_role("button", name="Extend").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Lyrics").fill("And on it goes")
    await dialog.get_by_label("Style").fill("folk 0s")
    await dialog.get_by_label("Goes on at").fill("8500")
    await expect(dialog).to_contain_text("$0.06")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Extend the song").click()
    await page.get_by_role("link", name="Open the song").click()
    await expect(page.get_by_text("Goes on from")).to_be_visible()

    await page.get_by_role("link", name="Order again").click()
    await expect(dialog).to_be_visible()
    await expect(page).to_have_url(re.compile(re.escape(song.rstrip("=")) + "(%3D)*$"))
    await expect(dialog.get_by_label("Lyrics")).to_have_value("And on it goes")
    await expect(dialog.get_by_label("Style")).to_have_value("folk 0s")
    await expect(dialog.get_by_label("Goes on at")).to_have_value("8500")


async def test_words_and_judgements_are_changed_in_place_and_found(
    visits: Visits, shared: Studio
) -> None:
    path = song_of(shared, "Nameless", "folk 0s")
    page = await visits.open(shared.url, path)
    await page.get_by_role("button", name="Edit title").click()
    await page.get_by_label("Title").fill("The grey heron")
    await page.get_by_label("Tags").fill("river, slow")
    assert await violations(page) == []
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("The grey heron")
    await page.get_by_role("button", name="4 of 5 stars").click()
    await page.get_by_role("button", name="The grey heron is a favourite").click()

    await page.get_by_role("link", name="Songs", exact=True).first.click()
    await page.get_by_role("searchbox").fill("heron")
    await expect(page).to_have_url(re.compile(r"q=heron"))
    await page.get_by_role("button", name="Filter").click()
    await page.get_by_role("button", name="river").click()
    rows = page.locator("app-song-row")
    await expect(rows).to_have_count(1)
    await expect(rows.get_by_role("button", name="4 of 5 stars")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert await violations(page) == []

    await rows.get_by_role("link").click()
    await page.get_by_role("button", name="To the trash").click()
    await expect(page.get_by_text("This song is in the trash.")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Songs")
    await expect(rows).to_have_count(0)
    await page.get_by_role("button", name="Filter").click()
    await page.get_by_role("button", name="Trash", exact=True).click()
    await page.get_by_role("button", name="Restore The grey heron").click()
    await expect(rows).to_have_count(0)


async def test_all_songs_that_fit_are_judged_at_once_and_moved_and_brought_back(
    visits: Visits, shared: Studio
) -> None:
    for each in ("first", "second", "third"):
        song_of(shared, f"Quite alike, the {each}", "folk 0s")
    page = await visits.open(shared.url, "/songs?q=quite+alike", width=NARROW)
    rows = page.locator("app-song-row")
    await expect(rows).to_have_count(3)
    await page.get_by_role("button", name="Select", exact=True).click()
    await rows.first.get_by_role("button", name="Quite alike, the third", exact=True).click()
    bar = page.get_by_role("toolbar", name="Selection")
    await expect(bar).to_contain_text("1 selected")
    await bar.get_by_role("button", name="Select all 3").click()
    await bar.get_by_role("button", name="Rate").click()
    dialog = page.get_by_role("dialog", name="Rate all 3")
    await dialog.get_by_role("button", name="2 of 5 stars").click()
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Rate", exact=True).click()
    await expect(rows.get_by_role("button", name="2 of 5 stars", pressed=True)).to_have_count(3)

    await bar.get_by_role("button", name="Make favourites").click()
    await page.get_by_role("button", name="Change all").click()
    await expect(rows.locator(".heart[aria-pressed=true]")).to_have_count(3)
    await rows.first.locator(".open").focus()
    await page.keyboard.press("Delete")
    await expect(rows).to_have_count(0)
    await page.get_by_role("button", name="Undo").click()
    await expect(rows).to_have_count(3)


async def test_an_instrumental_is_ordered_by_its_style_and_kept_as_a_template(
    visits: Visits, shared: Studio
) -> None:
    page = await visits.open(shared.url, "/songs/new", language="de-DE", width=NARROW)
    await page.get_by_role("radio", name="Instrumental").check()
    await expect(page.get_by_role("textbox", name="Liedtext")).to_have_count(0)
    await page.get_by_role("textbox", name="Stil").fill("calm piano 0s")
    await page.get_by_role("button", name="Vorlagen").click()
    await page.get_by_role("textbox", name="Was da steht").fill("Klavier")
    await page.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_role("button", name="Klavier benutzen")).to_be_visible()
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW
    await page.keyboard.press("Escape")

    await page.get_by_role("button", name="Von vorn").click()
    await page.get_by_role("button", name="Vorlagen").click()
    await page.get_by_role("button", name="Klavier benutzen").click()
    await page.get_by_role("button", name="Instrumental machen").click()
    await page.get_by_role("link", name="Lied öffnen").click()
    await expect(page.get_by_role("heading", level=2, name="Versionen")).to_be_visible()
    await expect(page.locator("app-timed-lyrics")).to_have_count(0)
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW


async def test_a_song_is_cancelled_where_it_was_ordered(visits: Visits, shared: Studio) -> None:
    page = await visits.open(shared.url, "/songs/new")
    await _write(page, "Too long", "endless 600s")
    await page.get_by_role("button", name="Make the song").click()
    await page.get_by_role("button", name="Cancel", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("may still be charged")
    await page.get_by_role("button", name="Cancel the song").click()
    await expect(page.get_by_role("region", name="What is made")).to_contain_text("Cancelled")


async def test_everything_goes_by_keys_alone(visits: Visits, shared: Studio, song: str) -> None:
    assert song
    page = await visits.open(shared.url, "/songs/new")
    await _tab_to(page, page.get_by_role("radio", name="With lyrics"))
    await _tab_to(page, page.get_by_role("textbox", name="Lyrics"))
    await page.keyboard.type("By keys")
    await _tab_to(page, page.get_by_role("textbox", name="Style"))
    await page.keyboard.type("folk 0s")
    await _tab_to(page, page.get_by_role("button", name="Make the song"))
    await page.keyboard.press("Enter")
    await page.get_by_role("link", name="Open the song").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("By keys")

    await page.get_by_role("link", name="Songs", exact=True).first.press("Enter")
    await page.get_by_role("button", name="Play Long before the morning light", exact=True).press(
        "Enter"
    )
    player = page.get_by_role("region", name="Player")
    await expect(player).to_contain_text("Long before the morning light")
    await page.get_by_role("main").focus()
    await page.keyboard.press(" ")
    await expect(player.get_by_role("button", name="Play", exact=True)).to_be_visible()
    slider = player.get_by_role("slider", name="Position in Long before")
    await slider.press("ArrowRight")
    await expect(slider).to_have_value(re.compile(r"^([5-9]|\d\d)\d{3}$"))  # five seconds on
    await page.get_by_role("main").focus()
    await page.keyboard.press("p")
    await expect(slider).to_have_value("0")
    await player.get_by_role("button", name="Close the player").press("Enter")
    await expect(player).to_have_count(0)


async def test_the_account_shows_what_was_spent_as_bars_and_as_a_table(
    visits: Visits, shared: Studio, song: str
) -> None:
    assert song
    page = await visits.open(shared.url, "/account")
    await expect(page.get_by_text("Left at Mureka")).to_be_visible()
    await page.get_by_role("radio", name="Results").check()
    await page.get_by_role("radio", name="By provider").check()
    await expect(page.get_by_role("img", name=re.compile("Bars by day"))).to_be_visible()
    await expect(page.get_by_role("list", name="Legend")).to_have_text("Mureka")
    await page.get_by_text("As a table").click()
    assert await violations(page) == []
    row = page.get_by_role("row").filter(has_text="auto").first
    await expect(row).to_contain_text("price unknown")
    await page.get_by_role("radio", name="7 days").check()
    await expect(page.locator("rect")).not_to_have_count(0)


async def test_a_page_that_is_loaded_anew_finds_its_song_also_after_a_power_cut(
    visits: Visits, studio: Studio
) -> None:
    page = await visits.open(studio.url, "/songs/new", forgiven=_LOST)
    await _write(page, "Still here", "long 5s")
    await page.get_by_role("button", name="Make the song").click()
    result = page.get_by_role("region", name="What is made")
    await expect(result).to_contain_text("Being made")
    studio.kill()
    studio.start()
    await page.reload()
    await expect(page.get_by_role("textbox", name="Lyrics")).to_have_value("Still here")
    await expect(result.get_by_role("link", name="Open the song")).to_be_visible()


async def _write(page: Page, lyrics: str, style: str) -> None:
    await page.get_by_role("textbox", name="Lyrics").fill(lyrics)
    await page.get_by_role("textbox", name="Style").fill(style)


def song_of(studio: Studio, lyrics: str, style: str, n: int = 1) -> str:
    """The address of a finished song."""
    job_id = studio.order_song(lyrics, style, n)
    studio.wait_for_state(job_id, "SUCCEEDED")
    data: Mapping[str, Any] = studio.execute(_SONG, id=job_id)
    return f"/songs/{data['job']['song']['id']}"


async def _tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(60):
        if await wanted.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    await expect(wanted).to_be_focused()


async def _sound_came_from(page: Page, path: str) -> bool:
    names = await page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    return any(path in name and ".mp3" in name for name in names)


_SONG = "query ($id: ID!) { job(id: $id) { song { id } } }"
