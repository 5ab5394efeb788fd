"""`macki health`: quick, and its exit code is the answer."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.cli.health import ALIVE, DEAD, USAGE, main
from app.health.heartbeat import beating
from tests.app.conftest import Environment
from tests.integration.programs import ROOT, free_port

_HEAVY = ("pydantic", "httpx", "sqlalchemy", "starlette", "rich", "click", "app.settings")


def test_a_worker_lives_as_long_as_it_touches_its_file(folder: Path, setenv: Environment) -> None:
    beat = folder / "beat"
    setenv("HEARTBEAT_FILE", str(beat))
    assert main(["worker"]) == DEAD
    beat.touch()
    assert main(["worker"]) == ALIVE
    os.utime(beat, (time.time() - 60, time.time() - 60))
    assert main(["worker"]) == DEAD


def test_without_a_file_it_says_what_to_set(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["worker"]) == DEAD
    assert "HEARTBEAT_FILE" in capsys.readouterr().err
    (folder / ".env").write_text(f"HEARTBEAT_FILE={folder / 'beat'}\n")
    (folder / "beat").touch()
    assert main(["worker"]) == ALIVE


async def test_a_loop_that_beats_touches_the_file_and_takes_it_along(folder: Path) -> None:
    beat = folder / "beat"
    async with beating(beat):
        await _touched(beat)
    assert not beat.exists()


async def _touched(beat: Path) -> None:
    async with asyncio.timeout(10):
        for _ in range(1_000):
            if beat in await asyncio.to_thread(lambda: list(beat.parent.iterdir())):
                return
            await asyncio.sleep(0.01)


async def test_no_link_is_followed(folder: Path) -> None:
    target, beat = folder / "target", folder / "beat"
    beat.symlink_to(target)
    async with beating(beat):
        await asyncio.sleep(0.05)
        assert not target.exists()


def test_an_api_that_does_not_answer_is_told(
    setenv: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    setenv("PORT", str(free_port()))
    assert main(["api"]) == DEAD
    assert "does not answer" in capsys.readouterr().err
    setenv("PORT", "none")
    assert main(["api"]) == DEAD


@pytest.mark.parametrize("arguments", [[], ["x"], ["api", "worker"], ["--json"]])
def test_a_wrong_question_is_told_apart(arguments: list[str]) -> None:
    assert main(arguments) == USAGE
    assert main(["--help"]) == ALIVE


def test_next_to_nothing_is_loaded_for_it() -> None:
    program = (
        "import sys; sys.argv = ['macki', 'health', 'worker']\n"
        "from app.cli.entry import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"
