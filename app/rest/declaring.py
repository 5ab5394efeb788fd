"""What an operation takes and answers. The same declaration validates and is the documentation."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from app.rest.addresses import Addresses
from app.rest.use_cases import RestUseCases
from domain.errors import StudioError
from persistence.media_store import FileMediaStore

KEY_HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request that was found to be as declared. `body` and `query` are of the operation's
    declared types; `patience` is how long a client is kept waiting."""

    request: Request
    use_cases: RestUseCases
    media: FileMediaStore
    addresses: Addresses
    patience: timedelta
    body: Any
    query: Any
    key: str | None

    @property
    def path(self) -> Mapping[str, Any]:
        return self.request.path_params


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One of the answers of an operation: JSON of a type, or bytes of one of the media types."""

    description: str
    body: TypeAdapter[Any] | None = None
    media_types: tuple[str, ...] = ("application/json",)
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


Handle = Callable[[Call], Awaitable[Response]]
Refuse = Callable[[StudioError], Response]
Refusals = Callable[[Iterable[int]], Mapping[int, Said]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`path` is in Starlette's form and begins at the root. What takes a body orders something, and
    so understands Idempotency-Key. `is_told` is false for what the documentation leaves out."""

    method: str
    path: str
    handle: Handle
    answers: Mapping[int, Said]
    refuse: Refuse
    refusals: Refusals
    takes: TypeAdapter[Any] | None = None
    query: type[BaseModel] | None = None
    is_told: bool = True

    @property
    def name(self) -> str:
        return self.handle.__name__

    @property
    def summary(self) -> str:
        return (self.handle.__doc__ or self.name).strip()


def operation(
    method: str,
    path: str,
    handle: Handle,
    answer: Any = None,
    refused: Iterable[int] = (),
    *,
    prefix: str,
    refuse: Refuse,
    refusals: Refusals,
    also: Mapping[int, Said] | None = None,
    takes: TypeAdapter[Any] | None = None,
    query: type[BaseModel] | None = None,
    is_told: bool = True,
) -> Operation:
    """A row of the table. `refused` are the statuses of its refusals."""
    done = Said(description="Done.", body=TypeAdapter[Any](answer) if answer else None)
    return Operation(
        method=method,
        path=prefix + path,
        handle=handle,
        answers={200: done, **(also or {}), **refusals(refused)},
        refuse=refuse,
        refusals=refusals,
        takes=takes,
        query=query,
        is_told=is_told,
    )


def json_answer(model: BaseModel, status: int = 200) -> Response:
    return Response(model.model_dump_json(), status, media_type="application/json")
