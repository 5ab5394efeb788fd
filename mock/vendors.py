"""Which vendor a path belongs to, for the answers that no endpoint gives."""

from starlette.requests import Request
from starlette.responses import Response

from mock.mureka_errors import mureka_error, not_found, refused_by_mureka
from mock.ollama_errors import method_not_allowed, ollama_error, refused_by_ollama
from mock.openai_errors import openai_error, refused_by_openai, unknown_url, wrong_method
from mock.outcomes import Reason
from mock.refusals import refused_by_store

_OPENAI_PATHS = ("/v1/images", "/v1/models")
_OLLAMA_PATHS = ("/api/",)
_STORE_PATHS = ("/static/",)


def body_too_large(path: str, most: int) -> Response:
    """413 in the shape of the vendor whose path it is."""
    message = f"The request body is larger than {most} bytes."
    if path.startswith(_OPENAI_PATHS):
        return openai_error(413, message)
    return (
        ollama_error(413, message) if path.startswith(_OLLAMA_PATHS) else mureka_error(413, message)
    )


def refused(path: str, reason: Reason) -> Response:
    """The vendor's own answer for a reason that has nothing to do with what was asked."""
    if path.startswith(_OPENAI_PATHS):
        return refused_by_openai(reason, model="")
    if path.startswith(_OLLAMA_PATHS):
        return refused_by_ollama(reason, model="")
    return refused_by_store(reason) if path.startswith(_STORE_PATHS) else refused_by_mureka(reason)


async def no_such_path(request: Request, _error: Exception) -> Response:
    """404 in the shape of the vendor whose path it could be; Ollama's is the same as Mureka's."""
    is_openai = request.url.path.startswith(_OPENAI_PATHS)
    return unknown_url(request) if is_openai else not_found()


async def no_such_method(request: Request, _error: Exception) -> Response:
    """405 at OpenAI and Ollama; Mureka's router knows only 404."""
    if request.url.path.startswith(_OPENAI_PATHS):
        return wrong_method(request)
    return method_not_allowed() if request.url.path.startswith(_OLLAMA_PATHS) else not_found()


HANDLERS = {404: no_such_path, 405: no_such_method}
