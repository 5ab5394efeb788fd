"""Settings that touch nothing of whoever runs the tests."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from app.settings import Settings, load_settings
from persistence.engine import create_engine
from persistence.migrate import migrate
from persistence.unit_of_work import SqlDatabase
from tests.app.doctor.servers import silent_port
from tests.integration.programs import MockProgram, free_port
from tests.services import Databases

SettingsOf = Callable[..., Settings]


@pytest.fixture
def settings_of(folder: Path) -> SettingsOf:
    """Settings with the given ones, on ports that nobody uses."""

    def load(**given: Any) -> Settings:
        return load_settings(**{"port": free_port(), "mock_port": free_port(), **given})

    return load


@pytest.fixture(scope="package")
def mock() -> Iterator[MockProgram]:
    program = MockProgram()
    yield program
    program.stop()


@pytest.fixture
def silent() -> Iterator[int]:
    """A port where connections are accepted, and nothing is ever said."""
    with silent_port() as port:
        yield port


@pytest.fixture
def database_file(folder: Path) -> Path:
    """The studio's SQLite file with the current schema, closed."""
    file = folder / "data" / "macki.db"
    file.parent.mkdir()
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{file}"))
    return file


async def _migrated(url: str) -> None:
    engine = create_engine(url)
    await migrate(engine)
    await engine.dispose()


async def beat(url: str, at: datetime) -> None:
    """As a worker does that lives at that moment."""

    async def tell_nobody(_: object) -> None: ...

    engine = create_engine(url)
    async with SqlDatabase(engine, tell_nobody).begin() as work:
        await work.workers.beat(uuid4(), at)
        await work.commit()
    await engine.dispose()


@pytest_asyncio.fixture
async def empty_postgresql(databases: Databases) -> AsyncIterator[str]:
    name = await databases.create(empty=True)
    yield databases.url(name)
    await databases.drop(name)
