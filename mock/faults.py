"""Puts the random faults of the plan in the way of requests."""

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock.broken_answers import delivered
from mock.fault_plan import Fault, Occasion
from mock.memory import LoggedRequest, Memory
from mock.outcomes import Answer, Reason
from mock.vendors import refused

_REASONS = {
    Fault.RATE_LIMIT: Reason.RATE,
    Fault.SERVER_ERROR: Reason.SERVER_ERROR,
    Fault.OVERLOAD: Reason.OVERLOAD,
    Fault.PROXY: Reason.PROXY,
}
_ANSWERS = {
    Fault.HANG: Answer.NEVER,
    Fault.DROP: Answer.DROPPED,
    Fault.TRUNCATE: Answer.TRUNCATED,
}


class Faults:
    """Wraps the application, within the recorder, whose entries say which fault it was."""

    def __init__(self, app: ASGIApp, *, memory: Memory) -> None:
        self._app = app
        self._memory = memory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request pass, refuse it, or carry it out and spoil the answer."""
        entry = scope.get("state", {}).get("logged")
        fault = self._memory.faults.draw(_occasion(scope)) if entry else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        await self._spoil(entry, fault)(scope, receive, send)

    def _spoil(self, entry: LoggedRequest, fault: Fault) -> ASGIApp:
        entry.fault = fault
        reason = _REASONS.get(fault)
        if reason is not None:
            return refused(entry.path, reason)

        async def spoilt(scope: Scope, receive: Receive, send: Send) -> None:
            answer = _Answer()
            await self._app(scope, receive, answer.take)
            if answer.started:
                await delivered(_ANSWERS[fault], answer.whole())(scope, receive, send)

        return spoilt


class _Answer:
    """What the application would have answered."""

    def __init__(self) -> None:
        self.started = False
        self._status = 200
        self._media_type: str | None = None
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            self._status = message["status"]
            headers: dict[bytes, bytes] = dict(message["headers"])
            self._media_type = headers.get(b"content-type", b"text/plain").decode("latin-1")
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")

    def whole(self) -> Response:
        return Response(bytes(self._body), self._status, media_type=self._media_type)


def _occasion(scope: Scope) -> Occasion:
    if scope["path"].startswith("/static/"):
        return Occasion.DOWNLOAD
    return Occasion.POST if scope["method"] == "POST" else Occasion.QUERY
