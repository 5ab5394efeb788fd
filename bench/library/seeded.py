"""A library of 100,000 images and 20,000 songs in a database."""

from collections.abc import Callable

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.library.rows import IMAGES, SONGS, Rows, rows_of_images, rows_of_songs
from persistence.engine import create_engine

_AT_ONCE = 2_000


async def seed(database_url: str) -> None:
    """In bulk and with the indexes as they are, which makes them what they become in use."""
    engine = create_engine(database_url)
    try:
        async with engine.begin() as connection:
            await _store(connection, IMAGES, rows_of_images)
            await _store(connection, SONGS, rows_of_songs)
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            if engine.dialect.name == "postgresql":
                await connection.exec_driver_sql("VACUUM ANALYZE")
    finally:
        await engine.dispose()


async def _store(
    connection: AsyncConnection, number: int, rows: Callable[[int, int], Rows]
) -> None:
    for first in range(0, number, _AT_ONCE):
        for table, of_table in rows(first, min(first + _AT_ONCE, number)).items():
            await connection.execute(insert(table), of_table)
