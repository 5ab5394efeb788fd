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
    """Raises CannotBackUp where backups would lie among the files of the library: what no backup
    names is removed from their folder."""
    folder = BackupFolder(named or settings.backups)
    copies, files = folder.files.resolve(), settings.media.resolve()
    if copies.is_relative_to(files) or files.is_relative_to(copies):
        raise CannotBackUp(
            f"Backups in {folder.root} would lie among the library's own files in {settings.media}."
            " Name another folder: BACKUP_DIR, or --to."
        )
    return folder


def app_version() -> str:
    return version("mac-ki-service")
