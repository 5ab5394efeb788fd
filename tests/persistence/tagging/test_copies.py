"""Copies that leave the library: bounded by the disk, gone when they are not needed."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import Conflict, FileLost
from domain.media import MediaType, Role
from tests.persistence.recordings import sound
from tests.persistence.tagging.words import TAGS, Desk, drawn

_ROOT = Path(__file__).parents[3]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _left(desk: Desk) -> list[str]:
    return [path.name for path in (desk.folder / ".outgoing").glob("*")]


async def test_a_copy_has_no_name_even_while_it_is_there(desk: Desk) -> None:
    file = await desk.keep(drawn(MediaType.PNG))
    async with desk.copies.tagged(file, TAGS) as copy:
        assert _left(desk) == []
        assert b"".join(copy.blocks()) == b"".join(copy.blocks())
    assert _left(desk) == []


async def test_the_original_comes_as_it_is(desk: Desk) -> None:
    file = await desk.keep(drawn(MediaType.PNG))
    async with desk.copies.original(file) as copy:
        assert b"".join(copy.blocks()) == drawn(MediaType.PNG)
        assert (copy.sha256, copy.size_bytes) == (file.sha256, file.size_bytes)


async def test_a_file_that_the_disk_lost_is_named(desk: Desk) -> None:
    file = await desk.keep(drawn(MediaType.PNG))
    desk.store.path(file.sha256).unlink()
    for opened in (desk.copies.tagged(file, TAGS), desk.copies.original(file)):
        with pytest.raises(FileLost, match=file.sha256):
            async with opened:
                pass


async def test_a_cover_that_the_disk_lost_is_named(desk: Desk) -> None:
    cover = await desk.keep(drawn(MediaType.PNG))
    desk.store.path(cover.sha256).unlink()
    with pytest.raises(FileLost, match=cover.sha256):
        await desk.tagged(
            await desk.keep(sound(MediaType.MP3), Role.MP3), replace(TAGS, cover=cover)
        )


async def test_a_cover_that_has_no_room_is_refused(desk: Desk) -> None:
    cover = replace(await desk.keep(drawn(MediaType.PNG)), size_bytes=16 * 1024 * 1024)
    with pytest.raises(Conflict, match="16 MiB"):
        await desk.tagged(
            await desk.keep(sound(MediaType.MP3), Role.MP3), replace(TAGS, cover=cover)
        )


_BEYOND_THE_LIMIT = """
import asyncio, resource, signal, sys
from pathlib import Path
from domain.errors import StorageFull
from domain.media import MediaType, Role
from tests.persistence.recordings import sound
from tests.persistence.tagging.words import Desk, drawn

async def main(folder, kind):
    desk = Desk(Path(folder))
    content, role = (drawn(kind), Role.IMAGE) if kind.is_image else (sound(kind), Role[kind.name])
    file = await desk.keep(content, role)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    try:
        await desk.tagged(file)
    except StorageFull as error:
        print(error.message)

asyncio.run(main(sys.argv[1], MediaType[sys.argv[2]]))
"""
"""A process that may write no larger files, for want of a disk that is full."""


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "MP3", "FLAC", "WAV"])
def test_a_full_disk_is_told_and_nothing_stays(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-c", _BEYOND_THE_LIMIT, str(tmp_path), kind]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("There is no room in"), done.stderr
    assert list((tmp_path / ".outgoing").glob("*")) == []


def _open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


async def test_who_goes_away_while_a_copy_is_made_leaves_nothing_open(desk: Desk) -> None:
    file = await desk.keep(sound(MediaType.FLAC, 60.0), Role.FLAC)
    await desk.tagged(file)
    before = _open_files()
    for _ in range(20):
        task = asyncio.create_task(desk.tagged(file))
        await asyncio.sleep(0)
        await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.wait([task])
    await asyncio.get_running_loop().shutdown_default_executor()
    await asyncio.sleep(0)
    assert _open_files() <= before
