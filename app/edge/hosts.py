"""Under which names the studio answers.

A page elsewhere could have its own name lead to this machine, and then ask us as if it were ours:
what browsers send under that name, and only that, tells it from our pages.
"""

import re
from collections.abc import Sequence
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ANY = "*"
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
_OF_NO_STRANGER = (".local", ".localhost", ".internal", ".home.arpa", ".lan")
"""Nobody can register a name that ends so, or make one lead to us."""


class Hosts:
    """`allowed`: names, ends of names such as `*.example`, or ANY. `at_home`: also every address,
    and every name that exists in a network at home only."""

    def __init__(self, app: ASGIApp, allowed: Sequence[str], *, at_home: bool) -> None:
        self._app = app
        self._any = ANY in allowed
        self._names = frozenset(name.lower() for name in allowed)
        self._ends = tuple(name[1:].lower() for name in allowed if name.startswith("*."))
        self._at_home = at_home

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._any:
            await self._app(scope, receive, send)
            return
        told = Headers(scope=scope).get("host", "")
        app = self._app if self._answers_to(told) else _refused(told)
        await app(scope, receive, send)

    def _answers_to(self, told: str) -> bool:
        match = _HOST.fullmatch(told)
        if match is None:
            return False
        name = match[1].lower()
        if name in self._names or name.endswith(self._ends):
            return True
        return self._at_home and _is_of_home(name)


def _is_of_home(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return "." not in name or name.endswith(_OF_NO_STRANGER)
    return True


def _refused(told: str) -> JSONResponse:
    message = f"The studio is not known as {told[:80]!r}." if told else "No name was asked for."
    hint = "If this name is to lead here, add it to PUBLIC_HOSTS and start the studio again."
    body = {"error": "UNKNOWN_HOST", "message": message, "hint": hint}
    return JSONResponse(body, 400, {"cache-control": "no-store"})
