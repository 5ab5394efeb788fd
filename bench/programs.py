"""Processes of the bench's own: started, waited for, looked at, and ended by their ids."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Self

import psutil

_ROOT = Path(__file__).parents[1]
_END_S = 15


@dataclass(frozen=True, slots=True)
class Use:
    """`cpu_s` since the process began, with those it started; `at` in the monotonic clock; memory
    in bytes."""

    cpu_s: float
    memory: int
    at: float


class Program:
    """`python -m <module> …` in a folder of its own. The first line it prints says it is ready."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._folder = TemporaryDirectory(prefix="macki-bench-")
        self._log = Path(self._folder.name) / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=self._folder.name,
                env=_environment(self._folder.name, environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.first_line = self.line()

    def line(self) -> str:
        """The next line that it prints."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        if not line:
            complaint = self._log.read_text()
            self.stop()
            raise RuntimeError(f"A process of the bench ended early:\n{complaint}")
        return line

    def tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    @property
    def cpu_s(self) -> float:
        """As `use` has it, but exact where the system tells: in a hundredth of a second, the step
        that it is counted in elsewhere, a server answers many times."""
        process = psutil.Process(self._process.pid)
        return sum(map(_cpu_s, (process, *process.children(recursive=True))))

    @property
    def use(self) -> Use:
        process = psutil.Process(self._process.pid)
        return Use(self.cpu_s, process.memory_info().rss, monotonic())

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.communicate(timeout=_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _cpu_s(process: psutil.Process) -> float:
    if sys.platform == "linux":
        return time.clock_gettime(~process.pid << 3 | 2)  # what clock_getcpuclockid(3) answers
    times = process.cpu_times()
    return times.user + times.system


def _environment(folder: str, more: Mapping[str, str]) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": folder,
        "PYTHONPATH": str(_ROOT),
        "PYTHONUNBUFFERED": "1",
        **more,
    }
