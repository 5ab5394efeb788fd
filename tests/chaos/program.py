"""One process of the studio: started, killed, frozen and started again under the same name."""

import asyncio
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.pids import Pids

_READY_S, _END_S, _LOOK_S = 60.0, 20.0, 0.05


class NotReady(Exception):
    """It ended, or said nothing, before it was ready; the message quotes its log."""


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended that was told to."""

    name: str
    code: int
    seconds: float


class Program:
    """`says` is what it prints once it is ready."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        says: str,
        folder: Path,
        pids: Pids,
    ) -> None:
        self.name = name
        self.log = folder / f"{name.replace(' ', '-')}.log"
        self._command = command
        self._environment = environment
        self._says = says.encode()
        self._folder = folder
        self._pids = pids
        self._process: subprocess.Popen[bytes] | None = None
        self._said_before = 0
        self.starts = 0

    def start(self) -> None:
        self._said_before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us, who then end it
            )
        self._pids.started(self._process.pid)
        self.starts += 1

    @property
    def ended_by_itself(self) -> int | None:
        """The exit code of a process that nobody told to end; once."""
        if self._process is None or (code := self._process.poll()) is None:
            return None
        self._forget()
        return code

    @property
    def is_ready(self) -> bool:
        with self.log.open("rb") as log:
            log.seek(self._said_before)
            return self._says in log.read()

    async def until_ready(self) -> None:
        """Raises NotReady."""
        deadline = time.monotonic() + _READY_S
        while not self.is_ready:
            if self._process is None or self._process.poll() is not None:
                raise NotReady(f"{self.name} ended before it was ready:\n{self._last_words()}")
            if time.monotonic() > deadline:
                raise NotReady(f"{self.name} is not ready:\n{self._last_words()}")
            await asyncio.sleep(_LOOK_S)

    async def kill(self) -> None:
        """At once and without a word."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> End | None:
        """In good order; None if it does not run. Killed if it does not end."""
        return await self._end(signal.SIGTERM)

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    async def _end(self, number: signal.Signals) -> End | None:
        process, self._process = self._process, None
        if process is None:
            return None
        begun = time.monotonic()
        process.send_signal(number)
        while process.poll() is None:
            if time.monotonic() > begun + _END_S:
                process.kill()
            await asyncio.sleep(_LOOK_S)
        self._pids.ended(process.pid)
        return End(self.name, process.returncode, time.monotonic() - begun)

    def _forget(self) -> None:
        if self._process is not None:
            self._pids.ended(self._process.pid)
            self._process = None

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-2_000:]
