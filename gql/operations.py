"""What surrounds each operation: its limits, and errors that clients can act on.

Every error carries `extensions.code`. Mistakes of the client keep their message; mistakes of ours
are logged with the request's id, and the client learns that id and nothing else.
"""

from collections.abc import Callable, Generator, Iterable
from traceback import walk_tb
from typing import Any

import strawberry
import structlog
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import MaxTokensLimiter, SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError
from strawberry.types.execution import ExecutionContext
from strawberry.types.graphql import OperationType

from domain.errors import FailureCode, StudioError
from gql.known import DocumentMemory, KnownDocuments
from gql.limits import DocumentLimits

log = structlog.get_logger(__name__)

TOKEN_LIMIT = 2_000

_CODES = {FailureCode.INVALID_REQUEST: "BAD_USER_INPUT"}


class CodedErrors(SchemaExtension):
    """Gives every error its code, and masks what was not expected."""

    def on_operation(self) -> Generator[None]:
        yield
        self._label(getattr(self.execution_context.result, "errors", None) or ())
        self._label(self.execution_context.pre_execution_errors or ())

    def on_stream_result(self, result: Any) -> Generator[None]:
        """The events of a subscription do not pass through the hook above."""
        self._label(result.errors or ())
        yield

    def _label(self, errors: Iterable[GraphQLError]) -> None:
        for error in errors:
            error.extensions = error.extensions or {}
            if "code" not in error.extensions:
                _label(error, self.execution_context.context.request_id)


def _label(error: GraphQLError, request_id: str) -> None:
    extensions, cause = error.extensions or {}, error.original_error
    if isinstance(cause, StudioError):
        extensions |= {"code": _CODES.get(cause.code, cause.code.value), "hint": cause.hint}
    elif isinstance(cause, CannotGetOperationTypeError):
        extensions["code"] = "OPERATION_RESOLUTION_FAILURE"
        error.message = cause.as_http_error_reason()
    elif isinstance(cause, MissingQueryError):
        extensions["code"] = "GRAPHQL_VALIDATION_FAILED"
        error.message = "There is no query."
    elif cause is None or (isinstance(cause, GraphQLError) and not _is_unshowable(cause)):
        extensions["code"] = "BAD_USER_INPUT" if error.path else "GRAPHQL_VALIDATION_FAILED"
    elif _is_relays_complaint(cause):
        extensions["code"] = "BAD_USER_INPUT"
        error.message = "This is no global id."
    else:
        log.error("graphql.failed", request_id=request_id, path=error.path, exc_info=cause)
        extensions |= {"code": "INTERNAL_SERVER_ERROR", "requestId": request_id}
        error.message = f"Something went wrong here; the log has it under {request_id}."
    error.extensions = extensions


def _is_relays_complaint(cause: BaseException) -> bool:
    """Strawberry raises bare ValueErrors for ids that the client made up."""
    return isinstance(cause, ValueError) and _raised_in(cause, "strawberry.relay")


def _is_unshowable(cause: GraphQLError) -> bool:
    """A value of ours that its own type cannot hold: our fault, whatever graphql-core calls it."""
    return _raised_in(cause, "graphql.execution", "complete_leaf_value")


def _raised_in(cause: BaseException, package: str, function: str | None = None) -> bool:
    return any(
        str(frame.f_globals.get("__name__", "")).startswith(package)
        and function in (None, frame.f_code.co_name)
        for frame, _ in walk_tb(cause.__traceback__)
    )


class SubscriptionsNeedWebsocket(SchemaExtension):
    """By POST they would end in a riddle."""

    def on_validate(self) -> Generator[None]:
        context = self.execution_context
        if not context.context.live and context.operation_type is OperationType.SUBSCRIPTION:
            context.pre_execution_errors = [
                GraphQLError(
                    "Subscriptions need a websocket (graphql-transport-ws) at this address.",
                    extensions={"code": "OPERATION_RESOLUTION_FAILURE"},
                )
            ]
        yield


def _token_limit() -> SchemaExtension:
    return MaxTokensLimiter(max_token_count=TOKEN_LIMIT)


def operation_extensions() -> list[type[SchemaExtension] | Callable[[], SchemaExtension]]:
    """The memory comes last: extensions before it may add rules to those of a document."""
    documents = KnownDocuments()
    return [
        _token_limit,
        DocumentLimits,
        SubscriptionsNeedWebsocket,
        CodedErrors,
        lambda: DocumentMemory(documents),
    ]


class QuietSchema(strawberry.Schema):
    """Strawberry logs every error with its traceback; `CodedErrors` logs the ones of ours."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        for error in errors:
            if not isinstance(error.original_error, CannotGetOperationTypeError):
                log.debug("graphql.error", message=error.message)
