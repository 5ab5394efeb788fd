"""What stands in the way of a backup; each message says what to do.

BackupError
├── CannotBackUp     nothing was written, or nothing that stays
├── CannotRestore    the studio is as it was before
├── DamagedBackup    it is not what was written; the message names the part
└── BackupBusy       another process is at work in the same folder
"""

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


class BackupError(Exception):
    """The message says what happened, and what to do."""


class CannotBackUp(BackupError):
    pass


class CannotRestore(BackupError):
    pass


class DamagedBackup(BackupError):
    pass


class BackupBusy(BackupError):
    pass


@contextmanager
def disk_named(folder: Path) -> Generator[None]:
    """Turns the system's errors into CannotBackUp, which says where, and of a full disk so."""
    try:
        yield
    except OSError as error:
        left = " What was begun is removed by the next backup." if _is_full(error) else ""
        raise CannotBackUp(_sentence(error, folder, "BACKUP_DIR") + left) from error


@contextmanager
def target_named(folder: Path, variable: str) -> Generator[None]:
    """The same of where something is restored to, as CannotRestore; `variable` names the folder."""
    try:
        yield
    except OSError as error:
        raise CannotRestore(_sentence(error, folder, variable)) from error


def _is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def _sentence(error: OSError, folder: Path, variable: str) -> str:
    if _is_full(error):
        return (
            f"There is no room left in {folder}. Free some space there, or name another folder "
            f"with {variable}; then try again."
        )
    return (
        f"{error.filename or folder} cannot be used: {error.strerror or error}. Check the disk "
        f"and your rights there, or name another folder with {variable}."
    )
