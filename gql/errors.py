"""Expected failures as members of result unions, and how the domain's errors become them."""

from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from domain import errors
from domain.errors import FailureCode


@strawberry.interface(description="An expected failure of a mutation.")
class Failure:
    code: FailureCode = strawberry.field(description="The kind of failure, for programs.")
    message: str = strawberry.field(description="What happened.")
    hint: str = strawberry.field(description="What you can do about it.")


@strawberry.type(description="A field of the input that is not acceptable.")
class FieldProblem:
    field: str = strawberry.field(description="The name of the input field.")
    message: str = strawberry.field(description="What is wrong with it, and what is allowed.")


@strawberry.type(description="The input cannot be accepted; nothing was charged.")
class ValidationError(Failure):
    fields: list[FieldProblem] = strawberry.field(description="Every field that is wrong.")


@strawberry.type(description="There is no such job, image, song, template or collection.")
class NotFound(Failure):
    pass


@strawberry.type(description="It exists, but its present state does not allow this.")
class Conflict(Failure):
    pass


class _OnInvalidRequest(strawberry.ExceptionHandler[errors.InvalidRequest, ValidationError]):
    def handle(
        self, exception: errors.InvalidRequest, *, field: StrawberryField, info: Any
    ) -> ValidationError:
        fields = [
            FieldProblem(field=each.field, message=each.message) for each in exception.problems
        ]
        return ValidationError(
            code=exception.code, message=exception.message, hint=exception.hint, fields=fields
        )


class _OnNotFound(strawberry.ExceptionHandler[errors.NotFound, NotFound]):
    def handle(self, exception: errors.NotFound, *, field: StrawberryField, info: Any) -> NotFound:
        return NotFound(code=exception.code, message=exception.message, hint=exception.hint)


class _OnConflict(strawberry.ExceptionHandler[errors.Conflict, Conflict]):
    def handle(self, exception: errors.Conflict, *, field: StrawberryField, info: Any) -> Conflict:
        return Conflict(code=exception.code, message=exception.message, hint=exception.hint)


def exception_handlers() -> list[strawberry.ExceptionHandler[Any]]:
    return [_OnInvalidRequest(), _OnNotFound(), _OnConflict()]
