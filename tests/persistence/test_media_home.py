"""A database and its media folder know each other, wherever the folder moves."""

import asyncio
import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.job_state import JobEvent
from domain.media import MediaType, Role
from persistence.media_home import MARKER, NotAtHome, settle
from persistence.media_store import FileMediaStore
from persistence.unit_of_work import SqlDatabase
from tests.fakes import chunks_of
from tests.persistence.examples import NOON, new_id
from tests.persistence.recordings import picture

LATER = NOON + timedelta(hours=1)


async def publish(events: Sequence[JobEvent]) -> None:
    """Nobody listens."""


def folder_in(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def fill(engine: AsyncEngine, folder: Path) -> None:
    file = await FileMediaStore(folder).store(chunks_of(picture(MediaType.PNG)), Role.IMAGE)
    async with SqlDatabase(engine, publish).begin() as work:
        await work.media.add(file)
        await work.commit()


async def beat(engine: AsyncEngine) -> None:
    async with SqlDatabase(engine, publish).begin() as work:
        await work.workers.beat(new_id(), LATER)
        await work.commit()


async def test_processes_that_start_at_once_on_one_folder_belong_together(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    await asyncio.gather(*(settle(engine, tmp_path, NOON) for _ in range(5)))
    await settle(engine, tmp_path, LATER)
    assert names_in(tmp_path) - {"studio.db", "studio.db-shm", "studio.db-wal"} == {MARKER}


async def test_another_folder_is_refused_as_soon_as_the_first_one_starts(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    first, second = folder_in(tmp_path, "first"), folder_in(tmp_path, "second")
    await settle(engine, first, NOON)
    with pytest.raises(NotAtHome, match="MEDIA_DIR") as caught:
        await settle(engine, second, NOON)
    assert str(second) in str(caught.value)
    assert names_in(second) == set()
    await settle(engine, first, NOON)


async def test_an_empty_library_goes_to_another_folder_when_nobody_is_there(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    first, second = folder_in(tmp_path, "first"), folder_in(tmp_path, "second")
    await settle(engine, first, NOON)
    await settle(engine, second, LATER)
    await beat(engine)
    with pytest.raises(NotAtHome):
        await settle(engine, first, LATER + timedelta(seconds=14))


async def test_a_library_with_files_goes_nowhere_else(engine: AsyncEngine, tmp_path: Path) -> None:
    first, second = folder_in(tmp_path, "first"), folder_in(tmp_path, "second")
    await settle(engine, first, NOON)
    await fill(engine, first)
    for _ in range(2):
        with pytest.raises(NotAtHome):
            await settle(engine, second, LATER)
    (second / MARKER).touch()  # as the message says
    await settle(engine, second, LATER)
    with pytest.raises(NotAtHome):
        await settle(engine, first, LATER)


@pytest.mark.parametrize("hidden_files_too", [True, False])
async def test_a_folder_that_moved_is_known_again(
    engine: AsyncEngine, tmp_path: Path, hidden_files_too: bool
) -> None:
    first, second = folder_in(tmp_path, "first"), tmp_path / "second"
    await settle(engine, first, NOON)
    await fill(engine, first)
    first.rename(second)
    if not hidden_files_too:
        (second / MARKER).unlink()
    await settle(engine, second, LATER)
    await settle(engine, second, LATER)
    assert (second / MARKER).is_file()


async def test_the_folder_of_a_library_from_before_is_its_home(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    first, second = folder_in(tmp_path, "first"), folder_in(tmp_path, "second")
    await fill(engine, first)
    await settle(engine, first, NOON)
    with pytest.raises(NotAtHome):
        await settle(engine, second, LATER)


async def test_a_database_that_was_made_anew_takes_the_name_of_its_folder(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    folder = folder_in(tmp_path, "media")
    (folder / MARKER).write_text(f"{new_id()}\n")
    before = (folder / MARKER).read_text()
    await settle(engine, folder, NOON)
    await settle(engine, folder, NOON)
    assert (folder / MARKER).read_text() == before


async def test_a_folder_that_cannot_be_marked_is_taken_as_it_is(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    folder = folder_in(tmp_path, "media")
    shutil.rmtree(folder)
    await settle(engine, folder, NOON)
    folder.mkdir()
    await settle(engine, folder, NOON)
