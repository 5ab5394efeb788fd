"""How templates are kept, whatever keeps them."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import Conflict, NotFound
from domain.image import ImageRequest
from domain.job_state import JobKind
from domain.ports.database import Database
from domain.song import SongRequest
from domain.template import Template
from tests.persistence.examples import (
    EVERY_SCRIPT,
    IMAGE_REQUEST,
    NOON,
    SECOND,
    SONG_REQUEST,
    new_id,
)


def _template(name: str, request: ImageRequest | SongRequest = IMAGE_REQUEST) -> Template:
    return Template.begin(id=new_id(), name=name, request=request, now=NOON)


async def _add(database: Database, *templates: Template) -> None:
    async with database.begin() as work:
        for template in templates:
            await work.templates.add(template)
        await work.commit()


async def test_a_template_comes_back_as_it_was(database: Database) -> None:
    picture, song = _template(EVERY_SCRIPT), _template(EVERY_SCRIPT, SONG_REQUEST)
    await _add(database, picture, song)
    async with database.read() as work:
        assert await work.templates.get(picture.id) == picture
        assert await work.templates.get(song.id) == song
        assert await work.templates.of_kind(JobKind.SONG) == [song]
        assert len(await work.templates.of_kind(None)) == 2


async def test_a_changed_template_comes_back_changed(database: Database) -> None:
    kept = _template("a")
    await _add(database, kept)
    changed = kept.change(name="b", request=SONG_REQUEST, now=NOON + SECOND)
    async with database.begin() as work:
        await work.templates.save(changed)
        await work.commit()
    async with database.read() as work:
        assert await work.templates.of_kind(None) == [changed]


async def test_a_name_is_taken_within_its_kind_only(database: Database) -> None:
    await _add(database, _template("a"), _template("a", SONG_REQUEST), other := _template("b"))
    async with database.begin() as work:
        with pytest.raises(Conflict):
            await work.templates.add(_template("a"))
        with pytest.raises(Conflict):
            await work.templates.save(replace(other, name="a"))
    async with database.read() as work:
        assert await work.templates.get(other.id) == other


async def test_a_removed_template_is_gone(database: Database) -> None:
    kept = _template("a")
    await _add(database, kept)
    async with database.begin() as work:
        await work.templates.remove(kept.id)
        await work.commit()
    async with database.begin() as work:
        for step in (
            work.templates.get(kept.id),
            work.templates.remove(kept.id),
            work.templates.save(kept),
        ):
            with pytest.raises(NotFound):
                await step


async def test_of_those_who_want_one_name_at_once_one_gets_it(database: Database) -> None:
    wishes = [_add(database, _template("a")) for _ in range(5)]
    outcomes = await asyncio.gather(*wishes, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 4
