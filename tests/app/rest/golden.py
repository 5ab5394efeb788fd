"""The examples of the specification, and whether an answer is of their shape."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

_FOLDER = Path(__file__).parent / "golden"


def example(name: str) -> Any:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def assert_like(
    answer: Any,
    wanted: Any,
    *,
    more: tuple[str, ...] = (),
    null: tuple[str, ...] = (),
    at: str = "",
) -> None:
    """Key by key and type by type. `more` are keys that may come on top, `null` those that may
    have no value, each by its path."""
    assert type(answer) is type(wanted) or (at in null and answer is None), (at, answer, wanted)
    if isinstance(wanted, dict):
        fields = cast("dict[str, Any]", wanted)
        on_top = {path.rpartition(".")[2] for path in more if path.rpartition(".")[0] == at}
        assert set(answer or ()) - on_top == set(fields), at
        for key, value in fields.items():
            path = f"{at}.{key}".lstrip(".")
            assert_like((answer or {})[key], value, more=more, null=null, at=path)
    elif isinstance(wanted, list):
        assert answer, at
        for each in answer or ():
            assert_like(each, wanted[0], more=more, null=null, at=at)
    elif isinstance(wanted, str) and answer is not None:
        _assert_form(answer, wanted, at)


def _assert_form(answer: str, wanted: str, at: str) -> None:
    """Times and addresses of the same form."""
    if at.endswith("_at"):
        datetime.strptime(answer, "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007  # only its form
    if at.endswith("_url"):
        assert urlsplit(answer).scheme in ("http", "https"), at
        same_place = urlsplit(wanted).path.rpartition("/")[0]
        assert same_place in ("", urlsplit(answer).path.rpartition("/")[0]), at
