"""Values of the domain, made by the hundred."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

Value = TypeVar("Value")


def made(kind: type[Value], count: int, **columns: Iterable[Any]) -> list[Value]:
    """So many values of a frozen class with slots, each field of all of them at once; a column may
    be longer, but not shorter.

    A frozen class cannot assign to itself, so its own `__init__` asks `object` to set one field
    after the other: a third of what reading a page took. Here the slots are filled before anybody
    has seen the values, by loops that run in C. Every field must be given: there are no defaults.
    """
    values = [kind.__new__(kind) for _ in range(count)]
    for name, fill in _slots_of(kind).items():
        deque(map(fill, values, columns[name]), maxlen=0)
    return values


@cache
def _slots_of(kind: type[Any]) -> Mapping[str, Callable[[Any, Any], None]]:
    """What fills the slot of each field."""
    return {each.name: getattr(kind, each.name).__set__ for each in fields(kind)}
