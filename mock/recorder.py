"""The outermost layer: reads bodies within bounds and writes down every vendor request."""

import time
from typing import cast

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock.bodies import (
    MAX_BODY_BYTES,
    MAX_LARGE_BODY_BYTES,
    BodyTooLarge,
    ClientLeft,
    read_body,
)
from mock.memory import LoggedRequest, Memory, excerpt
from mock.state_file import StateFile
from mock.vendors import body_too_large

PAID_PATHS = frozenset(
    {
        "/v1/images/generations",
        "/v1/song/generate",
        "/v1/song/extend",
        "/v1/song/stem",
        "/v1/instrumental/generate",
        "/v1/lyrics/generate",
        "/v1/lyrics/extend",
        "/generate",
    }
)
_LARGE_PATHS = frozenset({"/v1/files/upload", "/v1/song/stem", "/v1/song/describe", "/api/chat"})
"""Where files come inside the body."""


class Recorder:
    """Wraps the application; a paid POST is counted once its body is here, before any answer."""

    def __init__(self, app: ASGIApp, *, memory: Memory, state: StateFile) -> None:
        self._app = app
        self._memory = memory
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, log it, and note its status."""
        if scope["type"] != "http" or scope["path"] == "/" or scope["path"].startswith("/_mock/"):
            await self._app(scope, receive, send)
            return
        try:
            body = await read_body(receive, _most_bytes(scope["path"]))
        except ClientLeft:
            return
        except BodyTooLarge:
            self._log(scope, paid_post=False).status = 413
            most = _most_bytes(scope["path"])
            await body_too_large(scope["path"], most)(scope, receive, send)
            return
        paid_post = scope["method"] == "POST" and scope["path"] in PAID_PATHS
        entry = self._log(scope, paid_post=paid_post)
        scope.setdefault("state", {})["logged"] = entry
        await self._app(scope, _replaying(body, receive), self._noting(entry, send))

    def _log(self, scope: Scope, *, paid_post: bool) -> LoggedRequest:
        self._state.save_soon(self._memory)
        return self._memory.log(
            scope["method"], scope["path"], paid_post=paid_post, now=time.time()
        )

    def _noting(self, entry: LoggedRequest, send: Send) -> Send:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
                self._state.save_soon(self._memory)
            await send(message)

        return noting


def _most_bytes(path: str) -> int:
    return MAX_LARGE_BODY_BYTES if path in _LARGE_PATHS else MAX_BODY_BYTES


def _replaying(body: bytes, receive: Receive) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay


class Intake:
    """How an endpoint takes a paid task on: the log, the count and the state file in one step."""

    def __init__(self, memory: Memory, state: StateFile) -> None:
        self.memory = memory
        self._state = state

    def describe(self, request: Request, text: str) -> None:
        """Put an excerpt of the prompt or lyrics into the request log."""
        _logged(request).prompt = excerpt(text)

    def accept(self, request: Request, id_prefix: str = "", *, price: int = 0) -> str:
        """Count the task as taken on and answer its id; `price` in tenths of a cent."""
        self.memory.spent += price
        return self.memory.accept(_logged(request), id_prefix, time.time())

    async def save(self) -> None:
        """Write the state file before the answer leaves."""
        await self._state.save(self.memory)


def _logged(request: Request) -> LoggedRequest:
    return cast("LoggedRequest", request.state.logged)
