"""The studio as several processes around a real PostgreSQL and a real Redis."""

import os
import signal
import subprocess
from pathlib import Path

from tests.integration.programs import MACKI, ROOT, Studio

_TIMEOUT_S = 30


class Cluster:
    """`macki serve` and any number of `macki worker`, on one database and one Redis."""

    def __init__(
        self,
        folder: Path,
        mock_url: str,
        database_url: str,
        redis_url: str,
        media: Path | None = None,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self._environment = {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            **({"MEDIA_DIR": str(media)} if media else {}),
        }
        self.web = Studio(folder, mock_url, command="serve", **self._environment)
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, workers: int) -> None:
        self.web.start()
        for _ in range(workers):
            self.start_worker()

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Returns once it is ready to work."""
        before = self._workers_seen()
        with self.web.log.open("ab") as log:
            worker = subprocess.Popen(
                [str(MACKI), "worker"],
                cwd=ROOT,
                env=self.web.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a group of its own, as under a service manager
            )
        self.workers.append(worker)
        self.web.wait_until(lambda: self._workers_seen() > before, "the worker to be heard of")
        return worker

    def _workers_seen(self) -> int:
        return self.web.execute("{ queue { workers } }")["queue"]["workers"]

    def end(self, worker: subprocess.Popen[bytes], number: signal.Signals) -> int:
        """Answers the exit code."""
        self.workers.remove(worker)
        worker.send_signal(number)
        return worker.wait(_TIMEOUT_S)

    def end_group(self, worker: subprocess.Popen[bytes], number: signal.Signals) -> int:
        """The same, with the signal to all processes of the worker's group."""
        self.workers.remove(worker)
        os.killpg(worker.pid, number)
        return worker.wait(_TIMEOUT_S)

    def stop(self) -> None:
        for worker in tuple(self.workers):
            self.end(worker, signal.SIGKILL)
        self.web.stop()
