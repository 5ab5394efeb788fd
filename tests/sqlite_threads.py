"""The threads in which SQLite works."""

import asyncio
import threading


async def aiosqlite_threads_ended() -> None:
    """The thread of a connection that failed says so to the loop, which must still be there."""
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join)
