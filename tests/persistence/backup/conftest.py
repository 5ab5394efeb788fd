"""A studio with something in it, a folder for its backups, and an empty one to restore to."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import pytest_asyncio

from domain.job import Job
from domain.job_state import JobState
from domain.media import MediaFile, MediaType
from persistence.backup.folder import BackupFolder
from persistence.backup.making import Made, back_up
from persistence.backup.restoring import Restored, restore
from persistence.backup.studio import BackedUp
from persistence.backup.verifying import Verdict, verify
from persistence.engine import create_engine
from persistence.unit_of_work import SqlDatabase
from tests.persistence.examples import NOON, image_job, image_of
from tests.services import Databases

LATER = NOON + timedelta(days=30)


async def tell_nobody(_: object) -> None: ...


@dataclass
class Site:
    """A studio's database and files, with its backups; `restored` opens the other one."""

    studio: BackedUp
    folder: BackupFolder
    elsewhere: BackedUp
    files: list[str] = field(default_factory=list[str])

    def put(self, content: bytes) -> MediaFile:
        """A file in the library."""
        digest = sha256(content).hexdigest()
        path = self.studio.library.path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.files.append(digest)
        return MediaFile(
            sha256=digest, media_type=MediaType.PNG, size_bytes=len(content), width=1, height=1
        )

    async def paint(self, database: SqlDatabase, content: bytes) -> Job:
        """A job that has succeeded, with its image, in one transaction."""
        job = image_job(state=JobState.SUCCEEDED, due_at=None)
        image = replace(image_of(job), file=self.put(content))
        async with database.begin() as work:
            await work.jobs.add(job)
            await work.media.add(image.file)
            await work.images.add(image)
            await work.commit()
        return job

    async def back_up(self) -> Made:
        return await back_up(self.studio, self.folder, app_version="1.2", now=NOON)

    async def verify(self, name: str = "latest") -> Verdict:
        return await verify(self.studio, self.folder, name, now=LATER)

    async def restore(self, name: str = "latest", *, replace: bool = False) -> Restored:
        return await restore(self.elsewhere, self.folder, name, replace=replace, now=LATER)


@asynccontextmanager
async def opened(studio: BackedUp) -> AsyncGenerator[SqlDatabase]:
    engine = create_engine(studio.database)
    try:
        yield SqlDatabase(engine, tell_nobody)
    finally:
        await engine.dispose()


@pytest_asyncio.fixture
async def site(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> AsyncIterator[Site]:
    folder = BackupFolder(tmp_path / "Sicherungen, 備份 'x'")

    def place(address: str, media: str) -> BackedUp:
        return BackedUp(database=address, media=tmp_path / media)

    studio = place(url, "média")
    if url.startswith("sqlite"):
        other = f"sqlite+aiosqlite:///{tmp_path / 'other' / 'studio.db'}"
        yield Site(studio, folder, place(other, "other-media"))
        return
    databases: Databases = request.getfixturevalue("databases")
    name = await databases.create(empty=True)
    yield Site(studio, folder, place(databases.url(name), "other-media"))
    await databases.drop(name)


@pytest_asyncio.fixture
async def database(site: Site) -> AsyncIterator[SqlDatabase]:
    async with opened(site.studio) as database:
        yield database


Damage = Callable[[Path], None]


@pytest.fixture
def flip() -> Damage:
    """Changes one bit in the middle of a file, which keeps its size."""

    def change(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    return change
