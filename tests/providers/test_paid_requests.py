"""What becomes of a paid request when something goes wrong; each row is worth money."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from domain.errors import (
    Busy,
    FailureCode,
    GenerationFailed,
    OutcomeUnknown,
    ProviderError,
    Refused,
)
from domain.report import Acceptance
from providers.mureka import MurekaSongs
from providers.openai import OPENAI, OpenAIImages
from providers.wire import Wire
from tests.providers.orders import (
    KEY,
    MUREKA_BASE,
    OPENAI_BASE,
    Body,
    Handler,
    always,
    client_to,
    image_job,
    raising,
    song_job,
    unseen,
)
from tests.providers.shapes import fuzzed

Submit = Callable[[Handler], Awaitable[Acceptance]]


async def submit_image(handler: Handler) -> Acceptance:
    async with client_to(OPENAI_BASE, handler) as client:
        return await OpenAIImages(client).submit(image_job(), unseen)


async def submit_song(handler: Handler) -> Acceptance:
    async with client_to(MUREKA_BASE, handler) as client:
        return await MurekaSongs(client).submit(song_job(), unseen)


BOTH = pytest.mark.parametrize("submit", [submit_image, submit_song])


def named(value: object) -> str:
    return type(value).__name__


def complaint(message: str, **fields: object) -> dict[str, object]:
    return {"error": {"message": message, **fields}}


async def outcome(submit: Submit, handler: Handler) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        await submit(handler)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


@BOTH
@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("refused, no such name, or TLS"),
        httpx.ConnectTimeout("slow"),
        httpx.PoolTimeout("no connection free"),
        httpx.ProxyError("403 from the proxy"),
    ],
    ids=named,
)
async def test_a_request_that_never_left_is_sent_again_by_itself(
    submit: Submit, error: Exception
) -> None:
    answer = await outcome(submit, raising(error))
    assert isinstance(answer, Busy)
    assert answer.code is FailureCode.PROVIDER_UNAVAILABLE
    assert "waits and is tried again by itself" in answer.hint
    assert answer.__cause__ is error


@BOTH
@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout("silence"),
        httpx.ReadError("reset"),
        httpx.WriteError("reset"),
        httpx.WriteTimeout("stuck"),
        httpx.RemoteProtocolError("closed without an answer"),
        httpx.LocalProtocolError("odd"),
        ssl.SSLError("odd"),
    ],
    ids=named,
)
async def test_a_request_that_may_have_arrived_is_never_sent_again(
    submit: Submit, error: Exception
) -> None:
    answer = await outcome(submit, raising(error))
    assert isinstance(answer, OutcomeUnknown)
    assert answer.__cause__ is error


@BOTH
@pytest.mark.parametrize(
    "error",
    [httpx.ReadError("reset"), httpx.ReadTimeout("silence"), httpx.RemoteProtocolError("short")],
    ids=named,
)
async def test_an_answer_that_breaks_off_leaves_the_outcome_unknown(
    submit: Submit, error: Exception
) -> None:
    answer = await outcome(
        submit, always(lambda: httpx.Response(200, stream=Body([b'{"id": "4', b""], error)))
    )
    assert isinstance(answer, OutcomeUnknown)


@BOTH
@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, text="<html>Log in to the hotel's network</html>"),
        httpx.Response(200, text='{"id": "435134", "data": [{"b64_'),
        httpx.Response(200, text="[]"),
        httpx.Response(200, text="[" * 100_000),
        httpx.Response(200, text='{"id": ' + "9" * 5_000 + "}"),
        httpx.Response(200, content=b"\xff\xfe\xfa"),
        httpx.Response(200, json={}),
        httpx.Response(204),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(307, headers={"location": "/v2"}),
        httpx.Response(408),
        httpx.Response(499),
        httpx.Response(500, text="<html>nginx</html>"),
        httpx.Response(502, json={"detail": "not the vendor's shape"}),
        httpx.Response(503, json={"error": "not the vendor's shape"}),
        httpx.Response(503, text="no wait named"),
        httpx.Response(503, headers={"retry-after": "soon"}),
        httpx.Response(504, json={"error": {"message": ""}}),
    ],
    ids=str,
)
async def test_an_answer_that_proves_nothing_leaves_the_outcome_unknown(
    submit: Submit, response: httpx.Response
) -> None:
    assert isinstance(await outcome(submit, always(lambda: response)), OutcomeUnknown)


@BOTH
async def test_an_answer_that_cannot_be_unpacked_leaves_the_outcome_unknown(
    submit: Submit,
) -> None:
    headers = {"content-encoding": "gzip"}
    handler = always(lambda: httpx.Response(200, stream=Body([b"no gzip"]), headers=headers))
    assert isinstance(await outcome(submit, handler), OutcomeUnknown)


class Trickle(httpx.AsyncByteStream):
    """A body that never stops coming, and never comes to an end."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.001)
            yield b" "


async def test_an_answer_that_trickles_for_ever_leaves_the_outcome_unknown() -> None:
    handler = always(lambda: httpx.Response(200, stream=Trickle()))
    async with client_to(OPENAI_BASE, handler) as client:
        wire = Wire(client, OPENAI, limit=10**9, total_s=0.05)
        with pytest.raises(OutcomeUnknown, match="in time"):
            async with wire.paid_post("images/generations", {}) as answer:
                await answer.record()


@BOTH
async def test_a_redirect_is_not_followed(submit: Submit) -> None:
    asked: list[httpx.URL] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return httpx.Response(307, headers={"location": "https://elsewhere.example/take-it"})

    await outcome(submit, handler)
    assert len(asked) == 1


@BOTH
@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_error_in_the_vendors_own_shape_is_a_known_failure(
    submit: Submit, status: int
) -> None:
    body = complaint("Song generation failed", type="server_error")
    answer = await outcome(submit, always(lambda: httpx.Response(status, json=body)))
    assert isinstance(answer, GenerationFailed)
    assert answer.code is FailureCode.PROVIDER_FAILED
    assert answer.http_status == status
    assert "Song generation failed." in answer.message
    assert "may have been charged" in answer.hint


REFUSALS_OF_BOTH = [
    (401, complaint("Invalid Authentication"), FailureCode.AUTHORIZATION),
    (401, None, FailureCode.AUTHORIZATION),
    (402, None, FailureCode.QUOTA),
    (400, complaint("Bad request"), FailureCode.REQUEST_REJECTED),
    (404, None, FailureCode.REQUEST_REJECTED),
    (409, None, FailureCode.REQUEST_REJECTED),
    (413, None, FailureCode.REQUEST_REJECTED),
    (
        429,
        complaint("You exceeded your current quota, please check your plan and billing details"),
        FailureCode.QUOTA,
    ),
]
REFUSALS_OF_OPENAI = [
    (400, complaint("No.", code="moderation_blocked"), FailureCode.MODERATION),
    (
        400,
        complaint("No.", type="image_generation_user_error", code="moderation_blocked"),
        FailureCode.MODERATION,
    ),
    (400, complaint("No.", code="content_policy_violation"), FailureCode.MODERATION),
    (
        400,
        complaint("The model 'dall-e-3' does not exist.", code=None),
        FailureCode.MODEL_UNAVAILABLE,
    ),
    (404, complaint("Nope.", code="model_not_found"), FailureCode.MODEL_UNAVAILABLE),
    (400, complaint("Unknown parameter: 'response_format'."), FailureCode.REQUEST_REJECTED),
    (400, complaint("Paid up.", code="billing_hard_limit_reached"), FailureCode.QUOTA),
    (403, complaint("No.", code="unsupported_country_region_territory"), FailureCode.REGION),
    (403, complaint("Your organization must be verified."), FailureCode.AUTHORIZATION),
    (429, complaint("No.", type="insufficient_quota", code=None), FailureCode.QUOTA),
    *(
        (429, complaint("No.", code=code), FailureCode.QUOTA)
        for code in (
            "insufficient_quota",
            "credit_balance_exhausted",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
        )
    ),
]
REFUSALS_OF_MUREKA = [(403, complaint("Region not supported"), FailureCode.REGION)]


@pytest.mark.parametrize(
    ("submit", "status", "body", "code"),
    [(submit_image, *row) for row in REFUSALS_OF_BOTH + REFUSALS_OF_OPENAI]
    + [(submit_song, *row) for row in REFUSALS_OF_BOTH + REFUSALS_OF_MUREKA],
)
async def test_a_refusal_is_final_and_says_why(
    submit: Submit, status: int, body: object, code: FailureCode
) -> None:
    response = httpx.Response(status, json=body) if body else httpx.Response(status, text="<html>")
    answer = await outcome(submit, always(lambda: response))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.http_status) == (code, status)


@pytest.mark.parametrize(
    ("submit", "key"), [(submit_image, "OPENAI_API_KEY"), (submit_song, "MUREKA_API_KEY")]
)
async def test_a_wrong_key_is_answered_with_the_setting_to_check(submit: Submit, key: str) -> None:
    answer = await outcome(submit, always(lambda: httpx.Response(401)))
    assert f"Check {key}" in answer.hint


@BOTH
async def test_a_refusal_whose_reason_cannot_be_read_is_still_a_refusal(submit: Submit) -> None:
    broken = Body([b'{"error"'], httpx.ReadError("reset"))
    answer = await outcome(submit, always(lambda: httpx.Response(400, stream=broken)))
    assert isinstance(answer, Refused)


@BOTH
@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7"}, timedelta(seconds=7)),
        ({"retry-after": "7", "retry-after-ms": "250"}, timedelta(milliseconds=250)),
        ({"retry-after": "-7"}, None),
        ({}, None),
    ],
)
async def test_a_rate_limit_waits_as_long_as_the_provider_asks(
    submit: Submit, headers: dict[str, str], wait: timedelta | None
) -> None:
    body = complaint("Rate limit reached for requests", code="rate_limit_exceeded")
    answer = await outcome(submit, always(lambda: httpx.Response(429, json=body, headers=headers)))
    assert isinstance(answer, Busy)
    assert (answer.code, answer.retry_after) == (FailureCode.RATE_LIMIT, wait)


async def test_openai_may_ask_to_slow_down_with_any_status() -> None:
    body = complaint("Slow down.", code="slow_down")
    answer = await outcome(submit_image, always(lambda: httpx.Response(503, json=body)))
    assert isinstance(answer, Busy)


@BOTH
@pytest.mark.parametrize("body", [None, complaint("Overloaded")])
async def test_an_overload_that_names_a_wait_is_surely_a_refusal(
    submit: Submit, body: object
) -> None:
    headers = {"retry-after": "1"}
    answer = await outcome(submit, always(lambda: httpx.Response(503, json=body, headers=headers)))
    assert isinstance(answer, Busy)
    assert answer.code is FailureCode.PROVIDER_UNAVAILABLE
    assert answer.retry_after == timedelta(seconds=1)


@BOTH
async def test_no_key_reaches_a_message_or_the_log(submit: Submit) -> None:
    said = f"Incorrect API key provided: {KEY}. Also sk-proj-1234***89, Bearer abc.def, op_xyz12345"
    with capture_logs() as logged:
        answer = await outcome(
            submit, always(lambda: httpx.Response(401, json=complaint(said, code="x")))
        )
    told = answer.message + answer.hint + json.dumps(logged)
    assert not [secret for secret in (KEY, "proj", "1234", "abc.def", "xyz") if secret in told]


@BOTH
async def test_every_answer_is_logged_without_headers(submit: Submit) -> None:
    with capture_logs() as logged:
        await outcome(submit, always(lambda: httpx.Response(400)))
    [line] = logged
    assert (line["event"], line["method"], line["status"]) == ("provider.answered", "POST", 400)
    assert line["duration_ms"] >= 0
    assert line["path"].startswith("/v1/")


@BOTH
async def test_silence_is_logged_by_the_name_of_its_cause(submit: Submit) -> None:
    with capture_logs() as logged:
        await outcome(submit, raising(httpx.ReadTimeout("silence")))
    assert [(line["event"], line["error"]) for line in logged] == [
        ("provider.silent", "ReadTimeout")
    ]


@BOTH
async def test_a_long_reason_is_cut_to_one_line(submit: Submit) -> None:
    body = complaint("No!\n\n\x1b[31m" + "very long " * 1_000)
    answer = await outcome(submit, always(lambda: httpx.Response(400, json=body)))
    assert len(answer.message) < 400
    assert answer.message.isprintable()


async def test_an_endless_answer_is_not_swallowed() -> None:
    endless = Body([b" " * 1_000_000] * 20)
    answer = await outcome(submit_song, always(lambda: httpx.Response(200, stream=endless)))
    assert isinstance(answer, OutcomeUnknown)
    assert "too large" in answer.message


async def test_a_base_address_that_is_none_is_refused_before_anything_is_sent() -> None:
    async with httpx.AsyncClient(base_url="api.openai.com/v1") as client:
        with pytest.raises(Refused):
            await OpenAIImages(client).submit(image_job(), unseen)


@fuzzed
@given(status=st.integers(200, 599), body=st.binary(max_size=60))
@pytest.mark.parametrize("submit", [submit_image, submit_song])
async def test_nothing_but_our_own_errors_comes_of_garbage(
    submit: Submit, status: int, body: bytes
) -> None:
    await outcome(submit, always(lambda: httpx.Response(status, content=body)))
