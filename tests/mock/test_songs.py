"""Mureka's documented requests, and the seed's."""

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock.lyrics_timing import lyrics_sections
from mock.settings import Settings
from mock.songs import Song, seconds_in

LYRICS = "[Verse 1]\nIn the morning light\nwe walk\n\nChorus:\nLa la la\n(Bridge)\nAnd on\n[Outro]"


def _song(*, stream: bool = False, lyrics: str = LYRICS) -> Song:
    return Song(
        id="1",
        created_at=100.0,
        model="mureka-9",
        prompt="folk",
        lyrics=lyrics,
        n=2,
        seconds=10,
        audio_seconds=10,
        stream=stream,
    )


def _generate(client: httpx.Client, **fields: object) -> Any:
    body = {"lyrics": LYRICS, "prompt": "folk 0s", **fields}
    answer = client.post("/v1/song/generate", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _query(client: httpx.Client, song_id: str) -> Any:
    return client.get(f"/v1/song/query/{song_id}").json()


def test_a_song_is_prepared_queued_run_and_finished() -> None:
    words = [_song().status(100.0 + elapsed) for elapsed in (0, 0.9, 1.1, 2.1, 9.9, 10.0, 99.0)]
    assert words == [
        "preparing",
        "preparing",
        "queued",
        "running",
        "running",
        "succeeded",
        "succeeded",
    ]


def test_a_song_asked_to_stream_can_be_heard_before_it_is_done() -> None:
    assert _song(stream=True).status(106.0) == "streaming"


@pytest.mark.parametrize(
    ("style", "seconds"),
    [
        ("acoustic folk 30s", 30),
        ("30s", 30),
        ("80s synth, 5s", 5),
        ("0s", 0),
        ("a song of the 1980s", None),
        ("seven seconds", None),
        ("", None),
    ],
)
def test_the_style_prompt_sets_the_seconds(style: str, seconds: int | None) -> None:
    assert seconds_in(style) == seconds


def test_submitting_answers_as_documented(client: httpx.Client) -> None:
    answer = _generate(client, model="auto", prompt="folk 60s")
    assert answer.keys() == {"id", "created_at", "model", "status", "trace_id"}
    assert answer["id"].isdecimal()
    assert (answer["model"], answer["status"]) == ("mureka-9", "preparing")
    assert abs(answer["created_at"] - time.time()) < 60
    queried = _query(client, answer["id"])
    assert queried["status"] == "preparing"
    assert "choices" not in queried


def test_a_finished_song_has_its_choices(client: httpx.Client) -> None:
    answer = _query(client, _generate(client, n=3)["id"])
    assert answer["status"] == "succeeded"
    assert answer["finished_at"] >= answer["created_at"]
    assert [choice["index"] for choice in answer["choices"]] == [0, 1, 2]
    assert len({choice["id"] for choice in answer["choices"]}) == 3
    assert len({choice["url"] for choice in answer["choices"]}) == 3
    for choice in answer["choices"]:
        assert choice["duration"] == 1000
        assert choice["url"].endswith(".mp3")
        assert choice["flac_url"].endswith(".flac")
        kinds = [section["section_type"] for section in choice["lyrics_sections"]]
        assert kinds == ["verse", "chorus", "bridge", "outro"]


def test_two_choices_are_the_default(client: httpx.Client) -> None:
    assert len(_query(client, _generate(client)["id"])["choices"]) == 2


@pytest.mark.parametrize("duration", [1000, 10_000, 180_000])
@pytest.mark.parametrize("lyrics", [LYRICS, "only\nlines", "[Intro]", "x " * 2000, "a\n" * 500])
def test_lyrics_are_timed_in_order_within_the_audio(lyrics: str, duration: int) -> None:
    sections: Any = lyrics_sections(lyrics, duration)
    assert sections
    at = 0
    for section in sections:
        assert at <= section["start"] <= section["end"] <= duration
        at = section["start"]
        for line in section["lines"]:
            assert at <= line["start"] <= line["end"] <= section["end"]
            at = line["start"]
            assert [word["text"] for word in line["words"]] == line["text"].split()
            for word in line["words"]:
                assert at <= word["start"] <= word["end"] <= line["end"]
                at = word["start"]


def test_every_line_of_the_lyrics_is_sung_and_no_heading(client: httpx.Client) -> None:
    sections: Any = lyrics_sections(LYRICS, 10_000)
    lines = [line["text"] for section in sections for line in section["lines"]]
    assert lines == ["In the morning light", "we walk", "La la la", "And on"]


@pytest.mark.parametrize(
    "fields",
    [
        {"lyrics": None},
        {"lyrics": ""},
        {"lyrics": "x" * 5_001},
        {"model": "chirp-v3-5"},
        {"n": 0},
        {"n": 4},
        {"n": "2"},
        {"prompt": "x" * 1_025},
        {"gender": "other"},
        {"stream": 1},
    ],
)
def test_a_wrong_field_is_refused(client: httpx.Client, fields: dict[str, object]) -> None:
    answer = client.post("/v1/song/generate", json={"lyrics": LYRICS, **fields})
    assert answer.status_code == 400
    assert answer.json().keys() == {"error", "trace_id"}
    assert answer.json()["error"].keys() == {"message"}
    assert next(iter(fields)) in answer.json()["error"]["message"] or "Invalid value" in answer.text


def test_an_unknown_song_is_a_bad_request(client: httpx.Client) -> None:
    answer = client.get("/v1/song/query/12345")
    assert answer.status_code == 400
    assert answer.json()["error"].keys() == {"message"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/song/generate"),
        ("POST", "/generate"),
        ("POST", "/v1/lyrics/generate"),
        ("POST", "/v1/lyrics/extend"),
        ("POST", "/v1/song/extend"),
        ("POST", "/v1/song/stem"),
        ("POST", "/v1/song/describe"),
        ("POST", "/v1/files/upload"),
        ("POST", "/v1/instrumental/generate"),
        ("GET", "/v1/instrumental/query/1"),
        ("GET", "/v1/song/query/1"),
        ("GET", "/query/1"),
        ("GET", "/v1/account/billing"),
    ],
)
def test_without_a_token_nothing_is_told(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path, json={"lyrics": "x"}, headers={"Authorization": "Bearer"})
    assert answer.status_code == 401
    assert answer.json()["error"] == {"message": "Invalid Authentication"}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/song"), ("POST", "/v2/x"), ("GET", "/v1/song/generate")]
)
def test_a_wrong_path_is_plain_text(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.text) == (404, "404 page not found")
    assert answer.headers["content-type"].startswith("text/plain")


def test_the_concurrency_limit_holds_until_a_song_is_done(
    start_mock: Callable[[Settings], httpx.Client],
) -> None:
    client = start_mock(Settings(concurrency=2))
    _generate(client, prompt="900s")
    short = _generate(client, prompt="1s")
    refused = client.post("/v1/song/generate", json={"lyrics": "third"})
    assert refused.status_code == 429
    assert refused.json()["error"]["message"].startswith("Rate limit reached")
    while _query(client, short["id"])["status"] != "succeeded":
        time.sleep(0.05)
    _generate(client, prompt="900s")
    assert client.get("/v1/account/billing").json()["concurrent_request_limit"] == 2


def test_a_lost_answer_still_holds_its_place(
    start_mock: Callable[[Settings], httpx.Client],
) -> None:
    client = start_mock(Settings(concurrency=1))
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/v1/song/generate", json={"lyrics": "torn 0202", "prompt": "900s"})
    assert client.post("/v1/song/generate", json={"lyrics": "next"}).status_code == 429


def test_songs_are_billed_one_by_one(client: httpx.Client) -> None:
    before = client.get("/v1/account/billing").json()
    _generate(client, n=2)
    after = client.get("/v1/account/billing").json()
    assert after["total_spending"] - before["total_spending"] == 9
    assert after["balance"] == after["total_recharge"] - after["total_spending"]


def test_lyrics_are_written_about_the_prompt(client: httpx.Client) -> None:
    answer = client.post("/v1/lyrics/generate", json={"prompt": "rain over Hamburg"}).json()
    assert answer["title"] == "Rain over hamburg"
    kinds = [section["section_type"] for section in lyrics_sections(answer["lyrics"], 60_000)]
    assert kinds == ["verse", "chorus", "verse", "outro"]
    assert "Hamburg" in answer["lyrics"]


def test_the_seeds_dialect_finishes_with_complete(client: httpx.Client) -> None:
    body = {
        "lyrics": "[Verse]\nTest song\n0001",
        "prompt": "acoustic folk 1s",
        "model": "chirp-v3-5",
    }
    started = client.post("/generate", json=body).json()
    assert started == {"id": started["id"], "status": "queued"}
    seen = {"queued"}
    answer: Any = {}
    while "complete" not in seen:
        answer = client.get(f"/query/{started['id']}").json()
        seen.add(answer["status"])
        time.sleep(0.02)
    assert seen <= {"queued", "running", "complete"}
    choice = answer["choices"][0]
    assert choice["id"] == "choice_001"
    assert choice["title"] == choice["song_name"] == "Test song"
    assert choice["tags"] == "acoustic, folk"
    assert choice["duration"] == 1000
    assert choice["audio_url"] == choice["mp3_url"]
    assert httpx.get(choice["audio_url"]).headers["content-type"] == "audio/mpeg"
    assert client.get("/query/no_such_job").status_code == 404


def test_the_seeds_image_request_is_answered_with_a_url(client: httpx.Client) -> None:
    body = {"prompt": "A test image 0001", "size": "1024x1024"}
    answer = client.post("/v1/images/generations", json=body).json()
    assert answer.keys() == {"created", "data"}
    assert answer["data"][0]["url"].startswith(f"{client.base_url}/static/images/")
