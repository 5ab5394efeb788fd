"""What nginx is told to send instead of us; what it then does is tried in tests/docker."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from starlette.routing import Route

from app.media import Derived, Media
from domain.media import Derivative, MediaFile, MediaType, Role
from tests.app.site import Site, site_of
from tests.persistence.recordings import picture

PNG = picture(MediaType.PNG, 64, 48)
OFFER = {"X-Accel-Offered": "/_files/"}


@pytest_asyncio.fixture
async def site(folder: Path) -> AsyncIterator[Site]:
    site = site_of(
        Route("/media/{sha256}/{filename}", Media),
        Route("/media/{sha256}/derived/{name}", Derived),
        media=folder / "media",
        accel="/_files/",
    )
    async with site.http:
        yield site


@pytest_asyncio.fixture
async def file(site: Site) -> MediaFile:
    return await site.keep(PNG, Role.IMAGE)


async def test_who_offers_to_send_a_file_is_told_which_one(
    site: Site, file: MediaFile, folder: Path
) -> None:
    answer = await site.http.get(f"/media/{file.sha256}/Ä.png?download", headers=OFFER)
    assert answer.status_code == 200
    assert answer.content == b""
    told = answer.headers["x-accel-redirect"].removeprefix("/_files/")
    assert (folder / "media" / told) == site.store.path(file.sha256)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''%C3%84.png"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["content-security-policy"] == "default-src 'none'"


async def test_what_was_made_of_a_file_too(site: Site, file: MediaFile, folder: Path) -> None:
    answer = await site.http.get(f"/media/{file.sha256}/derived/small.webp", headers=OFFER)
    told = answer.headers["x-accel-redirect"].removeprefix("/_files/")
    assert (folder / "media" / told) == site.store.derived_path(file.sha256, Derivative.SMALL)
    assert answer.headers["content-type"] == "image/webp"


@pytest.mark.parametrize("headers", [{}, {"X-Accel-Offered": "/elsewhere/"}])
async def test_whoever_asks_the_studio_itself_gets_the_bytes(
    site: Site, file: MediaFile, headers: dict[str, str]
) -> None:
    answer = await site.http.get(f"/media/{file.sha256}/img.png", headers=headers)
    assert answer.content == PNG
    assert "x-accel-redirect" not in answer.headers


async def test_nobody_sends_what_is_not_there(site: Site, file: MediaFile) -> None:
    site.store.path(file.sha256).unlink()
    answer = await site.http.get(f"/media/{file.sha256}/img.png", headers=OFFER)
    assert answer.status_code == 404
    assert answer.json()["error"] == "NOT_FOUND"


async def test_without_the_setting_an_offer_means_nothing(folder: Path) -> None:
    site = site_of(Route("/media/{sha256}/{filename}", Media), media=folder / "media")
    file = await site.keep(PNG, Role.IMAGE)
    async with site.http:
        answer = await site.http.get(f"/media/{file.sha256}/img.png", headers=OFFER)
    assert answer.content == PNG
