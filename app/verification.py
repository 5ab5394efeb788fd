"""The stored files examined by a process of its own, on the machine where they lie.

It needs no running studio, and does not slow one down that runs: it only reads the database, and
puts a file in place only whole. So it also helps where the studio does not start any more.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from app.doctor.read_only import DatabaseAway, sqlite_file
from app.downloads import downloads_of
from app.settings import Settings
from domain.use_cases.verification import Verification
from persistence.engine import create_engine
from persistence.media_store import FileMediaStore
from persistence.migrate import head_revision, schema_revision
from persistence.unit_of_work import SqlDatabase
from providers.clients import download_client


class CannotVerify(Exception):
    """Something is in the way; the message says what, and what to do."""


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Verification]:
    """Raises CannotVerify."""
    _raise_unless_there(settings)
    engine = create_engine(settings.database)
    try:
        await _raise_unless_current(engine)
        async with download_client() as client:
            verification = Verification(
                database=SqlDatabase(engine, _nobody_listens),
                media=FileMediaStore(settings.media),
                downloads=downloads_of(settings, client),
            )
            await _raise_if_emptied(verification, settings.media)
            yield verification
    finally:
        await engine.dispose()


def _raise_unless_there(settings: Settings) -> None:
    try:
        file = sqlite_file(settings)
    except DatabaseAway as error:
        raise CannotVerify(f"{error.message} {error.remedy}") from error
    if file and not file.is_file():
        raise CannotVerify(
            f"There is no library yet: {file} does not exist. DATA_DIR names another folder."
        )


async def _raise_unless_current(engine: AsyncEngine) -> None:
    try:
        revision = await schema_revision(engine)
    except (OSError, SQLAlchemyError) as error:
        raise CannotVerify(
            "The database cannot be used; `macki doctor` says what is wrong with it."
        ) from error
    if revision != head_revision():
        raise CannotVerify(
            f"The database has schema {revision or 'none'}, and this version needs "
            f"{head_revision()}. Make a backup, then run `macki migrate`."
        )


async def _raise_if_emptied(verification: Verification, folder: Path) -> None:
    """A drive that is not connected must not be filled anew behind its owner's back."""
    count, _ = await verification.total()
    if count and not await asyncio.to_thread(_holds_files, folder):
        raise CannotVerify(
            f"{folder} holds no file at all, but {count:,} are known. Is its drive connected? "
            "MEDIA_DIR names another folder. Nothing was fetched."
        )


def _holds_files(folder: Path) -> bool:
    return any(folder.glob("[0-9a-f][0-9a-f]"))


async def _nobody_listens(events: object) -> None:
    """Nothing is changed, so nothing is told."""
