"""Bring a database to the schema of this version."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from persistence.engine import is_sqlite, reading
from persistence.transaction import advisory_lock

_TRIGRAM_TABLE = (
    "CREATE VIRTUAL TABLE macki_trigrams USING fts5 (text, tokenize='trigram case_sensitive 1')"
)
_OLD_SQLITE = (
    "This Python's SQLite cannot search: it needs version 3.34 or newer with FTS5. "
    "Use another build of Python, or PostgreSQL (DATABASE_URL)."
)
_NO_EXTENSION = (
    "PostgreSQL's extension pg_trgm is missing, by which texts are searched. Have a superuser run "
    "CREATE EXTENSION pg_trgm in this database; where the server does not know it, install its "
    "contrib modules first (on Debian they come with postgresql, in Docker with the image)."
)

_MIGRATIONS = Path(__file__).parent / "migrations"


class CannotMigrate(Exception):
    """Its message says why not, and what to do."""


class UnknownSchema(CannotMigrate):
    """The database has a schema that this version does not know."""


class NoTrigrams(CannotMigrate):
    """The database cannot search texts."""


def head_revision() -> str:
    """The newest migration. They are numbered, so no Alembic is needed to find it."""
    return _known_revisions()[-1]


async def schema_revision(engine: AsyncEngine) -> str | None:
    """The last migration that the database has seen; None if it is empty."""
    async with reading(engine).connect() as connection:
        return await connection.run_sync(_revision)


async def migrate(engine: AsyncEngine) -> None:
    """Upgrade to the newest schema, in one transaction.

    Several processes may do it at once: the first does it, the others wait and find it done.
    Raises UnknownSchema if a newer version of the studio has been at work, and NoTrigrams if the
    database lacks what searches need.
    """
    revision = await schema_revision(engine)
    if revision == head_revision():
        return
    if revision is not None and revision not in _known_revisions():
        raise UnknownSchema(
            f"The database has schema {revision}; this version knows up to {head_revision()}. "
            "Start the newer version again, or restore a backup that was made before it."
        )
    async with _alone(engine) as connection:
        await _prepare_search(connection)
        await connection.run_sync(_upgrade)


async def _prepare_search(connection: AsyncConnection) -> None:
    """Raises NoTrigrams."""
    if connection.dialect.name == "sqlite":
        await _try(connection, _TRIGRAM_TABLE, "DROP TABLE macki_trigrams", hint=_OLD_SQLITE)
    else:
        await _try(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm", hint=_NO_EXTENSION)


async def _try(connection: AsyncConnection, *statements: str, hint: str) -> None:
    try:
        async with connection.begin_nested():
            for statement in statements:
                await connection.exec_driver_sql(statement)
    except DBAPIError as error:
        raise NoTrigrams(f"{hint} It said: {str(error.orig).partition(chr(10))[0]}") from error


def _known_revisions() -> list[str]:
    files = (_MIGRATIONS / "versions").glob("[0-9]*.py")
    return sorted(file.name.partition("_")[0] for file in files)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


@asynccontextmanager
async def _alone(engine: AsyncEngine) -> AsyncGenerator[AsyncConnection]:
    """A transaction that no other migration gets past; SQLite's has the only write lock."""
    if is_sqlite(engine):
        async with (
            engine.connect() as connection,
            _unchecked_references(connection),
            connection.begin(),
        ):
            yield connection
    else:
        async with engine.begin() as connection:
            await connection.execute(select(advisory_lock("schema")))
            yield connection


@asynccontextmanager
async def _unchecked_references(connection: AsyncConnection) -> AsyncGenerator[None]:
    """SQLite changes a table by copying it and dropping the old one, to which others refer. That
    is checked only outside of transactions, so this cannot be said within one."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        await driver.execute("PRAGMA foreign_keys=ON")


def _upgrade(connection: Connection) -> None:
    # Alembic takes half a second to load, which a start without migration is not to wait for.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
