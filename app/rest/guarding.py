"""What the documentation says of signing in, where a token is set; the door itself is app/edge."""

from collections.abc import Iterable
from dataclasses import replace

from app.rest.declaring import Operation
from app.rest.openapi import Json

SIGN_IN = (
    "Each operation needs the token that is set as APP_TOKEN where the studio runs, sent as "
    "`Authorization: Bearer …`. The studio's own pages use the session that /login begins instead."
)

_TOO_MANY = (
    "Too many wrong tokens were tried; or a proxy before the studio takes no more requests for now."
)


def guarded(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """The same with the refusals of the door, each in the form of its face."""
    return tuple(map(_guarded, operations))


def _guarded(operation: Operation) -> Operation:
    own, refused = operation.answers, operation.refusals((401, 429))
    too_many = f"{own[429].description} Or: {_TOO_MANY}" if 429 in own else _TOO_MANY
    answers = {**own, **refused, 429: replace(refused[429], description=too_many)}
    return replace(operation, answers=dict(sorted(answers.items())))


def with_security(document: Json, cookie: str) -> Json:
    """`cookie` is the name of the session's, which is another one over https."""
    schemes = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "The token that is set as APP_TOKEN where the studio runs.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": "What /login sets, for the studio's own pages: with it, a request that "
            "changes something is refused if it comes from any other.",
        },
    }
    components = {**document["components"], "securitySchemes": schemes}
    return {**document, "components": components, "security": [{"token": []}, {"session": []}]}
