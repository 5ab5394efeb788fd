"""What arrives by HTTP, read up to a limit and believed only after a look at it."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from cross_web import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive
from strawberry.http import GraphQLRequestData

BODY_LIMIT = 256 * 1024
"""Bytes of a request; lyrics have at most 5,000 characters and prompts 32,000."""


_KINDS: Mapping[str, type] = {
    "query": str,
    "operationName": str,
    "variables": dict,
    "extensions": dict,
}


def refuse_at_sight(request: Request) -> None:
    """Without waiting for a body whose length is too large already. Raises HTTPException."""
    announced = request.headers.get("content-length", "0")
    if not (announced.isascii() and announced.isdigit() and len(announced) <= 18):
        raise HTTPException(400, "`Content-Length` must be a number.")
    if int(announced) > BODY_LIMIT:
        raise _too_large()


def bounded(receive: Receive) -> Callable[[], Awaitable[Message]]:
    """For bodies that do not tell their length, or another one. It raises HTTPException."""
    seen = 0

    async def receive_bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > BODY_LIMIT:
            raise _too_large()
        return message

    return receive_bounded


def _too_large() -> HTTPException:
    return HTTPException(413, f"The body has more than {BODY_LIMIT:,} bytes.")


def decode(data: str | bytes) -> object:
    """Raises JSONDecodeError, whatever the data are."""
    try:
        return _DECODER.decode(data if isinstance(data, str) else _text(data))
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        # No UTF-8, a number of thousands of digits, or a nesting of thousands of levels.
        raise json.JSONDecodeError("unacceptable JSON", "", 0) from error


def _text(data: bytes) -> str:
    return data.decode(json.detect_encoding(data), "surrogatepass")


def _refuse_constant(word: str) -> object:
    raise ValueError(f"{word} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def refuse_all_but_json(content_type: str | None) -> None:
    """Other types a foreign page could post without asking first. Raises HTTPException."""
    if (content_type or "").split(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send the operation as application/json.")


def operation_in(body: object) -> GraphQLRequestData:
    """One operation; a batch of several is none. Raises HTTPException."""
    if not isinstance(body, dict):
        raise HTTPException(400, "The body must be a JSON object: one operation.")
    fields = cast("dict[str, Any]", body)
    for key, kind in _KINDS.items():
        if not isinstance(fields.get(key), kind | None):
            word = "a string" if kind is str else "an object"
            raise HTTPException(400, f"`{key}` must be {word} or null.")
    return GraphQLRequestData(
        query=fields.get("query"),
        variables=fields.get("variables"),
        operation_name=fields.get("operationName"),
        extensions=fields.get("extensions"),
    )
