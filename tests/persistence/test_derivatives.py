"""What is made of files: once, as long as it is not lost, and never more than the files."""

import asyncio
import errno
import json
import os
import threading
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from domain.errors import MediaRejected, NotFound, StorageFull
from domain.media import Derivative, MediaFile, MediaType, Role
from persistence.derivatives import FileDerivatives
from persistence.media_store import FileMediaStore
from tests.fakes import chunks_of
from tests.persistence.recordings import picture, sound

PNG = picture(MediaType.PNG, 640, 480)


@pytest.fixture
def store(tmp_path: Path) -> FileMediaStore:
    return FileMediaStore(tmp_path)


@pytest.fixture
def derivatives(store: FileMediaStore) -> FileDerivatives:
    return FileDerivatives(store)


async def image(store: FileMediaStore, content: bytes = PNG) -> MediaFile:
    return await store.store(chunks_of(content), Role.IMAGE)


def remains(store: FileMediaStore) -> list[str]:
    """The names of everything below the place for what is made, and of what was being written."""
    below = (*store.derived.rglob("*"), *store.incoming.rglob("*"))
    return sorted(path.name for path in below if path.is_file())


def names(file: MediaFile, *wanted: Derivative) -> list[str]:
    return sorted(f"{file.sha256}.{each}" for each in wanted or file.media_type.derivatives)


def long_ago(store: FileMediaStore, file: MediaFile) -> None:
    """So that it may be discarded."""
    os.utime(store.path(file.sha256), (0, 0))


async def test_both_thumbnails_are_made_of_an_image(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file = await image(store)
    await derivatives.prepare(file)
    assert remains(store) == names(file, Derivative.SMALL, Derivative.LARGE)
    small = await derivatives.path(file, Derivative.SMALL)
    assert Image.open(BytesIO(small.read_bytes())).size == (320, 240)


@pytest.mark.parametrize("media_type", [MediaType.MP3, MediaType.FLAC, MediaType.WAV])
async def test_the_peaks_are_made_of_a_sound(
    store: FileMediaStore, derivatives: FileDerivatives, media_type: MediaType
) -> None:
    file = await store.store(chunks_of(sound(media_type)), Role[media_type.name])
    await derivatives.prepare(file)
    assert remains(store) == names(file, Derivative.PEAKS)
    assert json.loads((await derivatives.path(file, Derivative.PEAKS)).read_bytes())["length"]


async def test_what_is_there_is_not_made_again(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file = await image(store)
    path = await derivatives.path(file, Derivative.SMALL)
    before = path.stat()
    store.path(file.sha256).unlink()
    await derivatives.prepare(file)
    assert await derivatives.path(file, Derivative.SMALL) == path
    assert path.stat() == before


async def test_what_somebody_removed_is_made_again(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file = await image(store)
    path = await derivatives.path(file, Derivative.LARGE)
    path.unlink()
    assert (await derivatives.path(file, Derivative.LARGE)).is_file()


async def test_many_who_ask_at_once_wait_for_one(tmp_path: Path) -> None:
    class Counting(FileMediaStore):
        """Knows how often the file was looked for, to be decoded or to see whether it is there."""

        looked_for = 0

        def path(self, sha256: str) -> Path:
            self.looked_for += 1
            return super().path(sha256)

    store = Counting(tmp_path)
    derivatives = FileDerivatives(store)
    file = await image(store)
    store.looked_for = 0
    asked = [derivatives.path(file, each) for each in file.media_type.derivatives * 20]
    await asyncio.gather(*asked, derivatives.prepare(file))
    assert store.looked_for == 1


async def test_two_processes_that_make_the_same_do_each_other_no_harm(
    store: FileMediaStore,
) -> None:
    file = await image(store)
    processes = [FileDerivatives(store) for _ in range(4)]
    await asyncio.gather(*(each.prepare(file) for each in processes))
    assert remains(store) == names(file)


async def test_who_stops_waiting_does_not_stop_the_others(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file = await image(store)
    first = asyncio.create_task(derivatives.prepare(file))
    second = asyncio.create_task(derivatives.path(file, Derivative.SMALL))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).is_file()
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_there_is_no_waveform_of_an_image(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file = await image(store)
    with pytest.raises(NotFound):
        await derivatives.path(file, Derivative.PEAKS)


# ── trouble ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("media_type", [MediaType.PNG, MediaType.MP3])
async def test_nothing_is_made_of_a_file_that_is_gone(
    store: FileMediaStore, derivatives: FileDerivatives, media_type: MediaType
) -> None:
    file = MediaFile(sha256="ab" * 32, media_type=media_type, size_bytes=1)
    with pytest.raises(NotFound):
        await derivatives.prepare(file)
    assert remains(store) == []


@pytest.mark.parametrize("content", [b"rotten", PNG[:5_000], b""])
async def test_nothing_is_made_of_a_file_that_was_damaged(
    store: FileMediaStore, derivatives: FileDerivatives, content: bytes
) -> None:
    file = await image(store)
    store.path(file.sha256).write_bytes(content)
    with pytest.raises(MediaRejected, match="Nothing can be shown"):
        await derivatives.prepare(file)
    assert remains(store) == []


async def test_after_a_failure_it_is_tried_again(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file = await image(store)
    store.path(file.sha256).write_bytes(b"rotten")
    for _ in range(2):
        with pytest.raises(MediaRejected):
            await derivatives.path(file, Derivative.SMALL)
    store.path(file.sha256).write_bytes(PNG)
    assert (await derivatives.path(file, Derivative.SMALL)).is_file()


async def test_a_full_disk_is_named(tmp_path: Path) -> None:
    class Full(FileMediaStore):
        def derived_path(self, sha256: str, derivative: Derivative) -> Path:
            return _PathOnAFullDisk(super().derived_path(sha256, derivative))

    store = FileMediaStore(tmp_path)
    file = await image(store)
    with pytest.raises(StorageFull, match="no room left"):
        await FileDerivatives(Full(tmp_path)).prepare(file)
    assert remains(store) == []


class _PathOnAFullDisk(type(Path())):
    @property
    def parent(self) -> "_PathOnAFullDisk":
        return self

    def mkdir(self, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


# ── nothing is left ──────────────────────────────────────────────────────────────────────────────


async def test_it_goes_with_its_file(store: FileMediaStore, derivatives: FileDerivatives) -> None:
    file, other = await image(store), await image(store, picture(MediaType.PNG, 8, 8))
    await derivatives.prepare(file)
    await derivatives.prepare(other)
    assert not await store.discard(file.sha256)
    assert remains(store) == sorted(names(file) + names(other))
    long_ago(store, file)
    assert await store.discard(file.sha256)
    assert remains(store) == names(other)


async def test_it_is_no_file_of_its_own(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file = await image(store)
    await derivatives.prepare(file)
    assert [each async for each in store.kept()] == [[file.sha256]]


async def test_it_goes_when_its_file_goes_while_it_is_made(tmp_path: Path) -> None:
    class Fleeting(FileMediaStore):
        """Somebody discards the file as soon as it was decoded."""

        def derived_path(self, sha256: str, derivative: Derivative) -> Path:
            if threading.current_thread() is not threading.main_thread():
                self.path(sha256).unlink(missing_ok=True)
            return super().derived_path(sha256, derivative)

    store = FileMediaStore(tmp_path)
    file = await image(store)
    derivatives = FileDerivatives(Fleeting(tmp_path))
    with pytest.raises(NotFound):
        await derivatives.path(file, Derivative.SMALL)
    assert remains(store) == []


async def test_what_was_made_of_a_lost_file_is_swept(
    store: FileMediaStore, derivatives: FileDerivatives
) -> None:
    file, other = await image(store), await image(store, picture(MediaType.PNG, 8, 8))
    await derivatives.prepare(file)
    await derivatives.prepare(other)
    store.path(file.sha256).unlink()
    note = store.derived / "aa" / "bb" / "README"
    note.parent.mkdir(parents=True)
    note.write_text("somebody else's")
    assert await derivatives.sweep() == 2
    assert remains(store) == sorted([*names(other), "README"])
    assert await derivatives.sweep() == 0


async def test_there_is_nothing_to_sweep_before_the_first_file(tmp_path: Path) -> None:
    assert await FileDerivatives(FileMediaStore(tmp_path / "media")).sweep() == 0
