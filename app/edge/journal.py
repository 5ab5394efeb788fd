"""Each request has an id, from the proxy or of our own making, and one line in the log.

The id is in every line that is written on its behalf, in the answer, and in the messages to
workers. The line names the route and not the address: that, and what follows its question mark,
is the client's own business.
"""

import re
import uuid
from collections.abc import Iterable
from time import monotonic

import structlog
from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Match, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.observing.instruments import Instruments

REQUEST_ID = "x-request-id"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SWITCHED, _CLIENT_LEFT, _BROKEN = 101, 499, 500
_UNKNOWN = "(none)"

_log = structlog.get_logger(__name__)


class Journal:
    """The outermost of our middleware."""

    def __init__(self, app: ASGIApp, instruments: Instruments) -> None:
        self._app = app
        self._instruments = instruments

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        passage = _Passage(scope, send, self._instruments)
        # Left bound at the end: the server logs a crash in the same context, after us.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=passage.request_id)
        try:
            await self._app(scope, receive, passage.send)
        except Exception:
            passage.status = passage.status or _BROKEN
            raise
        finally:
            self._tell(passage)

    def _tell(self, passage: "_Passage") -> None:
        method, route = passage.method, template_of(passage.scope)
        status = passage.status or _CLIENT_LEFT
        seconds = monotonic() - passage.began
        self._instruments.requests.labels(method, route, str(status)).inc()
        if passage.scope["type"] == "http":
            self._instruments.request_seconds.labels(method, route).observe(seconds)
        if status == _SWITCHED:
            self._instruments.websockets.dec()
        duration_ms = round(seconds * 1000, 1)
        _log.info(
            "request.ended", method=method, route=route, status=status, duration_ms=duration_ms
        )


class _Passage:
    """One request on its way: `status` is what was answered, 0 before that."""

    def __init__(self, scope: Scope, send: Send, instruments: Instruments) -> None:
        self.scope = scope
        self.request_id = _own_or_new(Headers(scope=scope).get(REQUEST_ID, ""))
        self.began = monotonic()
        self.status = 0
        self._send = send
        self._instruments = instruments
        # Whoever reads the header behind us, reads the same id.
        others = (each for each in scope["headers"] if each[0] != REQUEST_ID.encode())
        scope["headers"] = [*others, self._header]

    @property
    def method(self) -> str:
        if self.scope["type"] == "websocket":
            return "WEBSOCKET"
        return self.scope["method"] if self.scope["method"] in _METHODS else "OTHER"

    @property
    def _header(self) -> tuple[bytes, bytes]:
        return REQUEST_ID.encode(), self.request_id.encode()

    async def send(self, message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            self.status = message["status"]
            self._sign(message)
        elif message["type"] == "websocket.accept":
            self.status = _SWITCHED
            self._instruments.websockets.inc()
            self._sign(message)
        await self._send(message)

    def _sign(self, message: Message) -> None:
        headers: Iterable[tuple[bytes, bytes]] = message.get("headers", ())
        others = (each for each in headers if each[0].lower() != REQUEST_ID.encode())
        message["headers"] = [*others, self._header]


def template_of(scope: Scope) -> str:
    """The route as it is declared, such as `/media/{sha256}/{filename}`; so there are few."""
    if isinstance(route := scope.get("route"), Route | WebSocketRoute):
        return f"{scope.get('root_path', '')}{route.path}"
    if (app := scope.get("app")) is None:
        return _UNKNOWN
    # Turned away before it was routed, or what is mounted has no routes.
    outside: Scope = {**scope, "root_path": scope.get("app_root_path", "")}
    return _template(app.routes, outside) or _UNKNOWN


def _template(routes: Iterable[BaseRoute], scope: Scope) -> str | None:
    for route in routes:
        match, child = route.matches(scope)
        if match is Match.NONE:
            continue
        if isinstance(route, Mount):
            return route.path + (_template(route.routes, {**scope, **child}) or "/*")
        return getattr(route, "path", None)
    return None


def _own_or_new(told: str) -> str:
    """Another one where the client's might garble a log."""
    return told if _WELL_FORMED.fullmatch(told) else uuid.uuid4().hex
