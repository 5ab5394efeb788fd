"""Our clock beside those of the servers: leases compare times between machines."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from app.container import utc_now
from app.doctor.finding import Finding, ok, warning
from app.doctor.read_only import DatabaseAway, looking_at
from app.doctor.redis import RedisAway, asked, connected
from app.settings import Settings
from domain.ports.time_and_ids import Clock

_TOLERATED = timedelta(seconds=2)
_SUBJECT = "Clock"

_Ask = Callable[[Settings, Clock], Awaitable[timedelta]]


async def examine(settings: Settings, clock: Clock = utc_now) -> Finding:
    servers = _servers(settings)
    if not servers:
        return ok(_SUBJECT, "No other machine's clock matters here")
    found = await asyncio.gather(*(_lag(ask, settings, clock) for ask in servers.values()))
    return judged(dict(zip(servers, found, strict=True)))


def judged(lags: dict[str, timedelta | None]) -> Finding:
    """By how much our clock is behind each server's; None where the server did not answer."""
    known = {name: lag for name, lag in lags.items() if lag is not None}
    worst = max(known, key=lambda name: abs(known[name]), default=None)
    if worst is not None and abs(known[worst]) > _TOLERATED:
        seconds = known[worst].total_seconds()
        way = "behind" if seconds > 0 else "ahead of"
        return warning(
            _SUBJECT,
            f"This machine's clock is {abs(seconds):.1f} s {way} {worst}'s.",
            "Let both machines set their clocks by the network (NTP): a worker could take over "
            "the work of one that lives.",
        )
    if silent := [name for name in lags if name not in known]:
        return warning(
            _SUBJECT,
            f"It could not be compared with {' and '.join(silent)}.",
            "Mend first what is said of it above.",
        )
    return ok(_SUBJECT, f"Agrees with {' and '.join(known)}")


def _servers(settings: Settings) -> dict[str, _Ask]:
    servers: dict[str, _Ask] = {}
    if settings.database.startswith("postgresql"):
        servers["PostgreSQL"] = _lag_behind_postgresql
    if settings.redis_url:
        servers["Redis"] = _lag_behind_redis
    return servers


async def _lag(ask: _Ask, settings: Settings, clock: Clock) -> timedelta | None:
    try:
        return await ask(settings, clock)
    except (DatabaseAway, RedisAway):
        return None


async def _lag_behind_postgresql(settings: Settings, clock: Clock) -> timedelta:
    async with looking_at(settings) as engine, engine.connect() as connection:
        before = clock()
        theirs = await connection.scalar(text("SELECT now()"))
        return _outside(before, theirs, clock())


async def _lag_behind_redis(settings: Settings, clock: Clock) -> timedelta:
    async with connected(settings) as client:
        await asked(client, "TIME")  # so that connecting is not measured
        before = clock()
        told = await asked(client, "TIME")
        theirs = datetime.fromtimestamp(told[0], UTC) + timedelta(microseconds=told[1])
        return _outside(before, theirs, clock())


def _outside(before: datetime, theirs: datetime, after: datetime) -> timedelta:
    """How far their time lies outside of the time in which we asked: what is certain of it."""
    return theirs - min(max(theirs, before), after)
