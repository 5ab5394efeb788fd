"""Random faults: which ones, how often and where; a seed makes them the same again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import cast

from mock.bodies import MalformedBody


class Fault(StrEnum):
    """What is put in a request's way. The last three come after the request was carried out."""

    RATE_LIMIT = "rate_limit"
    SERVER_ERROR = "server_error"
    OVERLOAD = "overload"
    PROXY = "proxy"
    HANG = "hang"
    DROP = "drop"
    TRUNCATE = "truncate"


class Occasion(StrEnum):
    """The kinds of requests: to make something, to ask about it, and to fetch it."""

    POST = "post"
    QUERY = "query"
    DOWNLOAD = "download"


@dataclass
class FaultPlan:
    """`rates` are probabilities by fault, together at most 1; without any, nothing happens.

    The n-th request of an occasion meets the same fate whenever the seed is the same.
    """

    seed: int = 0
    rates: dict[str, float] = field(default_factory=dict[str, float])
    on: list[str] = field(default_factory=lambda: list(map(str, Occasion)))
    drawn: dict[str, int] = field(default_factory=dict[str, int])

    def draw(self, occasion: Occasion) -> Fault | None:
        """The fate of the next request of this kind."""
        if not self.rates or occasion not in self.on:
            return None
        number = self.drawn.get(occasion, 0) + 1
        self.drawn[str(occasion)] = number
        dice = Random(f"{self.seed}/{occasion}/{number}").random()
        for name, rate in self.rates.items():
            if dice < rate:
                return Fault(name)
            dice -= rate
        return None


def fault_plan(values: Mapping[str, object]) -> FaultPlan:
    """The plan as it was posted. Raises `MalformedBody` with what is wrong."""
    strange = values.keys() - {"seed", "rates", "on"}
    if strange:
        raise MalformedBody(f"Unknown: {', '.join(sorted(strange))}. Known: seed, rates, on.")
    seed = values.get("seed", 0)
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise MalformedBody("seed is no integer.")
    return FaultPlan(seed, _rates(values.get("rates", {})), _occasions(values.get("on")))


def _rates(value: object) -> dict[str, float]:
    known = ", ".join(Fault)
    if not isinstance(value, dict):
        raise MalformedBody(f"rates is no object of probabilities by fault: {known}.")
    rates: dict[str, float] = {}
    for name, rate in cast("dict[str, object]", value).items():
        if name not in list(Fault):
            raise MalformedBody(f"There is no fault {name!r}. Known: {known}.")
        if not isinstance(rate, int | float) or isinstance(rate, bool) or not 0 <= rate <= 1:
            raise MalformedBody(f"The rate of {name} is no probability from 0 to 1.")
        rates[name] = float(rate)
    if sum(rates.values()) > 1 + 1e-9:
        raise MalformedBody("The rates are more than 1 together.")
    return rates


def _occasions(value: object) -> list[str]:
    if value is None:
        return list(map(str, Occasion))
    if not isinstance(value, list):
        raise MalformedBody(f"on is no list of: {', '.join(Occasion)}.")
    occasions = list(map(str, cast("list[object]", value)))
    if not set(occasions) <= set(Occasion):
        raise MalformedBody(f"on knows only: {', '.join(Occasion)}.")
    return occasions
