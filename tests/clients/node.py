"""The clients in this folder, run by the Node that `make test` installs."""

import json
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_NODE = _HERE.parents[1] / ".tools" / "bin" / "node"

Fact = dict[str, Any]
"""One line of a client's output."""


@contextmanager
def running(script: str, *arguments: str) -> Generator[Iterator[Fact]]:
    """What the client tells, as it tells it; it has to end by itself, and well."""
    assert _NODE.exists(), "Node is not installed: run `make test`."
    process = subprocess.Popen(
        [str(_NODE), script, *arguments],
        cwd=_HERE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield _facts(process)
    finally:
        process.kill()
        process.communicate()


def _facts(process: subprocess.Popen[str]) -> Iterator[Fact]:
    assert process.stdout is not None
    assert process.stderr is not None
    for line in process.stdout:
        yield json.loads(line)
    assert process.wait() == 0, process.stderr.read()
