"""What is answered where nothing could be: JSON with a code, a message and a hint."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.errors import DatabaseUnavailable, Failure

_IN_THE_LOG = "The log of the studio has it."
_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}


def not_found(message: str, hint: str) -> Response:
    return _json(404, "NOT_FOUND", message, hint)


def unavailable(failure: Failure) -> Response:
    """For now: asked again later, it may be there."""
    return _json(503, failure.code, failure.message, failure.hint)


async def database_away(request: Request, error: Exception) -> Response:
    assert isinstance(error, DatabaseUnavailable)
    return unavailable(error.failure)


async def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    where = f"{request.method} {request.url.path[:80]}"
    return _json(
        error.status_code,
        _CODES.get(error.status_code, "BAD_REQUEST"),
        f"{where}: {error.detail}.",
        "The API is at /graphql and at /api/v1, files are at /media/.",
        error.headers,
    )


async def broken(request: Request, error: Exception) -> Response:
    """The server logs the error itself."""
    request_id = request.headers.get("x-request-id", "")
    hint = f"The log of the studio has it under {request_id}." if request_id else _IN_THE_LOG
    told = {"x-request-id": request_id} if request_id else None
    return _json(500, "INTERNAL_SERVER_ERROR", "Something went wrong here.", hint, told)


def _json(
    status: int, code: str, message: str, hint: str, headers: Mapping[str, str] | None = None
) -> Response:
    return JSONResponse({"error": code, "message": message, "hint": hint}, status, headers)
