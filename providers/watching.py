"""What whoever measures us is told of each exchange with an outside service."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """SILENT: no answer came, or it was not waited for to its beginning."""

    SUCCESS = "success"
    REFUSED = "refused"
    BUSY = "busy"
    FAILED = "failed"
    SILENT = "silent"

    @classmethod
    def of(cls, status: int) -> "Outcome":
        if status < 400:
            return cls.SUCCESS
        if status == 429:
            return cls.BUSY
        return cls.REFUSED if status < 500 else cls.FAILED


@dataclass(frozen=True, slots=True)
class Exchange:
    """`service` such as `openai`; `seconds` until the answer began, or was given up."""

    service: str
    outcome: Outcome
    seconds: float


Watch = Callable[[Exchange], None]


def unwatched(exchange: Exchange) -> None:
    """Nobody measures."""
