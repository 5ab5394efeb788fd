"""Which studio is backed up, and where to, by the settings."""

from importlib.metadata import version
from pathlib import Path

from app.doctor.read_only import DatabaseAway, address_of
from app.settings import Settings
from persistence.backup.errors import CannotBackUp
from persistence.backup.folder import BackupFolder
from persistence.backup.studio import BackedUp


def studio_of(settings: Settings) -> BackedUp:
    """Raises CannotBackUp."""
    try:
        address_of(settings)
    except DatabaseAway as error:
        raise CannotBackUp(f"{error.message} {error.remedy}") from error
    return BackedUp(database=settings.database, media=settings.media, pg_bindir=settings.pg_bindir)


def folder_of(settings: Settings, named: Path | None = None) -> BackupFolder:
    return BackupFolder(named or settings.backups)


def app_version() -> str:
    return version("mac-ki-service")
