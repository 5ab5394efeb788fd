"""A throwaway PostgreSQL for the tests that ask for one.

`TEST_DATABASE_URL` names a server to use instead, where databases may be created. Else our own is
started from the binaries that are found (`TEST_PG_BINDIR` says where), on a socket in a directory
under /tmp; no server that runs already is touched. It ends with the test run, however that ends.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import URL, NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from persistence.engine import create_engine
from persistence.migrate import migrate

_PLACES = (
    "usr/lib/postgresql/*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)

_FAST_BUT_FORGETFUL = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")

_UNTIL_THE_PIPE_CLOSES = """
    home=$1; shift
    "$@" &
    read nothing
    kill -INT $!; wait $!
    rm -rf "$home"
"""
"""Runs the server until standard input ends, as it does when the test run ends, even by SIGKILL."""

_START_SECONDS = 60


@dataclass(frozen=True)
class Databases:
    """Makes databases on a server: copies of one that was migrated once."""

    server: URL
    prefix: str = f"macki_test_{os.getpid()}"

    @property
    def _template(self) -> str:
        return f"{self.prefix}_template"

    def url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    async def prepare(self) -> None:
        await self._execute(f"CREATE DATABASE {self._template}")
        engine = create_engine(self.url(self._template))
        await migrate(engine)
        await engine.dispose()

    async def create(self, *, empty: bool = False) -> str:
        """The name of a new database with our tables, or without any."""
        name = f"{self.prefix}_{next(_numbers)}"
        template = "template0" if empty else self._template
        await self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    async def drop(self, name: str) -> None:
        await self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def remove(self) -> None:
        await self.drop(self._template)

    async def _execute(self, statement: str) -> None:
        engine = create_async_engine(self.server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()


_numbers = count(1)


@contextmanager
def postgresql(say: Callable[[str], None]) -> Generator[Databases]:
    """A server; `say` tells the person at the terminal what takes long."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield Databases(make_url(named).set(drivername="postgresql+asyncpg"))
        return
    binaries = _find() or _install(say)
    home = Path(mkdtemp(prefix="macki-pg-", dir="/tmp"))
    try:
        with _server(binaries, home):
            yield Databases(make_url(f"postgresql+asyncpg://postgres@/postgres?host={home}"))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _find() -> Path | None:
    if named := os.environ.get("TEST_PG_BINDIR"):
        return Path(named)
    found = [path for place in _PLACES for path in Path("/").glob(place)]
    usable = [path for path in found if (path / "initdb").exists()]
    if usable:
        return max(usable, key=_version)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(binaries: Path) -> int:
    digits = [each for each in binaries.parent.name if each.isdigit()]
    return int("".join(digits[:2]) or 0)


def _install(say: Callable[[str], None]) -> Path:
    install = "apt-get install -y --no-install-recommends postgresql"
    if not (Path("/etc/debian_version").exists() and os.geteuid() == 0):
        wish = "brew install postgresql@17" if sys.platform == "darwin" else f"sudo {install}"
        pytest.exit(f"The tests need PostgreSQL 15 or newer; install it: {wish}", returncode=2)
    say("Installing PostgreSQL for the tests, with apt …")
    apt_install("postgresql")
    binaries = _find()
    if binaries is None:
        pytest.exit("apt installed postgresql, but it is in no known place.", returncode=2)
    return binaries


def apt_install(package: str) -> None:
    """On Debian, as root."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with apt_locked():
        for command in (
            ["apt-get", "-qq", "update"],
            ["apt-get", "-qq", "install", "-y", "--no-install-recommends", package],
        ):
            subprocess.run(command, check=True, capture_output=True, env=environment)


@contextmanager
def apt_locked() -> Generator[None]:
    """Tests run in two processes, and apt refuses to run twice at once instead of waiting."""
    with Path("/tmp/macki-tests-apt.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _server(binaries: Path, home: Path) -> Generator[None]:
    user, group = _ordinary_user()
    if user is not None:
        os.chown(home, user, -1)
    data = home / "data"
    options = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    initdb = [binaries / "initdb", "-D", data, *options]
    subprocess.run(initdb, check=True, capture_output=True, user=user, group=group)
    settings = ("listen_addresses=", f"unix_socket_directories={home}", *_FAST_BUT_FORGETFUL)
    command = [binaries / "postgres", "-D", data, *(f"--{each}" for each in settings)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            ["sh", "-c", _UNTIL_THE_PIPE_CLOSES, "sh", home, *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            user=user,
            group=group,
            start_new_session=True,  # Ctrl-C is for the tests, which still clean up then
        )
    with server:  # whose end closes the pipe, and waits
        _wait_until_ready(binaries, home, server)
        yield


def _ordinary_user() -> tuple[int, int] | tuple[None, None]:
    """Whom the server runs as, and in which group; as root it refuses to run."""
    if os.geteuid() != 0:
        return None, None
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return user.pw_uid, user.pw_gid


def _wait_until_ready(binaries: Path, home: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    ask = [binaries / "pg_isready", "--quiet", f"--host={home}"]
    while subprocess.run(ask, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > until:
            pytest.exit(f"PostgreSQL did not start:\n{(home / 'log').read_text()}", returncode=2)
        time.sleep(0.05)
