"""Where music is made: a few threads of its own."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class Workshop:
    """As many threads as processors: a hundred songs at once would take all those that answer."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(os.cpu_count(), "music")

    async def run(self, make: Callable[[], object]) -> None:
        """Returns once it is made; what it raises is raised here."""
        await asyncio.get_running_loop().run_in_executor(self._threads, make)

    def close(self) -> None:
        """Begin nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)
