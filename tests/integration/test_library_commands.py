"""The library at the prompt: orders repeated, things put together, files looked at and mended."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.integration.programs import Fields, MockProgram, Studio


def lines(done: subprocess.CompletedProcess[str]) -> list[Fields]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def made(studio: Studio, *arguments: str) -> Fields:
    done = studio.macki(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return lines(done)[-1]


def path_of(studio: Studio, file: Fields) -> Path:
    sha256 = file["sha256"]
    return studio.folder / "data" / "media" / sha256[:2] / sha256[2:4] / sha256


def test_an_order_is_repeated_and_its_files_are_saved(studio: Studio, tmp_path: Path) -> None:
    first = made(studio, "image", "A test image 0001")
    output = tmp_path / "again.png"
    done = studio.macki("again", first["id"], "--output", str(output))
    assert done.returncode == 0, done.stderr
    assert output.read_bytes().startswith(b"\x89PNG")
    keyed = [made(studio, "again", first["id"], "--key", "k") for _ in range(2)]
    assert keyed[0]["id"] == keyed[1]["id"] != first["id"]
    assert studio.macki("again", "ffffffff").returncode == 1


def test_what_jobs_made_is_put_together_under_a_name(studio: Studio) -> None:
    assert "No collections yet" in studio.macki("collections").stdout
    image = made(studio, "image", "A test image 0001")
    song = made(studio, "song", "--lyrics", "Test lyrics 0001", "--prompt", "folk 0s")
    done = studio.macki("collect", "Summer [2026]", image["id"], song["id"])
    assert done.returncode == 0, done.stderr
    assert "2 new in “Summer [2026]”, which now has 2." in done.stdout
    again = made(studio, "collect", "summer [2026]", image["id"])
    assert (again["count"], again["collection"]["itemCount"]) == (0, 2)
    assert "Summer [2026]" in studio.macki("collections").stdout
    assert [each["itemCount"] for each in lines(studio.macki("collections", "--json"))] == [2]


def test_damaged_files_come_back_while_the_studio_runs(studio: Studio) -> None:
    song = made(studio, "song", "--lyrics", "Test lyrics 0001", "--prompt", "folk 0s")
    choices = song["song"]["choices"]
    mp3, flac = choices[0]["mp3"], choices[1]["lossless"]
    path_of(studio, mp3).write_bytes(b"damaged")
    path_of(studio, flac).unlink()
    done = studio.macki("library", "verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("RESTORED") == 2
    assert "Test lyrics 0001" in done.stdout
    assert len(studio.file(mp3["url"])) == mp3["sizeBytes"]
    [summary] = lines(studio.macki("library", "verify", "--decode", "--json"))
    assert (summary["files"], summary["lost"], summary["restored"]) == (4, 0, 0)


def test_what_is_lost_is_named_with_what_to_do(studio: Studio) -> None:
    image = made(studio, "image", "A test image 0001")
    path = path_of(studio, image["images"][0]["file"])
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    done = studio.macki("library", "verify")
    assert done.returncode == 1
    assert "LOST" in done.stdout
    assert "A test image 0001" in done.stdout
    assert str(path) in done.stdout
    assert "macki again" in done.stdout
    [finding, summary] = lines(studio.macki("library", "verify", "--json"))
    assert (finding["condition"], finding["outcome"]) == ("DAMAGED", "LOST")
    assert summary["lost"] == 1
    path.write_bytes(content)
    assert studio.macki("library", "verify").returncode == 0


def test_lost_stems_come_back_from_their_provider_or_are_ordered_anew(
    studio: Studio, mock: MockProgram
) -> None:
    song = made(studio, "song", "--lyrics", "Test lyrics 0001", "--prompt", "folk 0s", "--n", "1")
    stems = made(studio, "stems", song["id"])
    path = path_of(studio, stems["stems"]["file"])
    path.unlink()
    done = studio.macki("library", "verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "RESTORED Stems of “Test lyrics 0001”" in done.stdout

    path.write_bytes(b"damaged")
    done = studio.macki("library", "verify", "--no-fetch")
    assert done.returncode == 1
    command = next(each for each in done.stdout.split("`") if each.startswith("macki again"))
    paid = len(mock.paid_posts)
    anew = made(studio, *command.split()[1:])
    assert len(mock.paid_posts) == paid + 1
    assert anew["id"] != stems["id"]


def test_a_folder_whose_drive_is_away_is_left_alone(studio: Studio) -> None:
    image = made(studio, "image", "A test image 0001")
    media = studio.folder / "data" / "media"
    media.rename(media.with_name("elsewhere"))
    done = studio.macki("library", "verify")
    assert done.returncode == 2
    assert "drive connected" in done.stderr
    assert not path_of(studio, image["images"][0]["file"]).exists()


@pytest.mark.parametrize("stopped", [True, False])
def test_it_needs_no_studio(studio: Studio, mock: MockProgram, stopped: bool) -> None:
    song = made(studio, "song", "--lyrics", "Test lyrics 0001", "--prompt", "folk 0s")
    if stopped:
        studio.kill()
    path_of(studio, song["song"]["choices"][0]["mp3"]).unlink()
    assert studio.macki("library", "verify").returncode == 0


def test_without_a_library_there_is_nothing_to_look_at(tmp_path: Path, mock: MockProgram) -> None:
    done = Studio(tmp_path, mock.url).macki("library", "verify")
    assert done.returncode == 2
    assert "no library yet" in done.stderr
    assert not (tmp_path / "data").exists()
