"""The door: where a token is set, nobody passes without it, whatever the address.

It stands before all routes, so that a new one cannot be forgotten. What is open is named here.
"""

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.edge.keeper import SIGNED_IN, Keeper, TooManyAttempts, WrongToken, bearer_of
from app.edge.own_pages import may_use_cookie
from app.edge.places import LOGIN
from app.edge.turning_away import (
    for_pages_of,
    foreign,
    is_rest,
    too_many,
    unauthenticated,
)
from app.settings import Settings

OPEN = frozenset({LOGIN, "/health/live"})
SHOWS_TOKEN_LATER = frozenset({"/graphql"})
"""Websockets whose endpoint asks for the token before it does anything: in connection_init."""


class Door:
    def __init__(self, app: ASGIApp, keeper: Keeper, settings: Settings) -> None:
        self._app = app
        self._keeper = keeper
        self._public_url = settings.public_url
        self._origins = settings.allowed_origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = await self._refusal(scope) if scope["type"] != "lifespan" else None
        if refusal is None:
            await self._app(scope, receive, send)
            return
        if is_rest(scope["path"]):
            origin = Headers(scope=scope).get("origin")
            refusal = for_pages_of(origin, self._origins, refusal)
        await refusal(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        """None if it may pass."""
        if _is_open(scope):
            return None
        if (token := bearer_of(scope)) is not None:
            return await self._refusal_of(token, scope)
        if self._keeper.sessions.is_in(scope):
            scope[SIGNED_IN] = True
            return None if may_use_cookie(scope, self._public_url) else foreign(scope)
        if scope["type"] == "websocket" and scope["path"] in SHOWS_TOKEN_LATER:
            return None
        return unauthenticated(scope, wrong=False)

    async def _refusal_of(self, token: str, scope: Scope) -> Response | None:
        try:
            await self._keeper.check(token, scope)
        except WrongToken:
            return unauthenticated(scope, wrong=True)
        except TooManyAttempts as error:
            return too_many(scope, error.wait_s)
        scope[SIGNED_IN] = True
        return None


def _is_open(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    return scope["path"] in OPEN or _is_preflight(scope)


def _is_preflight(scope: Scope) -> bool:
    """A browser asks, without any credentials, what a page may send; it runs nothing."""
    if scope["method"] != "OPTIONS" or not is_rest(scope["path"]):
        return False
    headers = Headers(scope=scope)
    return "origin" in headers and "access-control-request-method" in headers
