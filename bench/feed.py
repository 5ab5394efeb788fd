"""From the commit of an event to those who watch, through Redis, the hub and GraphQL."""

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.examples import running_song, song_id, store
from bench.figures import Chapter, Table, milliseconds, number, percent, quantile, ratio
from bench.programs import Program
from bench.services import Services
from domain.job_state import EventKind, JobEvent
from jobs.hub import Hub
from jobs.stream import EventStream
from persistence.engine import create_engine
from persistence.unit_of_work import SqlDatabase
from tests.integration.programs import free_port

_WARM_UP_S, _MEASURED_S = 2.0, 7.0


@dataclass(frozen=True, slots=True)
class Audience:
    """`own`: each follows a job of its own, so that an event has one recipient; else all follow
    the feed of everything."""

    subscribers: int
    events_per_s: int
    own: bool

    @property
    def wanted_per_s(self) -> int:
        return self.events_per_s * (1 if self.own else self.subscribers)


AUDIENCES = (
    Audience(1_000, 200, own=True),
    Audience(10, 200, own=False),
    Audience(1_000, 1, own=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Latencies in seconds; cpu_s of the server per delivery; memory in bytes per connection."""

    latencies: Sequence[float]
    per_s: float
    cores: float
    cpu_s: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    audience: Audience
    studio: Delivered
    bare: Delivered


Serve = Callable[[Services, str], AbstractContextManager[tuple[Program, str]]]


def measure(services: Services, audiences: Sequence[Audience] = AUDIENCES) -> Chapter:
    return _chapter(
        [
            Watched(
                audience=each,
                studio=deliver(services, each, studio),
                bare=deliver(services, each, bare),
            )
            for each in audiences
        ]
    )


@contextmanager
def studio(services: Services, database_url: str):
    """`macki serve` and the address of its websocket."""
    port = free_port()
    with Program(
        "bench.studio",
        "serve",
        DATABASE_URL=database_url,
        REDIS_URL=services.redis_url,
        HOST="127.0.0.1",
        PORT=str(port),
    ) as server:
        yield server, f"ws://127.0.0.1:{port}/graphql"


@contextmanager
def bare(services: Services, database_url: str):
    with Program("bench.bare_feed", services.redis_url) as server:
        yield server, server.first_line


def deliver(services: Services, audience: Audience, serve: Serve) -> Delivered:
    with ExitStack() as held:
        database_url = held.enter_context(services.database())
        now = datetime.now(UTC)
        songs = audience.subscribers
        asyncio.run(store(database_url, songs, lambda each: running_song(each, now, now)))
        server, url = held.enter_context(serve(services, database_url))
        memory = server.use.memory
        subscribers = held.enter_context(
            Program("bench.feed_subscribers", url, str(songs), "own" if audience.own else "all")
        )
        memory = (server.use.memory - memory) / songs
        return asyncio.run(_watch(services, database_url, audience, server, subscribers, memory))


async def _watch(
    services: Services,
    database_url: str,
    audience: Audience,
    server: Program,
    subscribers: Program,
    memory: float,
) -> Delivered:
    committed: dict[int, float] = {}
    writing = asyncio.create_task(_write(services.redis_url, database_url, audience, committed))
    await asyncio.sleep(_WARM_UP_S)
    await asyncio.to_thread(_report, subscribers)
    used = server.use
    await asyncio.sleep(_MEASURED_S)
    now_used = server.use
    cursors, times = await asyncio.to_thread(_report, subscribers)
    writing.cancel()
    await asyncio.wait({writing})
    cpu_s, seconds = now_used.cpu_s - used.cpu_s, now_used.at - used.at
    return Delivered(
        latencies=[
            at - committed[cursor]
            for cursor, at in zip(cursors, times, strict=True)
            if cursor in committed
        ],
        per_s=len(cursors) / seconds,
        cores=cpu_s / seconds,
        cpu_s=cpu_s / max(len(cursors), 1),
        memory=memory,
    )


def _report(subscribers: Program) -> tuple[list[int], list[float]]:
    subscribers.tell("report")
    cursors, times = json.loads(subscribers.line())
    return cursors, times


async def _write(
    redis_url: str, database_url: str, audience: Audience, committed: dict[int, float]
) -> None:
    """One event after another, each committed by itself, until cancelled; notes when it was."""
    engine, stream = create_engine(database_url), EventStream(redis_url, Hub())

    async def publish(events: Sequence[JobEvent]) -> None:
        now = time.time()
        committed.update((event.cursor, now) for event in events)
        await stream.publish(events)

    try:
        async with stream.open():
            await _tell_endlessly(SqlDatabase(engine, publish), audience)
    finally:
        await engine.dispose()


async def _tell_endlessly(database: SqlDatabase, audience: Audience) -> None:
    async with database.read() as work:
        found = await work.jobs.get_many([song_id(each) for each in range(audience.subscribers)])
    songs, told, began = list(found.values()), 0, time.monotonic()
    while True:
        song = songs[told % len(songs)]
        async with database.begin() as work:
            progress = song.tell(EventKind.PROGRESS, datetime.now(UTC), "At the provider: running.")
            songs[told % len(songs)] = await work.jobs.save(progress)
            await work.commit()
        told += 1
        ahead = began + told / audience.events_per_s - time.monotonic()
        await asyncio.sleep(max(ahead, 0))


def _chapter(watched: Sequence[Watched]) -> Chapter:
    return Chapter(
        title="Feed: from the commit to the subscriber",
        parts=(
            "Events are committed to PostgreSQL one after another, go through Redis to one "
            "`macki serve`, and from there to subscribers on websockets of their own "
            "(graphql-transport-ws, eleven fields). `own`: everybody follows one job "
            "(`jobEvents`), so an event has one recipient; `all`: everybody follows `feed`, so an "
            "event has as many recipients as there are. Aim: p99 at most 15 ms for 1,000 "
            "subscribers and 200 events a second.",
            _speed(watched),
            "The same against the same hub with the websockets library and no GraphQL:",
            _cost(watched),
        ),
    )


def _speed(watched: Sequence[Watched]) -> Table:
    return Table(
        headings=(
            "subscribers",
            "events/s",
            "deliveries/s wanted",
            "deliveries/s",
            "p50",
            "p99",
            "of a core",
            "memory/connection",
        ),
        rows=[
            (
                _name(each.audience),
                number(each.audience.events_per_s),
                f"{each.audience.wanted_per_s:,}",
                number(each.studio.per_s),
                milliseconds(quantile(each.studio.latencies, 0.5)),
                milliseconds(quantile(each.studio.latencies, 0.99)),
                percent(each.studio.cores),
                f"{number(each.studio.memory / 1000)} kB",
            )
            for each in watched
        ],
    )


def _cost(watched: Sequence[Watched]) -> Table:
    return Table(
        headings=(
            "subscribers",
            "events/s",
            "CPU/delivery",
            "bare = 1",
            "bare deliveries/s",
            "bare p50",
            "bare p99",
            "p99, bare = 1",
        ),
        rows=[
            (
                _name(each.audience),
                number(each.audience.events_per_s),
                milliseconds(each.studio.cpu_s),
                ratio(each.studio.cpu_s, each.bare.cpu_s),
                number(each.bare.per_s),
                milliseconds(quantile(each.bare.latencies, 0.5)),
                milliseconds(quantile(each.bare.latencies, 0.99)),
                ratio(quantile(each.studio.latencies, 0.99), quantile(each.bare.latencies, 0.99)),
            )
            for each in watched
        ],
    )


def _name(audience: Audience) -> str:
    return f"{audience.subscribers:,}, {'own' if audience.own else 'all'}"
