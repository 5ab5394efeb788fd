"""What has to be so before a process works on the library: the schema, and the folder of files."""

from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.server import CannotStart, migrated
from app.settings import Settings
from persistence.engine import create_engine
from persistence.media_home import NotAtHome, settle

_log = structlog.get_logger(__name__)


async def moved_in(settings: Settings) -> None:
    """A folder that is not there is nobody's; who needs one makes it before. Raises CannotStart."""
    await migrated(settings)
    if settings.media.is_dir():
        await _settled(settings)


async def _settled(settings: Settings) -> None:
    engine = create_engine(settings.database)
    try:
        await settle(engine, settings.media, datetime.now(UTC))
    except NotAtHome as error:
        raise CannotStart(str(error)) from error
    except (OSError, SQLAlchemyError):
        # A full disk, or a database that went away just now: what is paid for is followed first.
        _log.warning("media_home.not_examined", exc_info=True)
    finally:
        await engine.dispose()
