"""A folder and an environment that hold no settings."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from app.settings import Settings
from persistence.engine import create_engine
from persistence.migrate import migrate

Environment = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory: empty, and without the settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def setenv(monkeypatch: pytest.MonkeyPatch) -> Environment:
    return monkeypatch.setenv


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of a database with our tables."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql_url")
    url = f"sqlite+aiosqlite:///{folder / 'studio.db'}"

    async def make() -> None:
        engine = create_engine(url)
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return url
