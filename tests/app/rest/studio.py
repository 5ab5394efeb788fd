"""The REST interface on a real database and a real media store; a provider of the test's own."""

import asyncio
import io
from collections.abc import AsyncGenerator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import httpx
from PIL import Image as Picture
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from app.container import Studio
from app.refusals import broken, refused
from app.rest.mounting import rest_routes
from app.settings import Settings, load_settings
from domain.errors import StudioError
from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import Provider
from domain.media import Role
from domain.ports.database import Database
from domain.ports.providers import Show
from domain.ports.queue import QueueInspector
from domain.report import Acceptance, ProviderReport, ProviderStatus, RemoteFile, Result
from domain.requests import StemsRequest
from domain.use_cases.archiving import Archiving
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.leases import Leases
from domain.use_cases.submission import Submission
from jobs.hub import Hub
from jobs.memory_inspector import MemoryInspector
from persistence.derivatives import FileDerivatives
from persistence.media_store import FileMediaStore
from persistence.unit_of_work import SqlDatabase
from tests.app.site import client_of, rest_of, use_cases_of
from tests.fakes import FakeBilling, FakeClock, FakeDownloads

STEMS_URL = "https://files.test/stems.zip"


def stems_archive() -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("vocals.flac", b"la")
        archive.writestr("drums.flac", b"bumm")
    return content.getvalue()


def png(width: int = 64, height: int = 48) -> bytes:
    content = io.BytesIO()
    Picture.new("RGB", (width, height), "teal").save(content, "PNG")
    return content.getvalue()


@dataclass
class Painter:
    """Paints whatever is asked for, unless the test gave another answer; not before it may."""

    answers: list[StudioError] = field(default_factory=list[StudioError])
    submitted: list[Job] = field(default_factory=list[Job])
    may_go_on: asyncio.Event | None = None

    async def submit(self, job: Job, show: Show) -> Acceptance:
        self.submitted.append(job)
        if self.may_go_on:
            await self.may_go_on.wait()
        if self.answers:
            raise self.answers.pop(0)
        if isinstance(job.request, StemsRequest):
            archive = RemoteFile(role=Role.ZIP, url=STEMS_URL)
            results = (Result(index=0, files=(archive,)),)
            return Acceptance(
                report=ProviderReport(status=ProviderStatus.SUCCEEDED, results=results)
            )
        if not isinstance(job.request, ImageRequest):
            return Acceptance(provider_job_id="435134")
        content = png(1024, 1024) if job.request.size == "1024x1024" else png()
        picture = RemoteFile(role=Role.IMAGE, content=content)
        results = tuple(Result(index=n, files=(picture,)) for n in range(job.request.n))
        return Acceptance(report=ProviderReport(status=ProviderStatus.SUCCEEDED, results=results))


class WorkingQueue:
    """Does at once what a message asks for, as a worker would; or nothing while `idle`."""

    def __init__(self, *, idle: bool) -> None:
        self.idle = idle
        self.ordered: list[UUID] = []
        self.work: tuple[Submission, Archiving] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def submit(self, job_id: UUID, delay: timedelta = timedelta()) -> None:
        self.ordered.append(job_id)
        if self.work and not self.idle and not delay:
            self._go(self.work[0].submit(job_id))

    async def archive(self, job_id: UUID, delay: timedelta = timedelta()) -> None:
        if self.work:
            self._go(self.work[1].archive(job_id))

    async def poll(self) -> None:
        """Nobody follows anything here."""

    async def finish(self) -> None:
        """Before the database is closed."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    def _go(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@dataclass(kw_only=True)
class RestStudio:
    http: httpx.AsyncClient
    app: Starlette
    database: Database
    clock: FakeClock
    painter: Painter
    queue: WorkingQueue
    media: FileMediaStore
    billing: FakeBilling

    async def keep(self, *jobs: Job) -> None:
        async with self.database.begin() as work:
            for job in jobs:
                await work.jobs.add(job)
            await work.commit()

    async def job(self, job_id: str | UUID) -> Job:
        async with self.database.read() as work:
            return await work.jobs.get(UUID(str(job_id)))

    async def image(self, prompt: str = "A red door") -> Mapping[str, str]:
        answer = await self.http.post("/api/v1/image/generate", json={"prompt": prompt})
        assert answer.status_code == 200, answer.text
        return answer.json()


@asynccontextmanager
async def opened(
    engine: AsyncEngine,
    folder: Path,
    *,
    settings: Settings | None = None,
    inspector: QueueInspector | None = None,
    idle: bool = False,
) -> AsyncGenerator[RestStudio]:
    settings = settings or load_settings()
    hub, clock, painter, billing = Hub(), FakeClock(), Painter(), FakeBilling()
    database, media = SqlDatabase(engine, hub.publish), FileMediaStore(folder / "media")
    queue = WorkingQueue(idle=idle)
    shared = use_cases_of(database, queue=queue, media=media, hub=hub, clock=clock, billing=billing)
    queue.work = _work(database, queue, media, painter, clock)
    rest = rest_of(database, shared, inspector or MemoryInspector())
    app = Starlette(
        routes=rest_routes(settings, date(2026, 11, 22)),
        exception_handlers={HTTPException: refused, Exception: broken},
    )
    app.state.studio = Studio(
        use_cases=shared, rest=rest, media=media, derivatives=FileDerivatives(media)
    )
    async with client_of(app) as http:
        yield RestStudio(
            http=http,
            app=app,
            database=database,
            clock=clock,
            painter=painter,
            queue=queue,
            media=media,
            billing=billing,
        )
        await queue.finish()


def _work(
    database: Database,
    queue: WorkingQueue,
    media: FileMediaStore,
    painter: Painter,
    clock: FakeClock,
) -> tuple[Submission, Archiving]:
    dispatch = Dispatch(database=database, queue=queue, slots=_many, clock=clock)
    leases = Leases(database=database, clock=clock)
    return (
        Submission(
            database=database,
            dispatch=dispatch,
            generators=dict.fromkeys(Provider, painter),
            media=media,
            slots=_many,
            vendors=frozenset(),
            leases=leases,
            clock=clock,
            new_id=uuid4,
        ),
        Archiving(
            database=database,
            dispatch=dispatch,
            downloads=dict.fromkeys(Provider, FakeDownloads({STEMS_URL: stems_archive()})),
            at_once=4,
            media=media,
            derivatives=FileDerivatives(media),
            leases=leases,
            clock=clock,
            new_id=uuid4,
        ),
    )


async def _many(provider: Provider) -> int:
    return 100
