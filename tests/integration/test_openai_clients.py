"""OpenAI's own SDK against the running studio, over a socket."""

import base64
import io
from collections.abc import Iterator

import httpx
import openai
import pytest
from PIL import Image

from tests.integration.programs import MockProgram, Studio


@pytest.fixture
def sdk(studio: Studio) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(api_key="any-token", base_url=f"{studio.url}/v1") as sdk:
        yield sdk


def _listed(studio: Studio) -> list[str]:
    found = studio.execute("{ images { edges { node { prompt file { sha256 url } } } } }")
    return [edge["node"]["file"]["url"] for edge in found["images"]["edges"]]


def test_an_sdk_makes_its_images_through_the_studio_and_finds_them_in_the_library(
    sdk: openai.OpenAI, studio: Studio, mock: MockProgram
) -> None:
    assert sdk.models.list().data[0].id == "gpt-image-2"

    inside = sdk.images.generate(prompt="A test image 0001", size="1024x1024")
    assert inside.data is not None
    content = base64.b64decode(inside.data[0].b64_json or "")
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (1024, 1024)

    outside = sdk.images.generate(
        prompt="A test image 0001", model="dall-e-3", response_format="url"
    )
    assert outside.data is not None
    url = outside.data[0].url
    assert url is not None
    fetched = httpx.get(url, trust_env=False).raise_for_status().content

    files = [studio.file(each) for each in _listed(studio)]
    assert files == [fetched, content]
    assert len(mock.paid_posts) == 2


def test_what_fails_raises_the_sdks_own_error_and_is_asked_for_once(
    sdk: openai.OpenAI, mock: MockProgram
) -> None:
    with pytest.raises(openai.InternalServerError) as refused:
        sdk.images.generate(prompt="A test image 0002")
    assert "OPENAI_API_KEY" in refused.value.message
    with pytest.raises(openai.BadRequestError) as improper:
        sdk.images.generate(prompt="Something improper 0104")
    assert improper.value.param == "prompt"
    with pytest.raises(openai.BadRequestError) as wrong:
        sdk.images.generate(prompt="A fox", model="no-such-model")
    assert wrong.value.param == "model"
    assert len(mock.paid_posts) == 2
