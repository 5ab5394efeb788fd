"""Studios for the tests of the web application."""

from collections.abc import Iterator

import pytest

from tests.e2e.first_run import first_run
from tests.integration.programs import MockProgram, Studio


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a studio of the module, without keys."""
    program = first_run(tmp_path_factory.mktemp("studio"))
    program.start()
    yield program.url
    program.stop()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio of the module whose mock lives on its own, so that it survives the studio."""
    mock = MockProgram()
    program = Studio(tmp_path_factory.mktemp("studio"), mock.url)
    program.start()
    yield program
    program.stop()
    mock.stop()
