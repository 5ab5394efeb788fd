"""Ending work in good order: at once where it can be resumed, with grace where it cannot."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any


class Stopping:
    """Made inside the event loop whose work it guards."""

    def __init__(self) -> None:
        self._begun = asyncio.Event()

    def begin(self) -> None:
        self._begun.set()

    async def guard(self, work: Coroutine[Any, Any, None], grace: timedelta) -> None:
        """Do the work; once the stop has begun, give it `grace` to end, then cancel it. Work that
        would begin after that is left to the next worker."""
        if self._begun.is_set():
            work.close()
            return
        task = asyncio.create_task(work)
        begun = asyncio.create_task(self._begun.wait())
        try:
            await asyncio.wait({task, begun}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                await asyncio.wait({task}, timeout=grace.total_seconds())
        finally:
            begun.cancel()
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
        # A cancelled task has told the database what became of its job.
        with suppress(asyncio.CancelledError):
            task.result()
