"""Which vendor a path belongs to, for the answers that no endpoint gives."""

from starlette.requests import Request
from starlette.responses import Response

from mock.bodies import MAX_BODY_BYTES
from mock.mureka_errors import mureka_error, not_found
from mock.openai_errors import openai_error, unknown_url, wrong_method

_OPENAI_PATHS = ("/v1/images", "/v1/models")


def _is_openai(path: str) -> bool:
    return path.startswith(_OPENAI_PATHS)


def body_too_large(path: str) -> Response:
    """413 in the shape of the vendor whose path it is."""
    message = f"The request body is larger than {MAX_BODY_BYTES} bytes."
    return openai_error(413, message) if _is_openai(path) else mureka_error(413, message)


async def no_such_path(request: Request, _error: Exception) -> Response:
    """404 in the shape of the vendor whose path it could be."""
    return unknown_url(request) if _is_openai(request.url.path) else not_found()


async def no_such_method(request: Request, _error: Exception) -> Response:
    """405 at OpenAI; Mureka's router knows only 404."""
    return wrong_method(request) if _is_openai(request.url.path) else not_found()


HANDLERS = {404: no_such_path, 405: no_such_method}
