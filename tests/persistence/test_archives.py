"""Archives of stems: what is in them, and what nobody may slip in."""

import io
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from domain.errors import MediaRejected
from domain.media import ArchiveEntry, MediaFile, MediaType, Role
from domain.verification import Condition
from persistence.archives import ENTRIES_LIMIT
from persistence.media_store import FileMediaStore


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def stored(folder: Path, content: bytes, role: Role = Role.ZIP) -> MediaFile:
    return await FileMediaStore(folder).store(_once(content), role)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def refusal(folder: Path, content: bytes, role: Role = Role.ZIP) -> str:
    """Why it is refused; and nothing of it stays on the disk."""
    with pytest.raises(MediaRejected) as caught:
        await stored(folder, content, role)
    assert _files(folder) == []
    assert caught.value.hint
    return caught.value.message


async def oddity(folder: Path, content: bytes) -> str:
    """What is said of an archive that is kept as it came."""
    file = await stored(folder, content)
    assert (file.media_type, file.size_bytes, file.entries) == (MediaType.ZIP, len(content), ())
    store = FileMediaStore(folder)
    assert store.path(file.sha256).read_bytes() == content
    assert await store.look(file) == file
    assert await store.condition(file, decode=True) is Condition.GOOD
    assert file.oddity
    return file.oddity


def zipped(*files: tuple[str | ZipInfo, bytes], method: int = ZIP_STORED) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return content.getvalue()


def entry(name: str = "vocals.flac", **attributes: int) -> ZipInfo:
    info = ZipInfo(name)
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same bytes with a lie in them."""
    assert len(old) == len(new)
    assert old in content
    return content.replace(old, new)


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED, ZIP_LZMA])
async def test_an_archive_is_kept_with_the_list_of_what_it_holds(
    tmp_path: Path, method: int
) -> None:
    content = zipped(
        ("stems/vocals.flac", b"la" * 500), ("stems/Schlägel 🥁.mid", b"bumm"), method=method
    )
    file = await stored(tmp_path, content)
    assert (file.media_type, file.size_bytes) == (MediaType.ZIP, len(content))
    assert file.entries == (
        ArchiveEntry(name="stems/vocals.flac", size_bytes=1_000),
        ArchiveEntry(name="stems/Schlägel 🥁.mid", size_bytes=4),
    )
    assert (file.width, file.height, file.duration_ms) == (None, None, None)
    assert FileMediaStore(tmp_path).path(file.sha256).read_bytes() == content


async def test_folders_within_it_are_no_stems(tmp_path: Path) -> None:
    file = await stored(tmp_path, zipped(("stems/", b""), ("stems/bass.wav", b"b")))
    assert [each.name for each in file.entries] == ["stems/bass.wav"]


@pytest.mark.parametrize(
    "name",
    [
        "../vocals.flac",
        "stems/../../vocals.flac",
        "/etc/passwd",
        "..",
        "C:\\vocals.flac",
        "stems\\..\\vocals.flac",
        "C:vocals.flac",
        "vocals\n.flac",
        "voca\u202els.flac",
        "v" * 300,
    ],
)
async def test_an_archive_with_names_that_lead_astray_is_kept_unopened(
    tmp_path: Path, name: str
) -> None:
    assert "leads astray" in await oddity(tmp_path, zipped((name, b"la")))


async def test_an_archive_with_links_is_kept_unopened(tmp_path: Path) -> None:
    link = entry(external_attr=0o120777 << 16)
    assert "neither a file" in await oddity(tmp_path, zipped((link, b"/etc/passwd")))


async def test_what_holds_nothing_is_refused(tmp_path: Path) -> None:
    assert "ZIP" in await refusal(tmp_path, zipped())
    assert "nothing in it" in await refusal(tmp_path, zipped(("stems/", b"")))


async def test_an_archive_of_too_many_files_is_kept_unopened(tmp_path: Path) -> None:
    many = zipped(*((f"{number}.flac", b"") for number in range(ENTRIES_LIMIT + 1)))
    assert "more than any song" in await oddity(tmp_path, many)


async def test_a_table_of_contents_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    many = zipped(*((f"{number:0150}.flac", b"") for number in range(6_000)))
    assert "table of contents" in await oddity(tmp_path, many)


async def test_an_archive_with_two_files_of_one_name_is_kept_unopened(tmp_path: Path) -> None:
    assert "one name" in await oddity(tmp_path, zipped(("a.flac", b"a"), ("A.FLAC", b"b")))


async def test_an_archive_that_is_small_and_unpacks_to_very_much_is_kept_unopened(
    tmp_path: Path,
) -> None:
    small = zipped(("a.flac", b"\0" * 1_000_000), method=ZIP_DEFLATED)
    huge = patched(small, struct.pack("<L", 1_000_000), struct.pack("<L", 0xF000_0000))
    assert "2 GB" in await oddity(tmp_path, huge)


async def test_no_more_comes_out_than_was_announced(tmp_path: Path) -> None:
    small = zipped(("a.flac", b"\0" * 1_000_000), method=ZIP_DEFLATED)
    lying = patched(small, struct.pack("<L", 1_000_000), struct.pack("<L", 10))
    assert "damaged" in await refusal(tmp_path, lying)


_WHOLE = zipped(("vocals.flac", b"lalala"))


@pytest.mark.parametrize(
    "spoilt",
    [
        _WHOLE[: len(_WHOLE) // 2],
        _WHOLE[:-10],
        _WHOLE[:4],
        patched(_WHOLE, b"lalala", b"lalalo"),
        patched(_WHOLE, b"PK\x01\x02", b"PK\x01\x03"),
        patched(_WHOLE, struct.pack("<L", zlib.crc32(b"lalala")), struct.pack("<L", 1)),
        _WHOLE[:-8] + b"\xff\xff\xff\xff" + _WHOLE[-4:],
    ],
)
async def test_damaged_archives_are_refused_unless_they_are_better_than_nothing(
    tmp_path: Path, spoilt: bytes
) -> None:
    assert "damaged" in await refusal(tmp_path, spoilt)
    store = FileMediaStore(tmp_path)
    file = await store.store(_once(spoilt), Role.ZIP, damaged_too=True)
    assert store.path(file.sha256).read_bytes() == spoilt
    assert (file.oddity or "").startswith("It is damaged: ")
    assert await store.look(file) == file


async def test_spoilt_contents_are_damage_however_they_are_packed(tmp_path: Path) -> None:
    for method in (ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA):
        content = bytearray(zipped(("vocals.flac", bytes(range(256)) * 9), method=method))
        content[50:90] = b"\xff" * 40
        assert "damaged" in await refusal(tmp_path, bytes(content))


async def test_an_archive_may_be_larger_than_other_files_and_is_bounded_nevertheless(
    tmp_path: Path,
) -> None:
    content = zipped(("vocals.flac", b"la" * 5_000))
    store = FileMediaStore(tmp_path, size_limit=1_000, archive_limit=11_000)
    assert (await store.store(_once(content), Role.ZIP)).size_bytes == len(content)
    with pytest.raises(MediaRejected, match="larger"):
        await store.store(_once(content * 2), Role.ZIP)
    with pytest.raises(MediaRejected, match="larger"):
        await store.store(_once(content), Role.MP3)


async def test_a_good_archive_is_good_to_a_look_that_opens_it(tmp_path: Path) -> None:
    file = await stored(tmp_path, zipped(("vocals.flac", b"lalala")))
    assert await FileMediaStore(tmp_path).condition(file, decode=True) is Condition.GOOD


async def test_locked_archives_are_kept_unopened(tmp_path: Path) -> None:
    content = zipped(("vocals.flac", b"lalala"))
    directory = content.index(b"PK\x01\x02")
    locked = bytearray(content)
    locked[6] |= 1
    locked[directory + 8] |= 1
    assert "password" in await oddity(tmp_path, bytes(locked))


async def test_an_archive_of_an_unknown_compression_is_kept_unopened(tmp_path: Path) -> None:
    content = bytearray(zipped(("vocals.flac", b"lalala")))
    directory = content.index(b"PK\x01\x02")
    content[8] = content[directory + 10] = 77
    assert "cannot be read here" in await oddity(tmp_path, bytes(content))


@pytest.mark.parametrize(
    "content", [b"", b"<!doctype html>", b"ID3 a song", b"PK\x05\x06" + b"\0" * 18]
)
async def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "Instead of a ZIP archive came" in await refusal(tmp_path, content)


@pytest.mark.parametrize("role", [Role.MP3, Role.FLAC, Role.IMAGE])
async def test_an_archive_is_nothing_else(tmp_path: Path, role: Role) -> None:
    said = await refusal(tmp_path, zipped(("vocals.flac", b"la")), role)
    assert "came a ZIP archive" in said
