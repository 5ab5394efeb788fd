"""From an HTTP request to a call: everything is looked at by what the operation declares."""

import re
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect, Request

from app.rest.declaring import KEY_HEADER, Operation
from app.rest.errors import Unacceptable
from app.rest.texts import KEY
from domain.errors import InvalidRequest, Problem

BODY_LIMIT = 256 * 1024
"""Bytes; prompts have at most 32,000 characters."""


async def body_of(operation: Operation, request: Request) -> Any:
    """None where none is declared. Raises InvalidRequest or Unacceptable."""
    if operation.takes is None:
        return None
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        # Other types a foreign page could send without asking first.
        raise Unacceptable(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "The body has to be JSON.",
            hint="Send it with Content-Type: application/json.",
        )
    try:
        return operation.takes.validate_json(await _read(request))
    except ValidationError as error:
        raise invalid(error) from None


async def _read(request: Request) -> bytes:
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > BODY_LIMIT:
                raise _too_large()
    except ClientDisconnect:
        raise Unacceptable(400, "BAD_REQUEST", "The body ended early.", hint="Repeat it.") from None
    return bytes(content)


def _too_large() -> Unacceptable:
    message = f"The body has more than {BODY_LIMIT:,} bytes."
    return Unacceptable(413, "BODY_TOO_LARGE", message, hint="Send less at once.")


def query_of(operation: Operation, request: Request) -> BaseModel | None:
    """Raises InvalidRequest. What is not declared is passed over: browsers and proxies add to
    addresses what is of no concern to us."""
    if operation.query is None:
        return None
    declared = operation.query.model_fields
    given = {name: request.query_params.getlist(name) for name in declared}
    twice = [name for name, values in given.items() if len(values) > 1]
    if twice:
        raise InvalidRequest(*(Problem(name, "Give it once.") for name in twice))
    try:
        return operation.query.model_validate(
            {name: values[0] for name, values in given.items() if values}
        )
    except ValidationError as error:
        raise invalid(error) from None


def key_of(operation: Operation, request: Request) -> str | None:
    """Raises InvalidRequest."""
    key = request.headers.get(KEY_HEADER) if operation.takes else None
    if key is not None and not re.fullmatch(KEY, key):
        raise InvalidRequest(Problem(KEY_HEADER, "Give 1 to 200 visible ASCII characters."))
    return key


def invalid(error: ValidationError) -> InvalidRequest:
    return InvalidRequest(
        *(
            Problem(each.get("ctx", {}).get("field") or _field(each["loc"]), f"{each['msg']}.")
            for each in error.errors()
        )
    )


def _field(location: tuple[int | str, ...]) -> str:
    """Without the names of alternatives, which only we know."""
    return ".".join(str(each) for each in location if not str(each).isupper()) or "body"
