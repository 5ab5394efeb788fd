"""The web application, served by us."""

import gzip
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app.frontend import Frontend
from tests.app.site import client_of

_PAGE = "<!doctype html><title>The studio</title>"
_NAVIGATION = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def _client(dist: Path) -> httpx.AsyncClient:
    async def health(request: Request) -> Response:
        return PlainTextResponse("well")

    app = Starlette(routes=[Route("/health", health)])
    app.router.default = Frontend(app.router.default, dist)
    return client_of(app)


@pytest.fixture
def dist(folder: Path) -> Path:
    return folder / "browser"


@pytest.fixture
def built(dist: Path) -> httpx.AsyncClient:
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text(_PAGE)
    (dist / "favicon.svg").write_text("<svg/>")
    (dist / "main-QQFAAGZQ.js").write_text("export {}")
    (dist / "main-QQFAAGZQ.js.gz").write_bytes(gzip.compress(b"export {}"))
    (dist.parent / "secret.txt").write_text("the secret of the house")
    return _client(dist)


@pytest.mark.parametrize("path", ["/", "/jobs", "/images/new", "/jobs/Sm9iOjE=", "/anything"])
async def test_every_page_is_the_same_document_and_asked_for_anew(
    built: httpx.AsyncClient, path: str
) -> None:
    response = await built.get(path, headers=_NAVIGATION)
    assert (response.status_code, response.text) == (200, _PAGE)
    assert response.headers["cache-control"] == "no-cache"
    again = await built.get(
        path, headers={**_NAVIGATION, "if-none-match": response.headers["etag"]}
    )
    assert again.status_code == 304


async def test_the_policy_lets_no_foreign_and_no_inline_script_in(
    built: httpx.AsyncClient,
) -> None:
    headers = (await built.get("/")).headers
    policy = headers["content-security-policy"]
    directives = {each.split()[0]: each.split()[1:] for each in policy.split(";")}
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == ["'self'"]
    assert directives["connect-src"] == ["'self'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert not any("http" in source for sources in directives.values() for source in sources)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


async def test_what_is_named_after_its_content_is_cached_for_good(
    built: httpx.AsyncClient,
) -> None:
    script = await built.get("/main-QQFAAGZQ.js", headers={"accept-encoding": "identity"})
    assert (script.text, "content-encoding" in script.headers) == ("export {}", False)
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "javascript" in script.headers["content-type"]
    assert (await built.get("/favicon.svg")).headers["cache-control"] == "no-cache"


async def test_what_the_build_compressed_is_sent_so_to_who_takes_it(
    built: httpx.AsyncClient,
) -> None:
    response = await built.get("/main-QQFAAGZQ.js", headers={"accept-encoding": "br, gzip;q=0.8"})
    assert response.headers["content-encoding"] == "gzip"
    assert response.text == "export {}"
    assert "javascript" in response.headers["content-type"]
    assert "Accept-Encoding" in response.headers["vary"]


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/v2/image",
        "/graphql/x",
        "/graphiql/",
        "/media/x",
        "/metrics",
        "/v1/nothing",
        "/gone-ABCDEFGH.js",
        "/.env",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%00.js",
        "/assets.d",
        "/" + "x" * 5_000 + ".js",
    ],
)
async def test_what_is_ours_by_name_and_what_is_not_there_is_no_page(
    built: httpx.AsyncClient, path: str
) -> None:
    response = await built.get(path, headers=_NAVIGATION)
    assert response.status_code == 404
    assert "secret" not in response.text


async def test_a_program_that_asks_for_nothing_is_told_so(built: httpx.AsyncClient) -> None:
    assert (await built.get("/nothing")).status_code == 404
    assert (await built.post("/", headers=_NAVIGATION)).status_code == 404


async def test_the_routes_before_it_stay_as_they_were(built: httpx.AsyncClient) -> None:
    assert (await built.get("/health", headers=_NAVIGATION)).text == "well"
    assert (await built.post("/health", headers=_NAVIGATION)).status_code == 405


async def test_without_a_build_every_page_says_how_to_make_one(dist: Path) -> None:
    http = _client(dist)
    for path in ("/", "/jobs"):
        response = await http.get(path, headers=_NAVIGATION)
        assert response.status_code == 503
        assert "make run" in response.text
        assert response.headers["cache-control"] == "no-store"
    assert (await http.get("/main.js")).status_code == 404
