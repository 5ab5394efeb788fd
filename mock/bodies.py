"""Request bodies: bounded when read, and JSON objects of clean text when parsed."""

import json
import re
from typing import NoReturn, cast

from starlette.types import Receive

MAX_BODY_BYTES = 1024 * 1024
MAX_LARGE_BODY_BYTES = 16 * MAX_BODY_BYTES
"""For bodies with a file inside: Mureka takes 10 MB, which base64 makes a third larger."""
_MAX_DRAINED_BYTES = 64 * MAX_BODY_BYTES
_ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class MalformedBody(Exception):
    """The body is no JSON object of clean text."""


class BodyTooLarge(Exception):
    """The body is longer than allowed."""


class ClientLeft(Exception):
    """The client closed the connection before the body was complete."""


async def read_body(receive: Receive, most: int) -> bytes:
    """The whole body, of at most so many bytes. Raises `BodyTooLarge` or `ClientLeft`.

    A body that is too large is read to its end first (within reason), for a client that is still
    writing would lose the answer to a connection reset.
    """
    chunks: list[bytes] = []
    size = 0
    while size <= _MAX_DRAINED_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size <= most:
            chunks.append(chunk)
        if not message.get("more_body", False):
            break
    if size > most:
        raise BodyTooLarge
    return b"".join(chunks)


def _no_constant(name: str) -> NoReturn:
    raise MalformedBody(f"{name} is not JSON")


def json_object(body: bytes) -> dict[str, object]:
    """The body as a JSON object; raises `MalformedBody` for anything else, also for NUL in text."""
    try:
        value: object = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
        written = json.dumps(value, ensure_ascii=False)
        written.encode("utf-8")  # a lone surrogate passes as JSON but is no text
    except (ValueError, RecursionError) as error:
        raise MalformedBody("The body could not be parsed as JSON.") from error
    if _ESCAPED_NUL.search(written):
        raise MalformedBody("The body contains a NUL character.")
    if not isinstance(value, dict):
        raise MalformedBody("The body is not a JSON object.")
    return cast("dict[str, object]", value)
