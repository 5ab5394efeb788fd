"""Rules for the fields of a request, worded as OpenAI words its refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class ParameterError(Exception):
    """A field that the vendor would refuse; `code` is OpenAI's."""

    def __init__(self, message: str, param: str, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        self.code = code


class Rule(Protocol):
    """Says whether a value is allowed in a field."""

    def check(self, name: str, value: object) -> None:
        """Raise `ParameterError` if it is not."""
        ...


def _kind_of(value: object) -> str:
    names: dict[type, str] = {
        type(None): "null",
        bool: "a boolean",
        int: "an integer",
        float: "a decimal number",
        str: "a string",
        list: "an array",
    }
    return names.get(type(value), "an object")


def _wrong_type(name: str, expected: str, value: object) -> ParameterError:
    message = f"Invalid type for '{name}': expected {expected}, but got {_kind_of(value)} instead."
    return ParameterError(message, name, "invalid_type")


@dataclass(frozen=True)
class Text:
    """A string of at most `longest` characters, and of at least one where `required`."""

    longest: int
    required: bool = False

    def check(self, name: str, value: object) -> None:
        """See `Rule`."""
        if not isinstance(value, str):
            raise _wrong_type(name, "a string", value)
        if self.required and not value.strip():
            message = f"Invalid '{name}': empty string. Expected a string with minimum length 1."
            raise ParameterError(message, name, "empty_string")
        if len(value) > self.longest:
            message = (
                f"Invalid '{name}': string too long. Expected a string with maximum length "
                f"{self.longest}, but got a string with length {len(value)} instead."
            )
            raise ParameterError(message, name, "string_above_max_length")


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def check(self, name: str, value: object) -> None:
        """See `Rule`."""
        if not isinstance(value, str):
            raise _wrong_type(name, f"one of {self._listed()}", value)
        if value not in self.words:
            message = f"Invalid value: '{value}'. Supported values are: {self._listed()}."
            raise ParameterError(message, name, "invalid_value")

    def _listed(self) -> str:
        quoted = [f"'{word}'" for word in self.words]
        return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


@dataclass(frozen=True)
class Whole:
    """An integer within bounds, both included."""

    least: int
    most: int

    def check(self, name: str, value: object) -> None:
        """See `Rule`."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise _wrong_type(name, "an integer", value)
        if value > self.most:
            self._refuse(name, value, "above maximum", f"<= {self.most}", "integer_above_max_value")
        if value < self.least:
            self._refuse(
                name, value, "below minimum", f">= {self.least}", "integer_below_min_value"
            )

    @staticmethod
    def _refuse(name: str, value: int, side: str, bound: str, code: str) -> None:
        message = (
            f"Invalid '{name}': integer {side} value. "
            f"Expected a value {bound}, but got {value} instead."
        )
        raise ParameterError(message, name, code)


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def check(self, name: str, value: object) -> None:
        """See `Rule`."""
        if not isinstance(value, bool):
            raise _wrong_type(name, "a boolean", value)


def check_required(values: Mapping[str, object], name: str) -> None:
    """Raise `ParameterError` if the field is absent or null."""
    if values.get(name) is None:
        message = f"Missing required parameter: '{name}'."
        raise ParameterError(message, name, "missing_required_parameter")


def text_or(values: Mapping[str, object], name: str, default: str) -> str:
    """The text in a checked field, or the default where it is absent or null."""
    value = values.get(name)
    return value if isinstance(value, str) else default


def whole_or(values: Mapping[str, object], name: str, default: int) -> int:
    """The integer in a checked field, or the default where it is absent or null."""
    value = values.get(name)
    return value if isinstance(value, int) else default
