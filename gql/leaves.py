"""What is known of a selection before any object is seen: which of its fields are plain attributes,
and how a value of each type becomes part of the answer.

Everything here that meets something unforeseen raises, before it has done anything: then
graphql-core decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from inspect import isfunction, isgeneratorfunction
from operator import attrgetter
from types import NoneType
from typing import Any, cast
from uuid import UUID

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLString,
    Undefined,
)
from strawberry import relay
from strawberry.relay.utils import to_base64
from strawberry.types.field import StrawberryField

Read = Callable[[Any], Any]
Convert = Callable[[Any], Any] | None
"""None where the value itself is the answer."""

_VALUES = (str, bool, int, float, Decimal, datetime, date, time, UUID, relay.GlobalID)
"""Classes that scalars are made of; others may be awaitable, or exceptions, or anything."""

_AS_THEY_ARE = {(GraphQLString, str), (GraphQLID, str), (GraphQLBoolean, bool)}


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


def leaf_of(parent: GraphQLObjectType, name: str, field: GraphQLField) -> Leaf | None:
    """None if the field is no plain leaf."""
    if name == "__typename":
        return Leaf(type, _Constant(parent.name))
    definition = definition_of(field)
    if definition is None:
        return None
    if id_attribute := _id_attribute(parent, definition):
        ids = dict.fromkeys((UUID, str, int), lambda value: to_base64(parent.name, str(value)))
        return Leaf(attrgetter(id_attribute), Conversions(ids))
    read, conversions = reader_of(field), conversions_of(field.type)
    return Leaf(read, conversions) if read and conversions is not None else None


def definition_of(field: GraphQLField) -> StrawberryField | None:
    return field.extensions.get("strawberry-definition")


def reader_of(field: GraphQLField) -> Read | None:
    """What gives the field's value of an object alone: an attribute, or a method that takes
    nothing and waits for nothing. None if the field needs more."""
    definition = definition_of(field)
    if definition is None or definition.extensions or definition.is_subscription or field.args:
        return None
    if definition.base_resolver is None:
        return attrgetter(definition.python_name) if _is_getattr(field, definition) else None
    method: Any = definition.base_resolver.wrapped_func
    only = [definition.base_resolver.self_parameter]
    is_method = isfunction(method) and not isgeneratorfunction(method) and not definition.is_async
    parameters = list(definition.base_resolver.signature.parameters.values())
    return method if is_method and parameters == only else None


def _is_getattr(field: GraphQLField, definition: StrawberryField) -> bool:
    return getattr(field.resolve, "_is_default", False) and definition.default_resolver is getattr


def _id_attribute(parent: GraphQLObjectType, definition: StrawberryField) -> str | None:
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


def conversions_of(kind: Any) -> Conversions | None:
    """How values of a type, which may be null or not, become leaves; None if it is no leaf type."""
    leaf = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(leaf, GraphQLEnumType):
        conversions = _enumeration(leaf)
    elif isinstance(leaf, GraphQLScalarType):
        conversions = Conversions({each: _conversion(leaf, each) for each in _VALUES})
    else:
        return None
    if leaf is kind:
        conversions[NoneType] = None
    return conversions


def _conversion(scalar: GraphQLScalarType, kind: type) -> Convert:
    if (scalar, kind) in _AS_THEY_ARE:
        return None
    if scalar is GraphQLInt and kind is int:
        return _integer
    coerce = scalar.coerce_output_value

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


def _enumeration(kind: GraphQLEnumType) -> Conversions:
    members = getattr(kind, "wrapped_cls", ())
    names = {each: kind.coerce_output_value(each) for each in members}
    return Conversions({getattr(kind, "wrapped_cls", NoneType): names.__getitem__})
