"""How files are stored: the same in memory and on disk, and on disk for good."""

import errno
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from domain.errors import DownloadFailed, MediaRejected, NotFound, StorageFull
from domain.media import MediaFile, MediaType, Role
from domain.ports.files import MediaStore
from domain.verification import Condition
from persistence.media_store import FileMediaStore
from tests.fakes import FakeMediaStore, chunks_of
from tests.persistence.recordings import picture, sound

FILES = {
    MediaType.PNG: picture(MediaType.PNG),
    MediaType.JPEG: picture(MediaType.JPEG),
    MediaType.WEBP: picture(MediaType.WEBP),
    MediaType.MP3: sound(MediaType.MP3),
    MediaType.FLAC: sound(MediaType.FLAC),
    MediaType.WAV: sound(MediaType.WAV),
}


@pytest.fixture(params=["fake", "files"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> MediaStore:
    return FakeMediaStore() if request.param == "fake" else FileMediaStore(tmp_path)


def role_of(media_type: MediaType) -> Role:
    return Role.IMAGE if media_type.is_image else Role(media_type.name)


@pytest.mark.parametrize(("media_type", "content"), FILES.items(), ids=list(FILES))
async def test_a_file_is_known_by_its_hash_type_and_size(
    store: MediaStore, media_type: MediaType, content: bytes
) -> None:
    file = await store.store(chunks_of(content), role_of(media_type))
    assert file.sha256 == sha256(content).hexdigest()
    assert (file.media_type, file.size_bytes) == (media_type, len(content))
    assert bool(file.width and file.height) is media_type.is_image
    assert bool(file.colour) is media_type.is_image
    assert bool(file.duration_ms) is not media_type.is_image


async def test_the_same_bytes_are_the_same_file(store: MediaStore) -> None:
    first = await store.store(chunks_of(FILES[MediaType.PNG]), Role.IMAGE)
    again = await store.store(chunks_of(FILES[MediaType.PNG], size=7), Role.IMAGE)
    assert first == again


async def test_another_look_finds_the_same(store: MediaStore) -> None:
    file = await store.store(chunks_of(FILES[MediaType.PNG]), Role.IMAGE)
    assert await store.look(replace(file, width=None, height=None, colour=None)) == file


async def test_nothing_is_found_where_no_file_is(store: MediaStore) -> None:
    with pytest.raises(NotFound):
        await store.look(MediaFile(sha256="ab" * 32, media_type=MediaType.PNG, size_bytes=1))


@pytest.mark.parametrize("content", [b"", b"<html>Sign in</html>", FILES[MediaType.PNG]])
async def test_what_is_not_what_was_promised_is_rejected(store: MediaStore, content: bytes) -> None:
    with pytest.raises(MediaRejected):
        await store.store(chunks_of(content), Role.MP3)


async def test_a_download_that_fails_passes_through(store: MediaStore) -> None:
    with pytest.raises(DownloadFailed):
        await store.store(broken_off(DownloadFailed("It broke off.", hint="Retry.")), Role.IMAGE)


async def broken_off(error: BaseException) -> AsyncIterator[bytes]:
    yield FILES[MediaType.PNG][:500]
    raise error


# ── on disk ──────────────────────────────────────────────────────────────────────────────────────


def files_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


async def test_a_file_lies_under_its_hash_and_nothing_else_is_left(tmp_path: Path) -> None:
    store, content = FileMediaStore(tmp_path / "media"), FILES[MediaType.FLAC]
    file = await store.store(chunks_of(content), Role.FLAC)
    place = tmp_path / "media" / file.sha256[:2] / file.sha256[2:4] / file.sha256
    assert store.path(file.sha256) == place
    assert place.read_bytes() == content
    assert files_under(tmp_path) == [place]


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (DownloadFailed("It broke off.", hint="Retry."), DownloadFailed),
        (OSError(errno.ENOSPC, "No space left on device"), StorageFull),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), StorageFull),
        (OSError(errno.EIO, "Input/output error"), OSError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
async def test_what_did_not_arrive_leaves_nothing_behind(
    tmp_path: Path, error: BaseException, raised: type[BaseException]
) -> None:
    with pytest.raises(raised):
        await FileMediaStore(tmp_path).store(broken_off(error), Role.IMAGE)
    assert files_under(tmp_path) == []


async def test_a_full_disk_says_where_room_is_needed(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(StorageFull) as caught:
        await FileMediaStore(tmp_path).store(broken_off(full), Role.IMAGE)
    assert str(tmp_path) in caught.value.message
    assert "Free some space" in caught.value.hint


async def test_a_rejected_file_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(MediaRejected):
        await FileMediaStore(tmp_path).store(chunks_of(b"<html>"), Role.MP3)
    assert files_under(tmp_path) == []


async def test_a_file_above_the_limit_is_rejected_while_it_arrives(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(1000)

    with pytest.raises(MediaRejected, match="larger than 3 MiB"):
        await FileMediaStore(tmp_path, size_limit=3 * 1024 * 1024).store(endless(), Role.MP3)
    assert files_under(tmp_path) == []


async def test_a_file_of_many_blocks_arrives_whole(tmp_path: Path) -> None:
    content = picture(MediaType.PNG, 1200, 1000)
    assert len(content) > 3 * 1024 * 1024
    store = FileMediaStore(tmp_path)
    file = await store.store(chunks_of(content, size=65_536), Role.IMAGE)
    assert store.path(file.sha256).read_bytes() == content


async def test_another_look_at_a_damaged_file_says_so(tmp_path: Path) -> None:
    store = FileMediaStore(tmp_path)
    file = await store.store(chunks_of(FILES[MediaType.PNG]), Role.IMAGE)
    store.path(file.sha256).write_bytes(b"rotten")
    with pytest.raises(MediaRejected):
        await store.look(file)


async def test_storing_a_damaged_file_again_heals_it(tmp_path: Path) -> None:
    store, content = FileMediaStore(tmp_path), FILES[MediaType.PNG]
    file = await store.store(chunks_of(content), Role.IMAGE)
    store.path(file.sha256).write_bytes(b"rotten")
    await store.store(chunks_of(content), Role.IMAGE)
    assert store.path(file.sha256).read_bytes() == content


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ab" * 31, "AB" * 32, "ab" * 32 + "\n"])
def test_only_a_hash_has_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is no SHA-256"):
        FileMediaStore(tmp_path).path(name)


async def test_remains_of_crashes_are_swept_after_a_day(tmp_path: Path) -> None:
    incoming = tmp_path / ".incoming"
    incoming.mkdir()
    old, fresh = incoming / "old.part", incoming / "fresh.part"
    for path in (old, fresh):
        path.write_bytes(b"half a file")
    long_ago = old.stat().st_mtime - timedelta(days=1, seconds=1).total_seconds()
    os.utime(old, (long_ago, long_ago))
    assert await FileMediaStore(tmp_path).sweep_incoming() == 1
    assert files_under(tmp_path) == [fresh]


async def test_there_is_nothing_to_sweep_before_the_first_file(tmp_path: Path) -> None:
    assert await FileMediaStore(tmp_path / "media").sweep_incoming() == 0


# ── examined and mended ──────────────────────────────────────────────────────────────────────────


def damage(path: Path, content: bytes) -> None:
    """As a disk does it: without a new file."""
    with path.open("r+b") as file:
        file.seek(len(content) // 2)
        file.write(bytes([content[len(content) // 2] ^ 0xFF]))


async def test_a_stored_file_is_good_damaged_or_missing(tmp_path: Path) -> None:
    store, content = FileMediaStore(tmp_path), FILES[MediaType.PNG]
    file = await store.store(chunks_of(content), Role.IMAGE)
    assert await store.condition(file, decode=True) is Condition.GOOD
    damage(store.path(file.sha256), content)
    assert await store.condition(file, decode=False) is Condition.DAMAGED
    store.path(file.sha256).write_bytes(content[:-1])
    assert await store.condition(file, decode=False) is Condition.DAMAGED
    store.path(file.sha256).unlink()
    assert await store.condition(file, decode=False) is Condition.MISSING


async def test_what_no_decoder_takes_is_told_only_if_asked_for(tmp_path: Path) -> None:
    store, content = FileMediaStore(tmp_path), b"\x89PNG\r\n\x1a\n and nothing behind it"
    file = MediaFile(
        sha256=sha256(content).hexdigest(), media_type=MediaType.PNG, size_bytes=len(content)
    )
    await store.restore(chunks_of(content), file)
    assert await store.condition(file, decode=False) is Condition.GOOD
    assert await store.condition(file, decode=True) is Condition.UNDECODABLE


async def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    store = FileMediaStore(tmp_path)
    file = await store.store(chunks_of(FILES[MediaType.MP3]), Role.MP3)
    store.path(file.sha256).unlink()
    store.path(file.sha256).symlink_to(store.path(file.sha256))
    assert await store.condition(file, decode=False) is Condition.UNREADABLE


async def test_only_its_own_bytes_are_put_back(tmp_path: Path) -> None:
    store, content = FileMediaStore(tmp_path), FILES[MediaType.PNG]
    file = await store.store(chunks_of(content), Role.IMAGE)
    for wrong in (b"", content[:-1], FILES[MediaType.JPEG]):
        with pytest.raises(MediaRejected, match="other bytes"):
            await store.restore(chunks_of(wrong), file)
        assert store.path(file.sha256).read_bytes() == content
    with pytest.raises(DownloadFailed):
        await store.restore(broken_off(DownloadFailed("It broke off.", hint="Retry.")), file)
    damage(store.path(file.sha256), content)
    await store.restore(chunks_of(content), file)
    assert await store.condition(file, decode=True) is Condition.GOOD
    assert files_under(tmp_path) == [store.path(file.sha256)]
