"""Songs in flight on one worker, each asked for every five seconds."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import fmean

import httpx
from sqlalchemy import select

from bench.examples import running_song, store
from bench.figures import (
    Chapter,
    Table,
    megabytes,
    milliseconds,
    number,
    percent,
    quantile,
    ratio,
)
from bench.programs import Program
from bench.services import Effort, Services
from domain.job import Job
from jobs.broker import create_redis_broker
from jobs.queue import DramatiqQueue
from persistence.engine import create_engine
from persistence.tables import jobs
from providers.clients import mureka_client, mureka_questions

INTERVAL = timedelta(seconds=5)
_START = timedelta(seconds=5)
_WARM_UP_S, _MEASURED_S, _BARE_S = 7.0, 17.0, 4.0
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Load:
    """`answer_s` is how long the provider takes for each answer."""

    songs: int
    answer_s: float = 0.0


LOADS = (Load(100), Load(1_000), Load(10_000), Load(1_000, 0.2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """`late` in seconds, with those that were overdue at the end; cpu_s per poll."""

    load: Load
    per_s: float
    late: Sequence[float]
    cores: float
    cpu_s: float
    memory: int
    redis_per_s: float
    transactions: float
    postgresql_cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """cpu_s per request of loops that do nothing but the requests."""

    httpx_cpu_s: float
    aiohttp_cpu_s: float


def measure(services: Services, loads: Sequence[Load] = LOADS) -> Chapter:
    polled = [poll(services, load) for load in loads]
    with _stub(0.0) as stub:
        bare = asyncio.run(_bare(stub.first_line))
    return _chapter(polled, bare)


def poll(services: Services, load: Load, **environment: str) -> Polled:
    with ExitStack() as held:
        database_url = held.enter_context(services.database())
        stub = held.enter_context(_stub(load.answer_s))
        begin = datetime.now(UTC) + _START
        asyncio.run(store(database_url, load.songs, _spread(load, begin)))
        worker = held.enter_context(_worker(services, database_url, stub, environment))
        # As every song does whose provider has just taken it.
        asyncio.run(DramatiqQueue(create_redis_broker(services.redis_url)).poll())
        time.sleep(max((begin - datetime.now(UTC)).total_seconds(), 0) + _WARM_UP_S)
        return _watch(services, load, database_url, stub, worker)


def _stub(answer_s: float) -> Program:
    return Program("bench.provider_stub", str(INTERVAL.total_seconds()), str(answer_s))


def _spread(load: Load, begin: datetime) -> Callable[[int], Job]:
    """Their polls are due one after another over an interval."""

    def song(each: int) -> Job:
        return running_song(each, begin + INTERVAL * each / load.songs, begin)

    return song


def _worker(
    services: Services, database_url: str, stub: Program, environment: dict[str, str]
) -> Program:
    return Program(
        "bench.studio",
        "worker",
        DATABASE_URL=database_url,
        REDIS_URL=services.redis_url,
        MUREKA_BASE_URL=stub.first_line,
        MUREKA_API_KEY="bench-bench",
        MUREKA_CONCURRENCY="1000",
        OPENAI_BASE_URL=stub.first_line,
        BENCH_POLL_SECONDS=str(INTERVAL.total_seconds()),
        **environment,
    )


def _watch(
    services: Services, load: Load, database_url: str, stub: Program, worker: Program
) -> Polled:
    _reported(stub)
    before, used = services.effort(database_url), worker.use
    time.sleep(_MEASURED_S)
    late, now_used = _reported(stub), worker.use
    after = services.effort(database_url)
    overdue = asyncio.run(_overdue(database_url))
    seconds, cpu_s, polls = now_used.at - used.at, now_used.cpu_s - used.cpu_s, max(len(late), 1)
    return Polled(
        load=load,
        per_s=len(late) / seconds,
        late=[*late, *overdue],
        cores=cpu_s / seconds,
        cpu_s=cpu_s / polls,
        memory=now_used.memory,
        redis_per_s=(after.redis_commands - before.redis_commands) / seconds,
        transactions=(after.transactions - before.transactions) / polls,
        postgresql_cpu_s=_postgresql_cpu_s(before, after) / polls,
    )


def _postgresql_cpu_s(before: Effort, after: Effort) -> float:
    return after.postgresql_cpu_s - before.postgresql_cpu_s


def _reported(stub: Program) -> list[float]:
    return json.loads(httpx.get(f"{stub.first_line}/report", trust_env=False).content)


async def _overdue(database_url: str) -> list[float]:
    """By how much the polls that nobody makes are late by now."""
    engine = create_engine(database_url)
    try:
        async with engine.connect() as connection:
            due = (await connection.execute(select(jobs.c.due_at))).scalars()
            now = datetime.now(UTC)
            return [(now - each).total_seconds() for each in due if each and each < now]
    finally:
        await engine.dispose()


async def _bare(url: str) -> Bare:
    async with mureka_client(url, "bench-bench") as client:

        async def ask() -> None:
            (await client.get("query/1")).json()

        with_httpx = await _cpu_per_request(ask)
    return Bare(httpx_cpu_s=with_httpx, aiohttp_cpu_s=await _with_aiohttp(url))


async def _with_aiohttp(url: str) -> float:
    async with mureka_questions(url, "bench-bench") as session:

        async def ask() -> None:
            async with session.get(f"{url}/query/1") as answer:
                await answer.json()

        return await _cpu_per_request(ask)


async def _cpu_per_request(ask: Callable[[], Awaitable[None]]) -> float:
    """With as many at once as the worker has at least."""
    end, count = time.monotonic() + _BARE_S, 0

    async def ask_endlessly() -> None:
        nonlocal count
        while time.monotonic() < end:
            await ask()
            count += 1

    began = time.process_time()
    await asyncio.gather(*(ask_endlessly() for _ in range(_AT_ONCE)))
    return (time.process_time() - began) / count


def _chapter(polled: Sequence[Polled], bare: Bare) -> Chapter:
    return Chapter(
        title="Polling: songs in flight on one worker",
        parts=(
            "One `macki worker` with PostgreSQL and Redis; each song is asked for every 5 seconds. "
            "The provider answers `running`, at once or after 200 ms. A poll is late by what the "
            "provider sees: the time since its last answer about the song, less 5 seconds; polls "
            "still due at the end count with their lateness by then. Aim: 10,000 songs, p99 at "
            "most 0.5 s late.",
            _speed(polled),
            "CPU of the worker for a poll, against a loop that only sends the same requests with "
            f"the same client, aiohttp ({milliseconds(bare.aiohttp_cpu_s)} of CPU for each "
            f"request), and against one with httpx ({milliseconds(bare.httpx_cpu_s)}):",
            _cost(polled, bare),
        ),
    )


def _speed(polled: Sequence[Polled]) -> Table:
    return Table(
        headings=("songs", "wanted", "polls/s", "late p50", "late p99", "of a core", "memory"),
        rows=[
            (
                _name(each.load),
                number(each.load.songs / INTERVAL.total_seconds()),
                number(each.per_s),
                milliseconds(quantile(each.late, 0.5)),
                milliseconds(quantile(each.late, 0.99)),
                percent(each.cores),
                megabytes(each.memory),
            )
            for each in polled
        ],
    )


def _cost(polled: Sequence[Polled], bare: Bare) -> Table:
    return Table(
        headings=(
            "songs",
            "CPU/poll",
            "bare aiohttp = 1",
            "bare httpx = 1",
            "PostgreSQL's CPU/poll",
            "transactions/poll",
            "Redis commands/s",
        ),
        rows=[
            (
                _name(each.load),
                milliseconds(each.cpu_s),
                ratio(each.cpu_s, bare.aiohttp_cpu_s),
                ratio(each.cpu_s, bare.httpx_cpu_s),
                milliseconds(each.postgresql_cpu_s),
                number(each.transactions),
                number(each.redis_per_s),
            )
            for each in polled
        ],
    )


def _name(load: Load) -> str:
    return f"{load.songs:,}" + (f", answers after {load.answer_s:.1f} s" if load.answer_s else "")


def summary(polled: Polled) -> str:
    """One line, for experiments."""
    return (
        f"{_name(polled.load)}: {polled.per_s:.0f}/s, late mean {fmean(polled.late):.2f} "
        f"p50 {quantile(polled.late, 0.5):.3f} p99 {quantile(polled.late, 0.99):.3f}, "
        f"{polled.cores:.2f} cores, {polled.cpu_s * 1000:.2f} ms/poll, "
        f"pg {polled.postgresql_cpu_s * 1000:.2f} ms/poll, {polled.transactions:.2f} tx/poll, "
        f"{polled.memory / 1e6:.0f} MB, redis {polled.redis_per_s:.0f}/s"
    )
