"""The compose file as it is, on loopback: where no bridge network can be made, all containers share
this machine's."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.integration.programs import ROOT
from tests.stack.engine import Engine

_PATIENCE_S = 240.0
_HERE = ["postgres:127.0.0.1", "redis:127.0.0.1", "mock:127.0.0.1"]
_ON_LOOPBACK: Mapping[str, Mapping[str, str]] = {
    "api": {"HOST": "127.0.0.1"},
    "worker": {"METRICS_HOST": "127.0.0.1"},
    "nginx": {"API": "http://127.0.0.1:5050", "HTTP_LISTEN": "127.0.0.1:8080",
              "HTTPS_LISTEN": "127.0.0.1:8443", "HTTPS_SUFFIX": ":8443"},
}  # fmt: skip
_COMMANDS = {
    "postgres": ["postgres", "-c", "listen_addresses=127.0.0.1"],
    "mock": ["mock", "--host", "127.0.0.1", "--port", "8000", "--state", "/data/mock-state.json"],
}


def on_loopback(**commands: list[str]) -> Mapping[str, Any]:
    """`commands`: what services run instead of what the compose file says."""
    told = yaml.safe_load((ROOT / "compose.yaml").read_text())
    for name, service in told["services"].items():
        service.pop("networks", None)
        service.pop("ports", None)
        if "build" in service:
            service["build"] |= {"context": str(ROOT), "network": "host"}
        if service.get("network_mode") != "none":
            service |= {"network_mode": "host", "extra_hosts": _HERE}
        if name in _ON_LOOPBACK:
            service["environment"] |= _ON_LOOPBACK[name]
        if command := {**_COMMANDS, **commands}.get(name):
            service["command"] = command
    told["services"]["redis"]["command"] += ["--bind", "127.0.0.1"]
    told.pop("networks")
    return told


class Stack:
    def __init__(self, engine: Engine, folder: Path, images: Mapping[str, str]) -> None:
        self._engine = engine
        self._folder = folder
        (folder / ".env").write_text((ROOT / ".env.example").read_text())
        self.environment = {**engine.environment, **images, "PULL": "", "DOCKER_BUILDKIT": "0"}
        self.environment |= {"COMPOSE_PROJECT_NAME": "studio", "COMPOSE_DOCKER_CLI_BUILD": "0"}
        self.use()

    def use(self, **commands: list[str]) -> None:
        file = self._folder / "compose.yaml"
        file.write_text(yaml.safe_dump(on_loopback(**commands)))
        self.environment["COMPOSE_FILE"] = str(file)

    def compose(self, *arguments: str) -> str:
        return self._run("docker-compose", *arguments).stdout

    def upgrade(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run(str(ROOT / "docker" / "upgrade"), *arguments, check=False)

    def _run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command, cwd=self._folder, env=self.environment, check=False, text=True,
            capture_output=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def token(self) -> str:
        return self.compose("run", "--rm", "--no-deps", "-T", "setup", "token").strip()

    def state(self, container: str) -> Mapping[str, Any]:
        [found] = json.loads(self._engine.docker("inspect", container))
        return {**found["State"], "Id": found["Id"], "Restarts": found["RestartCount"]}

    def within(self, container: str, *command: str) -> str:
        return self._engine.docker("exec", container, *command, check=False)

    def logs(self, container: str) -> str:
        return self._engine.docker("logs", "--tail", "40", container)

    def health(self, container: str) -> str:
        state = self.state(container)
        return state.get("Health", {}).get("Status") or state["Status"]

    def kill(self, container: str) -> None:
        """As the kernel does when memory runs out: told by hand, Docker would not restart it."""
        os.kill(self.state(container)["Pid"], signal.SIGKILL)

    def freeze(self, container: str) -> None:
        """Its program hangs, and hears no signal."""
        init = self.state(container)["Pid"]
        children = Path(f"/proc/{init}/task/{init}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGSTOP)

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not condition():
            assert time.monotonic() < until, f"waited for {what}"
            time.sleep(0.5)

    def wait_until_restarted(self, container: str, restarts: int) -> None:
        self.wait_until(
            lambda: (
                self.state(container)["Restarts"] > restarts
                and self.health(container) in ("healthy", "running")
            ),
            f"{container} to be started anew",
        )
