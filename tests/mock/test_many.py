"""Many at once: nobody waits for others' media, and one write serves many."""

import asyncio
import io
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import soundfile  # pyright: ignore[reportMissingTypeStubs]  # it ships no types
from PIL import Image

from mock.memory import Memory
from mock.settings import Settings
from mock.songs import Song
from mock.state_file import StateFile
from mock.workshop import Workshop

COUNT = 100


@pytest.fixture
async def studio(client: httpx.Client) -> AsyncIterator[httpx.AsyncClient]:
    # No connection waits to be used again: the mock might be closing it just then.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(
        base_url=client.base_url, headers=client.headers, timeout=60, limits=limits
    ) as studio:
        yield studio


async def _song(studio: httpx.AsyncClient, number: int) -> Any:
    body = {"lyrics": f"Song {number} of many", "prompt": "folk 0s", "n": 1}
    answer = await studio.post("/v1/song/generate", json=body)
    assert answer.status_code == 200
    return (await studio.get(f"/v1/song/query/{answer.json()['id']}")).json()


async def test_a_hundred_songs_are_made_and_heard_while_others_are_served(
    studio: httpx.AsyncClient,
) -> None:
    songs = await asyncio.gather(*(_song(studio, number) for number in range(COUNT)))
    urls = [song["choices"][0]["flac_url"] for song in songs]
    assert len(set(urls)) == COUNT
    body = {"model": "gpt-image-2", "prompt": "A fox"}
    *heard, image, page = await asyncio.gather(
        *(studio.get(url) for url in urls),
        studio.post("/v1/images/generations", json=body),
        studio.get("/"),
    )
    assert (image.status_code, page.status_code) == (200, 200)
    assert len({answer.content for answer in heard}) == COUNT
    for answer in heard[::10]:
        assert soundfile.info(io.BytesIO(answer.content)).duration == pytest.approx(1, abs=0.1)
    totals = (await studio.get("/_mock/requests")).json()["totals"]
    assert totals == {"paid_posts": COUNT + 1, "accepted_paid_posts": COUNT + 1}


async def test_a_hundred_songs_survive_a_kill_each_of_them(
    start_mock: Callable[[Settings], httpx.Client], tmp_path: Path
) -> None:
    path = tmp_path / "state.json"
    client = start_mock(Settings(state_file=path, concurrency=COUNT))
    async with httpx.AsyncClient(base_url=client.base_url, headers=client.headers) as studio:
        songs = await asyncio.gather(*(_song(studio, number) for number in range(COUNT)))
    kept = StateFile(path).load()
    assert kept.songs.keys() == {song["id"] for song in songs}
    assert kept.accepted_paid_posts == COUNT


async def test_music_takes_no_thread_of_those_that_answer(tmp_path: Path) -> None:
    """A hundred songs that never end leave the threads for images and files alone."""
    released = threading.Event()
    workshop = Workshop()
    songs = [asyncio.ensure_future(workshop.run(released.wait)) for _ in range(COUNT)]
    try:
        for number in range(COUNT):
            image = tmp_path / f"{number}.png"
            await asyncio.to_thread(Image.new("RGB", (16, 16)).save, image)
        assert not any(song.done() for song in songs)
    finally:
        released.set()
        await asyncio.gather(*songs)
        workshop.close()


async def test_those_who_save_together_share_one_write(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    state, memory = StateFile(path), Memory()

    async def accept(number: int) -> bool:
        song = Song(str(number), 0.0, "mureka-9", "folk", "la", 1, 5, 10, stream=False)
        memory.add_song(song)
        await state.save(memory)
        return song.id in StateFile(path).load().songs

    assert all(await asyncio.gather(*(accept(number) for number in range(COUNT))))
    assert state.writes < COUNT / 10
