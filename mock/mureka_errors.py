"""Refusals in Mureka's shape: `{"error": {"message"}, "trace_id"}`, with neither type nor code."""

import uuid

from starlette.responses import JSONResponse, PlainTextResponse, Response

from mock.outcomes import Reason
from mock.refusals import RETRY_AFTER_SECONDS, proxy_error


def mureka_error(status: int, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """An error answer."""
    body = {"error": {"message": message}, "trace_id": uuid.uuid4().hex}
    return JSONResponse(body, status, headers)


def invalid_authentication() -> Response:
    """401 for a missing or wrong token."""
    return mureka_error(401, "Invalid Authentication")


def not_found() -> Response:
    """404 for a path or method that Mureka does not have: plain text."""
    return PlainTextResponse("404 page not found", 404)


def too_many_songs(limit: int) -> Response:
    """429 while the account's songs in progress are at their limit."""
    message = f"Rate limit reached for requests: {limit} concurrent requests are in progress"
    return mureka_error(429, message)


def _waiting() -> dict[str, str]:
    return {"retry-after": str(RETRY_AFTER_SECONDS)}


def refused_by_mureka(reason: Reason) -> Response:
    """Mureka's answer for a reason of the table."""
    if reason is Reason.PROXY:
        return proxy_error()
    if reason is Reason.INVALID_TOKEN:
        return invalid_authentication()
    quota = "You exceeded your current quota, please check your plan and billing details"
    answers: dict[Reason, tuple[int, str, dict[str, str] | None]] = {
        Reason.RATE: (429, "Rate limit reached for requests", _waiting()),
        Reason.QUOTA: (429, quota, None),
        Reason.REGION: (403, "Country, region, or territory not supported", None),
        Reason.SERVER_ERROR: (500, "Song generation failed", None),
        Reason.OVERLOAD: (503, "The server is overloaded, please try again later", _waiting()),
    }
    return mureka_error(*answers[reason])
