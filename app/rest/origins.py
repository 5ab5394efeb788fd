"""Which web pages may use the REST interface.

Any page that the owner visits can send requests to this machine. What changes something, and may
cost money, is refused from pages that are not allowed, whether or not their browser asks first.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.rest.declaring import KEY_HEADER
from app.rest.errors import Unacceptable, refuse

_HARMLESS = ("GET", "HEAD", "OPTIONS")
_METHODS = ("GET", "POST", "DELETE")
_HEADERS = ("Authorization", "Content-Type", KEY_HEADER, "User-Agent")
_SHOWN = ("Location", "Retry-After")
_DAY_S = 86_400


def origins(allowed: tuple[str, ...]) -> list[Middleware]:
    cors = Middleware(
        CORSMiddleware,
        allow_origins=allowed,
        allow_methods=_METHODS,
        allow_headers=_HEADERS,
        expose_headers=_SHOWN,
        max_age=_DAY_S,
    )
    return [cors, Middleware(_Guard, allowed=allowed)]


class _Guard:
    def __init__(self, app: ASGIApp, allowed: tuple[str, ...]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _HARMLESS:
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and not self._may(origin, headers.get("host", "")):
                await refuse(_foreign(origin))(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _may(self, origin: str, host: str) -> bool:
        return "*" in self._allowed or origin in self._allowed or _host_of(origin) == host.lower()


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def _foreign(origin: str) -> Unacceptable:
    return Unacceptable(
        403,
        "FORBIDDEN_ORIGIN",
        f"Pages of {origin[:100]} may not use this studio.",
        hint="Name the origin in CORS_ORIGINS if they should.",
    )
