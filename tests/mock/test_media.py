"""The files behind the URLs are real, and as long as asked."""

import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import mutagen
import numpy as np
import pytest
import soundfile  # pyright: ignore[reportMissingTypeStubs]  # it ships no types
from PIL import Image
from starlette.applications import Starlette

from mock.drawing import Drawing, drawn
from mock.media import Media
from mock.memory import Memory, Picture
from mock.music import Piece, write_song
from mock.settings import Settings


def _choices(client: httpx.Client, **fields: object) -> Any:
    body = {"lyrics": "[Verse]\nLa la", "prompt": "folk 0s", **fields}
    song_id = client.post("/v1/song/generate", json=body).json()["id"]
    while (song := client.get(f"/v1/song/query/{song_id}").json())["status"] != "succeeded":
        time.sleep(0.02)
    return song["choices"]


@pytest.mark.parametrize(
    ("key", "media_type"),
    [("url", "audio/mpeg"), ("flac_url", "audio/flac"), ("wav_url", "audio/wav")],
)
def test_a_song_file_plays_as_long_as_asked(
    client: httpx.Client, key: str, media_type: str
) -> None:
    choice = _choices(client)[0]
    answer = httpx.get(choice[key])
    assert answer.headers["content-type"] == media_type
    parsed: Any = mutagen.File(io.BytesIO(answer.content))  # pyright: ignore[reportUnknownMemberType]
    assert parsed.info.length == pytest.approx(choice["duration"] / 1000, abs=0.1)
    samples, rate = soundfile.read(io.BytesIO(answer.content))
    assert len(samples) / rate == pytest.approx(1.0, abs=0.1)
    assert 0.1 < abs(samples).max() < 0.99


def test_the_audio_is_as_long_as_the_style_prompt_says(client: httpx.Client) -> None:
    choice = _choices(client, prompt="folk 2s")[0]
    assert choice["duration"] == 2000
    assert soundfile.info(io.BytesIO(client.get(choice["url"]).content)).duration == pytest.approx(
        2.0, abs=0.1
    )


@pytest.mark.parametrize("seconds", [1, 7, 31])
@pytest.mark.parametrize("form", ["mp3", "flac"])
def test_any_length_can_be_written(tmp_path: Path, form: str, seconds: int) -> None:
    path = tmp_path / f"song.{form}"
    write_song(path, Piece("folk", "La la", 0, seconds))
    assert soundfile.info(path).duration == pytest.approx(seconds, abs=0.1)


def _spectrum(content: bytes) -> Any:
    """How loud each quarter-tone is, as a direction: the same sound has the same one."""
    samples, rate = soundfile.read(io.BytesIO(content))
    loudness = np.abs(np.fft.rfft(samples))
    tones = 24 * np.log2(np.fft.rfftfreq(len(samples), 1 / rate)[1:] / 55)
    heard, _ = np.histogram(tones, bins=np.arange(0, 120), weights=loudness[1:])
    return heard / np.linalg.norm(heard)


def test_choices_sound_different_and_the_same_choice_the_same(client: httpx.Client) -> None:
    choices = _choices(client, lyrics="[Verse]\nLa la", n=3)
    flac = [_spectrum(client.get(choice["flac_url"]).content) for choice in choices]
    wav = [_spectrum(client.get(choice["wav_url"]).content) for choice in choices]
    for one, same in enumerate(wav):
        likeness = [float(other @ same) for other in flac]
        assert likeness[one] > 0.999
        assert all(other < 0.9 for at, other in enumerate(likeness) if at != one)


def test_audio_can_be_fetched_in_parts(client: httpx.Client) -> None:
    url = _choices(client)[0]["url"]
    whole = client.get(url)
    part = client.get(url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    head = client.head(url)
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.content == b""


def test_many_may_ask_for_one_file_at_once(client: httpx.Client) -> None:
    url = _choices(client)[0]["url"]
    with ThreadPoolExecutor(8) as pool:
        contents = {answer.content for answer in pool.map(client.get, [url] * 8)}
    assert len(contents) == 1


def test_a_song_has_no_file_before_it_is_done(client: httpx.Client) -> None:
    song = client.post("/v1/song/generate", json={"lyrics": "la", "prompt": "900s"}).json()
    assert client.get(f"/static/audio/{song['id']}-0.mp3").status_code == 404


def test_a_streaming_song_can_be_heard_early(client: httpx.Client) -> None:
    body = {"lyrics": "la", "prompt": "2s", "stream": True}
    song_id = client.post("/v1/song/generate", json=body).json()["id"]
    while (song := client.get(f"/v1/song/query/{song_id}").json())["status"] != "streaming":
        assert song["status"] != "succeeded"
    heard = client.get(song["choices"][1]["stream_url"])
    assert heard.headers["content-type"] == "audio/mpeg"


@pytest.mark.parametrize(
    "path",
    [
        "/static/images/none.png",
        "/static/images/..%2f..%2fetc%2fpasswd",
        "/static/audio/1-0.mp3",
        "/static/audio/x.exe",
    ],
)
def test_what_was_never_made_is_not_there(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_choice_that_was_not_asked_for_has_no_file(client: httpx.Client) -> None:
    url = _choices(client, n=1)[0]["url"]
    assert client.get(url).status_code == 200
    assert client.get(url.replace("-0.mp3", "-1.mp3")).status_code == 404


def test_a_slow_download_arrives_whole(start_mock: Callable[[Settings], httpx.Client]) -> None:
    client = start_mock(Settings(trickle_seconds=0.3))
    answer = client.post("/v1/images/generations", json={"prompt": "A thin tap 0403"}).json()
    image = client.get(answer["data"][0]["url"])
    assert Image.open(io.BytesIO(image.content)).size == (1024, 1024)
    assert len(image.content) == int(image.headers["content-length"])


@pytest.mark.parametrize(
    "prompt", ["", "a " * 2000, "x" * 5000, "Größe", "北京 🎨", "\u202e\u0007\t\n"]
)
@pytest.mark.parametrize("size", [(16, 16), (1536, 512), (512, 1536)])
def test_any_prompt_can_be_drawn(prompt: str, size: tuple[int, int]) -> None:
    image = drawn(Drawing(prompt, "gpt-image-2", *size, index=0), "jpeg", 50)
    assert Image.open(io.BytesIO(image)).size == size


def _written(drawing: Drawing) -> tuple[int, int]:
    """How many white dots there are above the foot of an image, and in it."""
    image = Image.open(io.BytesIO(drawn(drawing, "png", 100))).convert("L")
    dots = np.asarray(image) > 250
    foot = drawing.height * 7 // 8
    return int(dots[:foot].sum()), int(dots[foot:].sum())


def test_an_image_shows_its_prompt_its_model_and_its_size() -> None:
    nothing_said, foot = _written(Drawing("", "gpt-image-2", 1024, 1024, index=0))
    assert nothing_said == 0
    assert foot > 0
    said, _ = _written(Drawing("A fox at dusk", "gpt-image-2", 1024, 1024, index=0))
    assert said > 0
    _, other_model = _written(Drawing("", "dall-e-3", 1024, 1024, index=0))
    _, other_size = _written(Drawing("", "gpt-image-2", 1536, 1024, index=0))
    assert len({foot, other_model, other_size}) == 3


async def test_old_files_are_removed_and_made_again() -> None:
    pictures = [
        Picture(f"{number}.png", time.time(), "A fox", "dall-e-3", 16, 16) for number in range(6)
    ]
    memory = Memory()
    for picture in pictures:
        memory.add_picture(picture)
    app = Starlette()
    media = Media(memory, trickle_seconds=1, max_files=3)
    app.add_route("/{name}", media.image)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://mock") as client:
        paths = [(await client.get(picture.name)).status_code for picture in pictures]
        assert set(paths) == {200}
        assert len(media.files()) == 3
        assert (await client.get(pictures[0].name)).status_code == 200
        assert pictures[0].name in media.files()
    media.close()
    assert media.files() == set()
