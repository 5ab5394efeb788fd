"""Reading what a provider sent: any JSON is survived, only values of the right type come out."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import cast

LONGEST_TEXT = 100_000
LONGEST_IDENTITY = 200


class NotAnObject(ValueError):
    """The bytes are no JSON object."""


class Record:
    """A JSON object. Asked for a field, it answers a value of the asked type, or None."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    @classmethod
    def parse(cls, body: bytes | bytearray | str) -> "Record":
        """Raises NotAnObject."""
        try:
            value: object = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise NotAnObject("The body is no JSON.") from error
        if not isinstance(value, dict):
            raise NotAnObject("The body is no JSON object.")
        return cls(cast("dict[str, object]", value))

    def text(self, *names: str, most: int = LONGEST_TEXT) -> str | None:
        """The first of the fields that holds text and not only spaces, cut to `most` characters.

        NUL and halves of surrogates, which no database takes as text, are left out.
        """
        for name in names:
            value = self._fields.get(name)
            if isinstance(value, str) and (clean := _clean(value[:most])):
                return clean
        return None

    def verbatim(self, name: str) -> str | None:
        """Text with the spaces around it, as a part of a longer one has them."""
        value = self._fields.get(name)
        return _storable(value[:LONGEST_TEXT]) if isinstance(value, str) else None

    def identity(self, name: str) -> str | None:
        """An id; some services write theirs as a number."""
        value = self._fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or len(value) > LONGEST_IDENTITY:
            return None
        return _clean(value) or None

    def encoded(self, name: str) -> str | None:
        """Text of any length as it stands, such as a file in base64."""
        value = self._fields.get(name)
        return value if isinstance(value, str) and value else None

    def whole(self, name: str, *, least: int, most: int) -> int | None:
        """A whole number within the bounds; 3.0 counts as one, "3" and true do not."""
        value = self._number(name)
        if isinstance(value, float) and not value.is_integer():
            return None
        return int(value) if value is not None and least <= value <= most else None

    def nearest(self, name: str, *, least: int, most: int) -> int | None:
        """A number rounded and moved into the bounds."""
        value = self._number(name)
        return None if value is None else round(min(max(value, least), most))

    def _number(self, name: str) -> int | float | None:
        value = self._fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return None if isinstance(value, float) and math.isnan(value) else value

    def record(self, name: str) -> "Record | None":
        value = self._fields.get(name)
        return Record(cast("dict[str, object]", value)) if isinstance(value, dict) else None

    def has_list(self, name: str) -> bool:
        return isinstance(self._fields.get(name), list)

    def records(self, name: str) -> "tuple[Record, ...]":
        """The objects of a list, in order; whatever else it holds is left out."""
        return tuple(self._objects(name))

    def _objects(self, name: str) -> "Iterator[Record]":
        value = self._fields.get(name)
        if isinstance(value, list):
            for each in cast("list[object]", value):
                if isinstance(each, dict):
                    yield Record(cast("dict[str, object]", each))


def _clean(text: str) -> str:
    return _storable(text).strip()


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
