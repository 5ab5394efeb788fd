"""`macki health api` and `macki health worker`: for a container that asks every few seconds.

The exit code is the answer: 0 for alive, 1 for not, 2 for a wrong question. Of the settings it
reads only those that it needs, and of our packages nothing.
"""

import http.client
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ALIVE, DEAD, USAGE = 0, 1, 2

_PATIENCE_S = 3.0
_SILENT_AFTER_S = 15.0
"""A worker beats every 2 seconds; a stop may take 10."""

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}

_HELP = """Usage: macki health api|worker

  api     Ask the API on HOST and PORT whether it lives.
  worker  Look whether a worker has touched HEARTBEAT_FILE lately.

Exit codes: 0 alive, 1 not alive, 2 a wrong question.
"""


def main(arguments: Sequence[str]) -> int:
    if arguments in (["-h"], ["--help"]):
        print(_HELP, end="")  # noqa: T201
        return ALIVE
    check = _CHECKS.get(arguments[0]) if len(arguments) == 1 else None
    if check is None:
        sys.stderr.write(_HELP)
        return USAGE
    if problem := check(_environment()):
        sys.stderr.write(f"{problem}\n")
        return DEAD
    return ALIVE


def _environment() -> Mapping[str, str]:
    """As the settings are read: `.env`, and what the environment says instead."""
    told: dict[str, str] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values

        told = {name.upper(): value or "" for name, value in dotenv_values(".env").items()}
    return {**told, **{name.upper(): value for name, value in os.environ.items() if value}}


def _api(environment: Mapping[str, str]) -> str:
    """What is wrong; empty if nothing is."""
    host = environment.get("HOST") or "127.0.0.1"
    port = environment.get("PORT") or "5050"
    try:
        connection = http.client.HTTPConnection(
            _EVERYWHERE.get(host, host), int(port), timeout=_PATIENCE_S
        )
        connection.request("GET", "/health/live", headers={"Host": "localhost"})
        answer = connection.getresponse()
        answer.read(1_000)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return f"The API on {host}:{port} does not answer: {error or type(error).__name__}."
    return "" if answer.status == 200 else f"The API on {host}:{port} answers {answer.status}."


def _worker(environment: Mapping[str, str]) -> str:
    if not (named := environment.get("HEARTBEAT_FILE")):
        return "HEARTBEAT_FILE is not set: name a file that the worker touches."
    try:
        silent_s = time.time() - Path(named).stat().st_mtime
    except OSError as error:
        return f"No worker has touched {named}: {error.strerror}."
    if silent_s > _SILENT_AFTER_S:
        return f"The worker was last heard of {silent_s:.0f} seconds ago."
    return ""


_CHECKS: Mapping[str, Callable[[Mapping[str, str]], str]] = {"api": _api, "worker": _worker}
