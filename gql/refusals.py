"""Answers to requests that never became an operation."""

import json

from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from strawberry.schema.exceptions import InvalidOperationTypeError

GRAPHQL_RESPONSE = "application/graphql-response+json"

_CODES = {
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "BODY_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
}


def wants_graphql_response(request: Request) -> bool:
    return GRAPHQL_RESPONSE in request.headers.get("accept", "").lower()


def refusal(request: Request, error: HTTPException, methods: str) -> Response:
    """`methods` are those that the endpoint takes, as the header Allow lists them."""
    status = _status(error)
    told = {"message": error.reason, "extensions": {"code": _CODES.get(status, "BAD_REQUEST")}}
    return Response(
        json.dumps({"errors": [told]}),
        status,
        media_type=GRAPHQL_RESPONSE if wants_graphql_response(request) else "application/json",
        headers={"allow": methods} if status == 405 else None,
    )


def _status(error: HTTPException) -> int:
    """An operation that its method must not carry is 405, not the library's 400."""
    return 405 if isinstance(error.__cause__, InvalidOperationTypeError) else error.status_code
