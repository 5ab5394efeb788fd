"""Serving thumbnails and waveforms: made when they are asked for, cached for good."""

import asyncio
import json
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from PIL import Image
from starlette.routing import Route

from app.media import Derived, Media
from domain.media import Derivative, MediaFile, MediaType, Role
from tests.app.site import Site, site_of
from tests.persistence.recordings import picture, sound

PNG = picture(MediaType.PNG, 640, 480)


@pytest_asyncio.fixture
async def site(folder: Path) -> AsyncIterator[Site]:
    site = site_of(
        folder / "media",
        Route("/media/{sha256}/{filename}", Media),
        Route("/media/{sha256}/derived/{name}", Derived),
    )
    async with site.http:
        yield site


@pytest_asyncio.fixture
async def image(site: Site) -> MediaFile:
    return await site.keep(PNG, Role.IMAGE)


def _url(file: MediaFile, name: str = "small.webp") -> str:
    return f"/media/{file.sha256}/derived/{name}"


def _on_disk(site: Site, file: MediaFile, derivative: Derivative = Derivative.SMALL) -> bytes:
    return site.store.derived_path(file.sha256, derivative).read_bytes()


def _assert_kept_for_good(response: httpx.Response, media_type: str = "image/webp") -> None:
    assert response.headers["content-type"] == media_type
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "default-src 'none'"
    assert response.headers["etag"].startswith('"')


def _assert_not_found(response: httpx.Response) -> None:
    assert response.status_code == 404
    answer = response.json()
    assert answer["error"] == "NOT_FOUND"
    assert answer["message"]
    assert answer["hint"]
    assert "immutable" not in response.headers.get("cache-control", "")


@pytest.mark.parametrize(("name", "size"), [("small.webp", (320, 240)), ("large.webp", (640, 480))])
async def test_a_thumbnail_is_made_when_it_is_asked_for(
    site: Site, image: MediaFile, name: str, size: tuple[int, int]
) -> None:
    response = await site.http.get(_url(image, name))
    assert response.status_code == 200
    _assert_kept_for_good(response)
    assert Image.open(BytesIO(response.content)).size == size
    assert response.content == _on_disk(site, image, Derivative(name))


@pytest.mark.parametrize("media_type", [MediaType.MP3, MediaType.FLAC, MediaType.WAV])
async def test_a_waveform_is_made_when_it_is_asked_for(site: Site, media_type: MediaType) -> None:
    file = await site.keep(sound(media_type), Role[media_type.name])
    response = await site.http.get(_url(file, "peaks.json"))
    assert response.status_code == 200
    _assert_kept_for_good(response, "application/json")
    assert json.loads(response.content)["version"] == 2


async def test_many_who_ask_at_once_get_the_same(site: Site, image: MediaFile) -> None:
    responses = await asyncio.gather(*(site.http.get(_url(image)) for _ in range(20)))
    assert {(each.status_code, each.content) for each in responses} == {
        (200, _on_disk(site, image))
    }


async def test_a_head_tells_without_the_picture(site: Site, image: MediaFile) -> None:
    response = await site.http.head(_url(image))
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-length"] == str(len(_on_disk(site, image)))
    _assert_kept_for_good(response)


async def test_a_part_comes_alone(site: Site, image: MediaFile) -> None:
    response = await site.http.get(_url(image), headers={"range": "bytes=4-11"})
    assert (response.status_code, response.content) == (206, _on_disk(site, image)[4:12])


async def test_who_has_it_gets_nothing(site: Site, image: MediaFile) -> None:
    etag = (await site.http.get(_url(image))).headers["etag"]
    response = await site.http.get(_url(image), headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")
    large = await site.http.get(_url(image, "large.webp"), headers={"if-none-match": etag})
    assert large.status_code == 200


async def test_what_somebody_removed_comes_again(site: Site, image: MediaFile) -> None:
    first = await site.http.get(_url(image))
    site.store.derived_path(image.sha256, Derivative.SMALL).unlink()
    again = await site.http.get(_url(image))
    assert (again.status_code, again.content) == (200, first.content)


async def test_there_is_no_waveform_of_an_image_and_no_picture_of_a_song(
    site: Site, image: MediaFile
) -> None:
    song = await site.keep(sound(MediaType.MP3), Role.MP3)
    _assert_not_found(await site.http.get(_url(image, "peaks.json")))
    _assert_not_found(await site.http.get(_url(song, "small.webp")))


@pytest.mark.parametrize(
    "name", ["medium.webp", "small", "SMALL.WEBP", "%00", "..", "%2e%2e%2fa", "x" * 5_000, "é"]
)
async def test_other_names_are_not_found(site: Site, image: MediaFile, name: str) -> None:
    raw = f"/media/{image.sha256}/derived/{quote(name, '%')}".encode()
    response = await site.http.get(httpx.URL(raw_path=raw))
    assert response.status_code == 404
    if name not in ("..", "%2e%2e%2fa"):  # a client may have resolved these before they left
        _assert_not_found(response)


@pytest.mark.parametrize("sha256", ["0" * 64, "F" * 64, "x", "%2e%2e", "0" * 10_000])
async def test_an_unknown_hash_is_not_found(site: Site, sha256: str) -> None:
    _assert_not_found(await site.http.get(f"/media/{sha256}/derived/small.webp"))


async def test_a_file_that_the_disk_lost_is_not_found(site: Site, image: MediaFile) -> None:
    site.store.path(image.sha256).unlink()
    _assert_not_found(await site.http.get(_url(image)))


async def test_a_file_that_was_damaged_is_not_shown(site: Site, image: MediaFile) -> None:
    site.store.path(image.sha256).write_bytes(PNG[:1_000])
    response = await site.http.get(_url(image))
    _assert_not_found(response)
    assert "Nothing can be shown" in response.json()["message"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_they_are_only_read(site: Site, image: MediaFile, method: str) -> None:
    assert (await site.http.request(method, _url(image))).status_code == 405


async def test_an_original_may_have_any_name(site: Site, image: MediaFile) -> None:
    for name in ("derived", "small.webp", "peaks.json"):
        assert (await site.http.get(f"/media/{image.sha256}/{name}")).content == PNG
