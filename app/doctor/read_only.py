"""The database, looked at without changing anything in it or beside it."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from app.settings import Settings
from domain.errors import DatabaseFull, DatabaseUnavailable
from persistence.engine import create_engine, reading
from persistence.unit_of_work import is_full

_DRIVER_CLASS = re.compile(r"^<class '[^']*'>: ")
_UNKNOWN_OPTION = "unexpected keyword argument"
"""What the driver says to an option behind the address that it does not know."""


class DatabaseAway(Exception):
    """The database cannot be used; `remedy` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@asynccontextmanager
async def looking_at(settings: Settings) -> AsyncGenerator[AsyncEngine]:
    """An engine for reading. Raises DatabaseAway, also for what breaks inside."""
    url = address_of(settings)
    engine = _sqlite(url) if url.get_backend_name() == "sqlite" else reading(create_engine_of(url))
    try:
        yield engine
    except DatabaseFull as error:
        raise DatabaseAway(error.message, error.hint) from error
    except DatabaseUnavailable as error:
        raise _away(error.__cause__ or error, settings) from error
    except (OSError, SQLAlchemyError) as error:
        if isinstance(error, DBAPIError) and is_full(error):
            raise DatabaseAway(DatabaseFull().message, DatabaseFull().hint) from error
        raise _away(error, settings) from error
    except TypeError as error:
        if _UNKNOWN_OPTION not in str(error):
            raise
        raise _option_unknown(error) from error
    finally:
        await engine.dispose()


def address_of(settings: Settings) -> URL:
    """Raises DatabaseAway; the error's own words could quote a part of the password."""
    try:
        return make_url(settings.database)
    except (ArgumentError, ValueError):
        raise DatabaseAway(
            "DATABASE_URL cannot be read as an address.",
            "Write it as postgresql://user:password@host/name; in the password, write "
            "@ as %40, / as %2F, # as %23 and ? as %3F.",
        ) from None


def sqlite_file(settings: Settings) -> Path | None:
    """Raises DatabaseAway."""
    url = address_of(settings)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def create_engine_of(url: URL) -> AsyncEngine:
    return create_engine(url.render_as_string(hide_password=False))


def _sqlite(url: URL) -> AsyncEngine:
    """Our usual engine would make the file, and switch it to write-ahead logging.

    Without a log beside it, nobody has the file open, and SQLite need not put its own files there
    to be told so; with one, it has to be read as well.
    """
    file = Path(url.database or "").absolute()
    is_open = file.with_name(f"{file.name}-wal").exists()
    mode = {"mode": "ro"} if is_open else {"immutable": "1"}
    return create_async_engine(
        URL.create("sqlite+aiosqlite", database=file.as_uri(), query={**mode, "uri": "true"})
    )


def _away(error: BaseException, settings: Settings) -> DatabaseAway:
    if not settings.database.startswith("sqlite"):
        remedy = "Check that PostgreSQL runs, and DATABASE_URL: its host, user, password and name."
    elif settings.database_url:
        remedy = "Restore a backup of that file, or name another one with DATABASE_URL."
    else:
        remedy = "Restore a backup of macki.db, or name another folder with DATA_DIR."
    return DatabaseAway(f"The database cannot be used: {_reason(error)}.", remedy)


def _option_unknown(error: TypeError) -> DatabaseAway:
    option = str(error).rpartition("argument ")[2]
    return DatabaseAway(
        f"DATABASE_URL has the option {option}, which the driver does not know.",
        "Remove it; for an encrypted connection, write ?ssl=require instead of ?sslmode=require.",
    )


def _reason(error: BaseException) -> str:
    """The driver's own words, without the statement and the help address."""
    told = error.orig if isinstance(error, DBAPIError) and error.orig else error
    lines = str(told).splitlines()
    words = _DRIVER_CLASS.sub("", lines[0]) if lines else ""
    return (words or type(told).__name__).rstrip(".")
