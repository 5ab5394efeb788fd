"""What surrounds each operation: its limits, and errors that clients can act on.

Every error carries `extensions.code`. Mistakes of the client keep their message; mistakes of ours
are logged with the request's id, and the client learns that id and nothing else.
"""

import re
from collections.abc import Callable, Generator
from traceback import walk_tb

import strawberry
import structlog
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import DisableIntrospection, MaxTokensLimiter, SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError
from strawberry.types.execution import ExecutionContext
from strawberry.types.graphql import OperationType

from domain.errors import FailureCode, StudioError
from gql.flavour import Flavour
from gql.hooks import RememberingRunner
from gql.known import DocumentMemory, KnownDocuments
from gql.limits import DocumentLimits
from gql.persisted import persisted_queries

log = structlog.get_logger(__name__)

TOKEN_LIMIT = 2_000

_SUGGESTION = re.compile(r" Did you mean [a-z ]*'\w+'(?:,? (?:or )?'\w+')*\?")
"""As graphql-core words it; more may follow, such as what was found instead."""

_CODES = {FailureCode.INVALID_REQUEST: "BAD_USER_INPUT"}


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


def operation_extensions(
    flavour: Flavour,
) -> list[type[SchemaExtension] | Callable[[], SchemaExtension]]:
    """The memory comes last: extensions before it may add rules to those of a document."""
    documents = KnownDocuments()
    hidden = [] if flavour.introspection else [DisableIntrospection]
    return [
        persisted_queries(),
        _token_limit,
        lambda: DocumentLimits(documents),
        SubscriptionsNeedWebsocket,
        *hidden,
        lambda: DocumentMemory(documents),
    ]


class CodedSchema(strawberry.Schema):
    """Every error of every operation passes here, whether it ran, streams or never began.

    Strawberry itself logs each of them with its traceback, the client's mistakes included.
    """

    def create_extensions_runner(
        self, execution_context: ExecutionContext, extensions: list[SchemaExtension]
    ) -> RememberingRunner:
        return RememberingRunner(execution_context, extensions)

    @staticmethod
    def remove_field_suggestion(error: GraphQLError) -> None:
        """Not of fields only; called where the configuration disables suggestions."""
        error.message = _SUGGESTION.sub("", error.message)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        request_id = execution_context.context.request_id if execution_context else "no request"
        for error in errors:
            error.extensions = error.extensions or {}
            if "code" not in error.extensions:
                _label(error, request_id)
            log.info("graphql.error", request_id=request_id, code=error.extensions.get("code"))
