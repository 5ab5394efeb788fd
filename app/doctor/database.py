"""The database: whether it answers, and whether its schema is this version's."""

import asyncio
import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.doctor.finding import Finding, ok, problem, warning
from app.doctor.read_only import DatabaseAway, looking_at, sqlite_file
from app.settings import Settings
from persistence.engine import is_sqlite
from persistence.migrate import head_revision, schema_revision
from persistence.tables import metadata

_SUBJECT = "Database"


async def examine(settings: Settings) -> Finding:
    try:
        file = sqlite_file(settings)
        if file and (finding := await asyncio.to_thread(_without_opening, file, settings)):
            return finding
        async with looking_at(settings) as engine:
            revision = await schema_revision(engine)
            return judged(await _kind(engine), revision, await _tables(engine))
    except DatabaseAway as error:
        return problem(_SUBJECT, error.message, error.remedy)


def judged(kind: str, revision: str | None, tables: set[str]) -> Finding:
    """`kind` such as `SQLite 3.40.1`. Migrations are numbered, so the greater one is newer."""
    newest = head_revision()
    if revision is None:
        return _without_schema(kind, tables)
    if revision == newest:
        return ok(_SUBJECT, f"{kind}, schema {revision}, current")
    if revision < newest:
        return warning(
            _SUBJECT,
            f"{kind}, schema {revision}, older than {newest}, which this version needs",
            "Make a backup, then run `macki migrate`; the next start would do the same.",
        )
    return problem(
        _SUBJECT,
        f"{kind}, schema {revision}, newer than {newest}, which this version knows",
        "Update the program, or restore a backup that was made before the newer version ran.",
    )


def _without_schema(kind: str, tables: set[str]) -> Finding:
    if foreign := sorted(tables & set(metadata.tables)):
        return problem(
            _SUBJECT,
            f"{kind}, which holds another program's tables: {', '.join(foreign)}",
            "Name a database of the studio's own with DATABASE_URL.",
        )
    return ok(_SUBJECT, f"{kind}, empty; the first start makes its tables")


def _without_opening(file: Path, settings: Settings) -> Finding | None:
    """What can be said of a file that is not there, or is none."""
    if not os.path.lexists(file):
        return _absent(file, settings)
    if not file.is_file():
        return problem(
            _SUBJECT, f"{file} is no file.", "Move it away, or name another one with DATABASE_URL."
        )
    if not os.access(file, os.R_OK | os.W_OK):
        return problem(
            _SUBJECT,
            f"{file} cannot be read and written.",
            "Give yourself the right to do so: it may belong to another user.",
        )
    return None


def _absent(file: Path, settings: Settings) -> Finding:
    if file.parent.is_dir() or file.parent.resolve() == settings.data_dir.resolve():
        return ok(_SUBJECT, f"SQLite {sqlite3.sqlite_version}, not made yet; the first start does")
    return problem(
        _SUBJECT,
        f"The folder {file.parent} does not exist.",
        "Make it, or name another file with DATABASE_URL.",
    )


async def _kind(engine: AsyncEngine) -> str:
    name, statement = "PostgreSQL", "SHOW server_version"
    if is_sqlite(engine):
        name, statement = "SQLite", "SELECT sqlite_version()"
    async with engine.connect() as connection:
        version = await connection.scalar(text(statement))
    return f"{name} {str(version).split()[0]}"


async def _tables(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        return set(await connection.run_sync(_table_names))


def _table_names(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()
