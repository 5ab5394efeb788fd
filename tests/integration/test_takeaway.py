"""The library taken out, wiped, and brought back, with the real programs."""

import json
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import soundfile  # pyright: ignore[reportMissingTypeStubs]
from PIL import Image

from tests.integration.programs import MockProgram, Studio

_EVERYTHING = """{ library(first: 50) { edges { node {
  __typename id title tags favourite rating notes model createdAt
  job {
    id provider model providerJobId createdAt estimatedUsd
    request {
      ... on ImageRequest { prompt size outputFormat }
      ... on SongRequest { lyrics style: prompt gender }
    }
  }
  ... on Image { prompt revisedPrompt index file { width height mediaType } }
  ... on Song {
    lyrics style: prompt completedAt
    choices {
      index durationMs
      sections { kind startMs lines { text startMs words { text startMs } } }
    }
  }
} } } }"""
_EDIT = "mutation($input: EditItemsInput!) { editItems(input: $input) { __typename } }"


def _furnish(studio: Studio) -> None:
    for options in (["A red door"], ["A blue door 🚪", "--format", "jpeg", "--n", "2"]):
        made = studio.macki("image", *options)
        assert made.returncode == 0, made.stderr
    for style in ("folk 2s", "rock 2s"):
        lyrics = "[Verse]\nIn the morning light\nwe sing"
        made = studio.macki("song", "--prompt", style, "--lyrics", lyrics, "--title", "Light/House")
        assert made.returncode == 0, made.stderr
    ids = [each["id"] for each in _library(studio)]
    change = {"tags": ["sea", "Küste"], "favourite": True, "rating": 4, "notes": "the best"}
    studio.execute(_EDIT, input={"select": {"ids": ids[:2]}, **change})


def _library(studio: Studio) -> list[Any]:
    found = studio.execute(_EVERYTHING)["library"]["edges"]
    return sorted((edge["node"] for edge in found), key=lambda node: node["id"])


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def _media(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in tree.items() if not name.endswith(".json")}


def _ok(studio: Studio, *arguments: str) -> str:
    done = studio.macki(*arguments)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_the_library_comes_back_as_it_was(studio: Studio, tmp_path: Path) -> None:
    _furnish(studio)
    before = _library(studio)
    assert "5 new." in _ok(studio, "export", "out")
    exported = _tree(tmp_path / "out")
    assert len([name for name in exported if name.endswith(".json")]) == 5
    assert any(name.startswith("songs/Light House (") for name in exported)

    assert "5 unchanged." in _ok(studio, "export", "out")
    assert "5 already there." in _ok(studio, "import", "out")
    assert _tree(tmp_path / "out") == exported

    studio.stop()
    shutil.rmtree(tmp_path / "data")
    studio.start()
    assert "5 would import." in _ok(studio, "import", "out", "--dry-run")
    assert _library(studio) == []
    assert "5 imported." in _ok(studio, "import", "out")
    assert "5 already there." in _ok(studio, "import", "out")
    assert _library(studio) == before

    assert "5 unchanged." in _ok(studio, "export", "out")
    assert _tree(tmp_path / "out") == exported
    _ok(studio, "export", "again")
    assert _media(_tree(tmp_path / "again")) == _media(exported)


def test_only_what_is_new_or_changed_is_written_again(studio: Studio, tmp_path: Path) -> None:
    _furnish(studio)
    _ok(studio, "export", "out")
    before = _tree(tmp_path / "out")
    [image] = [each for each in _library(studio) if each["title"] == "A red door"]
    studio.execute(_EDIT, input={"select": {"ids": [image["id"]]}, "title": "A green door"})
    (tmp_path / "out" / "mine.txt").write_text("mine")

    told = _ok(studio, "export", "out")

    assert "1 changed, 4 unchanged." in told
    after = _tree(tmp_path / "out")
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    assert all("A red door" in name for name in gone)
    assert (
        sorted(name.rpartition("A green door")[1] for name in come if name != "mine.txt")
        == ["A green door"] * 2
    )
    assert {name: after[name] for name in before.keys() & after.keys()} == {
        name: before[name] for name in before.keys() & after.keys()
    }


def test_a_filter_takes_a_part(studio: Studio, tmp_path: Path) -> None:
    _furnish(studio)
    assert "2 new." in _ok(studio, "export", "some", "--favourites", "--tag", "küste")


def test_a_file_that_is_lost_is_named_and_the_rest_is_exported(
    studio: Studio, tmp_path: Path
) -> None:
    _furnish(studio)
    [image] = [each for each in _library(studio) if each["title"] == "A red door"]
    found = studio.execute("query($id: ID!) { image(id: $id) { file { sha256 } } }", id=image["id"])
    sha256: str = found["image"]["file"]["sha256"]
    (tmp_path / "data/media" / sha256[:2] / sha256[2:4] / sha256).unlink()

    done = studio.macki("export", "out")

    assert done.returncode == 1
    assert f"A red door: The stored file {sha256} is not on this machine's disk." in done.stderr
    assert "4 new, 1 failed." in done.stdout


def test_a_release_is_packed_with_a_cover(studio: Studio, tmp_path: Path) -> None:
    _furnish(studio)
    songs = [each for each in _library(studio) if each["__typename"] == "Song"]
    wanted = ("--choice", "2", "--cover", "A red door", "--output", "packed")
    _ok(studio, "release", songs[0]["id"], *wanted)
    with ZipFile(tmp_path / "packed/Light House - 2.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "packed")
    folder = tmp_path / "packed/Light House - 2"
    with Image.open(folder / "cover.png") as cover:
        assert cover.size == (1024, 1024)
    sound, rate = soundfile.read(folder / "Light House - 2.flac")  # pyright: ignore
    assert round(len(sound) / rate) == 2
    told = json.loads((folder / "provenance.json").read_bytes())
    assert told["song"]["job"]["provider"] == "MUREKA"
    assert (folder / "lyrics.lrc").read_text().startswith("[ti:Light/House]\n[length:00:02]\n[00:")
    assert _ok(studio, "lyrics", songs[0]["id"]) == "[Verse]\nIn the morning light\nwe sing\n"
    ambiguous = studio.macki("release", "light/house")
    assert ambiguous.returncode == 1
    assert "fits several" in ambiguous.stderr


def test_what_is_damaged_is_refused_and_the_rest_comes(
    studio: Studio, mock: MockProgram, tmp_path: Path
) -> None:
    folder = tmp_path / "foreign"
    folder.mkdir()
    Image.effect_noise((40, 30), 50).save(folder / "good picture.png")
    (folder / "cut.png").write_bytes((folder / "good picture.png").read_bytes()[:300])
    (folder / "page.jpg").write_text("<html>")
    (folder / "none.mp3").write_bytes(b"")
    (folder / "bad.json").write_text('{"format": "macki-song", "choices": [7]}')
    (folder / "other.json").write_text("{}")
    (folder / "passwords.png").symlink_to("/etc/passwd")
    trial = studio.macki("import", "foreign", "--dry-run", "--json")
    done = studio.macki("import", "foreign", "--json")
    assert (trial.returncode, done.returncode) == (1, 1)
    outcomes = {each["file"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert {name: each["outcome"] for name, each in outcomes.items()} == {
        "good picture.png": "imported",
        "cut.png": "refused",
        "page.jpg": "refused",
        "none.mp3": "refused",
        "bad.json": "refused",
    }
    assert "damaged" in outcomes["cut.png"]["reason"]
    tried = {each["file"]: each["outcome"] for each in map(json.loads, trial.stdout.splitlines())}
    assert tried == {name: each["outcome"] for name, each in outcomes.items()} | {
        "good picture.png": "would import"
    }
    [image] = _library(studio)
    assert (image["title"], image["job"]["provider"]) == ("good picture", "IMPORTED")
    assert len(mock.paid_posts) == 0


def test_stems_that_come_after_an_export_are_a_change(studio: Studio, tmp_path: Path) -> None:
    made = studio.macki("song", "--prompt", "folk 1s", "--lyrics", "la", "--n", "1", "--json")
    song = json.loads(made.stdout.splitlines()[-1])["id"]
    assert "1 new." in _ok(studio, "export", "out")
    for said in ("1 changed.", "1 unchanged."):
        _ok(studio, "stems", song)
        assert said in _ok(studio, "export", "out")
    assert ".zip" in "".join(_tree(tmp_path / "out"))


def test_a_trial_refuses_what_the_import_would(studio: Studio, tmp_path: Path) -> None:
    """An archive that broke on its way: of one that came so, the record says that it is odd."""
    made = studio.macki("song", "--prompt", "folk 1s", "--lyrics", "la", "--n", "1", "--json")
    song = json.loads(made.stdout.splitlines()[-1])["id"]
    _ok(studio, "stems", song)
    _ok(studio, "export", "out")
    [stems] = (tmp_path / "out").rglob("*.zip")
    stems.write_bytes(stems.read_bytes()[:-30])
    studio.stop()
    shutil.rmtree(tmp_path / "data")
    studio.start()
    for trial in (["--dry-run"], []):
        done = studio.macki("import", "out", *trial)
        assert (done.returncode, "1 refused." in done.stdout) == (1, True), done.stdout
    assert _library(studio) == []
