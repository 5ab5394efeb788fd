"""The studio's own processes, as `macki serve`, `macki worker` and `macki up` start them: `serve`,
`worker` or `up`.

`BENCH_POLL_SECONDS` sets the time between two polls of a song, which is 1 to 10 seconds else.
`BENCH_PROFILE` names a file for cProfile's figures of the worker's event loop, written at its end.
"""

import cProfile
import os
import sys
from datetime import timedelta

import domain.inquiry
import domain.job
from app.logs import configure_logs
from app.processes import run_web, run_worker
from app.settings import load_settings
from app.up import up


def main(command: str) -> None:
    if seconds := os.environ.get("BENCH_POLL_SECONDS"):
        _poll_every(timedelta(seconds=float(seconds)))
    if profile := os.environ.get("BENCH_PROFILE"):
        _profile_event_loop(profile)
    settings = load_settings()
    configure_logs(settings.log_level)
    run = {"serve": run_web, "worker": run_worker, "up": up}[command]
    run(settings, lambda: _say("ready"))


def _poll_every(delay: timedelta) -> None:
    def poll_delay(age: timedelta) -> timedelta:
        return delay

    domain.job.poll_delay = domain.inquiry.poll_delay = poll_delay


def _profile_event_loop(path: str) -> None:
    from jobs.loop import _DaemonLoop  # pyright: ignore[reportPrivateUsage]

    run = _DaemonLoop.run

    def profiled(self: _DaemonLoop) -> None:
        with cProfile.Profile() as profile:
            run(self)
        profile.dump_stats(path)

    _DaemonLoop.run = profiled


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
