"""Songs as a studio has them, in any number."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import insert

from domain.job import Job
from domain.job_state import JobKind, Provider
from domain.report import Acceptance
from domain.schedule import PATIENCE
from domain.song import SongRequest
from persistence.engine import create_engine
from persistence.job_rows import new_row
from persistence.tables import jobs

_VERSE = "The morning comes with silver light\nand nobody has slept tonight,\n" * 3
_REQUEST = SongRequest(
    lyrics="\n".join(f"[Verse {n}]\n{_VERSE}" for n in range(1, 7)),
    model="mureka-9",
    prompt="folk, warm, acoustic guitar",
)
_AT_ONCE = 1_000

SEQUENCE = 3
"""How many events a running song has behind it."""


def song_id(number: int) -> UUID:
    return UUID(int=number + 1)


def waiting_song(number: int, now: datetime) -> Job:
    begun = Job.begin(
        id=song_id(number),
        kind=JobKind.SONG,
        provider=Provider.MUREKA,
        request=_REQUEST,
        now=now,
    )
    return replace(begun, news=())


def running_song(number: int, due_at: datetime, now: datetime) -> Job:
    """Its provider has called it running before, so that the next such answer is no news."""
    known_as = f"{number}-{int(due_at.timestamp() * 1e6)}"
    running = (
        waiting_song(number, now)
        .claim(uuid4(), now)
        .accept(Acceptance(provider_job_id=known_as), now, patience=PATIENCE)
    )
    return replace(running, due_at=due_at, provider_word="running", news=())


async def store(database_url: str, number: int, make: Callable[[int], Job]) -> None:
    """Without their events, in bulk."""
    engine = create_engine(database_url)
    try:
        async with engine.begin() as connection:
            for first in range(0, number, _AT_ONCE):
                rows = [new_row(make(each)) for each in range(first, min(first + _AT_ONCE, number))]
                await connection.execute(insert(jobs), rows)
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("VACUUM ANALYZE jobs")
    finally:
        await engine.dispose()
