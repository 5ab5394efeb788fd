"""How long we are asked to wait, from headers that anybody may have written."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from providers.retry_after import LONGEST, retry_after
from tests.providers.shapes import fuzzed

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"retry-after": "12"}, timedelta(seconds=12)),
        ({"retry-after": "0"}, timedelta()),
        ({"retry-after": "1.5"}, timedelta(seconds=1.5)),
        ({"retry-after-ms": "1500", "retry-after": "12"}, timedelta(seconds=1.5)),
        ({"retry-after-ms": "soon", "retry-after": "12"}, timedelta(seconds=12)),
        ({"retry-after": "Sun, 22 Nov 2026 12:00:30 GMT"}, timedelta(seconds=30)),
        ({"retry-after": "Sun, 22 Nov 2026 11:00:00 GMT"}, timedelta()),
        ({"retry-after": "86400"}, LONGEST),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "tomorrow"}, None),
        ({"retry-after": ""}, None),
    ],
)
def test_sensible_wishes_are_granted_and_nonsense_is_ignored(
    headers: dict[str, str], wait: timedelta | None
) -> None:
    assert retry_after(headers, NOW) == wait


@fuzzed
@given(st.text(), st.text())
@example("Mon, 01 Jan 0001 00:00:00 +2359", "")
@example("Fri, 31 Dec 9999 23:59:59 -2359", "1e308")
def test_any_text_is_survived_and_bounded(wish: str, milliseconds: str) -> None:
    wait = retry_after({"retry-after": wish, "retry-after-ms": milliseconds}, NOW)
    assert wait is None or timedelta() <= wait <= LONGEST
