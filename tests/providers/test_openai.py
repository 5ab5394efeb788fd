"""OpenAI's dialects: what is sent for which model, and what is made of the answers."""

import base64
import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, cast

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from domain.catalogue import IMAGE_MODELS
from domain.errors import (
    FailureCode,
    GenerationFailed,
    OutcomeUnknown,
    ProviderError,
    StorageFull,
)
from domain.job import Job
from domain.media import Role
from domain.ports.providers import Show
from domain.report import Acceptance, Preview, ProviderReport, ProviderStatus, RemoteFile, Result
from providers.openai import OpenAIImages
from tests.providers.orders import (
    OPENAI_BASE,
    Body,
    Handler,
    Shown,
    always,
    client_to,
    image_job,
    song_job,
    unseen,
)
from tests.providers.shapes import answers, fuzzed

PICTURE = b"\x89PNG a picture"
STREAM = {"content-type": "text/event-stream; charset=utf-8"}


async def submit(handler: Handler, job: Job | None = None, show: Show = unseen) -> Acceptance:
    async with client_to(OPENAI_BASE, handler) as client:
        return await OpenAIImages(client).submit(job or image_job(), show)


async def body_sent(job: Job) -> Mapping[str, Any]:
    sent: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"data": []})

    await submit(handler, job)
    [request] = sent
    assert (request.method, str(request.url)) == ("POST", f"{OPENAI_BASE}/images/generations")
    return cast("Mapping[str, Any]", json.loads(request.content))


def report_of(acceptance: Acceptance) -> ProviderReport:
    assert acceptance.provider_job_id is None
    assert acceptance.report is not None
    assert acceptance.report.status is ProviderStatus.SUCCEEDED
    assert acceptance.report.word == "completed"
    return acceptance.report


def picture(content: bytes = PICTURE) -> str:
    return base64.b64encode(content).decode()


def event(kind: str, **fields: object) -> bytes:
    data = json.dumps({"type": f"image_generation.{kind}", **fields})
    return f"event: image_generation.{kind}\ndata: {data}\n\n".encode()


COMPLETED = event("completed", b64_json=picture(), usage={"total_tokens": 3})
PARTIAL = event("partial_image", b64_json=picture(b"a sketch"), partial_image_index=0)


def stream(*chunks: bytes, error: Exception | None = None) -> Handler:
    return always(lambda: httpx.Response(200, headers=STREAM, stream=Body(chunks, error)))


# ── what is sent ─────────────────────────────────────────────────────────────────────────────────


async def test_what_was_not_chosen_is_left_to_openai() -> None:
    assert await body_sent(image_job()) == {
        "model": "gpt-image-2",
        "prompt": "A red door",
        "n": 1,
    }


async def test_a_gpt_image_model_gets_every_choice_of_its_own() -> None:
    choices: dict[str, Any] = {
        "n": 3,
        "size": "1024x1024",
        "quality": "high",
        "output_format": "webp",
        "output_compression": 0,
        "background": "transparent",
        "moderation": "low",
    }
    sent = await body_sent(image_job(**choices))
    assert sent == {"model": "gpt-image-2", "prompt": "A red door", **choices}


async def test_dall_e_3_gets_its_style_and_asks_for_addresses() -> None:
    job = image_job(model="dall-e-3", style="vivid", quality="hd", size="1792x1024")
    assert await body_sent(job) == {
        "model": "dall-e-3",
        "prompt": "A red door",
        "n": 1,
        "size": "1792x1024",
        "quality": "hd",
        "style": "vivid",
        "response_format": "url",
    }


@pytest.mark.parametrize("model", [name for name in IMAGE_MODELS if name != "dall-e-3"])
async def test_no_gpt_image_model_gets_what_it_would_refuse(model: str) -> None:
    sent = await body_sent(image_job(model=model, style="vivid"))
    assert not {"style", "response_format"} & sent.keys()


async def test_previews_are_asked_for_as_a_stream() -> None:
    sent = await body_sent(image_job(previews=2))
    assert (sent["stream"], sent["partial_images"]) == (True, 2)


async def test_a_song_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        await submit(always(lambda: httpx.Response(200)), song_job())


# ── answers in one piece ─────────────────────────────────────────────────────────────────────────


async def test_base64_becomes_the_bytes_of_an_image() -> None:
    data = [{"b64_json": picture()}, {"b64_json": picture(b"another")}]
    report = report_of(await submit(always(lambda: httpx.Response(200, json={"data": data}))))
    assert report.results == (
        Result(index=0, files=(RemoteFile(role=Role.IMAGE, content=PICTURE),)),
        Result(index=1, files=(RemoteFile(role=Role.IMAGE, content=b"another"),)),
    )


async def test_an_address_comes_with_the_prompt_that_openai_made_of_ours() -> None:
    data = [{"url": "https://files.example/1.png", "revised_prompt": "A crimson door"}]
    report = report_of(await submit(always(lambda: httpx.Response(200, json={"data": data}))))
    file = RemoteFile(role=Role.IMAGE, url="https://files.example/1.png")
    assert report.results == (Result(index=0, files=(file,), revised_prompt="A crimson door"),)


async def test_base64_may_be_broken_into_lines() -> None:
    data = [{"b64_json": "\n".join(picture())}]
    report = report_of(await submit(always(lambda: httpx.Response(200, json={"data": data}))))
    assert report.results[0].files[0].content == PICTURE


@pytest.mark.parametrize("data", [[], [{}], [None, 3, "x"], [{"url": "", "b64_json": ""}]])
async def test_a_success_without_images_has_no_results(data: object) -> None:
    report = report_of(await submit(always(lambda: httpx.Response(200, json={"data": data}))))
    assert report.results == ()


@pytest.mark.parametrize("encoded", ["%%%", "abc", "ü", "QUJD====QUJD"])
async def test_invalid_base64_is_a_loss_and_says_so(encoded: str) -> None:
    data = [{"b64_json": encoded}]
    with pytest.raises(GenerationFailed) as caught:
        await submit(always(lambda: httpx.Response(200, json={"data": data})))
    assert caught.value.code is FailureCode.FILE_REJECTED
    assert "probably charged" in caught.value.message


async def test_one_garbled_image_does_not_lose_the_others() -> None:
    data = [{"b64_json": "%%%"}, {"b64_json": picture()}]
    report = report_of(await submit(always(lambda: httpx.Response(200, json={"data": data}))))
    assert [result.index for result in report.results] == [1]


async def test_an_error_in_a_success_is_an_error() -> None:
    body = {"error": {"message": "Blocked.", "code": "moderation_blocked"}}
    with pytest.raises(GenerationFailed) as caught:
        await submit(always(lambda: httpx.Response(200, json=body)))
    assert caught.value.code is FailureCode.MODERATION


# ── answers as a stream ──────────────────────────────────────────────────────────────────────────


async def test_previews_are_shown_in_order_and_the_finished_image_is_the_result() -> None:
    shown = Shown()
    second = event("partial_image", b64_json=picture(b"better"), partial_image_index=1)
    handler = stream(PARTIAL, second, COMPLETED, b"data: [DONE]\n\n")
    report = report_of(await submit(handler, image_job(previews=2), shown))
    assert shown.previews == [
        Preview(index=0, content=b"a sketch"),
        Preview(index=1, content=b"better"),
    ]
    assert [result.files[0].content for result in report.results] == [PICTURE]


async def test_a_preview_without_a_number_is_counted() -> None:
    shown = Shown()
    sketch = event("partial_image", b64_json=picture(b"a sketch"))
    await submit(stream(sketch, sketch, COMPLETED), image_job(previews=2), shown)
    assert [preview.index for preview in shown.previews] == [0, 1]


async def test_a_server_that_knows_no_streams_may_answer_in_one_piece() -> None:
    body = {"data": [{"b64_json": picture()}]}
    handler = always(lambda: httpx.Response(200, json=body))
    assert report_of(await submit(handler, image_job(previews=2))).results


async def test_a_garbled_preview_is_passed_over() -> None:
    garbled = event("partial_image", b64_json="%%%", partial_image_index=0)
    handler = stream(garbled, b"data: {not json\n\n", b": still here\n\n", COMPLETED)
    assert report_of(await submit(handler, image_job(previews=1))).results


async def test_a_preview_that_nobody_can_take_does_not_lose_the_image() -> None:
    async def no_room(preview: Preview) -> None:
        raise StorageFull(f"no room for preview {preview.index}", hint="make some")

    with capture_logs() as logged:
        acceptance = await submit(stream(PARTIAL, COMPLETED), image_job(previews=1), no_room)
    assert report_of(acceptance).results
    assert "openai.preview_lost" in [line["event"] for line in logged]


async def test_the_last_event_counts_although_its_empty_line_is_missing() -> None:
    assert report_of(await submit(stream(COMPLETED.rstrip()), image_job(previews=1))).results


@pytest.mark.parametrize(
    "chunks",
    [
        [],
        [PARTIAL],
        [PARTIAL, b"data: [DONE]\n\n", COMPLETED],
        [COMPLETED[:-20]],
        [b"event: error\ndata: {}\n\n"],
        [b'data: {"type": "error"}\n\n'],
    ],
    ids=["empty", "only a preview", "done too early", "torn", "an empty event", "no reason"],
)
async def test_a_stream_without_an_image_leaves_the_outcome_unknown(chunks: list[bytes]) -> None:
    with pytest.raises(OutcomeUnknown):
        await submit(stream(*chunks), image_job(previews=1), Shown())


async def test_a_connection_that_breaks_in_mid_stream_leaves_the_outcome_unknown() -> None:
    with pytest.raises(OutcomeUnknown):
        await submit(
            stream(PARTIAL, error=httpx.ReadError("reset")), image_job(previews=1), Shown()
        )


async def test_an_image_that_came_before_the_stream_broke_is_kept() -> None:
    handler = stream(COMPLETED, error=httpx.ReadError("reset"))
    report = report_of(await submit(handler, image_job(previews=1, n=2)))
    assert len(report.results) == 1


async def test_nothing_is_waited_for_once_every_image_is_here() -> None:
    handler = stream(COMPLETED, error=AssertionError("read on"))
    assert report_of(await submit(handler, image_job(previews=1))).results


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"message": "Blocked.", "code": "moderation_blocked"}, FailureCode.MODERATION),
        ({"message": "The server had an error."}, FailureCode.PROVIDER_FAILED),
    ],
)
async def test_an_error_in_mid_stream_is_a_failure_that_may_have_been_charged(
    error: dict[str, str], code: FailureCode
) -> None:
    told = f"event: error\ndata: {json.dumps({'type': 'error', 'error': error})}\n\n".encode()
    with pytest.raises(GenerationFailed) as caught:
        await submit(stream(PARTIAL, told), image_job(previews=1), Shown())
    assert caught.value.code is code
    assert error["message"] in caught.value.message
    assert "may have been charged" in caught.value.hint


@fuzzed
@given(cuts=st.lists(st.integers(0, 600)), ends=st.sampled_from([b"\n", b"\r\n", b"\r"]))
async def test_a_stream_may_be_torn_anywhere(cuts: list[int], ends: bytes) -> None:
    shown = Shown()
    whole = (b": hello\n\n" + PARTIAL + COMPLETED + b"data: [DONE]\n\n").replace(b"\n", ends)
    edges = [0, *sorted(cuts), len(whole)]
    chunks = [whole[start:end] for start, end in pairwise(edges)]
    report = report_of(await submit(stream(*chunks), image_job(previews=1), shown))
    assert [preview.content for preview in shown.previews] == [b"a sketch"]
    assert report.results[0].files[0].content == PICTURE


@fuzzed
@given(answers)
async def test_any_answer_is_a_report_or_one_of_our_errors(body: bytes) -> None:
    try:
        report_of(await submit(always(lambda: httpx.Response(200, content=body))))
    except ProviderError as error:
        told = error
    else:
        return
    assert isinstance(told, OutcomeUnknown | GenerationFailed)


@fuzzed
@given(st.lists(answers | st.binary(max_size=20)))
async def test_any_stream_is_a_report_or_one_of_our_errors(datas: list[bytes]) -> None:
    chunks = [b"data: " + data + b"\n\n" for data in datas]
    try:
        report_of(await submit(stream(*chunks), image_job(previews=1), Shown()))
    except ProviderError as error:
        told = error
    else:
        return
    assert isinstance(told, OutcomeUnknown | GenerationFailed)
