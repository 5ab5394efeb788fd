"""HttpDownloads over a real socket: whole files, and files that the mock spoils."""

from collections.abc import AsyncIterator

import pytest

from domain.errors import DownloadFailed
from domain.media import Role
from providers.clients import download_client, mureka_client, openai_client
from providers.downloads import HttpDownloads
from providers.mureka import MurekaSongs
from providers.openai import OpenAIImages
from tests.providers.orders import KEY, image_job, song_job, unseen


@pytest.fixture
async def downloads() -> AsyncIterator[HttpDownloads]:
    async with download_client() as client:
        yield HttpDownloads(client, max_bytes=10**8, total_timeout=60, allow_private=True)


async def fetch(downloads: HttpDownloads, url: str) -> bytes:
    async with downloads.open(url) as chunks:
        return b"".join([chunk async for chunk in chunks])


async def image_at(mock_url: str, prompt: str) -> str:
    async with openai_client(f"{mock_url}/v1", KEY) as client:
        job = image_job(prompt, model="dall-e-3")
        acceptance = await OpenAIImages(client).submit(job, unseen)
    assert acceptance.report
    [file] = acceptance.report.results[0].files
    assert file.url
    return file.url


async def song_at(mock_url: str, lyrics: str) -> dict[Role, str]:
    async with mureka_client(f"{mock_url}/v1/song", KEY) as client:
        songs = MurekaSongs(client)
        taken = await songs.submit(song_job(lyrics, prompt="0s", n=1), unseen)
        report = await songs.query(taken.provider_job_id or "")
    return {file.role: file.url or "" for file in report.results[0].files}


async def test_an_image_is_fetched_whole(downloads: HttpDownloads, mock_url: str) -> None:
    image = await fetch(downloads, await image_at(mock_url, "A red door"))
    assert image[:4] == b"\x89PNG"
    assert b"IEND" in image[-12:]


async def test_both_files_of_a_song_are_fetched(downloads: HttpDownloads, mock_url: str) -> None:
    urls = await song_at(mock_url, "Morning light")
    assert (await fetch(downloads, urls[Role.FLAC]))[:4] == b"fLaC"
    assert len(await fetch(downloads, urls[Role.MP3])) > 1_000


async def test_a_door_that_sticks_opens_at_the_second_try(
    downloads: HttpDownloads, mock_url: str
) -> None:
    url = await image_at(mock_url, "A door that sticks 0401")
    with pytest.raises(DownloadFailed) as caught:
        await fetch(downloads, url)
    assert (caught.value.http_status, caught.value.reachable) == (503, True)
    assert await fetch(downloads, url)


async def test_an_expired_address_is_told_as_one(downloads: HttpDownloads, mock_url: str) -> None:
    with pytest.raises(DownloadFailed) as caught:
        await fetch(downloads, await image_at(mock_url, "Yesterday's paper 0402"))
    assert caught.value.http_status == 403
    assert "may have expired" in caught.value.hint


async def test_expired_audio_is_gone(downloads: HttpDownloads, mock_url: str) -> None:
    urls = await song_at(mock_url, "Yesterday's song 0402")
    with pytest.raises(DownloadFailed) as caught:
        await fetch(downloads, urls[Role.MP3])
    assert caught.value.http_status == 404


async def test_a_thin_tap_is_closed_in_the_end(mock_url: str) -> None:
    url = await image_at(mock_url, "A thin tap 0403")
    async with download_client() as client:
        hasty = HttpDownloads(client, max_bytes=10**8, total_timeout=0.5, allow_private=True)
        with pytest.raises(DownloadFailed):
            await fetch(hasty, url)


async def test_half_a_song_is_no_song(downloads: HttpDownloads, mock_url: str) -> None:
    urls = await song_at(mock_url, "Half a song 0404")
    with pytest.raises(DownloadFailed, match="broke off") as caught:
        await fetch(downloads, urls[Role.MP3])
    assert caught.value.reachable


async def test_a_web_page_is_delivered_for_its_judge_to_refuse(
    downloads: HttpDownloads, mock_url: str
) -> None:
    page = await fetch(downloads, await image_at(mock_url, "A wrong address 0405"))
    assert b"html" in page.lower()


async def test_a_file_larger_than_allowed_is_left(mock_url: str) -> None:
    url = await image_at(mock_url, "A red door")
    async with download_client() as client:
        small = HttpDownloads(client, max_bytes=1_000, total_timeout=60, allow_private=True)
        with pytest.raises(DownloadFailed, match="too large"):
            await fetch(small, url)


async def test_the_mock_itself_is_private(mock_url: str) -> None:
    url = await image_at(mock_url, "A red door")
    async with download_client() as client:
        strict = HttpDownloads(client, max_bytes=10**8, total_timeout=60)
        with pytest.raises(DownloadFailed, match="private network"):
            await fetch(strict, url)


@pytest.mark.parametrize("host", ["127.0.0.1:9", "x" * 64], ids=["nobody listens", "no name"])
async def test_a_server_that_is_not_there_is_an_absent_network(
    downloads: HttpDownloads, host: str
) -> None:
    with pytest.raises(DownloadFailed) as caught:
        await fetch(downloads, f"http://{host}/1.mp3")
    assert not caught.value.reachable
