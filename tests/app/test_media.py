"""Serving stored files: whole or in part, cached for good, under any name."""

from collections.abc import AsyncIterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from PIL import Image
from starlette.routing import Route

from app.media import Media
from domain.media import MediaFile, Role
from tests.app.site import Site, site_of

_HEADERS = {
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
    "accept-ranges": "bytes",
}


def _png() -> bytes:
    content = BytesIO()
    Image.effect_noise((64, 64), 50).save(content, "PNG")
    return content.getvalue()


PNG = _png()


@pytest_asyncio.fixture
async def site(folder: Path) -> AsyncIterator[Site]:
    site = site_of(folder / "media", Route("/media/{sha256}/{filename}", Media))
    async with site.http:
        yield site


@pytest_asyncio.fixture
async def file(site: Site) -> MediaFile:
    return await site.keep(PNG, Role.IMAGE)


def _url(file: MediaFile, name: str = "img.png") -> str:
    return f"/media/{file.sha256}/{quote(name, safe='')}"


def _assert_headers(response: httpx.Response, file: MediaFile) -> None:
    assert {name: response.headers.get(name) for name in _HEADERS} == _HEADERS
    assert response.headers["etag"] == f'"{file.sha256}"'
    assert response.headers["content-type"] == "image/png"


async def test_a_file_comes_whole(site: Site, file: MediaFile) -> None:
    response = await site.http.get(_url(file))
    assert (response.status_code, response.content) == (200, PNG)
    assert response.headers["content-length"] == str(len(PNG))
    assert response.headers["content-disposition"] == 'inline; filename="img.png"'
    _assert_headers(response, file)


async def test_a_head_tells_without_the_file(site: Site, file: MediaFile) -> None:
    response = await site.http.head(_url(file))
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-length"] == str(len(PNG))
    _assert_headers(response, file)


async def test_a_download_is_offered_for_saving(site: Site, file: MediaFile) -> None:
    response = await site.http.get(f"{_url(file)}?download")
    assert response.headers["content-disposition"] == 'attachment; filename="img.png"'
    assert response.content == PNG


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=10-", 10, None),
        ("bytes=-10", -10, None),
        ("bytes=0-999999999", 0, None),
    ],
)
async def test_a_part_comes_alone(
    site: Site, file: MediaFile, wanted: str, start: int, end: int | None
) -> None:
    response = await site.http.get(_url(file), headers={"range": wanted})
    part = PNG[start:end]
    first = PNG.index(part) if start < 0 else start
    assert (response.status_code, response.content) == (206, part)
    assert response.headers["content-length"] == str(len(part))
    assert response.headers["content-range"] == f"bytes {first}-{first + len(part) - 1}/{len(PNG)}"
    _assert_headers(response, file)


async def test_several_parts_come_in_one_answer(site: Site, file: MediaFile) -> None:
    response = await site.http.get(_url(file), headers={"range": "bytes=0-3, 10-13"})
    assert response.status_code == 206
    assert response.headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert f"Content-Range: bytes 0-3/{len(PNG)}".encode() in response.content
    assert f"Content-Range: bytes 10-13/{len(PNG)}".encode() in response.content
    assert PNG[10:14] in response.content
    assert response.headers["content-length"] == str(len(response.content))


@pytest.mark.parametrize("wanted", ["bytes=999999999-", "bytes=5-1", "bytes=x-y", "lines=1-2", "x"])
async def test_a_part_that_is_not_there_is_refused(
    site: Site, file: MediaFile, wanted: str
) -> None:
    response = await site.http.get(_url(file), headers={"range": wanted})
    assert response.status_code in (400, 416)
    assert PNG not in response.content
    assert "immutable" not in response.headers.get("cache-control", "")


async def test_a_thousand_overlapping_parts_are_not_sent_a_thousand_times(
    site: Site, file: MediaFile
) -> None:
    wanted = "bytes=" + ",".join("0-" for _ in range(1_000))
    response = await site.http.get(_url(file), headers={"range": wanted})
    assert response.status_code in (200, 206)
    assert len(response.content) == len(PNG)


async def test_a_head_of_a_part_tells_its_length(site: Site, file: MediaFile) -> None:
    response = await site.http.head(_url(file), headers={"range": "bytes=0-9"})
    assert (response.status_code, response.content) == (206, b"")
    assert response.headers["content-length"] == "10"


async def test_a_part_of_an_older_file_is_the_whole_new_one(site: Site, file: MediaFile) -> None:
    headers = {"range": "bytes=0-9", "if-range": '"another"'}
    assert (await site.http.get(_url(file), headers=headers)).status_code == 200
    headers["if-range"] = f'"{file.sha256}"'
    assert (await site.http.get(_url(file), headers=headers)).status_code == 206


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"other", "{}"'])
async def test_who_has_it_gets_nothing(site: Site, file: MediaFile, method: str, form: str) -> None:
    headers = {"if-none-match": form.format(file.sha256)}
    response = await site.http.request(method, _url(file), headers=headers)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == f'"{file.sha256}"'
    assert response.headers["cache-control"] == _HEADERS["cache-control"]


@pytest.mark.parametrize("held", ['"other"', "", '""'])
async def test_who_has_another_gets_it(site: Site, file: MediaFile, held: str) -> None:
    response = await site.http.get(_url(file), headers={"if-none-match": held})
    assert (response.status_code, response.content) == (200, PNG)


def _assert_not_found(response: httpx.Response) -> None:
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/json"
    answer = response.json()
    assert answer["error"] == "NOT_FOUND"
    assert answer["message"]
    assert answer["hint"]
    assert "immutable" not in response.headers.get("cache-control", "")


@pytest.mark.parametrize(
    "name",
    ["0" * 64, "x", "0", "F" * 64, "é", "0" * 10_000, "%00", "null", "..", "%2e%2e", "%0a", "%ff"],
)
async def test_an_unknown_hash_is_not_found(site: Site, file: MediaFile, name: str) -> None:
    response = await site.http.get(httpx.URL(raw_path=f"/media/{quote(name, '%')}/a.png".encode()))
    assert response.status_code == 404
    if name not in ("..", "%2e%2e"):  # a client may have resolved these before they left
        _assert_not_found(response)
        assert len(response.content) < 1_000


async def test_the_hash_is_in_lower_case(site: Site, file: MediaFile) -> None:
    assert file.sha256 != file.sha256.upper()
    _assert_not_found(await site.http.get(f"/media/{file.sha256.upper()}/img.png"))


async def test_a_file_that_the_disk_lost_is_not_found(site: Site, file: MediaFile) -> None:
    site.store.path(file.sha256).unlink()
    _assert_not_found(await site.http.get(_url(file)))


async def test_a_file_that_the_database_does_not_know_is_not_found(
    site: Site, folder: Path
) -> None:
    content = b"not ours"
    digest = sha256(content).hexdigest()
    path = site.store.path(digest)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    _assert_not_found(await site.http.get(f"/media/{digest}/a.png"))


@pytest.mark.parametrize(
    "path",
    [
        "/media/../secret.txt",
        "/media/../../secret.txt",
        "/media/%2e%2e/secret.txt",
        "/media/..%2fsecret.txt/a",
        "/media/..%2f..%2fsecret.txt/a",
        "/media/%2fetc%2fpasswd/a",
        "/media//etc/passwd",
        "/media/..%5csecret.txt/a",
        "/media/{}/../../../secret.txt",
        "/media/{}/..%2f..%2fsecret.txt",
        "/media/.incoming/secret.txt",
    ],
)
async def test_nothing_else_of_the_disk_is_served(
    site: Site, file: MediaFile, folder: Path, path: str
) -> None:
    secret = "the secret of the house"
    for place in (folder / "secret.txt", folder / "media" / "secret.txt"):
        place.write_text(secret)
    (folder / "media" / ".incoming").mkdir(exist_ok=True)
    (folder / "media" / ".incoming" / "secret.txt").write_text(secret)
    raw = path.format(file.sha256).encode()
    response = await site.http.get(
        httpx.URL(scheme="http", host="localhost", port=5050, raw_path=raw)
    )
    assert secret not in response.text
    assert response.status_code == 404 or response.content == PNG


@pytest.mark.parametrize(
    "name",
    [
        "Grüße 🎵.png",
        'a"; filename="evil.exe',
        "a\r\nset-cookie: x=1",
        "a\x00b",
        "a\tb",
        "<script>.html",
        "..",
        "a/b",
        "%2e%2e",
        "x" * 5_000,
        "\u202egnp.exe",
    ],
)
async def test_a_hostile_name_stays_a_name(site: Site, file: MediaFile, name: str) -> None:
    raw = f"/media/{file.sha256}/{_escaped(name)}".encode()
    response = await site.http.get(
        httpx.URL(scheme="http", host="localhost", port=5050, raw_path=raw)
    )
    if "/" in name:  # no name of ours has one
        assert response.status_code == 404
        return
    assert (response.status_code, response.content) == (200, PNG)
    disposition = response.headers["content-disposition"]
    assert disposition == f"inline; filename*=utf-8''{quote(name)}" or (
        disposition == f'inline; filename="{name}"' and quote(name) == name
    )
    assert "set-cookie" not in response.headers
    _assert_headers(response, file)


def _escaped(name: str) -> str:
    """Each byte, so that no client tidies it up."""
    return "".join(f"%{byte:02x}" for byte in name.encode())


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.js", "a.exe", "a"])
async def test_the_type_is_what_the_file_is_and_not_what_its_name_says(
    site: Site, file: MediaFile, name: str
) -> None:
    response = await site.http.get(_url(file, name))
    _assert_headers(response, file)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_files_are_only_read(site: Site, file: MediaFile, method: str) -> None:
    response = await site.http.request(method, _url(file))
    assert response.status_code == 405
    assert site.store.path(file.sha256).read_bytes() == PNG
