"""Refusals in Ollama's shape: `{"error": "…"}`, in the words of its server."""

from starlette.responses import JSONResponse, PlainTextResponse, Response

from mock.outcomes import Reason
from mock.refusals import proxy_error

BROKE_OFF = "an error was encountered while running the model: unexpected EOF"
"""What a stream ends with when the model dies."""
_STOPPED = (
    "model runner has unexpectedly stopped, this may be due to resource limitations or an "
    "internal error, check ollama server logs for details"
)
_BUSY = "server busy, please try again.  maximum pending requests exceeded"


def ollama_error(status: int, message: str) -> Response:
    """An error answer."""
    return JSONResponse({"error": message}, status)


def unknown_model(name: str) -> Response:
    """404 for a model that is not there."""
    return ollama_error(404, f"model '{name}' not found")


def method_not_allowed() -> Response:
    """405 in plain text, from the router."""
    return PlainTextResponse("405 method not allowed", 405)


def refused_by_ollama(reason: Reason, model: str) -> Response:
    """Ollama's answer for a reason of the table; it has no tokens and no quotas, and is busy."""
    if reason is Reason.PROXY:
        return proxy_error()
    if reason is Reason.RETIRED_MODEL:
        return unknown_model(model)
    return (
        ollama_error(500, _STOPPED) if reason is Reason.SERVER_ERROR else ollama_error(503, _BUSY)
    )
