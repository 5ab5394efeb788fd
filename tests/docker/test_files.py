"""Files through nginx: the studio says who may have them, nginx sends the bytes."""

import json
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.docker.conftest import Guarded, execute
from tests.docker.proxy import Proxy

_ORDER = """mutation {
  generateImage(input: {prompt: "A test image 0001"}) { ... on GenerateImageSuccess { job { id } } }
}"""
_MADE = """query ($id: ID!) { job(id: $id) { state images {
  file { url sha256 mediaType sizeBytes } thumbnails { small { url } large { url } } } } }"""


@pytest.fixture(scope="session")
def made(studio: Guarded, proxy: Proxy) -> Mapping[str, Any]:
    """An image of the library."""
    with proxy.client(Authorization=studio.signed) as client:
        job = execute(client, _ORDER)["generateImage"]["job"]["id"]
        studio.wait_until(
            lambda: execute(client, _MADE, id=job)["job"]["state"] == "SUCCEEDED", "the image"
        )
        return execute(client, _MADE, id=job)["job"]["images"][0]


def _path_on_disk(studio: Guarded, sha256: str) -> str:
    media = studio.folder / "data" / "media"
    [found] = [path for path in media.rglob(f"{sha256}*") if "derived" not in path.parts]
    return found.relative_to(media).as_posix()


def _lines(studio: Guarded) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in studio.log.read_text().splitlines() if line[:1] == "{"]


def test_a_file_comes_whole_with_the_headers_that_the_studio_gives_it(
    studio: Guarded, owner: httpx.Client, made: Mapping[str, Any]
) -> None:
    answer = owner.get(f"{made['file']['url']}?download")
    assert answer.status_code == 200
    assert len(answer.content) == made["file"]["sizeBytes"]
    directly = httpx.get(
        f"{studio.url}{made['file']['url']}?download",
        headers={"Authorization": studio.signed},
        trust_env=False,
    )
    assert directly.content == answer.content
    kept = ("content-type", "content-disposition", "cache-control", "content-security-policy")
    for name in (*kept, "x-content-type-options", "content-length"):
        assert answer.headers.get_list(name) == directly.headers.get_list(name), name
    assert answer.headers["etag"] != directly.headers["etag"], "nginx did not send it"
    assert "x-accel-redirect" not in answer.headers


def test_a_thumbnail_too(owner: httpx.Client, made: Mapping[str, Any]) -> None:
    for thumbnail in made["thumbnails"].values():
        answer = owner.get(thumbnail["url"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/webp"
        assert answer.content[8:12] == b"WEBP"


def test_a_part_of_a_file(owner: httpx.Client, made: Mapping[str, Any]) -> None:
    url, size = made["file"]["url"], made["file"]["sizeBytes"]
    whole = owner.get(url).content
    part = owner.get(url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{size}"
    assert owner.get(url, headers={"Range": "bytes=-10"}).content == whole[-10:]
    beyond = owner.get(url, headers={"Range": f"bytes={size}-"})
    assert beyond.status_code == 416
    head = owner.head(url)
    assert (head.headers["content-length"], head.content) == (str(size), b"")


def test_a_file_that_the_browser_has_is_not_sent_again(
    owner: httpx.Client, made: Mapping[str, Any]
) -> None:
    url = made["file"]["url"]
    etag = owner.get(url).headers["etag"]
    again = owner.get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert owner.get(url, headers={"If-None-Match": '"another"'}).status_code == 200
    resumed = owner.get(url, headers={"Range": "bytes=0-9", "If-Range": etag})
    assert resumed.status_code == 206
    changed = owner.get(url, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert changed.status_code == 200


def test_nobody_gets_a_file_without_the_token(
    anybody: httpx.Client, studio: Guarded, made: Mapping[str, Any]
) -> None:
    assert anybody.get(made["file"]["url"]).status_code == 401
    forged = {"X-Accel-Redirect": f"/_files/{_path_on_disk(studio, made['file']['sha256'])}"}
    assert anybody.get("/health/live", headers=forged).json()["status"] == "live"


@pytest.mark.parametrize(
    "way",
    ["/_files/{}", "//_files/{}", "/%5ffiles/{}", "/x/../_files/{}", "/x/%2e%2e/_files/{}",
     "/media/%2e%2e/_files/{}", "/_files//{}", "/_files/x/../{}"],
)  # fmt: skip
def test_the_folder_of_the_files_has_no_address(
    owner: httpx.Client, studio: Guarded, made: Mapping[str, Any], way: str
) -> None:
    place = way.format(_path_on_disk(studio, made["file"]["sha256"]))
    answer = owner.get(httpx.URL(str(owner.base_url), raw_path=place.encode()))
    assert answer.status_code == 404, answer.text
    assert answer.json()["error"] == "NOT_FOUND"


def test_what_nginx_calls_a_request_is_in_the_answer_and_in_both_logs(
    owner: httpx.Client, proxy: Proxy, studio: Guarded, made: Mapping[str, Any]
) -> None:
    for address in ("/api/v1/models", made["file"]["url"]):
        named = owner.get(address, headers={"X-Request-ID": "chosen-by-the-client"})
        name = named.headers["x-request-id"]
        assert name != "chosen-by-the-client"

        def is_told(name: str = name) -> bool:
            told = {line.get("request_id") for line in _lines(studio)}
            return name in told and name in proxy.log.read_text()

        studio.wait_until(is_told, "both logs to be written")
