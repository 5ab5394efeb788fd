"""How the things are that the studio depends on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """`name` such as `database`; `message` says what was found, and what to do about it."""

    name: str
    is_ok: bool
    message: str
    took: timedelta


Checkup = Callable[[], Awaitable[Sequence[Dependency]]]
"""Looks at all of them now. Raises nothing, and answers within some seconds."""


async def nothing_to_check() -> Sequence[Dependency]:
    return ()
