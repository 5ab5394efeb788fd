"""GraphQL over HTTP and over the websocket, as the specifications want it."""

import json
import re
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, cast

import orjson
from cross_web import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.asgi import ASGIWebSocketAdapter, GraphQL
from strawberry.exceptions import MissingQueryError
from strawberry.http import GraphQLRequestData, process_result
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.schema import BaseSchema
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from gql.bodies import bounded, decode, operation_in, refuse_all_but_json, refuse_at_sight
from gql.context import Context, Loaders, UseCases
from gql.refusals import GRAPHQL_RESPONSE, refusal, wants_graphql_response
from gql.transport import TransportHandler

SUBSCRIPTIONS_LIMIT = 20
INIT_PATIENCE = timedelta(seconds=5)
"""How long a websocket may stay silent before its connection_init."""

Admits = Callable[[WebSocket, Mapping[str, object]], Awaitable[bool]]
"""Whether a websocket may go on after a connection_init with this payload."""

_ALWAYS = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]

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
    """HTTP is answered here; websockets are Strawberry's, with messages that we look at."""

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
        """For the operations of a websocket."""
        return self._context(request, live=True)

    def _context(self, request: Request | WebSocket, *, live: bool) -> Context:
        use_cases = self._use_cases()
        return Context(
            use_cases=use_cases,
            loaders=Loaders(use_cases.library, use_cases.collections),
            request_id=_request_id(request.headers.get("x-request-id", "")),
            live=live,
        )

    def decode_json(self, data: str | bytes) -> object:
        return decode(data)

    def encode_json(self, data: object) -> bytes:
        return encoded(data)

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
        response.raw_headers.extend(_ALWAYS)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in self._methods.split(", "):
            raise HTTPException(405, f"The methods that work here: {self._methods}.")
        refuse_at_sight(request)
        operation, context = await self._operation(request), self._context(request, live=False)
        result = await self._executed(request, operation, context)
        return _rendered(request, result, context.request_id)

    async def _operation(self, request: Request) -> GraphQLRequestData:
        if request.method == "GET":
            return operation_in(self.parse_query_params(cast(Any, request.query_params)))
        refuse_all_but_json(request.headers.get("content-type"))
        return operation_in(self.parse_json(await request.body()))

    async def _executed(
        self, request: Request, operation: GraphQLRequestData, context: Context
    ) -> ExecutionResult:
        try:
            return await self.schema.execute(
                operation.query,
                variable_values=operation.variables,
                context_value=context,
                operation_name=operation.operation_name,
                allowed_operation_types=OperationType.from_http(cast(Any, request.method)),
                operation_extensions=operation.extensions,
            )
        except InvalidOperationTypeError as error:
            reason = error.as_http_error_reason(cast(Any, request.method))
            raise HTTPException(405, reason) from error
        except CannotGetOperationTypeError as error:
            raise HTTPException(400, error.as_http_error_reason()) from error
        except MissingQueryError as error:
            raise HTTPException(400, "No GraphQL query found in the request") from error


def _rendered(request: Request, result: ExecutionResult, request_id: str) -> Response:
    answer = process_result(result)
    if result.data is None and result.errors and not any(each.path for each in result.errors):
        del answer["data"]  # it never ran
    wants_its_own = wants_graphql_response(request)
    return Response(
        encoded(answer),
        400 if wants_its_own and "data" not in answer else 200,
        {"x-request-id": request_id},
        f"{GRAPHQL_RESPONSE}; charset=utf-8" if wants_its_own else "application/json",
    )


def encoded(data: object) -> bytes:
    try:
        return orjson.dumps(data)
    except TypeError:  # halves of surrogates, which a client may make us quote
        return json.dumps(data, separators=(",", ":")).encode()


def _request_id(told: str) -> str:
    """The client's own word for its request; another where it might garble a log."""
    return told if _REQUEST_ID.fullmatch(told) else uuid.uuid4().hex
