"""What others know of Dockerfiles, of compose files and of launchd."""

import plistlib
import subprocess
import sys
from pathlib import Path

from tests.integration.programs import ROOT

_BIN = Path(sys.executable).parent


def _said(*command: str) -> str:
    done = subprocess.run(
        [_BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    assert _said("hadolint", "docker/Dockerfile") == ""


def test_the_compose_file_is_as_its_specification_wants_it() -> None:
    schema = ("--builtin-schema", "vendor.compose-spec")
    assert _said("check-jsonschema", *schema, "compose.yaml") == ""


def test_launchd_starts_colima_with_the_mac_and_keeps_it_running() -> None:
    [file] = (ROOT / "docker" / "launchd").glob("*.plist")
    told = plistlib.loads(file.read_bytes())
    assert f"{told['Label']}.plist" == file.name
    assert told["ProgramArguments"][0] == "/opt/homebrew/bin/colima"
    assert told["RunAtLoad"]
    assert told["KeepAlive"]
