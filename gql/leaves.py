"""What is known of a selection before any object is seen: which of its fields are plain attributes,
and how a value of each type becomes part of the answer.

Everything here that meets something unforeseen raises, before it has done anything: then
graphql-core decides.
"""

from binascii import b2a_base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from inspect import isfunction, isgeneratorfunction
from operator import attrgetter
from types import NoneType
from typing import Any, cast
from uuid import UUID

import orjson
from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLString,
    Undefined,
)
from strawberry import relay
from strawberry.schema.types.base_scalars import isoformat

Read = Callable[[Any], Any]
Convert = Callable[[Any], Any] | None
"""None where the value itself is the answer."""

_VALUES = (str, bool, int, float, Decimal, datetime, date, time, UUID, relay.GlobalID)
"""Classes that scalars are made of; others may be awaitable, or exceptions, or anything."""

_AS_THEY_ARE = {(GraphQLString, str), (GraphQLID, str), (GraphQLBoolean, bool)}


_FIELDS = 4_000
"""How many fields are kept in mind: more than a schema has."""

_NODE_ID = cast(Any, relay.Node)._id.__func__


class Unforeseen(Exception):
    """This is for graphql-core."""


class Conversions(dict[type, Convert]):
    """By the class of a value, or by the nearest base of it. Raises KeyError for others."""

    def __missing__(self, kind: type) -> Convert:
        if hasattr(kind, "__await__"):
            raise KeyError(kind)
        base = next((each for each in kind.__mro__ if each in self), None)
        if base is None:
            raise KeyError(kind)
        self[kind] = self[base]
        return self[kind]


class _Constant(dict[type, Convert]):
    """The same answer whatever the value is."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, kind: type) -> Convert:
        return lambda _value: self._answer


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is a scalar, or an enumeration."""

    read: Read
    conversions: Mapping[type, Convert]
    is_resolved: bool = False
    """Whether the answer is more than what was read: then graphql-core has to ask the object."""


@lru_cache(_FIELDS)
def leaf_of(parent: GraphQLObjectType, name: str) -> Leaf | None:
    """None if the field needs more than the object to become a scalar or an enumeration."""
    if name == "__typename":
        return Leaf(type, _Constant(parent.name))
    field: Any = parent.fields.get(name)
    if field is None or definition_of(field) is None:
        return None
    if id_attribute := _id_attribute(parent, definition_of(field)):
        return Leaf(attrgetter(id_attribute), _global_ids(parent.name), is_resolved=True)
    read, conversions = reader_of(parent, name), conversions_of(field.type)
    return Leaf(read, conversions) if read and conversions is not None else None


def _global_ids(type_name: str) -> Conversions:
    def convert(value: Any) -> str:
        return b2a_base64(f"{type_name}:{value}".encode(), newline=False).decode()

    return Conversions(dict.fromkeys((UUID, str, int), convert))


def definition_of(field: Any) -> Any:
    """Strawberry's own idea of the field; None for those of the language itself."""
    return field.extensions.get("strawberry-definition")


@lru_cache(_FIELDS)
def reader_of(parent: GraphQLObjectType, name: str) -> Read | None:
    """What gives the field's value of an object alone: an attribute, or a method that takes
    nothing and waits for nothing. None if the field needs more."""
    field: Any = parent.fields.get(name)
    definition = definition_of(field) if field else None
    if definition is None or definition.extensions or definition.is_subscription or field.args:
        return None
    if definition.base_resolver is None:
        return attrgetter(definition.python_name) if _is_getattr(field, definition) else None
    method: Any = definition.base_resolver.wrapped_func
    only = [definition.base_resolver.self_parameter]
    is_method = isfunction(method) and not isgeneratorfunction(method) and not definition.is_async
    parameters = list(definition.base_resolver.signature.parameters.values())
    return method if is_method and parameters == only else None


def _is_getattr(field: Any, definition: Any) -> bool:
    return getattr(field.resolve, "_is_default", False) and definition.default_resolver is getattr


def _id_attribute(parent: GraphQLObjectType, definition: Any) -> str | None:
    """The attribute behind Relay's id, where nothing but an attribute is behind it."""
    resolver: Any = definition.base_resolver
    origin: Any = definition_of_type(parent).origin
    if resolver is None or not issubclass(origin, relay.Node):
        return None
    if getattr(resolver.wrapped_func, "__func__", None) is not _NODE_ID or definition.extensions:
        return None
    inherited = all(
        getattr(origin, name).__func__ is getattr(relay.Node, name).__func__
        for name in ("resolve_id", "resolve_typename")
    )
    return origin.resolve_id_attr() if inherited else None


def definition_of_type(kind: GraphQLObjectType) -> Any:
    return kind.extensions["strawberry-definition"]


@lru_cache(_FIELDS)
def conversions_of(kind: Any) -> Conversions | None:
    """How values of a type, which may be null or not, become leaves; None if it is no leaf type."""
    is_nullable = not isinstance(kind, GraphQLNonNull)
    leaf: Any = kind if is_nullable else cast(Any, kind).of_type
    if isinstance(leaf, GraphQLEnumType):
        conversions = _enumeration(leaf)
    elif isinstance(leaf, GraphQLScalarType):
        conversions = Conversions({each: _conversion(leaf, each) for each in _VALUES})
    else:
        return None
    if is_nullable:
        conversions[NoneType] = None
    return conversions


def _conversion(scalar: GraphQLScalarType, kind: type) -> Convert:
    if (scalar, kind) in _AS_THEY_ARE:
        return None
    if scalar is GraphQLInt and kind is int:
        return _integer
    coerce = scalar.coerce_output_value
    if coerce is isoformat and kind is datetime:
        return _moment

    def convert(value: Any) -> Any:
        answer = coerce(value)
        if answer is None or answer is Undefined:
            raise Unforeseen
        return answer

    return convert


def _integer(value: int) -> int:
    if GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT:
        return value
    raise Unforeseen


def _moment(value: datetime) -> str:
    """As isoformat writes it, which takes five times as long as orjson."""
    return orjson.dumps(value)[1:-1].decode() if value.tzinfo is UTC else value.isoformat()


def _moments(values: Sequence[datetime]) -> Sequence[str]:
    """All at once where all are in UTC: a fifth of the time."""
    if all(each.tzinfo is UTC for each in values):
        return orjson.dumps(values)[2:-2].decode().split('","')
    return list(map(_moment, values))


def converted(values: Sequence[Any], conversions: Mapping[type, Convert]) -> Sequence[Any]:
    """A column of values. Raises, whatever it may be, where one of them is unforeseen."""
    kinds = set(map(type, values))
    if len(kinds) != 1:
        return [
            value if (convert := conversions[type(value)]) is None else convert(value)
            for value in values
        ]
    convert = conversions[kinds.pop()]
    if convert is None:
        return values
    if convert is _integer:  # the one that is frequent, and is told by two of them
        return [_integer(min(values)), _integer(max(values))] and values
    return _moments(values) if convert is _moment else list(map(convert, values))


def _enumeration(kind: GraphQLEnumType) -> Conversions:
    members = getattr(kind, "wrapped_cls", ())
    names = {each: kind.coerce_output_value(each) for each in members}
    return Conversions({getattr(kind, "wrapped_cls", NoneType): names.__getitem__})
