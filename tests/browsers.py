"""A Chromium for the tests: `CHROME_PATH`, or one that is installed, or Debian's."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services import apt_install

_NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)


def chromium(say: Callable[[str], None]) -> str:
    """Its path. On Debian as root it is installed if missing; elsewhere the tests stop and say
    what to do."""
    if path := os.environ.get("CHROME_PATH") or _installed():
        return path
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        pytest.exit("A browser is missing. Install Chromium or Chrome, or set CHROME_PATH.")
    say("Installing the Debian package chromium …")
    apt_install("chromium")
    return _installed() or pytest.exit("Chromium was installed and cannot be found.")


def _installed() -> str | None:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or (str(_MAC) if _MAC.exists() else None)
