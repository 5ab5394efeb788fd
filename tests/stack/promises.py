"""How the play says that something is not as promised."""

import time
from collections.abc import Callable

_PATIENCE_S = 240.0


class Broken(Exception):
    """A promise; the message says which, and what is the case instead."""


def promise(holds: bool, what: str) -> None:
    """Raises Broken."""
    if not holds:
        raise Broken(what)


def wait_until(
    condition: Callable[[], bool], what: str, *, patience_s: float = _PATIENCE_S
) -> None:
    """Raises Broken."""
    until = time.monotonic() + patience_s
    while not condition():
        promise(time.monotonic() < until, f"Waited {patience_s:.0f} seconds for {what}.")
        time.sleep(0.5)
