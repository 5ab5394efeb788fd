"""Prices as the catalogue knows them: exact, dated, and absent where nobody knows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_CENT = Decimal("0.01")


def in_dollars(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def written_out(usd: Decimal) -> Decimal:
    """The same amount with its cents, and with what is smaller only where there is something."""
    shortest = usd.normalize()
    exponent = shortest.as_tuple().exponent
    return shortest if isinstance(exponent, int) and exponent < -2 else usd.quantize(_CENT)


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in US dollars for one image or one song, and the day it was looked up."""

    usd: Decimal
    as_of: date

    def times(self, count: int) -> "Price":
        return Price(self.usd * count, self.as_of)
