"""An event loop whose time passes only where somebody waits for it, and then at once.

A test that sleeps for a day takes no time, and runs the same way every time.
"""

import asyncio
import selectors
from datetime import datetime, timedelta

from tests.fakes import NOON


class _SkippingSelector(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.skipped_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(0)
        if not ready:
            self.skipped_s += timeout
        return ready


class SkippingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._skipping = _SkippingSelector()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.skipped_s


class LoopClock:
    """The time of the running loop, which begins at noon."""

    def __call__(self) -> datetime:
        return NOON + timedelta(seconds=asyncio.get_running_loop().time())
