"""The vendor's own SDK against the mock."""

import base64
import io
from collections.abc import Iterator

import httpx
import openai
import pytest
from PIL import Image


@pytest.fixture
def sdk(client: httpx.Client) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(api_key="any-token", base_url=f"{client.base_url}/v1") as sdk:
        yield sdk


def _opened(b64_json: str | None) -> Image.Image:
    assert b64_json is not None
    return Image.open(io.BytesIO(base64.b64decode(b64_json, validate=True)))


@pytest.mark.parametrize(
    ("size", "pixels"),
    [("1024x1024", (1024, 1024)), ("1536x1024", (1536, 1024)), ("1280x720", (1280, 720))],
)
def test_a_gpt_image_model_answers_an_image_of_the_asked_size_with_usage(
    sdk: openai.OpenAI, size: str, pixels: tuple[int, int]
) -> None:
    answer = sdk.images.generate(model="gpt-image-2", prompt="A fox", size=size)
    assert answer.data is not None
    assert [_opened(image.b64_json).size for image in answer.data] == [pixels]
    assert answer.data[0].url is None
    assert answer.size == size
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.input_tokens + answer.usage.output_tokens > 0


@pytest.mark.parametrize("output_format", ["png", "jpeg", "webp"])
def test_the_image_comes_in_the_asked_format(sdk: openai.OpenAI, output_format: str) -> None:
    answer = sdk.images.generate(
        model="gpt-image-2.6-flare",
        prompt="A fox",
        output_format=output_format,  # pyright: ignore[reportArgumentType]  # a plain str
    )
    assert answer.data is not None
    assert _opened(answer.data[0].b64_json).format == output_format.upper()
    assert answer.output_format == output_format


def test_several_images_differ(sdk: openai.OpenAI) -> None:
    answer = sdk.images.generate(model="gpt-image-2", prompt="Three foxes", n=3)
    assert answer.data is not None
    assert len({image.b64_json for image in answer.data}) == 3


def test_a_transparent_background_is_transparent(sdk: openai.OpenAI) -> None:
    answer = sdk.images.generate(model="gpt-image-2", prompt="A fox", background="transparent")
    assert answer.data is not None
    corner = _opened(answer.data[0].b64_json).convert("RGBA").getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert corner[3] == 0


def test_dall_e_3_answers_a_url_that_serves_the_image(
    sdk: openai.OpenAI, client: httpx.Client
) -> None:
    answer = sdk.images.generate(model="dall-e-3", prompt="A fox", size="1792x1024")
    assert answer.data is not None
    assert answer.data[0].b64_json is None
    assert answer.data[0].revised_prompt == "A fox"
    url = answer.data[0].url
    assert url is not None
    image = httpx.get(url)
    assert image.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(image.content)).size == (1792, 1024)


def test_dall_e_3_answers_base64_when_asked(sdk: openai.OpenAI) -> None:
    answer = sdk.images.generate(model="dall-e-3", prompt="A fox", response_format="b64_json")
    assert answer.data is not None
    assert _opened(answer.data[0].b64_json).size == (1024, 1024)
    assert answer.usage is None


@pytest.mark.parametrize("count", [0, 1, 3])
def test_streaming_sends_partial_images_then_the_whole(sdk: openai.OpenAI, count: int) -> None:
    events = list(
        sdk.images.generate(
            model="gpt-image-2", prompt="A fox", stream=True, partial_images=count, size="1536x1024"
        )
    )
    partial = [event for event in events if event.type == "image_generation.partial_image"]
    whole = [event for event in events if event.type == "image_generation.completed"]
    assert [event.partial_image_index for event in partial] == list(range(count))
    assert len(events) == count + 1
    assert [_opened(event.b64_json).size for event in events] == [(1536, 1024)] * len(events)
    assert len({event.b64_json for event in events}) == len(events)
    assert whole[0].usage.output_tokens > 0


def test_the_sdk_retries_a_rate_limit_until_it_passes(
    sdk: openai.OpenAI, client: httpx.Client
) -> None:
    answer = sdk.images.generate(model="gpt-image-2", prompt="Patience 0101")
    assert answer.data is not None
    statuses = [entry["status"] for entry in client.get("/_mock/requests").json()["requests"]]
    assert statuses == [429, 429, 200]


def test_the_sdk_retries_an_overload_until_it_passes(
    sdk: openai.OpenAI, client: httpx.Client
) -> None:
    assert sdk.images.generate(model="gpt-image-2", prompt="A busy kitchen 0108").data
    statuses = [entry["status"] for entry in client.get("/_mock/requests").json()["requests"]]
    assert statuses == [503, 200]


def test_the_sdk_gives_up_after_its_retries(sdk: openai.OpenAI, client: httpx.Client) -> None:
    with pytest.raises(openai.RateLimitError) as caught:
        sdk.with_options(max_retries=1).images.generate(prompt="No patience helps 0102")
    assert caught.value.code == "rate_limit_exceeded"
    totals = client.get("/_mock/requests").json()["totals"]
    assert totals == {"paid_posts": 2, "accepted_paid_posts": 0}


def test_a_dropped_connection_is_paid_once_more_with_every_retry(
    sdk: openai.OpenAI, client: httpx.Client
) -> None:
    """What this studio must never do, and why it sends paid requests itself."""
    with pytest.raises(openai.APIConnectionError):
        sdk.with_options(max_retries=1).images.generate(prompt="A torn thread 0202")
    totals = client.get("/_mock/requests").json()["totals"]
    assert totals == {"paid_posts": 2, "accepted_paid_posts": 2}


def test_an_error_in_mid_stream_ends_the_sdks_stream(sdk: openai.OpenAI) -> None:
    stream = sdk.images.generate(
        model="gpt-image-2", prompt="A thread that breaks 0205", stream=True, partial_images=2
    )
    seen: list[str] = []
    with pytest.raises(openai.APIError, match="had an error while processing"):
        seen.extend(event.type for event in stream)
    assert set(seen) <= {"image_generation.partial_image"}


async def test_the_asynchronous_sdk_streams_as_well(client: httpx.Client) -> None:
    async with openai.AsyncOpenAI(api_key="any", base_url=f"{client.base_url}/v1") as sdk:
        stream = await sdk.images.generate(
            model="gpt-image-2", prompt="A fox", stream=True, partial_images=1
        )
        types = [event.type async for event in stream]
    assert types == ["image_generation.partial_image", "image_generation.completed"]


@pytest.mark.parametrize(
    ("prompt", "error", "code"),
    [
        ("0002", openai.AuthenticationError, "invalid_api_key"),
        ("0103", openai.RateLimitError, "insufficient_quota"),
        ("0104", openai.BadRequestError, "moderation_blocked"),
        ("0107", openai.InternalServerError, "server_error"),
    ],
)
def test_refusals_become_the_sdks_errors(
    sdk: openai.OpenAI, prompt: str, error: type[openai.APIStatusError], code: str
) -> None:
    with pytest.raises(error) as caught:
        sdk.with_options(max_retries=0).images.generate(model="gpt-image-2", prompt=prompt)
    assert caught.value.code == code
    assert caught.value.request_id is not None


@pytest.mark.parametrize("prompt", ["0201", "0202"])
def test_a_lost_answer_is_a_connection_error(sdk: openai.OpenAI, prompt: str) -> None:
    with pytest.raises(openai.APIConnectionError):
        sdk.with_options(max_retries=0, timeout=1).images.generate(
            model="gpt-image-2", prompt=prompt
        )


def test_models_can_be_listed_and_looked_up(sdk: openai.OpenAI) -> None:
    names = [model.id for model in sdk.models.list()]
    assert {"gpt-image-2", "gpt-image-2.6-sunburst", "dall-e-3"} <= set(names)
    assert "gpt-image-1" not in names
    assert sdk.models.retrieve("gpt-image-2").id == "gpt-image-2"
    with pytest.raises(openai.NotFoundError):
        sdk.models.retrieve("gpt-image-1")
