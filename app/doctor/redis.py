"""Redis, where several processes share the work."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.doctor.finding import Finding, ok, problem, warning
from app.settings import Settings

OLDEST = (6, 2)

_SUBJECT = "Redis"


class RedisAway(Exception):
    """Redis cannot be used; `remedy` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@asynccontextmanager
async def connected(settings: Settings) -> AsyncGenerator[Redis]:
    """Raises RedisAway, also for what breaks inside."""
    client = _client(settings)
    try:
        yield client
    except (RedisError, OSError) as error:
        raise RedisAway(
            f"Redis cannot be used: {str(error).rstrip('.') or type(error).__name__}.",
            "Check that Redis runs, and REDIS_URL: its host, port and password.",
        ) from error
    finally:
        await client.aclose()


async def asked(client: Redis, command: str) -> Any:
    """The library's own methods for these commands have no complete types."""
    return await client.execute_command(command)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


async def examine(settings: Settings) -> Finding:
    try:
        async with connected(settings) as client:
            facts = await asked(client, "INFO")
    except RedisAway as error:
        return problem(_SUBJECT, error.message, error.remedy)
    return judged(str(facts.get("redis_version", "")), str(facts.get("maxmemory_policy", "")))


def judged(version: str, policy: str) -> Finding:
    """Both in Redis' own words."""
    if _numbers(version) < OLDEST:
        return problem(
            _SUBJECT, f"Redis {version} is too old.", "Install Redis 6.2 or newer, or Valkey."
        )
    if policy != "noeviction":
        return warning(
            _SUBJECT,
            f"Redis {version}, which forgets messages when its memory is full: its "
            f"maxmemory-policy is {policy or 'not told'}",
            "Set it in redis.conf: maxmemory-policy noeviction.",
        )
    return ok(_SUBJECT, f"Redis {version}, forgets nothing when its memory is full")


def _client(settings: Settings) -> Redis:
    try:
        return Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
            settings.redis_url or "", retry=Retry(NoBackoff(), 0)
        )
    except ValueError:
        # Its own words could quote a part of the password.
        raise RedisAway(
            "REDIS_URL cannot be read as an address.",
            "Write it as redis://:password@host:6379/0; in the password, write @ as %40, "
            "/ as %2F, # as %23 and ? as %3F.",
        ) from None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])
