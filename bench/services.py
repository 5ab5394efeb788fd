"""A throwaway PostgreSQL and Redis, those of the tests, and what they had to do."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
import psutil
import redis
from sqlalchemy import text

from persistence.engine import create_engine
from tests.redis_service import RedisServer
from tests.services import Databases, postgresql


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Counted since the servers began."""

    transactions: int
    postgresql_cpu_s: float
    redis_commands: int


class Services:
    def __init__(self, databases: Databases, redis_server: RedisServer) -> None:
        self._databases = databases
        self._redis = redis_server

    @property
    def redis_url(self) -> str:
        return self._redis.url

    @contextmanager
    def database(self) -> Generator[str]:
        """The address of a new database with our tables; Redis is empty again, too."""
        self._redis.flush()
        name = asyncio.run(self._databases.create())
        try:
            yield self._databases.url(name)
        finally:
            asyncio.run(self._databases.drop(name))

    def effort(self, database_url: str) -> Effort:
        transactions, cpu_s = asyncio.run(_asked(database_url))
        return Effort(
            transactions=transactions,
            postgresql_cpu_s=cpu_s,
            redis_commands=_commands(self.redis_url),
        )


@contextmanager
def services() -> Generator[Services]:
    with postgresql(click.echo) as databases:
        asyncio.run(databases.prepare())
        server = RedisServer(click.echo)
        server.start()
        try:
            yield Services(databases, server)
        finally:
            server.remove()


_ASKED = text(
    "SELECT xact_commit, pg_backend_pid() AS pid FROM pg_stat_database"
    " WHERE datname = current_database()"
)


async def _asked(url: str) -> tuple[int, float]:
    engine = create_engine(url)
    try:
        async with engine.connect() as connection:
            row = (await connection.execute(_ASKED)).one()
            return row.xact_commit, _cpu_s_of_server(row.pid)
    finally:
        await engine.dispose()


def _cpu_s_of_server(backend: int) -> float:
    """Of all its processes; nothing where the server is another machine's, or not ours to see."""
    postmaster = psutil.Process(backend).parent() if psutil.pid_exists(backend) else None
    if postmaster is None or "postgres" not in postmaster.name():
        return float("nan")
    times = postmaster.cpu_times()
    ended = times.children_user + times.children_system
    return ended + times.user + times.system + sum(map(_cpu_s, postmaster.children()))


def _cpu_s(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


def _commands(url: str) -> int:
    with redis.Redis.from_url(url) as client:  # pyright: ignore[reportUnknownMemberType]
        told: Any = client.info("commandstats")  # pyright: ignore[reportUnknownMemberType]
    return sum(each["calls"] for each in told.values())
