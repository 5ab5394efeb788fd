"""Answers that never arrive, or not whole."""

import asyncio
from asyncio import Transport

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from mock.outcomes import Answer

TRANSPORT = "mock.transport"
"""Where the server puts the connection into the request's state; see `server.MockProtocol`."""
_PIECES = 30


async def _until_disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _transport(scope: Scope) -> Transport:
    transport = scope.get("state", {}).get(TRANSPORT)
    if not isinstance(transport, Transport):
        raise RuntimeError("This scenario cuts a connection: run the mock on a socket.")
    return transport


class NoAnswer(Response):
    """Silence until the client gives up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send nothing."""
        await _until_disconnected(receive)


class DroppedConnection(Response):
    """The connection is cut without a byte of an answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cut it."""
        _transport(scope).close()
        await _until_disconnected(receive)


class TruncatedBody(Response):
    """Half of the body under a Content-Length that promises the whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the half, then cut the connection."""
        await _start(self, send)
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        _transport(scope).close()
        await _until_disconnected(receive)


class TrickledBody(Response):
    """The whole body in small pieces over `seconds`."""

    def __init__(self, content: bytes, *, seconds: float, media_type: str) -> None:
        super().__init__(content, media_type=media_type)
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send piece after piece; stops when the client leaves."""
        await _start(self, send)
        body = bytes(self.body)
        step = len(body) // _PIECES + 1
        left = asyncio.ensure_future(_until_disconnected(receive))
        for at in range(0, len(body), step):
            await send(
                {"type": "http.response.body", "body": body[at : at + step], "more_body": True}
            )
            await asyncio.wait({left}, timeout=self._seconds / _PIECES)
            if left.done():
                return
        await send({"type": "http.response.body", "body": b""})
        await left


async def _start(response: Response, send: Send) -> None:
    headers = response.raw_headers
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})


def delivered(answer: Answer, response: Response) -> Response:
    """The response as this scenario delivers it."""
    if answer is Answer.NEVER:
        return NoAnswer()
    if answer is Answer.DROPPED:
        return DroppedConnection()
    if answer is Answer.TRUNCATED:
        return TruncatedBody(
            bytes(response.body), response.status_code, media_type=response.media_type
        )
    return response
