"""A studio for each test, on a copy of one migrated database."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.engine import create_engine
from persistence.migrate import migrate
from tests.app.rest.studio import RestStudio, opened


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("rest") / "template.db"

    async def make() -> None:
        engine = create_engine(f"sqlite+aiosqlite:///{file}")
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return file


@pytest_asyncio.fixture
async def engine(migrated_file: Path, folder: Path) -> AsyncIterator[AsyncEngine]:
    copy = shutil.copy(migrated_file, folder / "studio.db")
    engine = create_engine(f"sqlite+aiosqlite:///{copy}")
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture
async def studio(engine: AsyncEngine, folder: Path) -> AsyncIterator[RestStudio]:
    async with opened(engine, folder) as studio:
        yield studio
