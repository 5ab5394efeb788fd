"""The containers one by one: looked at, killed, frozen."""

import json
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from tests.stack.engine import CommandFailed, Engine
from tests.stack.promises import wait_until

_LAST_LINES, _WIDTH = 8, 240


class Containers:
    def __init__(self, engine: Engine) -> None:
        self._docker = engine.docker

    def names(self) -> Sequence[str]:
        return self._docker("ps", "--all", "--format", "{{.Names}}").split()

    def facts(self, name: str) -> Mapping[str, Any]:
        """As Docker tells them."""
        [found] = json.loads(self._docker("inspect", name))
        return found

    def restarts(self, name: str) -> int:
        return self.facts(name)["RestartCount"]

    def identity(self, name: str) -> tuple[str, int]:
        """Which container, and which process in it."""
        facts = self.facts(name)
        return facts["Id"], facts["State"]["Pid"]

    def health(self, name: str) -> str:
        state = self.facts(name)["State"]
        return state.get("Health", {}).get("Status") or state["Status"]

    def checks(self, name: str) -> Sequence[Mapping[str, Any]]:
        """The last health checks that have ended."""
        return self.facts(name)["State"]["Health"]["Log"]

    def within(self, name: str, *command: str) -> str:
        """What it said on standard output. Raises CommandFailed."""
        return self._docker("exec", name, *command)

    def logs(self, name: str) -> str:
        """Both of its outputs, since it was created."""
        return self._docker("logs", name, both=True)

    def kill(self, name: str) -> None:
        """As the kernel does when memory runs out: told by hand, Docker would not restart it."""
        os.kill(self.facts(name)["State"]["Pid"], signal.SIGKILL)

    def freeze(self, name: str) -> None:
        """All of its programs hang, and hear no signal."""
        self.within(name, "sh", "-c", "kill -STOP -1")

    def thaw(self, name: str) -> None:
        self.within(name, "sh", "-c", "kill -CONT -1")

    def stop(self, name: str) -> None:
        self._docker("stop", name)

    def start(self, name: str) -> None:
        self._docker("start", name)

    def wait_until_restarted(self, name: str, restarts: int) -> None:
        wait_until(
            lambda: (
                self.restarts(name) > restarts and self.facts(name)["State"]["Status"] == "running"
            ),
            f"{name} to be started anew",
        )

    def last_words(self) -> str:
        """What each is doing, and the end of what it said."""
        told: list[str] = []
        for name in self.names():
            # It may go while it is asked.
            with suppress(CommandFailed):
                told += [f"── {name} ({self.health(name)}, {self.restarts(name)} restarts)"]
                told += [line[:_WIDTH] for line in self.logs(name).splitlines()[-_LAST_LINES:]]
        return "\n".join(told)
