"""`/import/`: files first, then the record that says what they are.

Both take only types of content that a foreign page cannot send without asking first, and nobody
here would answer it.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any

from pydantic import Discriminator, Tag, TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from strawberry import relay

from app.rest.errors import Unacceptable, refuse
from app.rest.taking import invalid
from domain.errors import InvalidRequest, Problem, StudioError
from domain.job_state import JobKind
from domain.media import Role
from domain.record import ImageRecord, ItemRecord, SongRecord, document_of
from domain.song import ExtensionRequest, InstrumentalRequest, SongRequest
from domain.use_cases.importing import Importing, Outcome

RECORD_LIMIT = 16 * 1024 * 1024
"""Bytes; timed lyrics of a long song have some hundred thousand for each choice."""


def _form_of(record: Any) -> str | None:
    """Which record it is: songs come of requests of several kinds."""
    if (form := _part(record, "format")) != "macki-song":
        return form if form == "macki-image" else None
    kind = _part(_part(record, "job"), "kind")
    return f"{form} {kind if kind in _MAKINGS else JobKind.SONG}"


def _part(of: Any, name: str) -> Any:
    return of.get(name) if isinstance(of, dict) else None  # pyright: ignore


_MAKINGS = (JobKind.SONG, JobKind.INSTRUMENTAL, JobKind.EXTENSION)
RECORDS: TypeAdapter[ItemRecord] = TypeAdapter(
    Annotated[
        Annotated[ImageRecord, Tag("macki-image")]
        | Annotated[SongRecord[SongRequest], Tag("macki-song SONG")]
        | Annotated[SongRecord[InstrumentalRequest], Tag("macki-song INSTRUMENTAL")]
        | Annotated[SongRecord[ExtensionRequest], Tag("macki-song EXTENSION")],
        Discriminator(
            _form_of,
            custom_error_type="no_record",
            custom_error_message="Give a record with format macki-image or macki-song.",
        ),
    ]
)
_FORMAT = re.compile(r"^macki-(image|song [A-Z]+)\.")
_BYTES, _JSON = "application/octet-stream", "application/json"


def import_routes() -> tuple[BaseRoute, ...]:
    return (
        Route("/import/file", _answering(_take_file), methods=["POST"]),
        Route("/import/item", _answering(_take_item), methods=["POST"]),
    )


def _answering(
    take: Callable[[Importing, Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        try:
            return await take(request.app.state.studio.use_cases.importing, request)
        except ClientDisconnect:
            return refuse(
                Unacceptable(400, "BAD_REQUEST", "The body ended early.", hint="Repeat it.")
            )
        except StudioError as error:
            return refuse(error)

    return serve


async def _take_file(importing: Importing, request: Request) -> Response:
    """`?role=` says what it is to be: IMAGE, MP3, FLAC or WAV."""
    _expect(request, _BYTES)
    named = request.query_params.get("role", "")
    if named not in Role.__members__:
        raise InvalidRequest(Problem("role", f"Give one of {', '.join(Role)}."))
    file = await importing.take_file(request.stream(), Role[named])
    return JSONResponse(document_of(file), 201)


async def _take_item(importing: Importing, request: Request) -> Response:
    """`?trial` only says what would happen."""
    _expect(request, _JSON)
    record = _record(await _whole(request.stream()))
    taken = await importing.take_item(record, trial="trial" in request.query_params)
    answer = {
        "outcome": taken.outcome.value,
        "id": str(relay.GlobalID(taken.kind.capitalize(), str(taken.id))),
        "trashed": taken.trashed,
    }
    return JSONResponse(answer, 201 if taken.outcome is Outcome.IMPORTED else 200)


def _record(content: bytes) -> ItemRecord:
    try:
        return RECORDS.validate_json(content)
    except ValidationError as error:
        problems = invalid(error).problems
        raise InvalidRequest(
            *(Problem(_FORMAT.sub("", each.field), each.message) for each in problems)
        ) from None


def _expect(request: Request, kind: str) -> None:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != kind:
        raise Unacceptable(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            f"The body has to be {kind}.",
            hint=f"Send it with Content-Type: {kind}.",
        )


async def _whole(stream: AsyncIterator[bytes]) -> bytes:
    content = bytearray()
    async for chunk in stream:
        content += chunk
        if len(content) > RECORD_LIMIT:
            message = f"The record has more than {RECORD_LIMIT:,} bytes."
            raise Unacceptable(413, "BODY_TOO_LARGE", message, hint="Leave its words' times out.")
    return bytes(content)
