"""How often a token may be guessed: a few times a minute for each client, and for all together.

Only different wrong tokens count, each once: a program with an old token that asks every second
does not shut its owner out. What is refused while a client has to wait does not count either, so
no attack prolongs the wait; and what others try shuts out neither this machine itself nor a client
that has shown the right token before.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any, Protocol

import structlog
from redis.asyncio import ConnectionPool, Redis
from redis.exceptions import RedisError
from starlette.datastructures import Headers
from starlette.types import Scope

from jobs.broker import NAMESPACE

WINDOW_S = 60
PER_CLIENT, IN_TOTAL = 10, 100
HERE = "this machine"

_KNOWN_AT_MOST = 1_000
_EXPIRY_S = 2 * WINDOW_S
_PATIENCE_S = 1.0
_TOTAL = "all"

_log = structlog.get_logger(__name__)


class Tally(Protocol):
    """What the processes of a studio count together."""

    async def add(self, window: int, client: str, guess: str) -> tuple[int, int]:
        """How many different guesses there are now of the client, and of all."""
        ...

    async def close(self) -> None: ...


class Attempts:
    """Counts in this process, and with the others where there is a tally. What it keeps of one
    minute is bounded by the limits, and forgotten with the next."""

    def __init__(self, tally: Tally | None = None, now: Callable[[], float] = time.time) -> None:
        self._tally = tally
        self._now = now
        self._window = 0
        self._of_client: defaultdict[str, set[str]] = defaultdict(set)
        self._of_all: set[tuple[str, str]] = set()
        self._closed: set[str] = set()
        self._known: dict[str, None] = {}

    def wait_s(self, client: str) -> int:
        """Seconds until the client may try again; 0 if it may now."""
        self._turn()
        if not self._is_closed(client):
            return 0
        return max(1, round((self._window + 1) * WINDOW_S - self._now()))

    async def count(self, client: str, guess: str) -> None:
        """A wrong token. `guess` tells it from others without being it."""
        self._turn()
        if guess in self._of_client.get(client, ()) or self._is_closed(client):
            return
        self._of_client[client].add(guess)
        if client != HERE:
            self._of_all.add((client, guess))
        if self._tally:
            await self._count_together(self._tally, client, guess)

    def welcome(self, client: str) -> None:
        """It has shown the right token. The one that was here longest ago is forgotten."""
        self._known.pop(client, None)
        self._known[client] = None
        if len(self._known) > _KNOWN_AT_MOST:
            del self._known[next(iter(self._known))]

    async def close(self) -> None:
        if self._tally:
            await self._tally.close()

    async def _count_together(self, tally: Tally, client: str, guess: str) -> None:
        window = self._window
        try:
            of_client, of_all = await tally.add(window, client, guess)
        except (RedisError, OSError) as error:
            _log.warning("sign_in.counted_here_only", reason=type(error).__name__)
            return
        if window == self._window:
            self._closed |= {client} if of_client >= PER_CLIENT else set()
            self._closed |= {_TOTAL} if of_all >= IN_TOTAL else set()

    def _is_closed(self, client: str) -> bool:
        if client in self._closed or len(self._of_client.get(client, ())) >= PER_CLIENT:
            return True
        everybody = _TOTAL in self._closed or len(self._of_all) >= IN_TOTAL
        return everybody and client != HERE and client not in self._known

    def _turn(self) -> None:
        window = int(self._now() // WINDOW_S)
        if window != self._window:
            self._window = window
            self._of_client.clear()
            self._of_all.clear()
            self._closed.clear()


class RedisTally:
    """Belongs to the event loop that uses it first."""

    def __init__(self, url: str) -> None:
        pool = ConnectionPool.from_url(  # pyright: ignore[reportUnknownMemberType]
            url, socket_timeout=_PATIENCE_S, socket_connect_timeout=_PATIENCE_S
        )
        self._client = Redis.from_pool(pool)

    async def add(self, window: int, client: str, guess: str) -> tuple[int, int]:
        key = f"{NAMESPACE}:sign-in:{window}:"
        async with self._client.pipeline(transaction=True) as pipeline:
            pipe: Any = pipeline
            pipe.sadd(key + client, guess).expire(key + client, _EXPIRY_S).scard(key + client)
            if client != HERE:
                pipe.sadd(key + _TOTAL, f"{client} {guess}").expire(key + _TOTAL, _EXPIRY_S)
            pipe.scard(key + _TOTAL)
            answers: list[Any] = await pipe.execute()
        return int(answers[2]), int(answers[-1])

    async def close(self) -> None:
        await self._client.aclose()


def counter_of(scope: Scope) -> str:
    """Whom to count: the client, and the way it came. Where a virtual machine's gateway stands for
    all clients, those who come through a proxy must not shut out the programs beside it."""
    client = client_of(scope)
    is_forwarded = "x-forwarded-for" in Headers(scope=scope)
    return f"{client}, forwarded" if is_forwarded and client != HERE else client


def client_of(scope: Scope) -> str:
    """An address, or the network that one household has in IPv6."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return "unknown"
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    if address.is_loopback:
        return HERE
    if address.version == 6:
        return str(ip_network((address.packed, 64), strict=False))
    return str(address)
