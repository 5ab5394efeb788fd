"""Studios for the tests of the web application."""

from collections.abc import Iterator

import pytest

from tests.integration.programs import MockProgram, Studio, free_port


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A studio of the module as `macki up` starts it the first time: no key, with the mock."""
    program = first_run(tmp_path_factory)
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


def first_run(folders: pytest.TempPathFactory) -> Studio:
    program = Studio(folders.mktemp("studio"), "http://unused", MOCK_PORT=str(free_port()))
    for provider in ("OPENAI", "MUREKA"):
        del program.environment[f"{provider}_BASE_URL"], program.environment[f"{provider}_API_KEY"]
    return program
