"""What tests of more than one package ask for."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.redis_service import RedisServer
from tests.services import Databases, postgresql


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """A PostgreSQL server, started when the first test asks for it."""
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    with postgresql(terminal.write_line if terminal else print) as databases:
        asyncio.run(databases.prepare())
        yield databases
        asyncio.run(databases.remove())


@pytest.fixture
def redis_server(request: pytest.FixtureRequest) -> Iterator[RedisServer]:
    """A Redis of the test's own, which it may kill."""
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    server = RedisServer(terminal.write_line if terminal else print)
    server.start()
    yield server
    server.remove()


@pytest_asyncio.fixture
async def postgresql_url(databases: Databases) -> AsyncIterator[str]:
    """The address of a fresh database with our tables."""
    name = await databases.create()
    yield databases.url(name)
    await databases.drop(name)
