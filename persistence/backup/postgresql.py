"""PostgreSQL copied by pg_dump, with digests of the very same snapshot."""

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.types import String

from persistence.backup.copying import FILES, HELD, SCHEMA, UNHASHED, Copied, held_files
from persistence.backup.errors import CannotBackUp
from persistence.backup.manifest import DatabaseCopy, TableDigest
from persistence.backup.pg_tools import PgTools, environment_of, find_tools, last_line, major_of
from persistence.backup.shelf import hash_of

DUMP = "database.dump"

SAME_TEXT = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
)
"""So that equal values are equal texts, whatever the server's own settings."""

_NO_HURRY = "SET LOCAL idle_in_transaction_session_timeout = 0"
"""The engine's own limit is for transactions of the studio; this one waits for pg_dump."""


async def copy_postgresql(engine: AsyncEngine, folder: Path, bindir: Path | None) -> Copied:
    """Writes `folder/database.dump`. Raises CannotBackUp."""
    try:
        async with engine.connect() as connection:
            snapshot = await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            return await _copied(snapshot, engine, folder / DUMP, bindir)
    except (OSError, SQLAlchemyError) as error:
        raise CannotBackUp(
            "The database cannot be read; `macki doctor` says what is wrong with it."
        ) from error


async def _copied(
    connection: AsyncConnection, engine: AsyncEngine, dump: Path, bindir: Path | None
) -> Copied:
    for statement in (_NO_HURRY, *SAME_TEXT):
        await connection.execute(text(statement))
    server = str(await connection.scalar(text("SHOW server_version"))).split()[0]
    tools = await asyncio.to_thread(
        find_tools, bindir, at_least=major_of(server), why=f"the server is PostgreSQL {server}"
    )
    schema = await _schema(connection)
    snapshot = await connection.scalar(text("SELECT pg_export_snapshot()"))
    await _dump(tools, environment_of(engine.url), str(snapshot), dump)
    database = DatabaseCopy(
        kind="postgresql",
        server=server,
        tool=tools.version,
        schema=schema,
        file=dump.name,
        size_bytes=await asyncio.to_thread(lambda: dump.stat().st_size),
        sha256=await asyncio.to_thread(hash_of, dump),
        tables=await _digests(connection),
    )
    return Copied(database, await _files(connection))


async def _schema(connection: AsyncConnection) -> str:
    if not await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
        raise CannotBackUp("There is nothing to back up: the database has no tables of the studio.")
    return str(await connection.scalar(text(SCHEMA)))


async def _dump(tools: PgTools, environment: Mapping[str, str], snapshot: str, dump: Path) -> None:
    """Raises CannotBackUp."""
    options = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments")
    command = tools.command("pg_dump", *options, f"--snapshot={snapshot}", f"--file={dump}")
    process = await asyncio.create_subprocess_exec(
        *command,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode != 0:
        raise CannotBackUp(f"pg_dump could not copy the database: {last_line(said)}")


async def _digests(connection: AsyncConnection) -> Mapping[str, TableDigest]:
    shapes = await connection.run_sync(_shapes)
    driver: Any = (await connection.get_raw_connection()).driver_connection
    digests: dict[str, TableDigest] = {}
    for name, (columns, order) in shapes.items():
        sha256, rows = hashlib.sha256(), 0

        async def read(block: bytes, sha256: Any = sha256) -> None:
            nonlocal rows
            sha256.update(block)
            rows += block.count(b"\n")  # those within texts are escaped

        await driver.copy_from_query(rows_of(name, columns, order), output=read)
        digests[name] = TableDigest(
            columns=columns, order=order, rows=rows, sha256=sha256.hexdigest()
        )
    return digests


def rows_of(table: str, columns: tuple[str, ...], order: tuple[str, ...]) -> str:
    listed = ", ".join(_quoted(each) for each in columns)
    return f"SELECT {listed} FROM public.{_quoted(table)} ORDER BY {', '.join(order)}"


def _shapes(connection: Connection) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The columns of each table, and by what its rows are put in order: texts by their code points,
    since each server has its own idea of an alphabet."""
    schema = inspect(connection)
    shapes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for table in sorted({*schema.get_table_names("public")} - UNHASHED):
        columns = {each["name"]: each["type"] for each in schema.get_columns(table, "public")}
        key = schema.get_pk_constraint(table, "public")["constrained_columns"] or sorted(columns)
        order = tuple(
            f'{_quoted(each)} COLLATE "C"' if isinstance(columns[each], String) else _quoted(each)
            for each in key
        )
        shapes[table] = tuple(sorted(columns)), order
    return shapes


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


async def _files(connection: AsyncConnection) -> Mapping[str, int]:
    files = {row.sha256: row.size_bytes for row in await connection.execute(text(FILES))}
    for (deliveries,) in await connection.execute(text(HELD)):
        files |= held_files(deliveries)
    return files
