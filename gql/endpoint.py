"""GraphQL over HTTP and over the websocket, as the specifications want it."""

import json
import re
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import orjson
from cross_web import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.asgi import ASGIWebSocketAdapter, GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData, process_result
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.schema import BaseSchema
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult

from gql.bodies import bounded, decode, operation_in, refuse_all_but_json, refuse_at_sight
from gql.context import Context, Loaders, UseCases
from gql.refusals import GRAPHQL_RESPONSE, refusal, wants_graphql_response
from gql.transport import TransportHandler

SUBSCRIPTIONS_LIMIT = 20
INIT_PATIENCE = timedelta(seconds=5)
"""How long a websocket may stay silent before its connection_init."""

Admits = Callable[[WebSocket, Mapping[str, object]], Awaitable[bool]]
"""Whether a websocket may go on after a connection_init with this payload."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")


async def everybody(socket: WebSocket, payload: Mapping[str, object]) -> bool:
    return True


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
        init_patience: timedelta = INIT_PATIENCE,
        admits: Admits = everybody,
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=queries_by_get,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            connection_init_wait_timeout=init_patience,
            max_subscriptions_per_connection=SUBSCRIPTIONS_LIMIT,
            allowed_origins=allowed_origins,
        )
        self.admits = admits
        self._use_cases = use_cases
        self._methods = "GET, POST" if queries_by_get else "POST"

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        use_cases, live = self._use_cases(), isinstance(request, WebSocket)
        request_id = _request_id(request.headers.get("x-request-id", ""))
        if isinstance(response, Response):
            response.headers["x-request-id"] = request_id
        return Context(
            use_cases=use_cases,
            loaders=Loaders(use_cases.library, use_cases.collections),
            request_id=request_id,
            live=live,
        )

    def decode_json(self, data: str | bytes) -> object:
        return decode(data)

    def encode_json(self, data: object) -> bytes:
        return encoded(data)

    def should_render_graphql_ide(self, request: Any) -> bool:
        """Never: GraphiQL has an address of its own, and a query may be known by its hash."""
        return False

    async def parse_http_body(self, request: Any) -> GraphQLRequestData:
        if request.method == "GET":
            return operation_in(self.parse_query_params(request.query_params))
        refuse_all_but_json(request.content_type)
        return operation_in(self.parse_json(await request.get_body()))

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        response = await super().get_sub_response(request)
        if isinstance(request, Request) and wants_graphql_response(request):
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
        request = Request(scope, bounded(receive))
        try:
            response = await self._answer(request)
        except HTTPException as error:
            response = refusal(request, error, self._methods)
        except ClientDisconnect:  # in mid-body: nobody is there to be answered
            return
        response.headers["cache-control"] = "no-store"
        response.headers["x-content-type-options"] = "nosniff"
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in self._methods.split(", "):
            raise HTTPException(405, f"The methods that work here: {self._methods}.")
        refuse_at_sight(request)
        return await self.run(request)


def encoded(data: object) -> bytes:
    try:
        return orjson.dumps(data)
    except TypeError:  # halves of surrogates, which a client may make us quote
        return json.dumps(data, separators=(",", ":")).encode()


def _request_id(told: str) -> str:
    """The client's own word for its request; another where it might garble a log."""
    return told if _REQUEST_ID.fullmatch(told) else uuid.uuid4().hex
