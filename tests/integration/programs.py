"""The real programs, started as a person would start them, and killed as a power cut would."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
MACKI = Path(sys.executable).with_name("macki")
_PATIENCE_S = 60.0

Fields = Mapping[str, Any]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MockProgram:
    """`macki mock`, which outlives the studio here, so that it can count what it was asked."""

    def __init__(self, *options: str) -> None:
        command = [str(MACKI), "mock", "--port", "0", "--exit-with-stdin", *options]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        found = re.search(r"http://[\d.:]+\d", said)
        assert found, f"the mock did not start: {said!r}"
        self.url = found[0]

    @property
    def paid_posts(self) -> list[Fields]:
        asked = httpx.get(f"{self.url}/_mock/requests", trust_env=False).json()
        return [entry for entry in asked["requests"] if entry["paid_post"]]

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=10)


class Studio:
    """`macki up` on a folder of its own; start it again after a kill, and it goes on there."""

    def __init__(
        self, folder: Path, mock_url: str, command: str = "up", **environment: str
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self._command = command
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DATA_DIR": str(folder / "data"),
            "OPENAI_BASE_URL": f"{mock_url}/v1",
            "OPENAI_API_KEY": "secret-openai-key",
            "MUREKA_BASE_URL": f"{mock_url}/v1/song",
            "MUREKA_API_KEY": "secret-mureka-key",
            "LOG_LEVEL": "INFO",
            **environment,
        }
        self.log = folder / "studio.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(MACKI), self._command],
                # Not the repository: no test may ever use the keys of somebody's `.env`.
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.wait_until(self._answers, "the studio to answer")

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log.read_text()
        try:
            body = {"query": "{ __typename }"}
            return httpx.post(f"{self.url}/graphql", json=body, trust_env=False).is_success
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def interrupt(self) -> int:
        """Ctrl-C; answers the exit code."""
        return self._end(signal.SIGINT)

    def stop(self) -> None:
        if self._process is not None:
            self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        code = self._process.wait(timeout=30)
        self._process = None
        return code

    def macki(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command at the prompt, against this studio."""
        return subprocess.run(
            [str(MACKI), *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def order_song(self, lyrics: str, prompt: str = "folk 0s", n: int = 1) -> str:
        """Answers the job's global id."""
        options = ("--lyrics", lyrics, "--prompt", prompt, "--n", str(n))
        ordered = self.macki("song", *options, "--no-wait", "--json")
        assert ordered.returncode == 0, ordered.stderr
        return json.loads(ordered.stdout)["id"]

    def execute(self, query: str, **variables: Any) -> Fields:
        body = {"query": query, "variables": variables}
        answer = httpx.post(f"{self.url}/graphql", json=body, timeout=30, trust_env=False).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def job(self, job_id: str) -> Fields:
        return self.execute(_JOB, id=job_id)["job"]

    def wait_for_state(self, job_id: str, *states: str) -> Fields:
        def arrived() -> bool:
            return self.job(job_id)["state"] in states

        self.wait_until(arrived, f"job {job_id} to be {' or '.join(states)}")
        return self.job(job_id)

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, f"waited for {what}\n{self.log.read_text()}"
            time.sleep(0.05)

    def file(self, url: str) -> bytes:
        return httpx.get(f"{self.url}{url}", trust_env=False).raise_for_status().content


_JOB = """
query ($id: ID!) {
  job(id: $id) {
    id state attempt providerJobId retryIsFree
    failure { code message hint }
    events { sequence state kind message code }
    images { file { url sha256 mediaType sizeBytes } }
    song { title choices { mp3 { url sha256 } lossless { url sha256 } } }
  }
}
"""


async def collect(events: Any, until: Callable[[Fields], bool]) -> list[Fields]:
    """The events of a subscription up to the one that fulfils the condition."""
    got: list[Fields] = []
    async with asyncio.timeout(_PATIENCE_S):
        async for event in events:
            got.append(event)
            if until(event):
                return got
    return got
