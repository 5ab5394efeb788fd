"""Taking the next waiting job: many claimers, each job to one of them."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
from sqlalchemy import make_url

from app.container import utc_now
from bench.examples import song_id, store, waiting_song
from bench.figures import Chapter, Table, milliseconds, number, ratio
from bench.services import Services
from domain.job_state import JobEvent, Provider
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.leases import Leases
from domain.use_cases.submission import Submission
from persistence.engine import create_engine
from persistence.unit_of_work import SqlDatabase
from tests.fakes import FakeMediaStore, FakeQueue

_CLAIMERS = 4
_WAITING = (100, 1_000, 5_000)
_MEASURED_S = 3.0
_ROUND = 40
_ROOM = 1_000_000

Claim = Callable[[], Awaitable[object]]

_BARE = """
    UPDATE jobs SET state = 'SUBMITTING', lease_owner = $1, lease_until = $2, submitted_at = $2,
        due_at = $2, attempt = attempt + 1, sequence = sequence + 1, revision = revision + 1
    WHERE id = (
        SELECT id FROM jobs WHERE provider = 'MUREKA' AND state = 'PENDING' AND due_at <= $2
        ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id
"""
_BACK = "UPDATE jobs SET state = 'PENDING' WHERE state = 'SUBMITTING'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """`cpu_s` of this process per claim."""

    per_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    waiting: int
    studio: Claimed
    bare: Claimed


def measure(services: Services, waiting: Sequence[int] = _WAITING) -> Chapter:
    return _chapter([_compare(services, each) for each in waiting])


def _compare(services: Services, waiting: int) -> Compared:
    return Compared(
        waiting=waiting,
        studio=_claimed(services, waiting, claim_with_studio),
        bare=_claimed(services, waiting, claim_bare),
    )


def _claimed(
    services: Services, waiting: int, claim: Callable[[str], Awaitable[Claimed]]
) -> Claimed:
    with services.database() as database_url:
        now = datetime.now(UTC)
        asyncio.run(store(database_url, waiting, lambda each: waiting_song(each, now)))

        async def run() -> Claimed:
            return await claim(database_url)

        return asyncio.run(run())


async def claim_with_studio(database_url: str) -> Claimed:
    engine = create_engine(database_url)

    async def publish(events: Sequence[JobEvent]) -> None:
        """Nobody listens."""

    submission, wanted = _submission(SqlDatabase(engine, publish)), song_id(0)

    async def claim() -> object:
        return await submission._claim(wanted, uuid.uuid4())  # pyright: ignore[reportPrivateUsage]

    pool = await _pool(database_url)
    try:
        return await _measured(pool, claim)
    finally:
        await pool.close()
        await engine.dispose()


async def claim_bare(database_url: str) -> Claimed:
    pool = await _pool(database_url)

    async def claim() -> object:
        return await pool.fetchval(_BARE, uuid.uuid4(), utc_now())  # pyright: ignore

    try:
        return await _measured(pool, claim)
    finally:
        await pool.close()


async def _pool(database_url: str):
    dsn = make_url(database_url).set(drivername="postgresql")
    return await asyncpg.create_pool(  # pyright: ignore
        dsn.render_as_string(hide_password=False), min_size=_CLAIMERS, max_size=_CLAIMERS
    )


async def _measured(pool: asyncpg.Pool, claim: Claim) -> Claimed:
    """In short rounds; between them, off the clock, everything is set back, so that it is always
    about the same that waits."""
    claims, seconds, cpu_s = 0, 0.0, 0.0
    await asyncio.gather(*(claim() for _ in range(_CLAIMERS)))
    while seconds < _MEASURED_S:
        await pool.execute(_BACK)  # pyright: ignore
        began, used = time.monotonic(), time.process_time()
        claims += await _round(claim, _ROUND)
        seconds += time.monotonic() - began
        cpu_s += time.process_time() - used
    return Claimed(per_s=claims / seconds, cpu_s=cpu_s / claims)


async def _round(claim: Claim, wanted: int) -> int:
    left = iter(range(wanted))

    async def claim_while_some_are_left() -> int:
        claimed = 0
        for _ in left:
            claimed += await claim() is not None
        return claimed

    return sum(await asyncio.gather(*(claim_while_some_are_left() for _ in range(_CLAIMERS))))


def _submission(database: SqlDatabase) -> Submission:
    async def slots(provider: Provider) -> int:
        return _ROOM

    return Submission(
        database=database,
        dispatch=Dispatch(database=database, queue=FakeQueue(), slots=slots, clock=utc_now),
        generators={},
        media=FakeMediaStore(),
        slots=slots,
        vendors=frozenset(Provider),
        leases=Leases(database=database, clock=utc_now),
        clock=utc_now,
        new_id=uuid.uuid4,
    )


def _chapter(compared: Sequence[Compared]) -> Chapter:
    return Chapter(
        title="Claims: taking the next waiting job",
        parts=(
            f"{_CLAIMERS} claimers on one event loop, PostgreSQL. The studio's claim looks the job "
            "up, counts the provider's slots under a lock, takes the longest waiting job, writes "
            "its event and commits; the bare one is a single `UPDATE … RETURNING` with asyncpg.",
            Table(
                headings=(
                    "waiting",
                    "claims/s",
                    "CPU/claim",
                    "bare claims/s",
                    "claims/s, bare = 1",
                    "CPU, bare = 1",
                ),
                rows=[
                    (
                        f"{each.waiting:,}",
                        number(each.studio.per_s),
                        milliseconds(each.studio.cpu_s),
                        number(each.bare.per_s),
                        ratio(each.studio.per_s, each.bare.per_s),
                        ratio(each.studio.cpu_s, each.bare.cpu_s),
                    )
                    for each in compared
                ],
            ),
        ),
    )
