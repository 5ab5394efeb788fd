"""Backup and restore at the prompt, with the real studio on both databases."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.programs import MACKI, Fields, MockProgram, Studio
from tests.services import Databases


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path, mock: MockProgram) -> Iterator[Studio]:
    """A studio on either database, not started."""
    environment: dict[str, str] = {}
    if request.param == "postgresql":
        environment["DATABASE_URL"] = request.getfixturevalue("postgresql_url")
    program = Studio(tmp_path, mock.url, **environment)
    yield program
    program.stop()


def backups_of(studio: Studio) -> Path:
    return studio.folder / "data" / "backups"


def wiped(studio: Studio, request: pytest.FixtureRequest) -> None:
    """Its files and its database are gone; its backups are not."""
    shutil.rmtree(studio.folder / "data" / "media")
    if "DATABASE_URL" not in studio.environment:
        (studio.folder / "data" / "macki.db").unlink()
        return
    import asyncio

    databases: Databases = request.getfixturevalue("databases")
    studio.environment["DATABASE_URL"] = databases.url(asyncio.run(databases.create(empty=True)))


def test_a_studio_that_lost_everything_is_as_it_was(
    anywhere: Studio, mock: MockProgram, request: pytest.FixtureRequest
) -> None:
    studio = anywhere
    studio.start()
    image = studio.macki("image", "A test image 0001", "--json")
    assert image.returncode == 0, image.stderr
    painted: Fields = json.loads(image.stdout.splitlines()[-1])
    done = studio.macki("backup")
    assert done.returncode == 0, done.stderr
    assert studio.macki("restore", "latest").returncode == 1  # it runs
    studio.interrupt()
    done = studio.macki("backup", "verify")
    assert done.returncode == 0, done.stdout + done.stderr
    refused = studio.macki("restore", "latest")
    assert refused.returncode == 1
    assert "not empty" in refused.stderr

    wiped(studio, request)
    done = studio.macki("restore", "latest")
    assert done.returncode == 0, done.stdout + done.stderr

    paid = len(mock.paid_posts)
    studio.start()
    file = painted["images"][0]["file"]
    assert len(studio.file(file["url"])) == file["sizeBytes"]
    assert studio.job(painted["id"])["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == paid
    assert "ok       Backup" in studio.macki("doctor").stdout
    for text in (each.read_bytes() for each in backups_of(studio).rglob("*") if each.is_file()):
        assert b"secret-openai-key" not in text
        assert b"secret-mureka-key" not in text


def test_an_order_that_was_sent_after_the_backup_is_not_sent_again(
    anywhere: Studio, mock: MockProgram, request: pytest.FixtureRequest
) -> None:
    studio = anywhere
    studio.environment["MUREKA_CONCURRENCY"] = "1"
    studio.start()
    first = studio.order_song("Test lyrics first", prompt="folk 600s")
    second = studio.order_song("Test lyrics second")
    assert studio.job(second)["state"] == "PENDING"
    studio.kill()
    assert studio.macki("backup").returncode == 0
    studio.start()
    assert studio.macki("cancel", first).returncode == 0
    studio.wait_for_state(second, "SUCCEEDED")
    paid = len(mock.paid_posts)
    studio.stop()

    wiped(studio, request)
    done = studio.macki("restore", "latest")
    assert done.returncode == 0, done.stderr
    assert "your word" in done.stdout
    studio.start()
    doubtful = studio.wait_for_state(second, "NEEDS_CHECK")
    assert "restored from a backup" in doubtful["failure"]["message"]
    # What is ordered now is made, so the studio works; and that is all that is paid for.
    assert studio.macki("image", "A test image 0001").returncode == 0
    paid += 1
    assert len(mock.paid_posts) == paid


def test_a_backup_that_was_killed_leaves_nothing_that_counts(studio: Studio) -> None:
    """At whatever moment: the next one is made and whole."""
    assert studio.macki("image", "A test image 0001").returncode == 0
    for delay_s in (0.3, 0.8, 1.2, 1.6):
        process = subprocess.Popen(
            [str(MACKI), "backup"],
            cwd=studio.folder,
            env=studio.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay_s)
        process.kill()
        process.wait()
    done = studio.macki("backup", "schedule", "--once")
    assert done.returncode == 0, done.stderr
    left = {each.name for each in backups_of(studio).iterdir() if each.name.endswith(".partial")}
    assert left == set()
    rows = [
        json.loads(line) for line in studio.macki("backup", "list", "--json").stdout.splitlines()
    ]
    assert all("problem" not in row for row in rows)


def test_the_schedule_ends_at_once_when_it_is_told_to(studio: Studio) -> None:
    assert studio.macki("image", "A test image 0001").returncode == 0
    with subprocess.Popen(
        [str(MACKI), "backup", "schedule"],
        cwd=studio.folder,
        env=studio.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        said = ""
        for line in process.stderr:
            if "backup.waiting" in line and "backup.verified" in said:
                break
            said += line
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def _on_a_small_disk(
    studio: Studio, kilobytes: int, script: str
) -> subprocess.CompletedProcess[str]:
    """The disk is at `small`, for the script alone."""
    small = studio.folder / "small"
    small.mkdir()
    mount = f"mount -t tmpfs -o size={kilobytes}k tmpfs {small}"
    return subprocess.run(
        ["unshare", "-Urm", "sh", "-c", f"{mount}; {script}; find {small}"],
        cwd=studio.folder,
        env=studio.environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux mounts a small disk for a test")
def test_a_full_disk_is_told_and_nothing_is_left_of_the_attempt(studio: Studio) -> None:
    assert studio.macki("image", "A test image 0001").returncode == 0
    done = _on_a_small_disk(studio, 400, f"{MACKI} backup --to small")
    assert "no room left" in done.stderr
    assert ".partial" not in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux mounts a small disk for a test")
@pytest.mark.parametrize("kilobytes", [100, 2_000])
def test_restoring_to_a_full_disk_is_told_and_leaves_no_half_of_a_database(
    studio: Studio, kilobytes: int
) -> None:
    """Full of the files, or of the database."""
    assert studio.macki("image", "A test image 0001").returncode == 0
    assert studio.macki("backup").returncode == 0
    of_the_database = kilobytes > 1_000
    settings, before = f"DATA_DIR=small BACKUP_DIR={backups_of(studio)}", ""
    if of_the_database:
        settings += f" MEDIA_DIR={studio.folder / 'data' / 'media'}"
        before = "head -c 1800k /dev/zero >small/of-others; "
    restore = f"{before}env {settings} {MACKI} restore latest"
    done = _on_a_small_disk(studio, kilobytes, restore)
    assert "no room left" in done.stderr
    assert "BACKUP_DIR" not in done.stderr
    assert ("DATA_DIR" if of_the_database else "MEDIA_DIR") in done.stderr
    assert "macki.db" not in done.stdout
    assert ".part" not in done.stdout


def test_a_backup_that_is_killed_at_its_files_is_none_and_the_next_one_sweeps_it(
    studio: Studio,
) -> None:
    """Held there by a file of the library that never ends."""
    assert studio.macki("image", "A test image 0001").returncode == 0
    media = studio.folder / "data" / "media"
    [file] = [each for each in media.glob("??/??/*") if each.is_file() and len(each.name) == 64]
    content = file.read_bytes()
    file.unlink()
    os.mkfifo(file)
    process = subprocess.Popen([str(MACKI), "backup"], cwd=studio.folder, env=studio.environment)
    try:
        studio.wait_until(
            lambda: any(backups_of(studio).glob("files/.incoming/*.part")), "the backup's files"
        )
    finally:
        process.kill()
        process.wait()
    assert list(backups_of(studio).glob("*.partial"))
    assert "problem" not in studio.macki("backup", "list", "--json").stdout
    file.unlink()
    file.write_bytes(content)
    done = studio.macki("backup", "schedule", "--once")
    assert done.returncode == 0, done.stderr
    assert not list(backups_of(studio).glob("*.partial"))
    assert not list(backups_of(studio).glob("files/.incoming/*"))
