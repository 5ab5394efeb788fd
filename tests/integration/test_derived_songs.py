"""Instrumentals, extensions and stems with the real programs, from the order to the files."""

import io
import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import soundfile  # pyright: ignore[reportMissingTypeStubs]

from tests.integration.programs import Fields, MockProgram, Studio

_STEMS = """
query ($id: ID!) {
  job(id: $id) { song { choices { id stems { file { url sha256 } tracks { name sizeBytes } } } } }
}
"""
_MAKE = """
mutation ($choice: ID!) {
  makeStems(input: {choice: $choice}) {
    ... on MakeStemsSuccess { job { id } }
    ... on Failure { message }
  }
}
"""


def _song(studio: Studio, code: str = "0001") -> tuple[str, str]:
    """A finished song: the global ids of its job and of its choice."""
    job_id = studio.order_song(f"Test lyrics {code}", prompt="folk 9s")
    studio.wait_for_state(job_id, "SUCCEEDED")
    return job_id, _choice(studio, job_id)["id"]


def _choice(studio: Studio, job_id: str) -> Fields:
    [choice] = studio.execute(_STEMS, id=job_id)["job"]["song"]["choices"]
    return choice


def test_an_instrumental_ends_with_files_that_nobody_sings_in(
    studio: Studio, tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    made = studio.macki(
        "instrumental", "calm piano 2s", "--title", "Rain", "--n", "1", "--output", str(folder)
    )
    assert made.returncode == 0, made.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["Rain - 1.flac", "Rain - 1.mp3"]
    sound, rate = soundfile.read(folder / "Rain - 1.mp3")
    assert round(len(sound) / rate) == 2
    [listed] = [json.loads(line) for line in studio.macki("jobs", "--json").stdout.splitlines()]
    assert (listed["kind"], listed["song"]["title"]) == ("INSTRUMENTAL", "Rain")


def test_an_extension_is_a_longer_song_of_its_own(studio: Studio, tmp_path: Path) -> None:
    job_id, _ = _song(studio)
    folder = tmp_path / "made"
    options = ("--lyrics", "And on it goes", "--at", "0:08", "--prompt", "folk 3s", "--n", "1")
    made = studio.macki("extend", job_id, *options, "--output", str(folder))
    assert made.returncode == 0, made.stderr
    sound, rate = soundfile.read(folder / "Test lyrics 0001 (extended) - 1.mp3")
    assert round(len(sound) / rate) == 8 + 3


def test_stems_are_taken_home_once_and_survive_a_power_cut(
    studio: Studio, mock: MockProgram, tmp_path: Path
) -> None:
    job_id, _ = _song(studio)
    archive = tmp_path / "stems.zip"
    made = studio.macki("stems", job_id, "--output", str(archive))
    assert made.returncode == 0, made.stderr
    names = {"vocals.flac", "drums.flac", "bass.flac", "other.flac"}
    with ZipFile(archive) as opened:
        assert set(opened.namelist()) == names
        for name in names:
            sound, rate = soundfile.read(io.BytesIO(opened.read(name)))
            assert round(len(sound) / rate) == 9

    studio.kill()
    studio.start()

    stems = _choice(studio, job_id)["stems"]
    assert {track["name"] for track in stems["tracks"]} == names
    assert sha256(studio.file(stems["file"]["url"])).hexdigest() == stems["file"]["sha256"]
    again = studio.macki("stems", job_id, "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["stems"]["file"]["sha256"] == stems["file"]["sha256"]
    assert len(mock.paid_posts) == 2  # the song, and its stems


def test_a_power_cut_in_mid_request_leaves_stems_in_doubt_and_they_are_not_sent_again(
    tmp_path: Path,
) -> None:
    mock = MockProgram("--state", str(tmp_path / "mock.json"), "--stem-seconds", "600")
    studio = Studio(tmp_path, mock.url)
    studio.start()
    try:
        job_id, choice_id = _song(studio)
        stems = studio.execute(_MAKE, choice=choice_id)["makeStems"]["job"]["id"]
        studio.wait_until(lambda: len(mock.paid_posts) == 2, "the paid request")
        assert studio.job(stems)["state"] == "SUBMITTING"

        studio.kill()
        studio.start()

        job = studio.wait_for_state(stems, "NEEDS_CHECK")
        assert job["failure"]["code"] == "OUTCOME_UNKNOWN"
        assert studio.execute(_MAKE, choice=choice_id)["makeStems"]["job"]["id"] == stems
        adopted = studio.macki("resolve", stems, "--adopt", "123")
        assert adopted.returncode == 1
        assert "no job id" in adopted.stderr
        assert _choice(studio, job_id)["stems"] is None
        assert len(mock.paid_posts) == 2
    finally:
        studio.stop()
        mock.stop()
