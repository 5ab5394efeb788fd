"""A library that moves to another studio by export and import, on each database."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.integration.programs import MockProgram, Studio
from tests.services import Databases

_SAVE = """mutation($input: SaveCollectionInput!) { saveCollection(input: $input) {
  ... on SaveCollectionSuccess { collection { id } } } }"""
_ADD = """mutation($input: AddToCollectionInput!) { addToCollection(input: $input) {
  __typename } }"""
_COLLECTIONS = """{ collections { id name description arrangement itemCount cover { id }
  items(first: 20) { edges { node { ... on Node { id } } } } } }"""
_IMAGES = "{ images(first: 20) { edges { node { id title } } } }"


@pytest_asyncio.fixture
async def another_postgresql_url(databases: Databases) -> AsyncIterator[str]:
    name = await databases.create()
    yield databases.url(name)
    await databases.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def houses(
    request: pytest.FixtureRequest, tmp_path: Path, mock: MockProgram
) -> Iterator[tuple[Studio, Studio]]:
    """Two studios that know nothing of each other."""
    studios = list[Studio]()
    for name, url in (("old", "postgresql_url"), ("new", "another_postgresql_url")):
        (tmp_path / name).mkdir()
        server = request.param == "postgresql"
        environment = {"DATABASE_URL": request.getfixturevalue(url)} if server else {}
        studios.append(Studio(tmp_path / name, mock.url, **environment))
        studios[-1].start()
    yield studios[0], studios[1]
    for studio in studios:
        studio.stop()


def _ok(studio: Studio, *arguments: str) -> str:
    done = studio.macki(*arguments)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def _collections(studio: Studio) -> list[Any]:
    return studio.execute(_COLLECTIONS)["collections"]


def test_collections_come_back_with_their_order_and_cover(
    houses: tuple[Studio, Studio], tmp_path: Path
) -> None:
    old, new = houses
    for word in ("first", "second", "third", "cover"):
        _ok(old, "image", f"A {word} 0001")
    _ok(old, "song", "--lyrics", "Test lyrics 0001", "--prompt", "folk 0s", "--n", "1")
    shown = old.execute(_IMAGES)["images"]["edges"]
    images = {edge["node"]["title"]: edge["node"]["id"] for edge in shown}
    [song] = old.execute("{ songs(first: 9) { edges { node { id } } } }")["songs"]["edges"]
    ids = [song["node"]["id"], *(images[f"A {each} 0001"] for each in ("third", "first", "second"))]
    told = {"name": "Küste 🌊", "description": "By the sea", "coverImageId": images["A cover 0001"]}
    for collection in (told, {"name": "All", "arrangement": "BY_DATE"}):
        saved = old.execute(_SAVE, input=collection)["saveCollection"]["collection"]["id"]
        for each in ids:
            old.execute(_ADD, input={"collectionId": saved, "select": {"ids": [each]}})
    before = _collections(old)
    assert [each["itemCount"] for each in before] == [4, 4]

    out = str(tmp_path / "out")
    assert "5 new." in _ok(old, "export", out)
    assert "5 imported." in _ok(new, "import", out)
    assert _collections(new) == before
    assert "5 unchanged." in _ok(new, "export", out)
    assert "5 already there." in _ok(new, "import", out)
    assert _collections(new) == before


def test_two_studios_on_one_database_need_one_media_folder(
    tmp_path: Path, mock: MockProgram, postgresql_url: str
) -> None:
    first, second = (
        Studio(tmp_path / name, mock.url, DATABASE_URL=postgresql_url) for name in ("a", "b")
    )
    for studio in (first, second):
        studio.folder.mkdir()
    first.start()
    try:
        _ok(first, "image", "A test image 0001")
        refused = second.macki("up")
        assert refused.returncode != 0
        assert "another media folder" in refused.stderr
        first.stop()
        assert "another media folder" in second.macki("up").stderr

        moved = second.folder / "data" / "media"
        moved.rmdir()
        (first.folder / "data" / "media").rename(moved)
        second.start()
        assert "1 files, 1 good." in _ok(second, "library", "verify")
    finally:
        first.stop()
        second.stop()
