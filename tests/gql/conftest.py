"""A studio for each test, and a server for those that need a websocket."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from persistence.engine import create_engine
from persistence.migrate import migrate
from tests.gql.socket import Server, serve
from tests.gql.studio import Studio, opened


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with our tables, to be copied."""
    file = tmp_path_factory.mktemp("gql") / "template.db"

    async def make() -> None:
        engine = create_engine(f"sqlite+aiosqlite:///{file}")
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return file


@pytest_asyncio.fixture
async def studio(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Studio]:
    copy = shutil.copy(migrated_file, tmp_path / "studio.db")
    engine = create_engine(f"sqlite+aiosqlite:///{copy}")
    async with opened(engine) as studio:
        yield studio
    await engine.dispose()


@pytest_asyncio.fixture
async def server(studio: Studio) -> AsyncIterator[Server]:
    """The studio behind a real socket."""
    async with serve(studio.app) as server:
        yield server
