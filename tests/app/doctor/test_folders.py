"""What is said about the places where files go."""

import asyncio
from pathlib import Path

import pytest

from app.doctor.finding import Status
from app.doctor.folders import examine_data, examine_media, judged
from tests.app.doctor.conftest import SettingsOf

_MIB = 1024 * 1024


def test_a_folder_that_can_be_made_is_not_made(settings_of: SettingsOf, folder: Path) -> None:
    for examine in (examine_data, examine_media):
        finding = asyncio.run(examine(settings_of()))
        assert finding.status is Status.OK
        assert "not made yet" in finding.message
    assert list(folder.iterdir()) == []


async def test_a_folder_that_is_there_is_named(settings_of: SettingsOf, folder: Path) -> None:
    (folder / "data").mkdir()
    finding = await examine_data(settings_of())
    assert finding.status is Status.OK
    assert finding.message.startswith(f"{folder / 'data'}, ")


async def test_a_path_below_a_file_is_told(settings_of: SettingsOf, folder: Path) -> None:
    (folder / "a-file").write_text("no folder")
    settings = settings_of(data_dir=folder / "a-file" / "data", media_dir=folder / "a-file")
    data, media = await examine_data(settings), await examine_media(settings)
    assert (data.status, media.status) == (Status.PROBLEM, Status.PROBLEM)
    assert data.message == f"{folder / 'a-file'} is no folder."
    assert "DATA_DIR" in data.remedy
    assert "MEDIA_DIR" in media.remedy


async def test_a_link_to_nowhere_is_no_folder(settings_of: SettingsOf, folder: Path) -> None:
    (folder / "data").symlink_to(folder / "is-not-there")
    finding = await examine_data(settings_of())
    assert finding.status is Status.PROBLEM


async def test_a_place_that_nobody_can_write_is_told(settings_of: SettingsOf) -> None:
    finding = await examine_data(settings_of(data_dir=Path("/proc/macki")))
    assert finding.status is Status.PROBLEM
    assert finding.remedy


@pytest.mark.parametrize(
    ("free", "status", "told"),
    [
        (2048 * _MIB, Status.OK, "2.0 GiB"),
        (2048 * _MIB - 1, Status.WARNING, "2048 MiB"),
        (200 * _MIB, Status.WARNING, "200 MiB"),
        (200 * _MIB - 1, Status.PROBLEM, "200 MiB"),
        (0, Status.PROBLEM, "0 MiB"),
    ],
)
def test_too_little_room_is_told(free: int, status: Status, told: str) -> None:
    finding = judged("Data folder", Path("/data"), made=True, free=free)
    assert finding.status is status
    assert finding.message == f"/data, {told} free"
