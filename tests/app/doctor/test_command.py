"""`macki doctor` as it is typed."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import exits
from app.cli.main import cli
from tests.app.conftest import Environment
from tests.integration.programs import free_port

_ROOT = Path(__file__).parents[3]
_KEY = "sk-do-not-tell-anyone"


@pytest.fixture(autouse=True)
def ports(setenv: Environment) -> None:
    setenv("PORT", str(free_port()))
    setenv("MOCK_PORT", str(free_port()))


def _doctor(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from app.cli.main import main; main()", "doctor", *options],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_findings_are_aligned_lines(folder: Path) -> None:
    done = _doctor()
    assert done.returncode == exits.SUCCEEDED
    lines = done.stdout.splitlines()
    assert all(re.match(r"ok {7}[A-Z][A-Za-z ]{13}\S", line) for line in lines[:-2])
    assert lines[-1] == "All is well."
    assert done.stderr == ""
    assert list(folder.iterdir()) == []


def test_a_problem_has_its_remedy_below_and_an_exit_code(setenv: Environment, folder: Path) -> None:
    (folder / "a-file").write_text("no folder")
    setenv("DATA_DIR", "a-file")
    setenv("OPENAI_API_KEY", _KEY)
    setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    done = _doctor()
    assert done.returncode == exits.FAILED
    assert re.search(r"^problem  Data folder   .*is no folder\.\n {23}→ Move it", done.stdout, re.M)
    assert re.search(r"^problem  OpenAI        .*\n {23}→ Check your network", done.stdout, re.M)
    assert "ok       Mureka" in done.stdout
    assert _KEY not in done.stdout + done.stderr
    assert done.stderr == ""


def test_a_warning_alone_is_no_failure(database_file: Path) -> None:
    with closing(sqlite3.connect(database_file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    done = _doctor()
    assert done.returncode == exits.SUCCEEDED
    assert done.stdout.endswith("\n1 warning.\n")


def test_scripts_get_one_object_a_line(setenv: Environment) -> None:
    setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    done = _doctor("--json")
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == exits.FAILED
    assert {frozenset(finding) for finding in findings} == {
        frozenset({"status", "subject", "message", "remedy"})
    }
    assert {finding["status"] for finding in findings} == {"ok", "problem"}
    assert all(finding["remedy"] for finding in findings if finding["status"] != "ok")


def test_wrong_settings_are_the_first_problem(setenv: Environment) -> None:
    setenv("PORT", "no port")
    done = CliRunner().invoke(cli, ["doctor"])
    assert done.exit_code == exits.USAGE
    assert done.stdout.startswith("problem  Settings      PORT is wrong: ")
    assert ".env.example" in done.stdout
    listed = CliRunner().invoke(cli, ["doctor", "--json"])
    (told,) = [json.loads(line) for line in listed.stdout.splitlines()]
    assert (told["status"], told["subject"]) == ("problem", "Settings")


def test_a_narrow_terminal_keeps_the_columns(setenv: Environment) -> None:
    setenv("FORCE_COLOR", "1")
    setenv("COLUMNS", "70")
    setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    told = _doctor().stdout
    assert "\x1b[" in told
    lines = re.sub(r"\x1b\[[\d;]*m", "", told).splitlines()
    assert all(re.match(r"(ok|warning|problem) +[A-Z]| {23}\S", line) for line in lines[:-2])


def test_the_help_lists_the_exit_codes() -> None:
    told = CliRunner().invoke(cli, ["doctor", "--help"])
    assert "2    the settings are wrong" in told.stdout
