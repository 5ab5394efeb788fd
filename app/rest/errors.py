"""The domain's errors as HTTP: a status that programs know, and JSON that says what to do."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from pydantic import Field, TypeAdapter
from starlette.responses import Response

from app.rest.declaring import Said
from app.rest.texts import Told
from domain.errors import FailureCode, InvalidRequest, OrderFailed, ProviderError, StudioError

DO_NOT_REPEAT = {"x-should-retry": "false"}
"""OpenAI's clients repeat what failed by themselves, and that would be paid for again."""

_STATUS: Mapping[FailureCode, int] = {
    FailureCode.INVALID_REQUEST: 400,
    FailureCode.MODERATION: 400,
    FailureCode.QUOTA: 402,
    FailureCode.NOT_FOUND: 404,
    FailureCode.MODEL_UNAVAILABLE: 404,
    FailureCode.CONFLICT: 409,
    FailureCode.RATE_LIMIT: 429,
    FailureCode.PROVIDER_UNAVAILABLE: 503,
    FailureCode.STORAGE_FULL: 503,
    FailureCode.DATABASE_UNAVAILABLE: 503,
    FailureCode.QUEUE_UNAVAILABLE: 503,
    FailureCode.PROVIDER_TIMEOUT: 504,
    FailureCode.DEADLINE: 504,
    FailureCode.OUTCOME_UNKNOWN: 504,
}
"""Whatever else a provider does is a bad gateway."""

_FIELDS = {FailureCode.MODERATION: "prompt", FailureCode.MODEL_UNAVAILABLE: "model"}
"""What of the request a provider's refusal is about."""


class FieldProblem(Told):
    field: str
    message: str


class Error(Told):
    error: str = Field(description="The kind of error, for programs.")
    message: str = Field(description="What happened.")
    hint: str = Field(description="What you can do about it.")
    field: str | None = Field(default=None, description="The first field that is wrong.")
    fields: Sequence[FieldProblem] | None = Field(
        default=None, description="Every field that is wrong."
    )
    job_id: str | None = Field(
        default=None, description="The job that failed; its task has the same id."
    )


class Unacceptable(StudioError):
    """A request that is no call of ours, with the HTTP status that says so."""

    def __init__(self, status: int, word: str, message: str, *, hint: str) -> None:
        super().__init__(message, hint=hint, code=FailureCode.INVALID_REQUEST)
        self.status = status
        self.word = word


def refuse(error: StudioError) -> Response:
    told = Error(
        error=error.word if isinstance(error, Unacceptable) else error.code.value,
        message=error.message,
        hint=error.hint,
        field=field_of(error),
        fields=_fields_of(error),
        job_id=job_of(error),
    )
    content = told.model_dump_json(exclude_none=True)
    return Response(content, status_of(error), headers_of(error), "application/json")


def status_of(error: StudioError) -> int:
    if isinstance(error, Unacceptable):
        return error.status
    if error.code is FailureCode.REQUEST_REJECTED:
        return 400 if error.http_status in (400, 422) else 502
    return _STATUS.get(error.code, 502)


def headers_of(error: StudioError) -> dict[str, str]:
    headers = {"cache-control": "no-store"}
    wait = error.retry_after if isinstance(error, OrderFailed | ProviderError) else None
    status = status_of(error)
    if status == 429 or (status == 503 and wait is not None):
        headers["retry-after"] = str(max(1, math.ceil((wait or timedelta()).total_seconds())))
    elif isinstance(error, OrderFailed):
        headers |= DO_NOT_REPEAT
    return headers


def field_of(error: StudioError) -> str | None:
    if isinstance(error, InvalidRequest):
        return _snake(error.problems[0].field)
    return _FIELDS.get(error.code)


def job_of(error: StudioError) -> str | None:
    return str(error.job_id) if isinstance(error, OrderFailed) else None


def _fields_of(error: StudioError) -> Sequence[FieldProblem] | None:
    if not isinstance(error, InvalidRequest):
        return None
    return [FieldProblem(field=_snake(each.field), message=each.message) for each in error.problems]


def _snake(field: str) -> str:
    """The use cases name fields as GraphQL does."""
    return _HUMP.sub(lambda hump: f"_{hump[0].lower()}", field)


_HUMP = re.compile(r"(?<=[a-z])[A-Z]")

_REFUSALS = {
    400: "A field is wrong, or the provider refuses what was asked for.",
    401: "The token, or a session, is missing; or the token is wrong.",
    402: "The provider's account has no balance left.",
    403: "The page that asks is of an origin that is not allowed.",
    404: "There is no such thing, or the provider has no such model.",
    409: "It exists, but its state does not allow this.",
    413: "The body is too large.",
    415: "The body is not declared as JSON.",
    429: "The provider has to be waited for longer than this request was to wait.",
    502: "The provider failed.",
    503: "The provider, the database or the queue cannot be reached.",
    504: "The provider took too long, or nobody knows whether it took the request.",
}


_HEADERS = {
    401: {"WWW-Authenticate": "How to show the token."},
    429: {"Retry-After": "Seconds to wait."},
}


READS = (503,)
LISTS, FINDS = (400, 503), (404, 503)
ENDS = (403, 404, 409, 503)
CHANGES = (400, *ENDS)
ORDERS = (400, 403, 409, 413, 415, 503)
DERIVES = (*ORDERS, 404)
PAINTS = (*ORDERS, 402, 404, 429, 502, 504)
TELLS_ACCOUNT = (402, 429, 502, 503, 504)
"""What each kind of operation may refuse with."""


def refusals(statuses: Iterable[int], body: type[Told] = Error) -> dict[int, Said]:
    """The documentation of these refusals."""
    return {
        status: Said(
            description=_REFUSALS[status],
            body=TypeAdapter(body),
            headers=_HEADERS.get(status, {}),
        )
        for status in sorted(statuses)
    }
