"""OpenAI's form: what its clients do not show."""

import base64
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import load_settings
from tests.app.rest.studio import RestStudio, opened, png
from tests.domain.examples import BROKEN

URL = "/v1/images/generations"


async def test_the_bytes_are_in_the_answer_or_behind_an_address(studio: RestStudio) -> None:
    order = {"prompt": "A fox", "n": 2, "response_format": "b64_json"}
    answer = (await studio.http.post(URL, json=order)).json()
    assert [base64.b64decode(each["b64_json"]) for each in answer["data"]] == [png()] * 2
    listed = (await studio.http.get("/api/v1/image/list")).json()
    assert listed["total"] == 2
    order["response_format"] = "url"
    answer = (await studio.http.post(URL, json=order)).json()
    assert all("b64_json" not in each for each in answer["data"])
    assert answer["data"][0]["url"].startswith("http://localhost:5050/media/")


@pytest.mark.parametrize(("model", "form"), [("gpt-image-2.5", "b64_json"), ("dall-e-3", "url")])
async def test_without_a_word_about_it_the_form_is_the_vendors(
    studio: RestStudio, model: str, form: str
) -> None:
    answer = await studio.http.post(URL, json={"prompt": "A fox", "model": model})
    assert form in answer.json()["data"][0]
    assert studio.painter.submitted[0].model == model


async def test_every_field_reaches_the_provider(studio: RestStudio) -> None:
    order = {
        "prompt": "A fox",
        "model": "gpt-image-2.5",
        "size": "1024x1536",
        "quality": "max",
        "output_format": "webp",
        "background": "opaque",
        "moderation": "low",
    }
    await studio.http.post(URL, json={**order, "user": "me", "stream": False})
    request = studio.painter.submitted[0].request
    assert {name: getattr(request, name) for name in order} == order


@pytest.mark.parametrize(
    ("order", "param"),
    [
        ({"prompt": "A fox", "model": "gpt-image-99"}, "model"),
        ({"prompt": "A fox", "model": 7}, "model"),
        ({"prompt": "A fox", "n": 11}, "n"),
        ({"prompt": "A fox", "model": "dall-e-3", "n": 2}, "n"),
        ({"prompt": "A fox", "style": "vivid"}, "style"),
        ({"prompt": "A fox", "stream": True}, "stream"),
        ({"prompt": "A fox", "background": "transparent", "output_format": "jpeg"}, "background"),
        ({"prompt": "A fox", "steps": 3}, "steps"),
        ({"model": "dall-e-3"}, "prompt"),
        ([], "body"),
    ],
)
async def test_a_wrong_order_names_its_parameter(
    studio: RestStudio, order: Any, param: str
) -> None:
    answer = await studio.http.post(URL, json=order)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["type"], error["param"]) == ("invalid_request_error", param)
    assert studio.painter.submitted == []


async def test_a_failure_is_not_to_be_repeated(studio: RestStudio) -> None:
    studio.painter.answers.append(BROKEN)
    answer = await studio.http.post(URL, json={"prompt": "A fox"})
    assert answer.status_code == 502
    assert answer.headers["x-should-retry"] == "false"
    assert BROKEN.message in answer.json()["error"]["message"]


async def test_what_takes_too_long_is_not_to_be_repeated_and_says_where_it_is(
    engine: AsyncEngine, folder: Path
) -> None:
    settings = load_settings(rest_wait_seconds=0)
    async with opened(engine, folder, settings=settings, idle=True) as studio:
        answer = await studio.http.post(URL, json={"prompt": "A fox"})
        error = answer.json()["error"]
    assert answer.status_code == 504
    assert answer.headers["x-should-retry"] == "false"
    assert f"/api/v1/song/task/status/{error['job_id']}" in error["hint"]


async def test_the_models_are_those_of_the_catalogue_the_default_first(
    studio: RestStudio,
) -> None:
    listed = (await studio.http.get("/v1/models")).json()
    names = [each["id"] for each in listed["data"]]
    assert (listed["object"], names[0]) == ("list", "gpt-image-2")
    assert "dall-e-3" in names


async def test_at_the_vendor_models_that_have_ended_are_left_out(
    engine: AsyncEngine, folder: Path
) -> None:
    settings = load_settings(openai_api_key="sk-real")
    async with opened(engine, folder, settings=settings) as studio:
        listed = (await studio.http.get("/v1/models")).json()
        answer = await studio.http.post(URL, json={"prompt": "A fox", "model": "dall-e-3"})
    assert "dall-e-3" not in [each["id"] for each in listed["data"]]
    assert answer.json()["error"]["param"] == "model"
