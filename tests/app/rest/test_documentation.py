"""The OpenAPI document and its page."""

import re
from typing import Any, cast

import pytest

from app.rest.routes import openai_operations, operations
from domain.catalogue import IMAGE_MODELS
from tests.app.rest.studio import RestStudio

SEED = {
    ("post", "/api/v1/image/generate"),
    ("get", "/api/v1/image/list"),
    ("get", "/api/v1/image/{image_id}"),
    ("post", "/api/v1/song/generate"),
    ("get", "/api/v1/song/mureka-account"),
    ("get", "/api/v1/song/query/{job_id}"),
    ("get", "/api/v1/song/task/status/{task_id}"),
    ("post", "/api/v1/song/task/cancel/{task_id}"),
    ("delete", "/api/v1/song/task/delete/{task_id}"),
    ("get", "/api/v1/song/task/queue-status"),
    ("get", "/api/v1/redis/list"),
    ("get", "/api/v1/redis/list/keys"),
    ("delete", "/api/v1/redis/{task_id}"),
}
BESIDE = {
    ("get", "/api/v1/health"),
    ("post", "/api/v1/instrumental/generate"),
    ("post", "/api/v1/song/extend"),
    ("post", "/api/v1/song/stem/generate"),
    ("get", "/api/v1/song/list"),
    ("get", "/api/v1/song/worker-health"),
    ("get", "/api/v1/song/{song_id}"),
    ("post", "/v1/images/generations"),
    ("get", "/v1/models"),
}


async def _document(studio: RestStudio) -> dict[str, Any]:
    answer = await studio.http.get("/api/v1/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


async def test_every_address_of_the_specification_is_in_the_document(studio: RestStudio) -> None:
    document = await _document(studio)
    assert document["openapi"].startswith("3.1")
    told = {(method, path) for path, each in document["paths"].items() for method in each}
    assert told == SEED | BESIDE


async def test_what_the_document_leaves_out_is_served_all_the_same(studio: RestStudio) -> None:
    every = (
        *operations("gpt-image-2", "auto"),
        *openai_operations(list(IMAGE_MODELS.values()), "gpt-image-2"),
    )
    left_out = {each.path for each in every if not each.is_told}
    assert left_out == {"/api/v1/image/{stem}.{extension}"}


def _unlimited(schema: Any, at: str) -> list[str]:
    """The places of texts and numbers that a client sends and that have no limit."""
    if isinstance(schema, list):
        return [each for part in schema for each in _unlimited(part, at)]  # pyright: ignore
    if not isinstance(schema, dict):
        return []
    fields = cast("dict[str, Any]", schema)
    found = [each for key, part in fields.items() for each in _unlimited(part, f"{at}.{key}")]
    limits = {
        "string": {"enum", "const", "format", "pattern"},
        "integer": {"maximum"},
        "object": {"additionalProperties"},
    }.get(str(fields.get("type")))
    return [*found, at] if limits and not limits & fields.keys() else found


async def test_every_limit_of_what_clients_send_is_stated(studio: RestStudio) -> None:
    document = await _document(studio)
    schemas = document["components"]["schemas"]
    orders = {name: schema for name, schema in schemas.items() if "Order" in name}
    assert len(orders) >= 6
    del orders["SongOrdered"], orders["StemsOrdered"]
    parameters = [
        parameter
        for path in document["paths"].values()
        for operation in path.values()
        for parameter in operation["parameters"]
    ]
    assert _unlimited(orders, "") == []
    assert _unlimited([parameter["schema"] for parameter in parameters], "") == []
    lyrics = schemas["SongOrder"]["properties"]["lyrics"]
    assert lyrics["maxLength"] == 5_000
    assert re.search(lyrics["pattern"], "La\nla")
    assert not re.search(lyrics["pattern"], "La\x00la")


@pytest.mark.parametrize("path", ["/api/v1/docs"])
async def test_the_page_needs_no_network_and_no_script(studio: RestStudio, path: str) -> None:
    page = await studio.http.get(path)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    text = page.text
    assert not re.search(r"https?://|//cdn|<script|<img|@import|url\(", text)
    for method, address in SEED | BESIDE:
        assert f"<b>{method.upper()}</b> {address}" in text
    assert 'href="openapi.json"' in text
