"""The state file: what survives a restart, and what a damaged file does."""

import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PIL import Image

from mock.memory import MAX_REQUESTS, Memory
from mock.settings import Settings
from mock.state_file import StateFile

StartMock = Callable[[Settings], httpx.Client]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(state_file=tmp_path / "state.json")


def _used(client: httpx.Client) -> tuple[str, str]:
    """A song's id and an image's path, after some traffic."""
    song = client.post("/v1/song/generate", json={"lyrics": "la", "prompt": "0s"}).json()
    image = client.post("/v1/images/generations", json={"prompt": "A fox"}).json()
    client.post("/v1/song/generate", json={"lyrics": "Patience 0101"})
    return song["id"], httpx.URL(image["data"][0]["url"]).path


def test_tasks_and_requests_survive_a_kill(
    start_mock: StartMock, settings: Settings, tmp_path: Path
) -> None:
    """The second server reads a copy made while the first one runs, as after a SIGKILL."""
    assert settings.state_file
    first = start_mock(settings)
    song_id, image = _used(first)
    accepted = first.post("/v1/song/generate", json={"lyrics": "last", "prompt": "0s"}).json()
    log = first.get("/_mock/requests").json()
    copy = tmp_path / "copy.json"
    copy.write_bytes(settings.state_file.read_bytes())

    second = start_mock(Settings(state_file=copy))
    assert second.get(f"/v1/song/query/{song_id}").json()["status"] == "succeeded"
    assert second.get(f"/v1/song/query/{accepted['id']}").json()["status"] == "succeeded"
    assert Image.open(io.BytesIO(second.get(image).content)).size == (1024, 1024)
    after = second.get("/_mock/requests").json()
    assert after["totals"] == log["totals"] == {"paid_posts": 4, "accepted_paid_posts": 3}
    assert [entry["id"] for entry in after["requests"][:4]] == [1, 2, 3, 4]
    assert after["requests"][0]["task_id"] == song_id


def test_an_orderly_end_writes_all(settings: Settings, start_mock: StartMock) -> None:
    client = start_mock(settings)
    _used(client)
    state = StateFile(settings.state_file)
    while len(state.load().requests) < 3:
        time.sleep(0.05)
    memory = state.load()
    assert [entry.status for entry in memory.requests] == [200, 200, 429]
    assert list(memory.refusals.values()) == [1]


def test_a_reset_forgets_requests_and_tasks(settings: Settings, start_mock: StartMock) -> None:
    client = start_mock(settings)
    song_id, image = _used(client)
    assert client.post("/_mock/reset").status_code == 204
    assert client.get("/_mock/requests").json() == {
        "totals": {"paid_posts": 0, "accepted_paid_posts": 0},
        "requests": [],
    }
    assert client.get(f"/v1/song/query/{song_id}").status_code == 400
    assert client.get(image).status_code == 404
    assert StateFile(settings.state_file).load().songs == {}


def test_ids_never_return(start_mock: StartMock, settings: Settings) -> None:
    client = start_mock(settings)
    seen = {_used(client)[0]}
    client.post("/_mock/reset")
    seen.add(_used(client)[0])
    seen.add(_used(client)[0])
    assert len(seen) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"requests": []}',
        b'{"requests": [], "songs": [{}], "pictures": [], "refusals": {}, "failed_downloads": []}',
    ],
)
def test_a_corrupt_file_is_moved_aside(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(content)
    assert StateFile(path).load() == Memory()
    assert not path.exists()
    (aside,) = tmp_path.iterdir()
    assert aside.name.startswith("state.json.corrupt-")
    assert aside.read_bytes() == content
    assert str(aside) in caplog.text


def test_a_wrong_type_anywhere_is_corrupt(tmp_path: Path, start_mock: StartMock) -> None:
    path = tmp_path / "state.json"
    _used(start_mock(Settings(state_file=path)))
    state = json.loads(path.read_text())
    state["songs"][0]["created_at"] = "yesterday"
    damaged = tmp_path / "damaged.json"
    damaged.write_text(json.dumps(state))
    assert StateFile(damaged).load() == Memory()


def test_a_file_of_an_earlier_version_is_read(tmp_path: Path, start_mock: StartMock) -> None:
    path = tmp_path / "state.json"
    song_id, _ = _used(start_mock(Settings(state_file=path)))
    state = json.loads(path.read_text())
    for added_later in ("uploads", "stems", "spent", "faults"):
        del state[added_later]
    for song in state["songs"]:
        del song["instrumental"]
    for request in state["requests"]:
        del request["fault"]
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(state))
    assert StateFile(earlier).load().songs[song_id].instrumental is False


def test_stems_and_uploads_survive_a_restart(tmp_path: Path, start_mock: StartMock) -> None:
    settings = Settings(state_file=tmp_path / "state.json", stem_seconds=0)
    first = start_mock(settings)
    stems = first.post("/v1/song/stem", json={"url": "https://example.org/a.mp3"}).json()
    upload = first.post(
        "/v1/files/upload", data={"purpose": "audio"}, files={"file": ("a.mp3", b"x")}
    ).json()
    second = start_mock(settings)
    assert second.get(httpx.URL(stems["zip_url"]).path).status_code == 200
    body = {"upload_audio_id": upload["id"], "lyrics": "la", "extend_at": 8_000}
    assert second.post("/v1/song/extend", json=body).status_code == 200
    assert second.get("/v1/account/billing").json()["total_spending"] == 12


@pytest.mark.parametrize(
    "faults", [None, [], {"rates": {"earthquake": 1}}, {"drawn": {"post": "x"}}, {"seed": 1.5}]
)
def test_strange_faults_in_the_file_are_corrupt(tmp_path: Path, faults: object) -> None:
    path = tmp_path / "state.json"
    StateFile(path).write(Memory())
    state = json.loads(path.read_text())
    path.write_text(json.dumps({**state, "faults": faults}))
    assert StateFile(path).load() == Memory()
    assert not path.exists()


def test_an_image_url_lives_for_an_hour(tmp_path: Path, start_mock: StartMock) -> None:
    path = tmp_path / "state.json"
    _, image = _used(start_mock(Settings(state_file=path)))
    state = json.loads(path.read_text())
    state["pictures"][0]["created_at"] -= 3601
    old = tmp_path / "old.json"
    old.write_text(json.dumps(state))
    assert start_mock(Settings(state_file=old)).get(image).status_code == 403


def test_a_file_that_cannot_be_written_is_said_but_answers_go_on(
    start_mock: StartMock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    client = start_mock(Settings(state_file=folder / "state.json"))
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert client.post("/v1/song/generate", json={"lyrics": "la"}).status_code == 200
    assert "could not be written" in caplog.text


def test_the_request_log_is_bounded() -> None:
    memory = Memory()
    for _ in range(MAX_REQUESTS + 5):
        memory.log("POST", "/generate", paid_post=True, now=0.0)
    assert len(memory.requests) == MAX_REQUESTS
    assert memory.paid_posts == MAX_REQUESTS + 5
    assert memory.requests[0].id == 6
