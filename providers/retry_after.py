"""How long a provider asks us to wait."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=1)
"""A longer wish is cut: asking again after an hour harms nobody."""


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """By `retry-after-ms` or `retry-after` (seconds or a date); None if absent or nonsense."""
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return _bounded(milliseconds / 1000)
    wish = headers.get("retry-after", "")
    seconds = _number(wish)
    if seconds is None:
        seconds = _until(wish, now)
    return None if seconds is None else _bounded(seconds)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _until(date: str, now: datetime) -> float | None:
    try:
        then = parsedate_to_datetime(date)
    except ValueError:
        return None
    aware = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)


def _bounded(seconds: float) -> timedelta:
    return timedelta(seconds=min(seconds, LONGEST.total_seconds()))
