"""The stack as its owner handles it: with compose, and with docker/upgrade."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.integration.programs import ROOT
from tests.stack.compose_file import on_loopback
from tests.stack.containers import Containers
from tests.stack.engine import Engine, run

_BUILT = "mac-ki-service/studio:latest"
_THIS = "mac-ki-service/studio:this"


class Stack:
    def __init__(self, engine: Engine, folder: Path, images: Mapping[str, str]) -> None:
        self.containers = Containers(engine)
        self._engine = engine
        self._folder = folder
        self._file = folder / "compose.yaml"
        self.set()
        self.environment = {**engine.environment, **images, "PULL": ""}
        self.environment |= {"COMPOSE_PROJECT_NAME": "studio", "COMPOSE_FILE": str(self._file)}
        self.build_from(None)

    def set(self, **settings: str) -> None:
        """A copy of .env.example, with these besides."""
        lines = [(ROOT / ".env.example").read_text()]
        lines += [f"{name}={value}" for name, value in settings.items()]
        (self._folder / ".env").write_text("\n".join(lines))

    def build_from(self, next_version: Path | None) -> None:
        """That folder, or else the project."""
        self._file.write_text(yaml.safe_dump(on_loopback(next_version)))

    def build(self) -> None:
        self.compose("build")
        self._engine.docker("tag", _BUILT, _THIS)

    def next_version(self, **files: str) -> Path:
        """What to build it from: this version, with these migrations besides."""
        folder = self._folder / "next"
        folder.mkdir(exist_ok=True)
        lines = [f"FROM {_THIS}", "ENV NEXT_VERSION=1"]
        for name, content in files.items():
            (folder / f"{name}.py").write_text(content)
            lines.append(f"COPY {name}.py /studio/persistence/migrations/versions/9999_{name}.py")
        (folder / "Dockerfile").write_text("\n".join(lines))
        return folder

    def compose(self, *arguments: str) -> str:
        """Raises CommandFailed."""
        return run(["docker-compose", *arguments], self.environment, self._folder)

    def token(self) -> str:
        return self.compose("exec", "-T", "api", "cat", "/secrets/app_token").strip()

    def upgrade(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ROOT / "docker" / "upgrade", *arguments],
            cwd=self._folder, env=self.environment, check=False, text=True,
            capture_output=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
