"""What may be asked of `POST /api/chat` and `POST /api/generate`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from mock.ollama_models import LanguageModel, model_named

_GO_TYPES = {str: "string", bool: "bool", int: "int", list: "[]api.Message", dict: "map[string]any"}
_LEVELS = ("low", "medium", "high", "max")


class TextRefused(Exception):
    """Ollama would not take the request; `status` is the HTTP status, the message Ollama's."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


@dataclass(frozen=True)
class TextRequest:
    """A checked request with Ollama's defaults filled in.

    `asked` is what was said last; empty, it only loads the model, or unloads it. `form` is None for
    free text, "json", or a JSON schema. `most_words` is where the text is cut short.
    """

    name: str
    asked: str
    is_chat: bool
    stream: bool
    think: bool
    form: str | dict[str, object] | None
    most_words: int | None
    unload: bool


def _taken(values: Mapping[str, object], name: str, kind: type, default: object) -> object:
    value = values.get(name)
    if value is None:
        return default
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        found = "bool" if isinstance(value, bool) else type(value).__name__
        message = f"json: cannot unmarshal {found} into Go struct field {name}"
        raise TextRefused(f"{message} of type {_GO_TYPES[kind]}")
    return value


def _said_last(values: Mapping[str, object]) -> str:
    messages = cast("list[object]", _taken(values, "messages", list, []))
    said = ""
    for message in messages:
        if not isinstance(message, dict):
            raise TextRefused("json: cannot unmarshal value into Go struct field messages")
        fields = cast("dict[str, object]", message)
        _taken(fields, "role", str, "")
        content = cast("str", _taken(fields, "content", str, ""))
        said = content if fields.get("role") == "user" else said
    if messages and not said:
        return "…"
    return said


def _form(values: Mapping[str, object]) -> str | dict[str, object] | None:
    form = values.get("format")
    if form in (None, ""):
        return None
    if isinstance(form, dict):
        return cast("dict[str, object]", form)
    if form == "json":
        return "json"
    raise TextRefused('invalid format: expected "json" or a valid JSON Schema object')


def _thinks(values: Mapping[str, object], model: LanguageModel, name: str) -> bool:
    """A model that can think does, unless it is told not to."""
    think = values.get("think")
    if think is not None and not isinstance(think, bool) and think not in _LEVELS:
        raise TextRefused('invalid think value (must be "high", "medium", "low", true, or false)')
    if think and not model.thinks:
        raise TextRefused(f'"{name}" does not support thinking')
    return model.thinks if think is None else bool(think)


def _most_words(values: Mapping[str, object]) -> int | None:
    options = cast("dict[str, object]", _taken(values, "options", dict, {}))
    most = options.get("num_predict")
    if isinstance(most, bool) or not isinstance(most, int | float) or most < 0:
        return None
    return int(min(most, 1_000_000))


def text_request(values: Mapping[str, object], *, is_chat: bool) -> TextRequest:
    """The checked request; raises `TextRefused`."""
    name = cast("str", _taken(values, "model", str, ""))
    if not name.strip():
        raise TextRefused("model is required")
    stream = _taken(values, "stream", bool, default=True)
    asked = _said_last(values) if is_chat else cast("str", _taken(values, "prompt", str, ""))
    model = model_named(name)
    if model is None:
        raise TextRefused(f"model '{name}' not found", 404)
    return TextRequest(
        name=name,
        asked=asked,
        is_chat=is_chat,
        stream=stream is True,
        think=_thinks(values, model, name),
        form=_form(values),
        most_words=_most_words(values),
        unload=values.get("keep_alive") in (0, "0", "0s", "0m"),
    )
