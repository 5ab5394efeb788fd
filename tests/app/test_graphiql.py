"""GraphiQL, served by us."""

import importlib.util
import shutil
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from app import graphiql
from tests.app.site import client_of


def _route_in(checkout: Path) -> BaseRoute:
    """The route of the same module in another checkout, which may have built its GraphiQL."""
    module = Path(shutil.copy(graphiql.__file__, checkout / "app" / "graphiql.py"))
    spec = importlib.util.spec_from_file_location("graphiql_of_another_checkout", module)
    assert spec is not None
    assert spec.loader is not None
    elsewhere = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(elsewhere)
    assert checkout / "frontend" / "graphiql" / "dist" == elsewhere.DIST
    return elsewhere.graphiql_route()


@pytest.fixture
def checkout(folder: Path) -> Path:
    (folder / "app").mkdir()
    return folder


@pytest.fixture
def built(checkout: Path) -> httpx.AsyncClient:
    dist = checkout / "frontend" / "graphiql" / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>GraphiQL</title>")
    (dist / "assets" / "index-Ab12.js").write_text("export {}")
    (checkout / "frontend" / "secret.txt").write_text("the secret of the house")
    return client_of(Starlette(routes=[_route_in(checkout)]))


@pytest.fixture
def unbuilt(checkout: Path) -> httpx.AsyncClient:
    return client_of(Starlette(routes=[_route_in(checkout)]))


async def test_without_a_build_it_says_how_to_make_one(unbuilt: httpx.AsyncClient) -> None:
    response = await unbuilt.get("/graphiql/")
    assert response.status_code == 503
    assert "make run" in response.text
    assert response.headers["content-type"].startswith("text/plain")


async def test_the_page_is_served_with_a_policy_of_its_own(built: httpx.AsyncClient) -> None:
    response = await built.get("/graphiql/")
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-cache")
    assert "GraphiQL" in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    policy = response.headers["content-security-policy"]
    directives = {each.split()[0]: each.split()[1:] for each in policy.split(";")}
    assert directives["default-src"] == ["'self'"]
    assert directives["script-src"] == ["'self'"]
    assert directives["object-src"] == ["'none'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert not any("http" in source for sources in directives.values() for source in sources)


async def test_hashed_assets_are_cached_for_good(built: httpx.AsyncClient) -> None:
    response = await built.get("/graphiql/assets/index-Ab12.js")
    assert (response.status_code, response.text) == (200, "export {}")
    assert "javascript" in response.headers["content-type"]
    assert response.headers.get_list("cache-control") == ["public, max-age=31536000, immutable"]
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_an_asset_that_is_not_there_is_not_cached_for_good(
    built: httpx.AsyncClient,
) -> None:
    response = await built.get("/graphiql/assets/index-0000.js")
    assert response.status_code == 404
    assert "immutable" not in response.headers.get("cache-control", "")


async def test_an_unchanged_page_is_not_sent_again(built: httpx.AsyncClient) -> None:
    etag = (await built.get("/graphiql/")).headers["etag"]
    response = await built.get("/graphiql/", headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("client", ["built", "unbuilt"])
async def test_the_address_without_its_slash_leads_there(
    client: str, request: pytest.FixtureRequest
) -> None:
    http: httpx.AsyncClient = request.getfixturevalue(client)
    response = await http.get("/graphiql")
    assert response.status_code in (307, 308)
    assert httpx.URL(response.headers["location"]).path == "/graphiql/"


@pytest.mark.parametrize(
    "path",
    [
        "/graphiql/../secret.txt",
        "/graphiql/%2e%2e/%2e%2e/secret.txt",
        "/graphiql/..%2f..%2fsecret.txt",
        "/graphiql//etc/passwd",
        "/graphiql/%00",
        "/graphiql/" + "x" * 5_000,
        "/graphiql/assets",
        "/graphiql/assets/",
    ],
)
async def test_nothing_else_of_the_disk_is_served(built: httpx.AsyncClient, path: str) -> None:
    url = httpx.URL(scheme="http", host="localhost", port=5050, raw_path=path.encode())
    response = await built.get(url, follow_redirects=True)
    assert response.status_code in (400, 404)
    assert "secret of the house" not in response.text
    assert "index-Ab12" not in response.text


async def test_the_page_is_only_read(built: httpx.AsyncClient) -> None:
    assert (await built.post("/graphiql/")).status_code == 405
