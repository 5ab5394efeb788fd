"""A library of 100,000 images and 20,000 songs in a database."""

from collections.abc import Callable
from time import perf_counter

from sqlalchemy import Index, Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.library.rows import IMAGES, SONGS, Rows, rows_of_images, rows_of_songs
from persistence.engine import create_engine, is_sqlite
from persistence.facts import FACTS, facts_ddl
from persistence.tables import images, songs

_AT_ONCE = 2_000
_TABLES = (("image", images), ("song", songs))


async def seed(database_url: str) -> float:
    """In bulk; what searches go by is made at the end, which takes so many seconds."""
    engine = create_engine(database_url)
    try:
        async with engine.begin() as connection:
            await _forget_texts(connection)
            await _store(connection, IMAGES, rows_of_images)
            await _store(connection, SONGS, rows_of_songs)
            begun = perf_counter()
            await _index_texts(connection)
            took = perf_counter() - begun
        if not is_sqlite(engine):
            plain = engine.execution_options(isolation_level="AUTOCOMMIT")
            async with plain.connect() as connection:
                await connection.exec_driver_sql("VACUUM ANALYZE")
        return took
    finally:
        await engine.dispose()


async def _store(
    connection: AsyncConnection, number: int, rows: Callable[[int, int], Rows]
) -> None:
    for first in range(0, number, _AT_ONCE):
        for table, of_table in rows(first, min(first + _AT_ONCE, number)).items():
            await connection.execute(insert(table), of_table)


async def _forget_texts(connection: AsyncConnection) -> None:
    for name, table in _TABLES:
        if connection.dialect.name != "sqlite":
            await connection.run_sync(_text_index(table).drop)
            continue
        for event in ("added", "changed", "reworded", "removed"):
            await connection.exec_driver_sql(f"DROP TRIGGER {table.name}_{event}")
        for part in ("facts", "trigrams"):
            await connection.exec_driver_sql(f"DROP TABLE {name}_{part}")


async def _index_texts(connection: AsyncConnection) -> None:
    for name, table in _TABLES:
        if connection.dialect.name != "sqlite":
            await connection.run_sync(_text_index(table).create)
            continue
        for statement in facts_ddl(name, table.name):
            await connection.exec_driver_sql(statement)
        await connection.exec_driver_sql(
            f"INSERT INTO {name}_facts ({FACTS})"
            f" SELECT {FACTS} FROM {table.name} ORDER BY created_at"
        )
        await connection.exec_driver_sql(
            f"INSERT INTO {name}_trigrams (rowid, search_text) SELECT number, search_text"
            f" FROM {name}_facts JOIN {table.name} USING (id)"
        )


def _text_index(table: Table) -> Index:
    return next(each for each in table.indexes if each.name == f"ix_{table.name}_search_text")
