"""Prometheus's own word on rules and figures. Its program is taken out of Debian's package, without
installing that: it would start a server."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services import apt_locked

_PACKAGE = "prometheus"
_INSIDE = "./usr/bin/promtool"


def find_promtool(folder: Path, say: Callable[[str], None]) -> Path:
    """In PATH, else put into the folder from the package. Where there is no apt, the tests stop and
    say what to do."""
    if found := shutil.which("promtool"):
        return Path(found)
    if shutil.which("apt-get") is None:
        pytest.exit("The tests need promtool; install: brew install prometheus", returncode=2)
    say(f"Fetching promtool from the Debian package {_PACKAGE} for the tests, with apt …")
    with apt_locked():
        if not _downloaded(folder):
            _run(folder, "apt-get", "-qq", "update")
            if not _downloaded(folder):
                pytest.exit("The tests need promtool; install: sudo apt-get install prometheus", 2)
    [package] = folder.glob("*.deb")
    with subprocess.Popen(
        ["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE
    ) as content:
        subprocess.run(["tar", "x", _INSIDE], cwd=folder, stdin=content.stdout, check=True)
    return folder / _INSIDE


def _downloaded(folder: Path) -> bool:
    return _run(folder, "apt-get", "-qq", "download", _PACKAGE)


def _run(folder: Path, *command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode == 0
