"""How late an event loop is: what blocks it holds up everything that it serves."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from prometheus_client import Histogram

_EVERY_S = 0.5


@asynccontextmanager
async def lag_measured(lag: Histogram) -> AsyncGenerator[None]:
    """While inside, of the loop that enters."""
    task = asyncio.create_task(_measure_endlessly(lag))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _measure_endlessly(lag: Histogram) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _EVERY_S
        await asyncio.sleep(_EVERY_S)
        lag.observe(max(loop.time() - due, 0.0))
