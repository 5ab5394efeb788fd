"""The folder of the backups: what is removed from it, and what is not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from persistence.backup.errors import CannotBackUp, disk_named
from persistence.backup.folder import Attempt, BackupFolder
from persistence.backup.manifest import DatabaseCopy, Manifest
from tests.persistence.examples import NOON

COPY = DatabaseCopy(
    kind="sqlite",
    server="3",
    tool="",
    schema="0001",
    file="database.db",
    size_bytes=1,
    sha256="0" * 64,
    tables={},
)


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "b")


def there_is(folder: BackupFolder, day: int, *files: str, kept: bool = False) -> str:
    """A verified backup with those files."""
    for sha256 in files:
        path = folder.shelf.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    moment = NOON + timedelta(days=day)
    manifest = Manifest(
        made_at=moment, app_version="1", database=COPY, files=dict.fromkeys(files, 1), kept=kept
    )
    with folder.alone():
        name = folder.finish(folder.begin(), manifest)
    folder.mark_verified(name, moment)
    return name


OLD, NEW, BOTH = "a" * 64, "b" * 64, "c" * 64


def test_files_that_no_backup_names_any_more_go_with_the_last_that_did(
    folder: BackupFolder,
) -> None:
    old = there_is(folder, -1000, OLD, BOTH)
    for day in range(10):
        there_is(folder, day, NEW, BOTH)
    for month in range(1, 7):
        there_is(folder, -30 * month, NEW)
    pruned = folder.prune()
    assert old in pruned.backups
    assert pruned.files == 1
    assert not folder.shelf.path(OLD).parent.parent.exists()
    assert folder.shelf.has(NEW, 1)
    assert folder.shelf.has(BOTH, 1)
    assert folder.prune().backups == []


def test_while_a_manifest_cannot_be_read_no_file_goes(folder: BackupFolder) -> None:
    name = there_is(folder, 0, OLD)
    (folder.path(name) / "manifest.json").write_text("{}")
    there_is(folder, 1, NEW)
    assert folder.prune().files == 0
    assert folder.shelf.has(OLD, 1)
    assert name in folder.names()


def test_what_is_not_ours_in_the_folder_stays(folder: BackupFolder) -> None:
    there_is(folder, 0, OLD)
    others = [folder.root / "notes.txt", folder.root / "files" / "aa" / "aa" / "readme"]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
    folder.prune()
    assert folder.names() == ["2026-12-01T120000Z"]
    assert all(path.exists() for path in others)


def test_a_manifest_reads_back_what_was_written() -> None:
    manifest = Manifest(
        made_at=NOON,
        app_version="1",
        database=replace(COPY, tables={}),
        files={OLD: 1},
        missing=(NEW,),
        kept=True,
    )
    assert Manifest.from_json(manifest.to_json()) == manifest


def test_the_last_attempt_is_remembered(folder: BackupFolder) -> None:
    assert folder.last_attempt() is None
    folder.root.mkdir()
    attempt = Attempt(NOON, "Grüße: kein Platz")
    folder.note_attempt(attempt)
    assert folder.last_attempt() == attempt
    (folder.root / "last-attempt.json").write_text("[")
    assert folder.last_attempt() is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotBackUp, match="BACKUP_DIR"), BackupFolder(tmp_path / "file").alone():
        raise AssertionError("not reached")


def test_a_full_disk_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="no room left"), disk_named(tmp_path):
        raise OSError(28, "No space left on device")
