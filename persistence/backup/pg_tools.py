"""PostgreSQL's own programs: where they are, which of them fit, and how they find the server."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from persistence.backup.errors import CannotBackUp

_PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "opt/homebrew/opt/libpq/bin",
    "usr/local/opt/postgresql@*/bin",
    "usr/local/opt/libpq/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)
_NEEDED = ("pg_dump", "pg_restore", "psql")
_VERSION = re.compile(r"(\d+)(?:\.\d+)?")
_SSL_MODES = {"true": "require", "false": "disable"}


@dataclass(frozen=True, slots=True)
class PgTools:
    """`version` as its programs tell it, such as `15.18`."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return major_of(self.version)

    def command(self, program: str, *arguments: str) -> list[str]:
        return [str(self.folder / program), *arguments]


def major_of(version: str) -> int:
    return int(version.partition(".")[0])


def find_tools(bindir: Path | None, *, at_least: int, why: str) -> PgTools:
    """The oldest that are not older: what they write is understood by most. Raises CannotBackUp;
    `why` ends its sentence."""
    found = list(_found(bindir))
    fitting = [each for each in found if each.major >= at_least]
    if fitting:
        return min(fitting, key=lambda each: each.major)
    newest = max((each.major for each in found), default=None)
    has = f"there are only those of version {newest}" if newest else "there are none"
    where = f" in {bindir}" if bindir else ""
    raise CannotBackUp(
        f"pg_dump, pg_restore and psql of PostgreSQL {at_least} or newer are needed, since {why}; "
        f"{has}{where}. Install them: {_how_to_install(at_least)}. PG_BINDIR names their folder "
        "where they are not found by themselves."
    )


def _how_to_install(version: int) -> str:
    if sys.platform == "darwin":
        return f"brew install postgresql@{version}"
    return f"apt-get install postgresql-client-{version}"


def _found(bindir: Path | None) -> Iterator[PgTools]:
    folders = [bindir] if bindir else [path for each in _PLACES for path in Path("/").glob(each)]
    if bindir is None and (on_path := shutil.which("pg_dump")):
        folders.append(Path(on_path).parent)
    for folder in folders:
        if all((folder / each).is_file() for each in _NEEDED) and (version := _version(folder)):
            yield PgTools(folder, version)


def _version(folder: Path) -> str | None:
    command = [str(folder / "pg_dump"), "--version"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(said.stdout)
    return found[0] if found else None


def environment_of(url: URL) -> Mapping[str, str]:
    """How libpq finds the database. No password stands on a command line, which others can see."""
    query = {name: _text(value) for name, value in url.query.items()}
    ssl = query.get("ssl", "")
    named = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username or query.get("user"),
        "PGPASSWORD": url.password or query.get("password"),
        "PGDATABASE": url.database,
        "PGSSLMODE": _SSL_MODES.get(ssl.lower(), ssl),
        "PGCLIENTENCODING": "UTF8",
        "PGAPPNAME": "macki backup",
        # Their sentences are shown, and looked at.
        "LC_ALL": "C",
    }
    return {**os.environ, **{name: value for name, value in named.items() if value}}


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ",".join(value)


def last_line(said: bytes) -> str:
    """What a program said at its end."""
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it said nothing"
