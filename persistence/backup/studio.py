"""What is backed up."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.backup.shelf import Shelf
from persistence.engine import create_engine


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A studio's database and its media folder. `pg_bindir`: where PostgreSQL's programs are;
    None if they are to be looked for."""

    database: str
    media: Path
    pg_bindir: Path | None = None

    @property
    def url(self) -> URL:
        return make_url(self.database)

    @property
    def kind(self) -> str:
        return self.url.get_backend_name()

    @property
    def file(self) -> Path:
        """Of SQLite."""
        return Path(self.url.database or "")

    @property
    def library(self) -> Shelf:
        return Shelf(self.media)

    @asynccontextmanager
    async def engine(self) -> AsyncGenerator[AsyncEngine]:
        engine = create_engine(self.database)
        try:
            yield engine
        finally:
            await engine.dispose()
