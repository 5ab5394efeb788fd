"""Answers to requests that never became an operation."""

import json

from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import Response

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
    status = error.status_code
    told = {"message": error.reason, "extensions": {"code": _CODES.get(status, "BAD_REQUEST")}}
    return Response(
        json.dumps({"errors": [told]}),
        status,
        media_type=GRAPHQL_RESPONSE if wants_graphql_response(request) else "application/json",
        headers={"allow": methods} if status == 405 else None,
    )
