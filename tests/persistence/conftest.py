"""Every database that we have, under one contract."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.job_state import JobEvent
from domain.ports.database import Database
from persistence.engine import create_engine
from persistence.migrate import migrate
from persistence.unit_of_work import SqlDatabase
from tests.fakes import FakeDatabase


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with our tables, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"

    async def make() -> None:
        engine = create_engine(f"sqlite+aiosqlite:///{file}")
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return file


def _url(kind: str, request: pytest.FixtureRequest, directory: Path) -> str:
    if kind == "postgresql":
        return request.getfixturevalue("postgresql_url")
    copy = shutil.copy(request.getfixturevalue("migrated_file"), directory / "studio.db")
    return f"sqlite+aiosqlite:///{copy}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with our tables."""
    return _url(request.param, request, tmp_path)


@pytest_asyncio.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(url)
    yield engine
    await engine.dispose()


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def url_or_fake(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    return None if request.param == "fake" else _url(request.param, request, tmp_path)


@pytest.fixture
def published() -> list[JobEvent]:
    """What the database told after its commits."""
    return []


@pytest_asyncio.fixture
async def database(url_or_fake: str | None, published: list[JobEvent]) -> AsyncIterator[Database]:
    """The fake, SQLite and PostgreSQL, each in its turn."""

    async def publish(events: Sequence[JobEvent]) -> None:
        published.extend(events)

    if url_or_fake is None:
        yield FakeDatabase(publish)
        return
    engine = create_engine(url_or_fake)
    yield SqlDatabase(engine, publish)
    await engine.dispose()
