"""Studios of each flavour, each with a mock, for clients that others wrote."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.programs import MockProgram, Studio


@contextmanager
def _opened(folder: Path, **environment: str) -> Generator[Studio]:
    mock = MockProgram("--state", str(folder / "mock.json"))
    studio = Studio(folder, mock.url, **environment)
    try:
        studio.start()
        yield studio
    finally:
        studio.stop()
        mock.stop()


@pytest.fixture
def development(tmp_path: Path) -> Iterator[Studio]:
    with _opened(tmp_path) as studio:
        yield studio


@pytest.fixture
def production(tmp_path: Path) -> Iterator[Studio]:
    with _opened(tmp_path, FLAVOUR="production") as studio:
        yield studio


@pytest.fixture
def readable(tmp_path: Path) -> Iterator[Studio]:
    """In production, with introspection allowed."""
    with _opened(tmp_path, FLAVOUR="production", INTROSPECTION="true") as studio:
        yield studio
