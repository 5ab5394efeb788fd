"""The room that is kept for what is paid for, on a disk that is really full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from persistence.reserve import Reserve

_ROOT = Path(__file__).parents[2]

_ON_A_FULL_DISK = """
import asyncio, os, sys
from pathlib import Path
from domain.errors import StorageFull
from domain.media import MediaType, Role
from persistence.media_store import FileMediaStore
from tests.fakes import chunks_of
from tests.persistence.recordings import picture

MIB = 1024 * 1024

async def main(root):
    store = FileMediaStore(root, reserve=MIB)
    assert await store.keep_reserve()
    assert not await store.keep_reserve()
    with (root / "hog").open("wb", buffering=0) as hog:
        try:
            while hog.write(os.urandom(4096)):
                pass
        except OSError as error:
            print("full:", error.strerror)
    content = picture(MediaType.PNG)
    try:
        await store.store(chunks_of(content), Role.IMAGE)
        raise SystemExit("the disk was not full")
    except StorageFull:
        print("refused")
    assert await store.release_reserve()
    file = await store.store(chunks_of(content), Role.IMAGE)
    assert store.path(file.sha256).read_bytes() == content
    assert not await store.release_reserve()
    assert not await store.keep_reserve()
    print("kept")

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux mounts a small disk for a test")
def test_what_is_paid_for_is_kept_on_a_full_disk(tmp_path: Path) -> None:
    """In a namespace of its own, so that nothing is mounted for anybody else."""
    mounted = 'mount -t tmpfs -o size=8m tmpfs "$1" && exec "$2" -c "$3" "$1"'
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", mounted, "sh", tmp_path, sys.executable, _ON_A_FULL_DISK],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "kept"
    assert "No space left on device" in done.stdout


def test_a_reserve_is_whole_and_given_up_once(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / ".reserve", 3_000_000)
    assert reserve.make()
    assert not reserve.make()
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [3_000_000]
    assert [reserve.release(), reserve.release()] == [True, False]
    assert list(tmp_path.iterdir()) == []


def test_no_reserve_is_made_where_there_is_little_room_or_no_folder(tmp_path: Path) -> None:
    assert not Reserve(tmp_path / ".reserve", 1 << 60).make()
    assert not Reserve(tmp_path / "absent" / ".reserve", 1_000).make()
    assert list(tmp_path.iterdir()) == []
