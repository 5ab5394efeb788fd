"""A value that fits a JSON schema, for language models that are asked for structured output.

Types, enumerations, alternatives, references within the schema and bounds are kept; patterns and
formats of strings are not.
"""

import json
import math
from collections.abc import Callable, Mapping
from typing import cast

_MOST_VALUES = 2_000
_DEEPEST = 24
_MOST_ITEMS = 50
_LONGEST_TEXT = 10_000
Schema = Mapping[str, object]


def _object(value: object) -> Schema:
    return cast("Schema", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _bound(schema: Schema, name: str, default: int) -> int:
    value = schema.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return default
    return math.ceil(value)


class _Sampler:
    """Makes the values of one answer; `text` writes the strings, by the name of their field."""

    def __init__(self, root: Schema, text: Callable[[str], str]) -> None:
        self._root = root
        self._text = text
        self._left = _MOST_VALUES

    def value(self, schema: Schema, name: str = "", depth: int = 0) -> object:
        """Beyond the bounds of depth and number it is null, which ends any recursion."""
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return None
        if "const" in schema:
            return schema["const"]
        if choices := _list(schema.get("enum")):
            return choices[0]
        if (inner := self._elsewhere(schema)) is not None:
            return self.value(inner, name, depth + 1)
        return self._typed(schema, name, depth)

    def _elsewhere(self, schema: Schema) -> Schema | None:
        """What a reference points at, or the first alternative."""
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            found: object = self._root
            for step in reference[2:].split("/"):
                found = _object(found).get(step)
            return _object(found)
        for word in ("anyOf", "oneOf", "allOf"):
            if alternatives := _list(schema.get(word)):
                return _object(alternatives[0])
        return None

    def _typed(self, schema: Schema, name: str, depth: int) -> object:
        kind = schema.get("type")
        kind = _list(kind)[0] if _list(kind) else kind
        if kind == "object" or (kind is None and "properties" in schema):
            fields = _object(schema.get("properties"))
            return {
                key: self.value(_object(inner), key, depth + 1) for key, inner in fields.items()
            }
        if kind == "array":
            count = min(max(_bound(schema, "minItems", 2), 0), _MOST_ITEMS)
            count = min(count, max(_bound(schema, "maxItems", count), 0))
            items = _object(schema.get("items"))
            return [self.value(items, name, depth + 1) for _ in range(count)]
        if kind in ("integer", "number"):
            least = _bound(schema, "minimum", _bound(schema, "exclusiveMinimum", 0) + 1)
            return min(least, _bound(schema, "maximum", least))
        return (
            {"boolean": True, "null": None}.get(str(kind))
            if kind in ("boolean", "null")
            else (self._string(schema, name))
        )

    def _string(self, schema: Schema, name: str) -> str:
        least = min(max(_bound(schema, "minLength", 0), 0), _LONGEST_TEXT)
        most = max(_bound(schema, "maxLength", _LONGEST_TEXT), 0)
        return self._text(name).ljust(least, ".")[:most]


def sample(schema: Schema, text: Callable[[str], str]) -> str:
    """A fitting value as JSON; `text` writes a string for a field's name."""
    value = _Sampler(schema, text).value(schema)
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:  # a constant that JSON cannot write
        return "null"
