"""The real studio and the real mock, each in a process of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.programs import MockProgram, Studio


@pytest.fixture
def mock(tmp_path: Path) -> Iterator[MockProgram]:
    program = MockProgram("--state", str(tmp_path / "mock.json"), "--trickle", "4")
    yield program
    program.stop()


@pytest.fixture
def studio(tmp_path: Path, mock: MockProgram) -> Iterator[Studio]:
    program = Studio(tmp_path, mock.url)
    program.start()
    yield program
    program.stop()
