"""The fixture's PostgreSQL, made to forget nothing it committed, and to be killed and started
again."""

import asyncio
import os
import shlex
import signal
import subprocess
import time
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.chaos.pids import Pids, send
from tests.services import Databases

_START_S = 60.0


class Postgres:
    """`url` is a database without any tables."""

    def __init__(self, databases: Databases, pids: Pids) -> None:
        self._databases = databases
        self._pids = pids
        self._restarted: subprocess.Popen[bytes] | None = None
        host = databases.server.query.get("host")
        self._data = Path(host) / "data" if isinstance(host, str) else None

    @property
    def is_ours(self) -> bool:
        """Whether we may kill it: not one that TEST_DATABASE_URL names."""
        return self._data is not None and (self._data / "postmaster.opts").exists()

    async def prepare(self) -> None:
        name = await self._databases.create(empty=True)
        self.url = self._databases.url(name)
        # The fixture's server confirms commits that a kill still undoes. For a database this can
        # be said again, and is stronger than what the server was started with.
        engine = create_async_engine(self._databases.server, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = on"))
        await engine.dispose()
        if self.is_ours:
            # As our own child it is reaped when it is killed, and its successor sees that.
            await self.stop()
            await self.start()

    async def kill(self) -> None:
        """As a power cut would: what was committed is on the disk, or in the system's memory."""
        postmaster = self._pid()
        backends = await asyncio.to_thread(_children, postmaster)
        send(postmaster, signal.SIGKILL)
        await _until_gone(backends)
        await self._reaped()

    async def stop(self) -> None:
        """In good order, but without waiting for anybody."""
        send(self._pid(), signal.SIGINT)
        until = time.monotonic() + _START_S
        while (self._files() / "postmaster.pid").exists():
            assert time.monotonic() < until, "PostgreSQL did not stop"
            await asyncio.sleep(0.02)
        await self._reaped()

    async def start(self) -> None:
        until = time.monotonic() + _START_S
        self._spawn()
        while not self._is_ready():
            assert time.monotonic() < until, "PostgreSQL did not start again"
            if self._restarted is None or self._restarted.poll() is not None:
                self._spawn()
            await asyncio.sleep(0.1)

    async def close(self) -> None:
        """End what we started; the fixture then removes the rest."""
        if self._restarted is not None and self._restarted.poll() is None:
            self._restarted.send_signal(signal.SIGQUIT)
        await self._reaped()

    def _spawn(self) -> None:
        """As it was started, and by the same user."""
        data = self._files()
        owner = data.stat()
        as_other = os.geteuid() == 0
        with (data.parent / "log").open("ab") as log:
            self._restarted = subprocess.Popen(
                shlex.split((data / "postmaster.opts").read_text()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=owner.st_uid if as_other else None,
                group=owner.st_gid if as_other else None,
                start_new_session=True,
            )
        self._pids.started(self._restarted.pid)

    def _is_ready(self) -> bool:
        """By its own note; one that was killed has left one, too."""
        note = self._files() / "postmaster.pid"
        lines = note.read_text().split() if note.exists() else []
        return (
            self._restarted is not None
            and lines[:1] == [str(self._restarted.pid)]
            and ("ready" in lines)
        )

    async def _reaped(self) -> None:
        restarted, self._restarted = self._restarted, None
        if restarted is not None:
            await asyncio.to_thread(restarted.wait, _START_S)
            self._pids.ended(restarted.pid)

    def _pid(self) -> int:
        return int((self._files() / "postmaster.pid").read_text().split()[0])

    def _files(self) -> Path:
        assert self._data is not None, "this PostgreSQL is not ours"
        return self._data


def _children(pid: int) -> list[int]:
    told = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in told.stdout.split()]


async def _until_gone(pids: list[int]) -> None:
    """They notice the end of their postmaster by themselves, and write nothing afterwards."""
    until = time.monotonic() + _START_S
    while any(map(_lives, pids)):
        assert time.monotonic() < until, "a backend outlived its postmaster"
        await asyncio.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
