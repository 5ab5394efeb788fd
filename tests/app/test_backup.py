"""Where backups may lie."""

from pathlib import Path

import pytest

from app.backup import folder_of
from app.doctor import backups
from app.doctor.finding import Status
from app.settings import load_settings
from persistence.backup.errors import CannotBackUp
from tests.app.conftest import Environment


@pytest.mark.parametrize(
    ("media", "copies"),
    [("data/files", "data"), ("data/files/media", "data"), ("data", "data/media/backups")],
)
async def test_backups_never_lie_among_the_files_of_the_library(
    folder: Path, setenv: Environment, media: str, copies: str
) -> None:
    setenv("MEDIA_DIR", str(folder / media))
    setenv("BACKUP_DIR", str(folder / copies))
    settings = load_settings()
    with pytest.raises(CannotBackUp, match="Name another folder: BACKUP_DIR, or --to"):
        folder_of(settings)
    assert (await backups.examine(settings)).status is Status.PROBLEM


def test_beside_them_they_do(folder: Path, setenv: Environment) -> None:
    setenv("DATA_DIR", str(folder / "data"))
    assert folder_of(load_settings()).root == folder / "data" / "backups"
