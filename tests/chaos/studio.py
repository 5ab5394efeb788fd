"""All the processes of a studio in server mode, around one database, one Redis and the mock."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from tests.chaos.database import Postgres
from tests.chaos.pids import Pids
from tests.chaos.plan import APIS, WORKERS
from tests.chaos.program import Program
from tests.integration.programs import free_port
from tests.redis_service import RedisServer
from tests.services import postgresql

_MACKI = Path(sys.executable).with_name("macki")
_SONGS_AT_ONCE, _IMAGES_AT_ONCE, _TRICKLE_S = 10, 4, 4


class Studio:
    """Entered, it has a database and a Redis; `start` brings the programs to life."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.media = folder / "media"
        self._say = say
        self._resources = AsyncExitStack()

    async def __aenter__(self) -> "Studio":
        enter = self._resources.enter_context
        pids = enter(Pids())
        self.postgres = Postgres(enter(postgresql(self._say)), pids)
        self._resources.push_async_callback(self.postgres.close)
        await self.postgres.prepare()
        self.redis = RedisServer(self._say)
        self._resources.callback(self.redis.remove)
        self.redis.start()
        self._make_programs(pids)
        self._resources.push_async_callback(self._kill_all)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._resources.aclose()

    def _make_programs(self, pids: Pids) -> None:
        mock_port, ports = free_port(), [free_port() for _ in range(APIS)]
        self.mock_url = f"http://127.0.0.1:{mock_port}"
        self.urls = [f"http://127.0.0.1:{port}" for port in ports]
        state = self.folder / "mock-state.json"
        mock = [str(_MACKI), "mock", "--port", str(mock_port), "--state", str(state)]
        mock += ["--trickle", str(_TRICKLE_S), "--concurrency", str(_SONGS_AT_ONCE)]

        def program(name: str, command: Sequence[str], says: str, **more: str) -> Program:
            environment = {**self._environment(), **more}
            return Program(name, command, environment, says=says, folder=self.folder, pids=pids)

        self.mock = program("the mock", mock, "listens on")
        self.apis = [
            program(f"API {number}", [str(_MACKI), "serve"], "is served on", PORT=str(port))
            for number, port in enumerate(ports, 1)
        ]
        self.workers = [
            program(f"worker {number}", [str(_MACKI), "worker"], "worker is running")
            for number in range(1, WORKERS + 1)
        ]

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "HOST": "127.0.0.1",
            "DATA_DIR": str(self.folder),
            "MEDIA_DIR": str(self.media),
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "OPENAI_BASE_URL": f"{self.mock_url}/v1",
            "OPENAI_API_KEY": "secret-openai-key",
            "OPENAI_CONCURRENCY": str(_IMAGES_AT_ONCE),
            "MUREKA_BASE_URL": f"{self.mock_url}/v1/song",
            "MUREKA_API_KEY": "secret-mureka-key",
            "LOG_LEVEL": "INFO",
        }

    @property
    def programs(self) -> list[Program]:
        return [self.mock, *self.apis, *self.workers]

    async def start(self) -> None:
        """All at once: they also find out among themselves who makes the tables."""
        for program in self.programs:
            program.start()
        for program in self.programs:
            await program.until_ready()

    async def _kill_all(self) -> None:
        for program in self.programs:
            await program.kill()
