"""What Mureka does with recordings: stems, descriptions, uploads; and further lyrics."""

import io
import time
import zipfile
from typing import Any

import httpx
import numpy as np
import pytest
import soundfile  # pyright: ignore[reportMissingTypeStubs]  # it ships no types

from mock.band import RATE
from mock.lyrics_timing import lyrics_sections
from mock.music import Piece, layers

LYRICS = "[Verse]\nIn the morning light we walk\n[Chorus]\nLa la la"
ELSEWHERE = "https://example.org/song.mp3"


def _choice(client: httpx.Client, path: str = "song", **fields: object) -> Any:
    body = {"prompt": "folk 0s", "n": 1, **fields}
    task = client.post(f"/v1/{path}/generate", json=body).json()
    return client.get(f"/v1/{path}/query/{task['id']}").json()["choices"][0]


def _samples(content: bytes) -> Any:
    return soundfile.read(io.BytesIO(content), dtype="float32")[0]


def _stems(client: httpx.Client, url: str) -> dict[str, Any]:
    answer = client.post("/v1/song/stem", json={"url": url})
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() == {"zip_url", "expires_at"}
    assert answer.json()["expires_at"] > time.time()
    fetched = httpx.get(answer.json()["zip_url"])
    assert fetched.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(fetched.content)) as archive:
        assert archive.testzip() is None
        return {name: _samples(archive.read(name)) for name in archive.namelist()}


def test_the_stems_of_a_song_are_the_song_taken_apart(client: httpx.Client) -> None:
    choice = _choice(client, lyrics=LYRICS)
    stems = _stems(client, choice["url"])
    assert stems.keys() == {"vocals.flac", "drums.flac", "bass.flac", "other.flac"}
    whole = _samples(client.get(choice["flac_url"]).content)
    assert {len(stem) for stem in stems.values()} == {len(whole)}
    assert np.abs(sum(stems.values()) - whole).max() < 0.001
    assert all(np.abs(stem).max() > 0.02 for stem in stems.values())


def test_the_voice_is_heard_when_the_lyrics_say_so_and_never_else(client: httpx.Client) -> None:
    choice = _choice(client, lyrics=LYRICS)
    voice = _stems(client, choice["url"])["vocals.flac"]
    sung = np.zeros(len(voice), dtype=bool)
    rate = len(voice) / choice["duration"]
    for section in choice["lyrics_sections"]:
        for word in (word for line in section["lines"] for word in line["words"]):
            begin, end = int(word["start"] * rate), int(word["end"] * rate)
            assert np.abs(voice[begin:end]).max() > 0.02, word
            sung[begin : end + 1] = True
    assert np.abs(voice[~sung]).max() < 0.001


def test_a_song_is_the_same_whether_it_is_made_whole_or_in_blocks() -> None:
    for name, layer in layers(Piece("folk", "A single laaa", 0, 60)).items():
        whole, middle = layer(0, 60 * RATE), 17 * RATE + 5
        blocks = np.concatenate([layer(0, middle), layer(middle, 60 * RATE)])
        assert np.abs(whole - blocks).max() < 1e-6, name


def test_an_instrumental_has_no_voice(client: httpx.Client) -> None:
    assert "vocals.flac" not in _stems(client, _choice(client, "instrumental")["url"])


@pytest.mark.parametrize("url", [ELSEWHERE, "data:audio/mp3;base64,SUQzBAAAAAAA 0301 0103"])
def test_a_recording_from_elsewhere_is_taken_apart_as_well(client: httpx.Client, url: str) -> None:
    assert len(_stems(client, url)) == 4


def test_a_recording_inside_its_url_may_have_ten_megabytes(client: httpx.Client) -> None:
    url = f"data:audio/mp3;base64,{'A' * 13_981_016}"
    answer = client.post("/v1/song/describe", json={"url": url})
    assert answer.status_code == 200


def test_a_code_in_the_address_spoils_the_archive(client: httpx.Client) -> None:
    def zip_of(code: str) -> str:
        url = f"https://example.org/{code}.mp3"
        return client.post("/v1/song/stem", json={"url": url}).json()["zip_url"]

    url = zip_of("0401")
    assert [client.get(url).status_code for _ in range(2)] == [503, 200]
    assert client.get(zip_of("0402")).status_code == 404
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(zip_of("0404"))
    assert client.get("/static/stems/1.zip").status_code == 404


def test_a_description_tells_what_is_to_be_heard(client: httpx.Client) -> None:
    song = client.post("/v1/song/describe", json={"url": ELSEWHERE}).json()
    assert song.keys() == {"instrument", "genres", "tags", "description"}
    assert "Vocals" in song["instrument"]
    url = _choice(client, "instrumental")["url"]
    instrumental = client.post("/v1/song/describe", json={"url": url}).json()
    assert "Vocals" not in instrumental["instrument"]
    assert "1 second:" in instrumental["description"]


@pytest.mark.parametrize("path", ["/v1/song/stem", "/v1/song/describe"])
@pytest.mark.parametrize(
    "body", [{}, {"url": ""}, {"url": "file:///etc/passwd"}, {"url": 5}, {"url": "a", "model": "x"}]
)
def test_what_is_no_recording_is_refused(client: httpx.Client, path: str, body: object) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid Request")


def test_an_uploaded_file_gets_an_id(client: httpx.Client) -> None:
    files = {"file": ("über/Mein Lied.MP3", b"x" * 120_000, "audio/mpeg")}
    answer = client.post("/v1/files/upload", data={"purpose": "reference"}, files=files)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told.keys() == {"id", "bytes", "created_at", "filename", "purpose"}
    assert (told["bytes"], told["filename"]) == (120_000, "Mein Lied.MP3")
    assert told["purpose"] == "reference"
    assert told["id"].isdecimal()


@pytest.mark.parametrize(
    ("purpose", "name", "size"),
    [
        ("nothing", "a.mp3", 1),
        ("audio", "a.exe", 1),
        ("audio", "a.mp3", 10 * 1024 * 1024 + 1),
        ("", "a.mp3", 1),
    ],
)
def test_an_upload_that_mureka_would_not_take_is_refused(
    client: httpx.Client, purpose: str, name: str, size: int
) -> None:
    files = {"file": (name, b"x" * size)}
    answer = client.post("/v1/files/upload", data={"purpose": purpose}, files=files)
    assert answer.status_code == 400
    assert answer.json()["error"].keys() == {"message"}


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n"),
        ("multipart/form-data; boundary=x", b"\xff\x00--x--"),
        ("multipart/form-data; boundary=\xe4", b"--x--"),
        ("application/json", b'{"file": "a", "purpose": "audio"}'),
        ("application/x-www-form-urlencoded", b"file=a&purpose=audio"),
        ("", b"file"),
    ],
)
def test_an_upload_in_another_shape_is_refused(
    client: httpx.Client, content_type: str, body: bytes
) -> None:
    headers = [(b"content-type", content_type.encode("latin-1")), (b"authorization", b"Bearer x")]
    answer = client.post("/v1/files/upload", content=body, headers=headers)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"].keys() == {"message"}


def test_lyrics_go_on_with_one_more_line(client: httpx.Client) -> None:
    answer = client.post("/v1/lyrics/extend", json={"lyrics": LYRICS}).json()
    assert answer.keys() == {"lyrics"}
    assert answer["lyrics"].strip()
    assert answer["lyrics"].count("\n") == 1
    longer = client.post("/v1/lyrics/extend", json={"lyrics": f"{LYRICS}\n{answer['lyrics']}"})
    assert longer.json()["lyrics"] != answer["lyrics"]


def test_written_lyrics_can_be_sung(client: httpx.Client) -> None:
    written = client.post("/v1/lyrics/generate", json={"prompt": "rain"}).json()
    sections: Any = lyrics_sections(written["lyrics"], 60_000)
    assert sum(len(section["lines"]) for section in sections) == 12
