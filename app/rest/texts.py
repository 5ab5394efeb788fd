"""The kinds of values that requests and answers are made of, each with its limits."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

NO_NUL = r"^[^\u0000]*$"
NOT_BLANK = r"^[^\u0000]*[^\u0000\s][^\u0000]*$"
"""Text that says something, without the character that databases refuse."""

PROVIDER_ID = r"^[A-Za-z0-9_.:-]{1,100}$"
KEY = r"^[!-~]{1,200}$"


class Taken(BaseModel):
    """What a client sends: nothing but the declared fields, each of the declared type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Told(BaseModel):
    """What a client is answered."""

    model_config = ConfigDict(frozen=True)


def _digits(value: Any) -> Any:
    """A number in an address, in one spelling only."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 9:
        return int(value)
    return value


def _true_or_false(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _whole(value: Any) -> Any:
    """To JSON, 2.0 is a whole number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


DIGITS, WHOLE = BeforeValidator(_digits), BeforeValidator(_whole)
"""For numbers in addresses and in bodies; behind their limits, else the schema would lack these."""

Switch = Annotated[bool, BeforeValidator(_true_or_false)]

Moment = Annotated[datetime, AfterValidator(lambda moment: moment.replace(microsecond=0))]
"""In UTC, to the second."""


class Paging(Taken):
    limit: Annotated[int, Field(ge=1, le=100, description="How many at most."), DIGITS] = 20
    offset: Annotated[
        int, Field(ge=0, le=1_000_000, description="How many of the newest to leave out."), DIGITS
    ] = 0
