"""Numbers as people read them, and Markdown tables of them."""

from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str]
UNKNOWN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The first column is text, the others are numbers."""

    headings: Row
    rows: Sequence[Row]

    def markdown(self) -> str:
        rule = ["---", *["---:"] * (len(self.headings) - 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.headings, rule, *self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What one subject has to say; `parts` are paragraphs and tables, in order. `misses` are the
    limits that were not met, in words."""

    title: str
    parts: Sequence[str | Table]
    misses: Sequence[str] = ()

    def markdown(self) -> str:
        parts = (part if isinstance(part, str) else part.markdown() for part in self.parts)
        return "\n\n".join((f"## {self.title}", *parts))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of all lies; not a number where there are none."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def number(value: float) -> str:
    """Three digits that count, thousands apart: 12,300, 47.1, 0.26."""
    if value != value:
        return UNKNOWN
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"


def ratio(value: float, bare: float) -> str:
    """How many times the bare one's, such as 2.3x."""
    return f"{number(value / bare)}x" if bare else UNKNOWN


def milliseconds(seconds: float) -> str:
    return f"{number(seconds * 1000)} ms"


def megabytes(size: float) -> str:
    return f"{number(size / 1_000_000)} MB"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"
