"""Types that follow from the catalogue. Type checkers see none of them, pydantic does."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, create_model

_LITERAL: Any = Literal
_UNION: Any = Union
_ANNOTATED: Any = Annotated
_CREATE: Any = create_model


def one_of(values: Iterable[str]) -> Any:
    """The type that has these values and no others."""
    return _LITERAL[tuple(dict.fromkeys(values))]


def optional(type: Any) -> Any:
    return type | None


def annotated(type: Any, *by: Any) -> Any:
    return _ANNOTATED[(type, *by)]


def any_of(types: Sequence[Any]) -> Any:
    return _UNION[tuple(types)]


def model(name: str, base: type[BaseModel], **fields: tuple[Any, Any]) -> type[BaseModel]:
    """Each field is a type with its default, or with its description and limits."""
    return _CREATE(name, __base__=base, **fields)
