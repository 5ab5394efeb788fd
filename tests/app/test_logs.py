"""What is written to the log, in a process of its own since logging belongs to the process."""

import subprocess
import sys

from tests.integration.programs import ROOT

_PROGRAM = """
import structlog
from app.logs import configure_logs

configure_logs("INFO")

def fail(password):
    raise ValueError("something broke")

try:
    fail("hunter2")
except ValueError:
    structlog.get_logger("a.b").exception("it.failed", job_id="42")
"""


def test_a_traceback_shows_no_local_variables() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "something broke" in ended.stderr
    assert "job_id=42" in ended.stderr.replace("\x1b[0m", "")
    assert "in fail" in ended.stderr
    assert "hunter2" not in ended.stderr
