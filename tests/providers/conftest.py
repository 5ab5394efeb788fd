"""The real mock server, in a process of its own, behind a real socket."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def mock_url() -> Iterator[str]:
    """Its root, such as `http://127.0.0.1:40123`."""
    command = [sys.executable, "-m", "mock", "--port", "0", "--exit-with-stdin"]
    command += ["--concurrency", "1000"]
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://[\d.:]+\d", said)
        assert found, f"the mock did not start: {said!r}"
        yield found[0]
        process.terminate()
