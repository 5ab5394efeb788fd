"""How often a token may be guessed."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from starlette.types import Scope

from app.edge.attempts import (
    HERE,
    IN_TOTAL,
    PER_CLIENT,
    Attempts,
    RedisTally,
    client_of,
    counter_of,
)
from jobs.stream import redis_client
from tests.redis_service import RedisServer

NOW = 1_700_000_010.0
"""The 50th second of a minute."""


class Minute:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


async def _guess(attempts: Attempts, client: str, count: int) -> None:
    for number in range(count):
        await attempts.count(client, f"{client} {number}")


async def test_a_client_has_some_guesses_a_minute_and_others_have_their_own() -> None:
    minute = Minute()
    attempts = Attempts(now=minute)
    await _guess(attempts, "a", PER_CLIENT - 1)
    assert attempts.wait_s("a") == 0
    await attempts.count("a", "one more")
    assert attempts.wait_s("a") == 60 - int(NOW) % 60
    assert attempts.wait_s("b") == 0
    minute.now += 60
    assert attempts.wait_s("a") == 0


async def test_what_is_guessed_while_waiting_prolongs_nothing() -> None:
    minute = Minute()
    attempts = Attempts(now=minute)
    await _guess(attempts, "a", 10 * PER_CLIENT)
    minute.now += 60
    assert attempts.wait_s("a") == 0


async def test_all_together_have_a_limit_that_does_not_hold_for_this_machine() -> None:
    attempts = Attempts(now=Minute())
    for number in range(IN_TOTAL):
        await attempts.count(f"client {number}", "guess")
    assert attempts.wait_s("another") > 0
    assert attempts.wait_s(HERE) == 0
    await _guess(attempts, HERE, PER_CLIENT)
    assert attempts.wait_s(HERE) > 0


async def test_who_has_shown_the_right_token_is_not_shut_out_by_what_others_try() -> None:
    attempts = Attempts(now=Minute())
    attempts.welcome("the owner, on the way")
    for number in range(IN_TOTAL):
        await attempts.count(f"client {number}", "guess")
    assert attempts.wait_s("the owner, on the way") == 0
    assert attempts.wait_s("another") > 0
    await _guess(attempts, "the owner, on the way", PER_CLIENT)
    assert attempts.wait_s("the owner, on the way") > 0


async def test_those_who_were_here_lately_are_remembered() -> None:
    attempts = Attempts(now=Minute())
    attempts.welcome("long ago")
    for number in range(2_000):
        attempts.welcome("often here")
        attempts.welcome(f"client {number}")
    for number in range(IN_TOTAL):
        await attempts.count(f"guesser {number}", "guess")
    assert attempts.wait_s("often here") == 0
    assert attempts.wait_s("long ago") > 0


def test_who_comes_through_a_proxy_is_counted_apart_from_the_programs_beside_it() -> None:
    """Where a virtual machine has one gateway, both come from there."""
    directly: Scope = {"type": "http", "client": ("172.18.0.1", 40_000), "headers": []}
    forwarded: Scope = {**directly, "headers": [(b"x-forwarded-for", b"172.18.0.1")]}
    assert counter_of(directly) != counter_of(forwarded)
    assert client_of(directly) == client_of(forwarded)
    here: Scope = {**forwarded, "client": ("127.0.0.1", 40_000)}
    assert counter_of(here) == HERE


async def test_what_is_remembered_is_bounded_whoever_guesses() -> None:
    attempts = Attempts(now=Minute())
    for number in range(20 * IN_TOTAL):
        await attempts.count(f"client {number}", "guess")
    remembered = attempts._of_client  # pyright: ignore[reportPrivateUsage]
    assert sum(map(len, remembered.values())) <= IN_TOTAL


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("127.0.0.1", HERE),
        ("127.9.9.9", HERE),
        ("::1", HERE),
        ("::ffff:127.0.0.1", HERE),
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("\n evil", "unknown"),
    ],
)
def test_a_household_is_one_client(host: str, client: str) -> None:
    scope: Scope = {"type": "http", "client": (host, 1)}
    assert client_of(scope) == client
    assert client_of({"type": "http", "client": None}) == "unknown"


# ── several processes ────────────────────────────────────────────────────────────────────────


@pytest_asyncio.fixture
async def two(redis_server: RedisServer) -> AsyncIterator[tuple[Attempts, Attempts]]:
    minute = Minute()
    both = [Attempts(RedisTally(redis_server.url), minute) for _ in range(2)]
    yield both[0], both[1]
    for each in both:
        await each.close()


async def test_processes_count_together(two: tuple[Attempts, Attempts]) -> None:
    one, other = two
    await _guess(one, "a", PER_CLIENT)
    assert other.wait_s("a") == 0  # it has not been told yet, and is with the first wrong token
    await other.count("a", "yet another")
    assert other.wait_s("a") > 0
    assert other.wait_s("b") == 0


async def test_processes_count_all_clients_together(two: tuple[Attempts, Attempts]) -> None:
    one, other = two
    for number in range(IN_TOTAL):
        await one.count(f"client {number}", "guess")
    await other.count("another", "guess")
    assert other.wait_s("a third") > 0
    assert other.wait_s(HERE) == 0


async def test_without_redis_each_counts_alone(
    two: tuple[Attempts, Attempts], redis_server: RedisServer
) -> None:
    redis_server.kill()
    await _guess(two[0], "a", PER_CLIENT)
    assert two[0].wait_s("a") > 0


async def test_nothing_stays_in_redis(
    two: tuple[Attempts, Attempts], redis_server: RedisServer
) -> None:
    await _guess(two[0], "a", 3)
    client: Any = redis_client(redis_server.url)
    keys = [key async for key in client.scan_iter("*")]
    lasting = [await client.ttl(key) for key in keys]
    await client.aclose()
    assert len(keys) == 2
    assert all(0 < seconds <= 120 for seconds in lasting)
    assert all(key.startswith(b"macki:") for key in keys)
