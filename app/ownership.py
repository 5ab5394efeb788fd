"""Two studios on one folder would not see each other's news."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager

from app.server import CannotStart, make_data_dir, make_media_dir
from app.settings import Settings


@contextmanager
def sole_owner(settings: Settings) -> Generator[None]:
    """Of the data folder, until the end. Raises CannotStart."""
    make_data_dir(settings)
    make_media_dir(settings)
    try:
        lock = (settings.data_dir / ".lock").open("w")
    except OSError as error:
        raise CannotStart(
            f"The folder {settings.data_dir} cannot be used: {error.strerror}. "
            "DATA_DIR names another one."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart(
                f"Another studio is running on the folder {settings.data_dir}. "
                "Stop it, or name another folder with DATA_DIR."
            ) from error
        yield
