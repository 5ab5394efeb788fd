"""GraphQL over HTTP and over the websocket, as the specifications want it."""

import json
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, cast

import orjson
from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.asgi import ASGIWebSocketAdapter, GraphQL
from strawberry.http import GraphQLHTTPResponse, process_result
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.schema import BaseSchema
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult

from gql.context import Context, Loaders, UseCases
from gql.transport import TransportHandler

BODY_LIMIT = 256 * 1024
"""Bytes of a request; lyrics have at most 5,000 characters and prompts 32,000."""

SUBSCRIPTIONS_LIMIT = 20
GRAPHQL_RESPONSE = "application/graphql-response+json"


class BodyTooLarge(Exception):
    """The request has more bytes than allowed."""


class _WebSocket(ASGIWebSocketAdapter):
    async def send_json(self, message: Mapping[str, object]) -> None:
        """Text, as the protocol wants it, where the endpoint encodes to bytes."""
        try:
            await self.ws.send_text(encoded(message).decode())
        except WebSocketDisconnect as error:
            raise WebSocketDisconnected from error

    async def close(self, code: int, reason: str) -> None:
        """A close frame holds 123 bytes of reason, which may quote the client."""
        short = reason.encode("utf-8", "replace")[:123].decode("utf-8", "ignore")
        await super().close(code, short)


class GraphQLEndpoint(GraphQL[Context, None]):
    websocket_adapter_class = _WebSocket
    graphql_transport_ws_handler_class = TransportHandler

    def __init__(
        self,
        schema: BaseSchema,
        use_cases: Callable[[], UseCases],
        *,
        queries_by_get: bool,
        allowed_origins: tuple[str, ...] = (),
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=queries_by_get,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            connection_init_wait_timeout=timedelta(seconds=5),
            max_subscriptions_per_connection=SUBSCRIPTIONS_LIMIT,
            allowed_origins=allowed_origins,
        )
        self._use_cases = use_cases

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        use_cases = self._use_cases()
        return Context(
            use_cases=use_cases,
            loaders=Loaders(use_cases.library),
            request_id=(request.headers.get("x-request-id") or uuid.uuid4().hex)[:64],
            live=isinstance(request, WebSocket),
        )

    def decode_json(self, data: str | bytes) -> object:
        try:
            return json.loads(data)
        except json.JSONDecodeError:
            raise
        except (ValueError, RecursionError) as error:
            # No UTF-8, a number of thousands of digits, or a nesting of thousands of levels.
            raise json.JSONDecodeError("unacceptable JSON", "", 0) from error

    def encode_json(self, data: object) -> bytes:
        return encoded(data)

    async def parse_http_body(self, request: Any) -> Any:
        media_type = (request.content_type or "").split(";")[0].strip().lower()
        if request.method == "POST":
            if media_type != "application/json":
                raise HTTPException(415, "Send the operation as application/json.")
            data = self.parse_json(await request.get_body())
            if not isinstance(data, dict):
                raise HTTPException(400, "The body must be a JSON object.")
            body = cast("dict[str, object]", data)
            if not isinstance(body.get("operationName"), str | None):
                raise HTTPException(400, "`operationName` must be a string or null.")
        return await super().parse_http_body(request)

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        response = await super().get_sub_response(request)
        if GRAPHQL_RESPONSE in request.headers.get("accept", ""):
            response.headers["x-wanted"] = GRAPHQL_RESPONSE
        return response

    async def process_result(self, request: Any, result: ExecutionResult) -> GraphQLHTTPResponse:
        data = process_result(result)
        never_ran = result.data is None and result.errors
        if never_ran and all(error.path is None for error in result.errors or ()):
            data.pop("data")
        return data

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        wanted = sub_response.headers.get("x-wanted")
        if wanted:
            del sub_response.headers["x-wanted"]
        response = super().create_response(response_data, sub_response)
        if wanted:
            response.headers["content-type"] = f"{GRAPHQL_RESPONSE}; charset=utf-8"
            if "data" not in response_data:
                response.status_code = 400
        return response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, _bounded(receive))
        try:
            response = await self.run(request)
        except HTTPException as error:
            response = _refusal(request, error.status_code, error.reason)
        except BodyTooLarge:
            response = _refusal(request, 413, f"The body has more than {BODY_LIMIT:,} bytes.")
        await response(scope, receive, send)


def encoded(data: object) -> bytes:
    try:
        return orjson.dumps(data)
    except TypeError:  # halves of surrogates, which a client may make us quote
        return json.dumps(data, separators=(",", ":")).encode()


def _bounded(receive: Receive) -> Callable[[], Awaitable[Message]]:
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > BODY_LIMIT:
            raise BodyTooLarge
        return message

    return bounded


def _refusal(request: Request, status: int, reason: str) -> Response:
    wanted = GRAPHQL_RESPONSE in request.headers.get("accept", "")
    error = {"message": reason, "extensions": {"code": "BAD_REQUEST"}}
    return Response(
        json.dumps({"errors": [error]}),
        status,
        media_type=GRAPHQL_RESPONSE if wanted else "application/json",
        headers={"allow": "POST"} if status == 405 else None,
    )
