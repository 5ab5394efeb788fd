"""`/download/`: what leaves the library, under readable names and saying what it is."""

import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from unicodedata import normalize
from urllib.parse import quote
from uuid import UUID

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send
from strawberry import relay

from app.rest.errors import refuse
from domain.errors import NotFound, StudioError
from domain.use_cases.takeaway import Download, Sound, Takeaway
from gql.ids import entity_id

Opened = AbstractAsyncContextManager[Download]
Make = Callable[[Takeaway, Request], Opened | Awaitable[Download]]


_UNQUOTABLE = re.compile(r'["\\\x00-\x1f\x7f]')
_INDEX = re.compile(r"[0-9]{1,4}", re.ASCII)


def download_routes() -> tuple[BaseRoute, ...]:
    """The last part of each address is for people; what is sent bears its own name."""
    image, song = "/download/image/{image_id:uuid}", "/download/song/{song_id:uuid}"
    choice = f"{song}/{{index}}"
    return (
        _route(f"{image}/record/{{filename}}", lambda use, ask: use.image_record(_image(ask))),
        _route(f"{image}/{{filename}}", lambda use, ask: use.image(_image(ask))),
        _route(
            f"{song}/record/{{filename}}",
            lambda use, ask: use.song_record(ask.path_params["song_id"]),
        ),
        _route(f"{choice}/mp3/{{filename}}", lambda use, ask: _sound(use, ask, Sound.MP3)),
        _route(
            f"{choice}/lossless/{{filename}}", lambda use, ask: _sound(use, ask, Sound.LOSSLESS)
        ),
        _route(f"{choice}/stems/{{filename}}", lambda use, ask: _sound(use, ask, Sound.STEMS)),
        _route(f"{choice}/text/{{filename}}", lambda use, ask: use.text(*_choice(ask))),
        _route(f"{choice}/lrc/{{filename}}", _lrc),
        _route(f"{choice}/release/{{filename}}", _release),
    )


def _route(path: str, make: Make) -> Route:
    async def serve(request: Request) -> Response:
        use_case: Takeaway = request.app.state.studio.use_cases.takeaway
        held = AsyncExitStack()
        try:
            made = make(use_case, request)
            if isinstance(made, AbstractAsyncContextManager):
                download = await held.enter_async_context(made)
            else:
                download = await made
        except StudioError as error:
            return refuse(error)
        return _Attachment(download, held)

    return Route(path, serve, methods=["GET"])


class _Attachment(StreamingResponse):
    """Lets go of what it sends as soon as it ends, however it does."""

    def __init__(self, download: Download, held: AsyncExitStack) -> None:
        self._held = held
        super().__init__(
            iterate_in_threadpool(download.blocks()),
            media_type=download.media_type,
            headers={
                "content-length": str(download.size_bytes),
                "content-disposition": disposition(download.filename),
                "cache-control": "private, no-cache",
                "x-content-type-options": "nosniff",
                "content-security-policy": "default-src 'none'",
            },
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._held:
            if scope["method"] != "HEAD":
                await super().__call__(scope, receive, send)
                return
            await Response(headers=dict(self.headers))(scope, receive, send)


def disposition(filename: str) -> str:
    """In both forms of RFC 6266: for those who know Unicode, and for those who do not."""
    letters = normalize("NFKD", filename).encode("ascii", "ignore").decode()
    plain = _UNQUOTABLE.sub("_", letters)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def _image(request: Request) -> UUID:
    return request.path_params["image_id"]


def _choice(request: Request) -> tuple[UUID, int]:
    index: str = request.path_params["index"]
    if not _INDEX.fullmatch(index):
        raise NotFound("choice", index[:20])
    return request.path_params["song_id"], int(index)


def _sound(use: Takeaway, request: Request, sound: Sound) -> Opened:
    return use.sound(*_choice(request), sound, _cover(request))


def _lrc(use: Takeaway, request: Request) -> Awaitable[Download]:
    return use.lrc(*_choice(request), words="words" in request.query_params)


def _release(use: Takeaway, request: Request) -> Opened:
    return use.release(*_choice(request), _cover(request))


def _cover(request: Request) -> UUID | None:
    """By its global id, or by its UUID."""
    named = request.query_params.get("cover")
    if not named:
        return None
    try:
        return UUID(named)
    except ValueError:
        pass
    try:
        return entity_id(relay.GlobalID.from_id(named), "Image")
    except relay.GlobalIDValueError as error:
        raise NotFound("image", named[:80]) from error
