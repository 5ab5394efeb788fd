"""What is written to the log, in a process of its own since logging belongs to the process."""

import json
import subprocess
import sys
from typing import Any

import pytest

from app.secrecy import secrets_of
from app.settings import load_settings
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


_INDISCREET = """
import logging, sys
import structlog
from app.logs import configure_logs

configure_logs("DEBUG", sys.argv[1], ("long-secret/with=signs", "the-token-0123456789"))
log, other = structlog.get_logger("a.b"), logging.getLogger("other")
headers = {"Authorization": "Bearer unknown-token"}
log.info("it.happened", headers=headers, key="the-token-0123456789")
log.debug("it.happened", header=("authorization", "Bearer unknown-token"), n=1)
other.debug("> Authorization: Bearer unknown-token")
other.warning("GET /?x=%s Cookie: a=1; macki=unknown-token; b=2", "long-secret/with=signs")
other.info("{'authorization': 'unknown-token'} Authorization: Basic unknown-token")
other.info("__Host-macki=unknown-token", extra={"color_message": "in colours"})
for name in ("httpcore", "websockets", "uvicorn.error", "aiosqlite", "hpack"):
    logging.getLogger(name).debug("too much")
try:
    raise ValueError("the-token-0123456789 and postgresql://u:long-secret/with=signs@host")
except ValueError:
    log.exception("it.failed")
    other.exception("it failed")
"""


def _written(form: str) -> str:
    command = [sys.executable, "-c", _INDISCREET, form]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr


@pytest.mark.parametrize("form", ["json", "console", "auto"])
def test_no_secret_is_ever_written_by_whoever_it_is_told(form: str) -> None:
    written = _written(form)
    for secret in ("unknown-token", "the-token-0123456789", "long-secret", "too much"):
        assert secret not in written, written
    assert written.count("[secret]") >= 8
    assert "ValueError" in written


@pytest.mark.parametrize("form", ["json", "auto"])
def test_where_no_person_looks_each_line_is_an_object(form: str) -> None:
    lines: list[dict[str, Any]] = [json.loads(line) for line in _written(form).splitlines()]
    assert len(lines) == 8
    for line in lines:
        assert {"event", "level", "logger", "timestamp"} <= line.keys()
        assert "color_message" not in line
    assert lines[0]["event"] == "it.happened"
    assert "Traceback" in lines[-1]["exception"]


_ODD = """
import logging, sys
from dataclasses import dataclass, field
import structlog
from app.logs import configure_logs

@dataclass
class Door:
    name: str
    key: str = field(repr=False)

class Mute:
    def __str__(self):
        raise RuntimeError("hidden")
    __repr__ = __str__

configure_logs("INFO", sys.argv[1])
log, round = structlog.get_logger("a.b"), {}
round["again"] = round
for odd in (Mute(), round, {(1, 2): "a tuple"}, "\\ud800", 1 << 70, Door("front", "hidden")):
    log.info("it.happened", odd=odd)
logging.getLogger("a").info("it happened", extra={"door": Door("back", "hidden")})
log.info("the.end")
"""


@pytest.mark.parametrize("form", ["json", "console"])
def test_whatever_a_line_is_about_nobody_is_stopped_by_it(form: str) -> None:
    command = [sys.executable, "-c", _ODD, form]
    written = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert written.count("it.happened") == 6
    assert "the.end" in written.splitlines()[-1]
    assert "hidden" not in written


def test_without_standard_error_the_work_goes_on() -> None:
    program = f"import os; os.close(2); import sys; sys.stderr = None\n{_PROGRAM}\nprint('done')"
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "done\n"


_CROWD = """
import logging
from threading import Thread
import structlog
from app.logs import configure_logs

configure_logs("INFO", "json")
ours, other = structlog.get_logger("a.b"), logging.getLogger("other")

def write(say):
    for number in range(200):
        say("x" * 9_000)

threads = [Thread(target=write, args=(say,)) for say in (ours.info, other.info) * 3]
for each in threads:
    each.start()
for each in threads:
    each.join()
"""


def test_long_lines_of_many_threads_stay_whole() -> None:
    command = [sys.executable, "-c", _CROWD]
    written = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    lines = [json.loads(line) for line in written.splitlines()]
    assert [len(line["event"]) for line in lines] == [9_000] * 1_200


_ROWS = """
import logging
from app.logs import configure_logs

configure_logs("INFO", "%s")
row = "(0001, in the (morning). light, null)"
try:
    raise ValueError(f'null value in "x"\\nDETAIL:  Failing row contains {row}.\\n[SQL: INSERT]')
except ValueError:
    logging.getLogger("a").exception("it failed")
logging.getLogger("a").error("DETAIL:  Key (name)=(in the morning light) already exists.")
logging.getLogger("a").error("Failing row contains (1,\\nmorning).")
"""


@pytest.mark.parametrize("form", ["json", "console"])
def test_rows_that_postgresql_quotes_are_not_written(form: str) -> None:
    command = [sys.executable, "-c", _ROWS % form]
    written = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert "morning" not in written, written
    assert "light" not in written
    assert 'null value in "x"' in written.replace('\\"', '"')
    assert "[SQL: INSERT]" in written
    assert written.count("[row]") == 3


def test_the_secrets_of_the_settings_are_known_in_every_spelling() -> None:
    settings = load_settings(
        app_token="0123456789-abcdefghijklmn",
        openai_api_key='sk-with-"quote"',
        database_url="postgresql://u:pass%40word@host/d",
        redis_url="redis://:redis+secret@host/0",
    )
    known = secrets_of(settings)
    assert {
        "0123456789-abcdefghijklmn",
        'sk-with-"quote"',
        'sk-with-\\"quote\\"',
        "pass%40word",
        "pass@word",
        "redis+secret",
        "redis%2Bsecret",
    } <= set(known)
    assert [len(each) for each in known] == sorted(map(len, known), reverse=True)


def test_a_traceback_shows_no_local_variables() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "something broke" in ended.stderr
    assert "job_id=42" in ended.stderr.replace("\x1b[0m", "")
    assert "in fail" in ended.stderr
    assert "hunter2" not in ended.stderr
