"""Prices as the catalogue knows them: exact, dated, and absent where nobody knows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in US dollars for one image or one song, and the day it was looked up."""

    usd: Decimal
    as_of: date

    def times(self, count: int) -> "Price":
        return Price(self.usd * count, self.as_of)
