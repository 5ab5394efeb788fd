"""graphql-transport-ws with every message looked at before it is believed."""

from typing import Any, cast

from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
)


class TransportHandler(BaseGraphQLTransportWSHandler[Any, Any]):
    """Closes with 4400 on messages that break the protocol; a broken operation ends alone."""

    async def handle_message(self, message: Any) -> None:
        if complaint := complaint_about(message):
            await self.handle_invalid_message(complaint)
            return
        if message["type"] == "connection_init" and message.get("payload") is None:
            message = {**message, "payload": {}}
        if message["type"] == "connection_init" and not await self._is_admitted(message):
            await self.websocket.close(code=4403, reason="Forbidden")
            return
        await super().handle_message(message)

    async def _is_admitted(self, message: Any) -> bool:
        """Before anything else; a socket that is in already may not guess."""
        if self.connection_init_received or self.connection_timed_out:
            return True  # the library refuses these
        view, websocket = cast("Any", self.view), cast("Any", self.websocket)
        return await view.admits(websocket.ws, message.get("payload", {}))

    async def handle_ping(self, message: Any) -> None:
        """The client's payload comes back, so that it can tell its pings apart."""
        payload = message.get("payload")
        echo = {} if payload is None else {"payload": payload}
        await self.send_message({"type": "pong", **echo})

    @staticmethod
    def _get_pre_execution_close_reason(error: Any) -> None:
        """A syntax error ends its own operation, not every stream of the socket."""
        return

    async def send_message(self, message: Any) -> None:
        if message["type"] == "error":
            for error in message["payload"]:
                # The one error that passes no extension of ours: the socket's own limit.
                error.setdefault("extensions", {"code": "TOO_MANY_SUBSCRIPTIONS"})
        try:
            await super().send_message(message)
        except RuntimeError as error:  # the client was faster: nothing can be sent any more
            raise WebSocketDisconnected from error

    async def handle_task_exception(self, error: Exception) -> None:
        if not isinstance(error, WebSocketDisconnected):
            await super().handle_task_exception(error)


def complaint_about(message: object) -> str | None:
    """Why a client's message breaks the protocol; None if it does not."""
    if not isinstance(message, dict):
        return "A message must be an object."
    fields = cast("dict[str, object]", message)
    kind, payload = fields.get("type"), fields.get("payload")
    if kind in ("connection_init", "ping", "pong"):
        return None if isinstance(payload, dict | None) else f"The payload of {kind} is no object."
    if kind not in ("subscribe", "complete"):
        return f"Unknown message type: {str(kind)[:40]}."
    if not isinstance(fields.get("id"), str) or not fields["id"]:
        return f"{kind} needs an id that is a string and not empty."
    return _complaint_about_operation(payload) if kind == "subscribe" else None


def _complaint_about_operation(payload: object) -> str | None:
    if not isinstance(payload, dict):
        return "subscribe needs a payload."
    operation = cast("dict[str, object]", payload)
    if not isinstance(operation.get("query"), str):
        return "subscribe needs a query that is a string."
    if not isinstance(operation.get("operationName"), str | None):
        return "operationName must be a string."
    for key in ("variables", "extensions"):
        if not isinstance(operation.get(key), dict | None):
            return f"{key} must be an object."
    return None
