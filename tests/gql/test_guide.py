"""docs/graphql.md and the schema's own introduction tell the truth about codes and limits."""

import re
from pathlib import Path

import pytest

from domain.errors import FailureCode
from gql import introduction, limits
from gql.answers import ANSWER_LIMIT
from gql.bodies import BODY_LIMIT
from gql.endpoint import SUBSCRIPTIONS_LIMIT
from gql.operations import TOKEN_LIMIT
from gql.paging import FIRST_DEFAULT, PAGE_LIMIT
from gql.persisted import COUNT_LIMIT

_ROOT = Path(__file__).parents[2]
_GUIDE = (_ROOT / "docs/graphql.md").read_text(encoding="utf-8")
_SOURCES = (
    *(_ROOT / "gql" / f"{name}.py" for name in ("answers", "limits", "operations", "persisted")),
    *(_ROOT / "gql" / f"{name}.py" for name in ("refusals", "transport")),
    _ROOT / "app/edge/turning_away.py",
)
"""Where errors get their codes."""

_WORD = re.compile(r'"([A-Z]{3,}(?:_[A-Z]+)*)"')


def _codes_said() -> set[str]:
    texts = [file.read_text(encoding="utf-8") for file in _SOURCES]
    return {word for text in texts for word in _WORD.findall(text)} - {"GET", "HEAD"}


def _codes_told() -> set[str]:
    rows = [line.split("|")[1] for line in _GUIDE.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([A-Z_]+)`", " ".join(rows)))


def test_every_code_is_told() -> None:
    said = _codes_said()
    assert {"BAD_USER_INPUT", "BODY_TOO_LARGE", "UNAUTHENTICATED", "ANSWER_TOO_LARGE"} <= said
    assert said - _codes_told() == set()


def test_every_code_that_is_told_exists() -> None:
    assert _codes_told() - _codes_said() - {code.value for code in FailureCode} == set()
    introduced = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", introduction.QUERIES))
    assert introduced
    assert introduced <= _codes_told()


@pytest.mark.parametrize(
    "sentence",
    [
        f"1 to {PAGE_LIMIT} at once, {FIRST_DEFAULT} if",
        f"{ANSWER_LIMIT:,} objects",
        f"{SUBSCRIPTIONS_LIMIT} on this websocket",
        f"{COUNT_LIMIT:,} of them in memory",
        f"{BODY_LIMIT // 1024} KiB for a request",
        f"{limits.DEPTH} levels, {limits.FIELDS} fields, of these {limits.ROOT_FIELDS} at the root",
        f"{limits.WIDTH} in any place, {limits.ALIASES} aliases, {limits.DIRECTIVES} directives",
        f"at most {limits.REPEATS} times in one place",
        f"{limits.NESTING} selections within each other, {TOKEN_LIMIT:,} tokens",
    ],
)
def test_a_limit_is_told_as_it_is(sentence: str) -> None:
    assert sentence in _GUIDE.replace("\n", " ")
