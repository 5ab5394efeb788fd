"""Keeping orders to be used again."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from domain.errors import Conflict, InvalidRequest, NotFound
from domain.job_state import JobKind
from domain.use_cases.templates import TEMPLATES_LIMIT, Templates
from tests.domain.examples import IMAGE_REQUEST, SONG_REQUEST
from tests.domain.studio import Studio
from tests.fakes import NOON


@pytest.fixture
def templates(studio: Studio) -> Templates:
    return Templates(database=studio.database, clock=studio.clock, new_id=studio.new_id)


async def test_an_order_is_kept_under_its_name(studio: Studio, templates: Templates) -> None:
    kept = await templates.save("  Doors ", IMAGE_REQUEST)
    assert (kept.name, kept.kind, kept.request) == ("Doors", JobKind.IMAGE, IMAGE_REQUEST)
    assert kept.created_at == kept.updated_at == NOON
    assert await templates.get(kept.id) == kept
    assert studio.queue.messages == []


async def test_a_kept_order_is_changed_as_a_whole(studio: Studio, templates: Templates) -> None:
    kept = await templates.save("Doors", IMAGE_REQUEST)
    await asyncio.sleep(60)
    changed = await templates.save("Songs", SONG_REQUEST, kept.id)
    assert (changed.id, changed.name, changed.kind) == (kept.id, "Songs", JobKind.SONG)
    assert (changed.created_at, changed.updated_at) == (NOON, studio.clock())
    assert await templates.list() == [changed]


async def test_saving_under_its_own_name_again_is_no_conflict(templates: Templates) -> None:
    kept = await templates.save("Doors", IMAGE_REQUEST)
    more = await templates.save("Doors", replace(IMAGE_REQUEST, n=2), kept.id)
    assert more.request.n == 2


async def test_a_name_is_given_once_within_a_kind(templates: Templates) -> None:
    doors = await templates.save("Doors", IMAGE_REQUEST)
    await templates.save("Doors", SONG_REQUEST)
    other = await templates.save("Windows", IMAGE_REQUEST)
    with pytest.raises(Conflict):
        await templates.save("Doors", IMAGE_REQUEST)
    with pytest.raises(Conflict):
        await templates.save("Doors", IMAGE_REQUEST, other.id)
    assert await templates.get(other.id) == other
    assert await templates.get(doors.id) == doors


async def test_templates_are_listed_by_name_whatever_its_case(templates: Templates) -> None:
    for name in ("b", "A", "a", "C"):
        await templates.save(name, IMAGE_REQUEST)
    await templates.save("B", SONG_REQUEST)
    assert [each.name for each in await templates.list()] == ["A", "a", "B", "b", "C"]
    assert [each.name for each in await templates.list(JobKind.SONG)] == ["B"]


async def test_a_removed_template_is_gone_and_its_name_is_free(templates: Templates) -> None:
    kept = await templates.save("Doors", IMAGE_REQUEST)
    await templates.remove(kept.id)
    for step in (templates.get(kept.id), templates.remove(kept.id)):
        with pytest.raises(NotFound):
            await step
    assert await templates.save("Doors", IMAGE_REQUEST)


async def test_what_is_not_there_is_not_changed(templates: Templates) -> None:
    with pytest.raises(NotFound):
        await templates.save("Doors", IMAGE_REQUEST, UUID(int=404))


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b", "\ud800"])
async def test_a_name_that_is_none_is_refused(templates: Templates, name: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        await templates.save(name, IMAGE_REQUEST)
    assert {problem.field for problem in refused.value.problems} == {"name"}


async def test_every_problem_is_named_at_once(templates: Templates) -> None:
    with pytest.raises(InvalidRequest) as refused:
        await templates.save("", replace(SONG_REQUEST, n=9, lyrics=" "))
    assert [problem.field for problem in refused.value.problems] == ["name", "lyrics", "n"]


async def test_a_model_past_its_sunset_may_be_kept(templates: Templates) -> None:
    kept = await templates.save("Old", replace(IMAGE_REQUEST, model="dall-e-3"))
    assert kept.request.model == "dall-e-3"
    with pytest.raises(InvalidRequest, match="not in the catalogue"):
        await templates.save("None", replace(IMAGE_REQUEST, model="no-such-model"))


async def test_only_so_many_are_kept(templates: Templates) -> None:
    first = await templates.save("0", IMAGE_REQUEST)
    for number in range(1, TEMPLATES_LIMIT):
        await templates.save(f"{number}", IMAGE_REQUEST)
    with pytest.raises(Conflict, match="500 templates already"):
        await templates.save("one more", SONG_REQUEST)
    assert await templates.save("renamed", IMAGE_REQUEST, first.id)
