"""OpenAIImages over a real socket, against the mock: the main paths, and every code it knows."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from domain.errors import (
    Busy,
    FailureCode,
    GenerationFailed,
    OutcomeUnknown,
    ProviderError,
    Refused,
)
from domain.report import Acceptance, RemoteFile
from providers.clients import openai_client
from providers.openai import OpenAIImages
from tests.providers.orders import KEY, Shown, image_job, unseen

PNG, WEBP = b"\x89PNG", b"RIFF"


@pytest.fixture
async def client(mock_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with openai_client(f"{mock_url}/v1", KEY) as client:
        yield client


@pytest.fixture
def images(client: httpx.AsyncClient) -> OpenAIImages:
    return OpenAIImages(client)


def files_of(acceptance: Acceptance) -> list[RemoteFile]:
    assert acceptance.report is not None
    return [file for result in acceptance.report.results for file in result.files]


async def test_images_come_with_the_answer(images: OpenAIImages) -> None:
    files = files_of(await images.submit(image_job("Two doors", n=2), unseen))
    assert [(file.content or b"")[:4] for file in files] == [PNG, PNG]


async def test_every_choice_of_a_gpt_image_model_is_taken(images: OpenAIImages) -> None:
    job = image_job(
        size="1536x1024",
        quality="low",
        output_format="webp",
        output_compression=50,
        background="opaque",
        moderation="low",
    )
    [file] = files_of(await images.submit(job, unseen))
    assert file.content
    assert file.content[:4] == WEBP


async def test_previews_come_before_the_image(images: OpenAIImages) -> None:
    shown = Shown()
    [file] = files_of(await images.submit(image_job(previews=3), shown))
    assert [preview.index for preview in shown.previews] == [0, 1, 2]
    assert {preview.content[:4] for preview in shown.previews} == {PNG}
    assert file.content
    assert file.content not in [preview.content for preview in shown.previews]


async def test_dall_e_3_answers_an_address(images: OpenAIImages, mock_url: str) -> None:
    job = image_job(model="dall-e-3", style="natural", quality="hd")
    acceptance = await images.submit(job, unseen)
    [file] = files_of(acceptance)
    assert file.url
    assert file.url.startswith(mock_url)


@pytest.mark.parametrize(
    ("prompt", "kind", "code", "status"),
    [
        ("0002", Refused, FailureCode.AUTHORIZATION, 401),
        ("0102", Busy, FailureCode.RATE_LIMIT, 429),
        ("0103", Refused, FailureCode.QUOTA, 429),
        ("0104", Refused, FailureCode.MODERATION, 400),
        ("0105", Refused, FailureCode.MODEL_UNAVAILABLE, 400),
        ("0106", Refused, FailureCode.REQUEST_REJECTED, 400),
        ("0107", GenerationFailed, FailureCode.PROVIDER_FAILED, 500),
        ("0109", OutcomeUnknown, FailureCode.OUTCOME_UNKNOWN, 500),
        ("0202", OutcomeUnknown, FailureCode.OUTCOME_UNKNOWN, None),
        ("0203", OutcomeUnknown, FailureCode.OUTCOME_UNKNOWN, None),
        ("0204", GenerationFailed, FailureCode.FILE_REJECTED, None),
    ],
)
@pytest.mark.parametrize("previews", [0, 1])
async def test_every_way_to_fail_is_told_apart(
    images: OpenAIImages,
    prompt: str,
    previews: int,
    kind: type[ProviderError],
    code: FailureCode,
    status: int | None,
) -> None:
    with pytest.raises(kind) as caught:
        await images.submit(image_job(f"A red door {prompt}", previews=previews), Shown())
    assert (caught.value.code, caught.value.http_status) == (code, status)


async def test_a_passing_rate_limit_names_its_wait_and_passes(images: OpenAIImages) -> None:
    job = image_job("Patience with doors 0101")
    for _ in range(2):
        with pytest.raises(Busy) as caught:
            await images.submit(job, unseen)
        assert caught.value.retry_after == timedelta(seconds=1)
    assert files_of(await images.submit(job, unseen))


async def test_a_passing_overload_is_tried_again(images: OpenAIImages) -> None:
    job = image_job("A busy kitchen with doors 0108")
    with pytest.raises(Busy) as caught:
        await images.submit(job, unseen)
    assert caught.value.code is FailureCode.PROVIDER_UNAVAILABLE
    assert files_of(await images.submit(job, unseen))


@pytest.mark.parametrize("previews", [0, 1])
async def test_silence_leaves_the_outcome_unknown(mock_url: str, previews: int) -> None:
    job = image_job("A long silence 0201", previews=previews)
    async with openai_client(f"{mock_url}/v1", KEY, read_timeout=0.3) as impatient:
        with pytest.raises(OutcomeUnknown, match="in time"):
            await OpenAIImages(impatient).submit(job, Shown())


async def test_a_missing_key_is_refused(mock_url: str) -> None:
    async with openai_client(f"{mock_url}/v1", "") as keyless:
        with pytest.raises(Refused) as caught:
            await OpenAIImages(keyless).submit(image_job(), unseen)
    assert caught.value.code is FailureCode.AUTHORIZATION


@pytest.mark.parametrize(
    "base",
    ["http://127.0.0.1:9/v1", f"http://{'x' * 64}/v1"],
    ids=["nobody listens", "no such name"],
)
async def test_a_server_that_is_not_there_is_waited_for(base: str) -> None:
    async with openai_client(base, KEY) as client:
        with pytest.raises(Busy) as caught:
            await OpenAIImages(client).submit(image_job(), unseen)
    assert caught.value.code is FailureCode.PROVIDER_UNAVAILABLE


async def test_a_server_that_speaks_no_tls_is_waited_for(mock_url: str) -> None:
    async with openai_client(mock_url.replace("http:", "https:"), KEY) as client:
        with pytest.raises(Busy):
            await OpenAIImages(client).submit(image_job(), unseen)
