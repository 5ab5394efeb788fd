"""Instrumentals and extensions: tasks like songs, each with something of its own."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock.settings import Settings


def _started(client: httpx.Client, path: str, **body: object) -> Any:
    answer = client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _instrumental(client: httpx.Client, prompt: str, **fields: object) -> Any:
    started = _started(client, "/v1/instrumental/generate", prompt=prompt, **fields)
    return client.get(f"/v1/instrumental/query/{started['id']}").json()


def _song(client: httpx.Client, prompt: str = "folk 0s") -> Any:
    started = _started(client, "/v1/song/generate", lyrics="[Verse]\nLa la", prompt=prompt)
    return client.get(f"/v1/song/query/{started['id']}").json()


def _upload(client: httpx.Client) -> str:
    files = {"file": ("hum.mp3", b"ID3")}
    return client.post("/v1/files/upload", data={"purpose": "audio"}, files=files).json()["id"]


def test_an_instrumental_is_followed_like_a_song_and_has_no_lyrics(client: httpx.Client) -> None:
    answer = _instrumental(client, "lo-fi, 0s", n=3)
    assert answer["status"] == "succeeded"
    assert len(answer["choices"]) == 3
    for choice in answer["choices"]:
        assert choice.keys() == {"index", "id", "url", "flac_url", "wav_url", "duration"}
        assert client.get(choice["url"]).headers["content-type"] == "audio/mpeg"


def test_the_prompt_of_an_instrumental_chooses_how_it_ends(client: httpx.Client) -> None:
    assert _instrumental(client, "a false note 0301, 0s")["status"] == "failed"
    assert "id" not in _instrumental(client, "few words 0306, 0s")["choices"][0]


def test_songs_and_instrumentals_do_not_know_each_other(client: httpx.Client) -> None:
    instrumental, song = _instrumental(client, "lo-fi 0s"), _song(client)
    assert client.get(f"/v1/song/query/{instrumental['id']}").status_code == 400
    assert client.get(f"/v1/instrumental/query/{song['id']}").status_code == 400
    assert client.get(f"/query/{instrumental['id']}").status_code == 404


def test_an_instrumental_needs_either_a_prompt_or_a_reference(client: httpx.Client) -> None:
    path = "/v1/instrumental/generate"
    for body in ({}, {"prompt": "lo-fi", "instrumental_id": "1"}):
        assert client.post(path, json=body).status_code == 400
    assert client.post(path, json={"instrumental_id": "1"}).status_code == 200


def test_instrumentals_and_extensions_count_against_the_limit(
    start_mock: Callable[[Settings], httpx.Client],
) -> None:
    client = start_mock(Settings(concurrency=1))
    _started(client, "/v1/instrumental/generate", prompt="900s")
    for path, body in (
        ("/v1/instrumental/generate", {"prompt": "lo-fi"}),
        ("/v1/song/generate", {"lyrics": "la"}),
    ):
        refused = client.post(path, json=body)
        assert refused.status_code == 429
        assert refused.json()["error"]["message"].startswith("Rate limit reached")


def test_an_extended_song_keeps_what_there_is_of_its_beginning(client: httpx.Client) -> None:
    song = _song(client)
    answer = _started(
        client,
        "/v1/song/extend",
        song_id=song["choices"][1]["id"],
        lyrics="[Outro]\nAnd on",
        extend_at=8_000,
        prompt="0s",
    )
    assert answer.keys() == {"id", "created_at", "model", "status", "trace_id"}
    extended = client.get(f"/v1/song/query/{answer['id']}").json()
    before, after = song["choices"][0]["duration"], extended["choices"][0]["duration"]
    assert (before, after) == (1_000, 2_000)


def test_an_uploaded_recording_can_be_extended(client: httpx.Client) -> None:
    answer = _started(
        client,
        "/v1/song/extend",
        upload_audio_id=_upload(client),
        lyrics="And on",
        extend_at=12_000,
        prompt="0s",
    )
    extended = client.get(f"/v1/song/query/{answer['id']}").json()
    assert [choice["duration"] for choice in extended["choices"]] == [13_000, 13_000]


@pytest.mark.parametrize(
    "fields",
    [
        {"song_id": "1"},
        {"upload_audio_id": "1"},
        {"song_id": "1", "upload_audio_id": "1"},
        {"song_id": ""},
        {"song_id": "1", "extend_at": 7_999},
        {"song_id": "1", "extend_at": None},
        {"song_id": "1", "lyrics": None},
        {"song_id": "1", "model": "mureka-9"},
        {},
    ],
)
def test_what_cannot_be_extended_is_refused(
    client: httpx.Client, fields: dict[str, object]
) -> None:
    body = {"lyrics": "And on", "extend_at": 8_000, **fields}
    answer = client.post("/v1/song/extend", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"].keys() == {"message"}


def test_everything_is_charged_at_its_price(client: httpx.Client) -> None:
    def spent() -> int:
        return client.get("/v1/account/billing").json()["total_spending"]

    assert spent() == 0
    _instrumental(client, "lo-fi 0s", n=2)
    assert spent() == 9
    _song(client)
    assert spent() == 18
    _started(client, "/v1/song/generate", lyrics="la", prompt="0s", model="mureka-9.5", n=1)
    assert spent() == 33
    for _ in range(10):
        _started(client, "/v1/lyrics/generate", prompt="rain")
    assert spent() == 42
    _started(client, "/v1/song/stem", url="https://example.org/a.mp3")
    assert spent() == 48
    _started(client, "/v1/song/describe", url="https://example.org/a.mp3")
    _upload(client)
    client.post("/v1/song/generate", json={"lyrics": "refused 0103"})
    assert spent() == 48
    assert client.get("/_mock/requests").json()["totals"] == {
        "paid_posts": 15,
        "accepted_paid_posts": 14,
    }


def test_an_empty_account_fills_itself_up(client: httpx.Client) -> None:
    for _ in range(230):
        body = {"lyrics": "la", "prompt": "0s", "model": "mureka-9.5", "n": 3}
        client.post("/v1/song/generate", json=body)
    account = client.get("/v1/account/billing").json()
    assert account["total_spending"] == 230 * 45
    assert account["total_recharge"] == 20_000
    assert account["balance"] == account["total_recharge"] - account["total_spending"]
