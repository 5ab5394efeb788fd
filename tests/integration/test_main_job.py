"""The main job as its user does it: one command, and the files are there."""

import io
import json
import sqlite3
from pathlib import Path

import httpx
import pytest
import soundfile  # pyright: ignore[reportMissingTypeStubs]
from PIL import Image

from tests.integration.programs import MockProgram, Studio, free_port


def test_an_image_and_a_song_end_with_files_that_decoders_accept(
    studio: Studio, tmp_path: Path
) -> None:
    image = studio.macki("image", "A test image 0001", "--output", str(tmp_path / "made"))
    song = studio.macki(
        "song",
        "--prompt",
        "acoustic folk 2s",
        "--lyrics",
        "Test lyrics 0001",
        "--output",
        str(tmp_path / "made"),
    )

    assert image.returncode == 0, image.stderr
    assert song.returncode == 0, song.stderr
    files = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert files[:4] == [f"Test lyrics 0001 - {n}.{kind}" for n in "12" for kind in ("flac", "mp3")]
    for path in (tmp_path / "made").iterdir():
        if path.suffix == ".png":
            with Image.open(path) as picture:
                picture.load()
                assert picture.size == (1024, 1024)
        else:
            sound, rate = soundfile.read(path)
            assert round(len(sound) / rate) == 2


@pytest.mark.parametrize("code", ["0002", "0003"])
def test_a_refused_song_fails_with_the_reason_and_a_hint(studio: Studio, code: str) -> None:
    song = studio.macki("song", "--prompt", "folk", "--lyrics", f"Test lyrics {code}")

    assert song.returncode == 1
    reason = {"0002": "Invalid Authentication", "0003": "Song generation failed"}[code]
    hint = {"0002": "MUREKA_API_KEY", "0003": "may have been charged"}[code]
    assert reason in song.stderr
    assert hint in song.stderr


def test_a_refused_image_fails_with_the_reason_and_a_hint(studio: Studio) -> None:
    image = studio.macki("image", "A test image 0002")

    assert image.returncode == 1
    assert "401" in image.stderr
    assert "OPENAI_API_KEY" in image.stderr


def test_a_script_gets_json_lines_and_a_preview(studio: Studio) -> None:
    made = studio.macki("image", "A test image 0001", "--previews", "2", "--json")

    *events, job = [json.loads(line) for line in made.stdout.splitlines()]
    previews = [event["previewUrl"] for event in events if event["kind"] == "PREVIEW"]
    assert len(previews) == 2
    for url in (*previews, job["images"][0]["file"]["url"]):
        with Image.open(io.BytesIO(studio.file(url))) as picture:
            picture.load()


def test_the_seeds_dialects_of_both_providers_work_as_well(
    tmp_path: Path, mock: MockProgram
) -> None:
    studio = Studio(tmp_path, mock.url, MUREKA_BASE_URL=mock.url, IMAGE_MODEL="dall-e-3")
    studio.start()
    try:
        song = studio.macki("song", "--prompt", "folk 1s", "--lyrics", "Test lyrics 0001")
        image = studio.macki("image", "A test image 0001", "--size", "1024x1024")
    finally:
        studio.stop()
    assert song.returncode == 0, song.stderr
    assert image.returncode == 0, image.stderr


def test_an_idempotency_key_never_orders_twice(studio: Studio, mock: MockProgram) -> None:
    first = studio.macki("image", "A test image 0001", "--key", "once", "--json")
    second = studio.macki("image", "A test image 0001", "--key", "once", "--json")

    assert json.loads(first.stdout.splitlines()[-1]) == json.loads(second.stdout.splitlines()[-1])
    assert len(mock.paid_posts) == 1


def test_no_server_is_told_with_what_to_do(studio: Studio) -> None:
    asked = studio.macki("jobs", "--server", f"http://127.0.0.1:{free_port()}")

    assert asked.returncode == 3
    assert "make run" in asked.stderr


def test_a_second_studio_on_the_same_folder_or_port_is_refused(
    studio: Studio, mock: MockProgram
) -> None:
    same_folder = studio.macki("up")
    assert same_folder.returncode == 2
    assert "DATA_DIR" in same_folder.stderr

    other = Studio(studio.folder / "other", mock.url, PORT=str(studio.port))
    other.folder.mkdir()
    same_port = other.macki("up")
    assert same_port.returncode == 2
    assert f"PORT={studio.port + 1}" in same_port.stderr


def test_keys_appear_nowhere(studio: Studio) -> None:
    studio.macki("image", "A test image 0002")
    studio.macki("song", "--prompt", "folk 0s", "--lyrics", "Test lyrics 0001")

    written = [path.read_bytes() for path in studio.folder.rglob("*") if path.is_file()]
    assert not any(b"secret-openai-key" in each or b"secret-mureka-key" in each for each in written)


def test_media_are_served_in_parts_and_cached_for_good(studio: Studio) -> None:
    made = studio.macki("image", "A test image 0001", "--json")
    file = json.loads(made.stdout.splitlines()[-1])["images"][0]["file"]
    url = f"{studio.url}{file['url']}"

    part = httpx.get(url, headers={"range": "bytes=0-7"}, trust_env=False)
    again = httpx.get(url, headers={"if-none-match": part.headers["etag"]}, trust_env=False)

    assert part.status_code == 206
    assert part.content == b"\x89PNG\r\n\x1a\n"
    assert "immutable" in part.headers["cache-control"]
    assert again.status_code == 304


def test_the_database_survives_as_a_single_file(studio: Studio) -> None:
    studio.macki("image", "A test image 0001")
    assert studio.interrupt() == 0

    with sqlite3.connect(studio.folder / "data" / "macki.db") as database:
        states = database.execute("SELECT state FROM jobs").fetchall()
    database.close()
    assert states == [("SUCCEEDED",)]
