"""From settings to use cases: which adapters serve, opened and closed in order.

A worker and the web application each open their own: they run on event loops of their own.
"""

import asyncio
import uuid
from collections.abc import AsyncGenerator, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import structlog
from httpx import AsyncClient

from app.rest.use_cases import RestUseCases
from app.settings import Settings
from domain.errors import StudioError
from domain.job_state import JobKind, Provider
from domain.ports import Database, JobQueue, MediaStore, QueueInspector
from domain.use_cases.account import Accounts
from domain.use_cases.archiving import Archiving
from domain.use_cases.attendance import Attendance
from domain.use_cases.curation import Curation
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.importing import Importing
from domain.use_cases.jobs import Jobs
from domain.use_cases.leases import Leases
from domain.use_cases.leftovers import Leftovers
from domain.use_cases.library import Library
from domain.use_cases.listing import Listing
from domain.use_cases.many_jobs import ManyJobs
from domain.use_cases.messages import Messages
from domain.use_cases.orders import Orders
from domain.use_cases.polling import Polling
from domain.use_cases.queue_watch import QueueWatch
from domain.use_cases.recovery import Recovery
from domain.use_cases.slots import Slots
from domain.use_cases.submission import Submission
from domain.use_cases.takeaway import Takeaway
from domain.use_cases.tasks import Tasks
from domain.use_cases.templates import Templates
from domain.use_cases.usage import Usage
from gql.context import UseCases
from jobs.feed import Feed
from jobs.hub import Hub
from jobs.loop import Work
from jobs.stream import EventStream
from persistence.engine import create_engine
from persistence.media_store import FileMediaStore
from persistence.tagging.copies import FileCopies
from persistence.unit_of_work import SqlDatabase
from providers.clients import download_client, mureka_client, mureka_questions, openai_client
from providers.downloads import HttpDownloads
from providers.mureka import MurekaSongs
from providers.openai import OpenAIImages

PACKAGE = "mac-ki-service"

_log = structlog.get_logger(__name__)

ARCHIVES_AT_ONCE = 6

_FILE_LIMIT = 512 * 1024 * 1024
"""Bytes. A lossless song of five minutes has about 50 MB."""

_DOWNLOAD_TIMEOUT_S = 900.0


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Providers:
    openai: OpenAIImages
    mureka: MurekaSongs
    downloads: Mapping[Provider, HttpDownloads]


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What the web application serves."""

    use_cases: UseCases
    rest: RestUseCases
    media: FileMediaStore


class Container:
    """Knows the settings, the queue, the one hub of the process, and the stream to other processes
    where there are any. A `sole_worker` need not wait until the leases of earlier processes have
    run out."""

    def __init__(
        self,
        *,
        settings: Settings,
        queue: JobQueue,
        inspector: QueueInspector,
        hub: Hub,
        stream: EventStream | None = None,
        sole_worker: bool = False,
    ) -> None:
        self._stream = stream
        self._settings = settings
        self._sole_worker = sole_worker
        self._hub = hub
        self._queue = queue
        self._inspector = inspector

    @asynccontextmanager
    async def open_studio(self) -> AsyncGenerator[Studio]:
        async with self._opened() as (database, providers):
            use_cases = self._use_cases(database, providers)
            rest = self._rest(database, use_cases)
            yield Studio(use_cases=use_cases, rest=rest, media=self._media())

    @asynccontextmanager
    async def open_work(self) -> AsyncGenerator[Work]:
        async with self._opened() as (database, providers):
            await self._media().sweep_incoming()
            work = self._work(database, providers)
            if self._sole_worker:
                await work.recovery.take_over()
            async with _alongside(Leftovers(database=database, media=self._media()).sweep()):
                yield work

    @asynccontextmanager
    async def _opened(self) -> AsyncGenerator[tuple[Database, _Providers]]:
        async with AsyncExitStack() as resources:
            engine = create_engine(self._settings.database)
            resources.push_async_callback(engine.dispose)
            providers = await self._open_providers(resources)
            publish = self._hub.publish
            if self._stream:
                publish = (await resources.enter_async_context(self._stream.open())).publish
            yield SqlDatabase(engine, publish), providers

    async def _open_providers(self, resources: AsyncExitStack) -> _Providers:
        openai, mureka = self._settings.openai, self._settings.mureka
        enter = resources.enter_async_context
        return _Providers(
            openai=OpenAIImages(
                await enter(openai_client(openai.base_url, openai.api_key.get_secret_value()))
            ),
            mureka=MurekaSongs(
                await enter(mureka_client(mureka.base_url, mureka.api_key.get_secret_value())),
                await enter(mureka_questions(mureka.base_url, mureka.api_key.get_secret_value())),
            ),
            downloads=self._downloads(await enter(download_client())),
        )

    def _downloads(self, client: AsyncClient) -> Mapping[Provider, HttpDownloads]:
        """A vendor's files come from public addresses; those of a mock or of a local server may
        be on this machine."""
        return {
            provider: HttpDownloads(
                client,
                max_bytes=_FILE_LIMIT,
                total_timeout=_DOWNLOAD_TIMEOUT_S,
                allow_private=provider not in self._settings.vendors,
            )
            for provider in Provider
        }

    def _media(self) -> FileMediaStore:
        return FileMediaStore(self._settings.media)

    def _copies(self) -> FileCopies:
        return FileCopies(self._media(), self._settings.media / ".outgoing")

    def _dispatch(self, database: Database, providers: _Providers) -> tuple[Dispatch, Slots]:
        slots = Slots(
            openai=self._settings.openai_concurrency,
            mureka=self._settings.mureka_concurrency,
            account=providers.mureka.account,
            clock=utc_now,
        )
        dispatch = Dispatch(database=database, queue=self._queue, slots=slots.of, clock=utc_now)
        return dispatch, slots

    def _use_cases(self, database: Database, providers: _Providers) -> UseCases:
        dispatch, _ = self._dispatch(database, providers)
        library = Library(database=database, clock=utc_now)
        feed = Feed(database=database, hub=self._hub)
        jobs = Jobs(database=database, dispatch=dispatch, clock=utc_now, new_id=uuid.uuid4)
        return UseCases(
            orders=Orders(
                database=database,
                queue=self._queue,
                vendors=self._settings.vendors,
                clock=utc_now,
                new_id=uuid.uuid4,
            ),
            jobs=jobs,
            many_jobs=ManyJobs(database=database, jobs=jobs),
            library=library,
            curation=Curation(database=database, media=self._media(), clock=utc_now),
            importing=Importing(database=database, media=self._media(), clock=utc_now),
            takeaway=Takeaway(database=database, copies=self._copies(), version=version(PACKAGE)),
            templates=Templates(database=database, clock=utc_now, new_id=uuid.uuid4),
            usage=Usage(database=database),
            accounts=Accounts(mureka=providers.mureka, clock=utc_now),
            queue_watch=QueueWatch(library=library, feed=feed),
            feed=feed,
            clock=utc_now,
            default_models={
                JobKind.IMAGE: self._settings.image_model,
                JobKind.SONG: self._settings.song_model,
            },
            mocked=self._settings.mocked,
        )

    def _rest(self, database: Database, shared: UseCases) -> RestUseCases:
        orders, curation = shared.orders, shared.curation
        return RestUseCases(
            attendance=Attendance(
                orders=orders, database=database, feed=shared.feed, clock=utc_now
            ),
            tasks=Tasks(database=database, orders=orders, curation=curation, clock=utc_now),
            listing=Listing(database=database),
            messages=Messages(inspector=self._inspector, database=database),
            jobs=shared.jobs,
            accounts=shared.accounts,
        )

    def _work(self, database: Database, providers: _Providers) -> Work:
        dispatch, slots = self._dispatch(database, providers)
        leases = Leases(database=database, clock=utc_now)
        media: MediaStore = self._media()
        return Work(
            submission=Submission(
                database=database,
                dispatch=dispatch,
                generators={Provider.OPENAI: providers.openai, Provider.MUREKA: providers.mureka},
                media=media,
                slots=slots.of,
                vendors=self._settings.vendors,
                leases=leases,
                clock=utc_now,
                new_id=uuid.uuid4,
            ),
            polling=Polling(
                database=database,
                queue=self._queue,
                dispatch=dispatch,
                followers={Provider.MUREKA: providers.mureka},
                leases=leases,
                clock=utc_now,
                new_id=uuid.uuid4,
            ),
            archiving=Archiving(
                database=database,
                dispatch=dispatch,
                downloads=providers.downloads,
                at_once=ARCHIVES_AT_ONCE,
                media=media,
                leases=leases,
                clock=utc_now,
                new_id=uuid.uuid4,
            ),
            recovery=Recovery(database=database, dispatch=dispatch, clock=utc_now),
        )


@asynccontextmanager
async def _alongside(work: Coroutine[Any, Any, object]) -> AsyncGenerator[None]:
    """What may take its time and fail without harm."""

    async def attempt() -> None:
        try:
            await work
        except (StudioError, OSError):
            _log.warning("leftovers.not_swept", exc_info=True)

    task = asyncio.create_task(attempt())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
