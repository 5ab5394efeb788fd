"""What is looked at, one function each."""

import asyncio
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.doctor.daemon_threads import DaemonThreads
from app.doctor.folders import TOO_LITTLE, shown_size
from app.health.checkup import NotWell
from domain.ports.database import Database
from domain.ports.time_and_ids import Clock
from domain.schedule import WORKER_ABSENT_AFTER
from persistence.engine import is_sqlite, reading
from persistence.migrate import head_revision, schema_revision

Answer = TypeVar("Answer")


async def database(engine: AsyncEngine) -> str:
    async with reading(engine).connect() as connection:
        await connection.scalar(text("SELECT 1"))
    return f"{'SQLite' if is_sqlite(engine) else 'PostgreSQL'} answers."


async def migrations(engine: AsyncEngine) -> str:
    revision, newest = await schema_revision(engine), head_revision()
    if revision != newest:
        raise NotWell(f"The schema is {revision or 'empty'}, not {newest}. Run `macki migrate`.")
    return f"The schema is {newest}, the newest."


async def redis(client: Redis) -> str:
    await client.execute_command("PING")  # pyright: ignore[reportUnknownMemberType]
    return "Redis answers."


async def media(folder: Path) -> str:
    """Written and read back: a right to write is no room to write, and no disk that is there."""
    await _in_thread(lambda: _write_a_little(folder))
    return "Files can be written."


async def disk(folder: Path) -> str:
    free = await _in_thread(lambda: shutil.disk_usage(folder).free)
    if free < TOO_LITTLE:
        raise NotWell(f"Only {shown_size(free)} are free. Make room, or results are lost.")
    return f"{shown_size(free)} are free."


async def worker(database: Database, clock: Clock) -> str:
    async with database.read() as work:
        count = await work.workers.count_since(clock() - WORKER_ABSENT_AFTER)
    if count == 0:
        seconds = WORKER_ABSENT_AFTER.seconds
        raise NotWell(
            f"No worker was heard of in the last {seconds} seconds; orders wait. "
            "Start one with `macki worker`."
        )
    return f"{count} {'worker was' if count == 1 else 'workers were'} heard of."


def _write_a_little(folder: Path) -> None:
    probe = folder / f".health-{os.getpid()}-{uuid4().hex}"
    try:
        probe.write_bytes(b"well")
        if probe.read_bytes() != b"well":
            raise NotWell("What is written there is not what is read.")
    except OSError as error:
        raise NotWell(f"No file can be written: {error.strerror}. See MEDIA_DIR.") from error
    finally:
        with suppress(OSError):
            probe.unlink()


async def _in_thread(work: Callable[[], Answer]) -> Answer:
    """A thread that a dead network drive holds must not keep the process from ending."""
    return await asyncio.get_running_loop().run_in_executor(DaemonThreads(), work)
