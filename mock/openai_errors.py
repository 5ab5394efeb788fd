"""Refusals in OpenAI's shape: `{"error": {"message", "type", "param", "code"}}`."""

import json
import uuid

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.outcomes import Reason
from mock.refusals import RETRY_AFTER_SECONDS, proxy_error

_SORRY = (
    "The server had an error while processing your request. Sorry about that! "
    "You can retry your request, or contact us if the error persists."
)


def marked(response: Response) -> Response:
    """The response with the request id that OpenAI puts on every answer."""
    response.headers.setdefault("x-request-id", f"req_{uuid.uuid4().hex}")
    return response


def openai_error(
    status: int,
    message: str,
    *,
    kind: str = "invalid_request_error",
    param: str | None = None,
    code: str | None = None,
    headers: dict[str, str] | None = None,
    **details: object,
) -> Response:
    """An error answer; `details` are further fields of the error object."""
    error = {"message": message, "type": kind, "param": param, "code": code, **details}
    return marked(JSONResponse({"error": error}, status, headers))


def missing_key() -> Response:
    """401 for a request without a Bearer token."""
    return openai_error(
        401,
        "You didn't provide an API key. You need to provide your API key in an Authorization "
        "header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    )


def unknown_url(request: Request) -> Response:
    """404 for a path that OpenAI does not have."""
    return openai_error(404, f"Invalid URL ({request.method} {request.url.path})")


def wrong_method(request: Request) -> Response:
    """405 for a path that OpenAI has, asked in another way."""
    message = f"Not allowed to {request.method} on {request.url.path}."
    return openai_error(405, message, code="method_not_supported")


def body_refused(message: str) -> Response:
    """400 for a body that is no clean JSON object."""
    return openai_error(400, f"We could not parse the JSON body of your request. {message}")


def retired_model(model: str) -> Response:
    """400 as OpenAI answers for a model it no longer has."""
    return openai_error(
        400, f"The model '{model}' does not exist.", param="model", code="invalid_value"
    )


def _invalid_token() -> Response:
    message = (
        "Incorrect API key provided: sk-mock***0002. "
        "You can find your API key at https://platform.openai.com/account/api-keys."
    )
    return openai_error(401, message, code="invalid_api_key")


def _rate() -> Response:
    milliseconds = str(RETRY_AFTER_SECONDS * 1000)
    return openai_error(
        429,
        "Rate limit reached for images per minute: Limit 5, Used 5, Requested 1. "
        f"Please try again in {RETRY_AFTER_SECONDS}s.",
        kind="requests",
        code="rate_limit_exceeded",
        headers={"retry-after": str(RETRY_AFTER_SECONDS), "retry-after-ms": milliseconds},
    )


def _quota() -> Response:
    message = (
        "You exceeded your current quota, please check your plan and billing details. For more "
        "information on this error, read the docs: "
        "https://platform.openai.com/docs/guides/error-codes/api-errors."
    )
    return openai_error(429, message, kind="insufficient_quota", code="insufficient_quota")


def _moderation() -> Response:
    return openai_error(
        400,
        "Your request was rejected by the safety system. If you believe this is an error, contact "
        f"us at help.openai.com and include the request ID {uuid.uuid4()}. "
        "safety_violations=[violence].",
        kind="image_generation_user_error",
        code="moderation_blocked",
        moderation_details={"moderation_stage": "input", "categories": ["violence"]},
    )


def _server_error() -> Response:
    return openai_error(500, _SORRY, kind="server_error", code="server_error")


def broken_event() -> bytes:
    """The event with which a stream ends when the server fails."""
    error = {"message": _SORRY, "type": "server_error", "param": None, "code": "server_error"}
    return f"event: error\ndata: {json.dumps({'type': 'error', 'error': error})}\n\n".encode()


def _overload() -> Response:
    return openai_error(
        503,
        "The engine is currently overloaded, please try again later.",
        kind="service_unavailable_error",
        headers={"retry-after": str(RETRY_AFTER_SECONDS)},
    )


def _unknown_parameter() -> Response:
    return openai_error(
        400,
        "Unknown parameter: 'response_format'.",
        param="response_format",
        code="unknown_parameter",
    )


_REFUSALS = {
    Reason.INVALID_TOKEN: _invalid_token,
    Reason.RATE: _rate,
    Reason.QUOTA: _quota,
    Reason.MODERATION: _moderation,
    Reason.UNKNOWN_PARAMETER: _unknown_parameter,
    Reason.SERVER_ERROR: _server_error,
    Reason.OVERLOAD: _overload,
    Reason.PROXY: proxy_error,
}


def refused_by_openai(reason: Reason, model: str) -> Response:
    """OpenAI's answer for a reason of the table."""
    return retired_model(model) if reason is Reason.RETIRED_MODEL else _REFUSALS[reason]()
