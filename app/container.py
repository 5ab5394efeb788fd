"""From settings to use cases: which adapters serve, opened and closed in order.

A worker and the web application each open their own: they run on event loops of their own.
"""

import uuid
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

from sqlalchemy.ext.asyncio import AsyncEngine

from app.accel import Accel, accel_of
from app.fetching import downloads_of
from app.health import checks
from app.health.checkup import Checkups
from app.observing.figures import Figures
from app.observing.instruments import Instruments
from app.observing.loop_lag import lag_measured
from app.observing.stored import CountedStore
from app.observing.traced import Traced
from app.rest.use_cases import RestUseCases
from app.settings import Settings
from domain.health import Checkup
from domain.job_state import JobEvent, JobKind, Provider
from domain.ports.database import Database
from domain.ports.queue import JobQueue, QueueInspector
from domain.schedule import LEFTOVERS_CHECK, TIDY_INTERVAL, TRASH_CHECK
from domain.use_cases.account import Accounts
from domain.use_cases.again import Again
from domain.use_cases.archiving import Archiving
from domain.use_cases.attendance import Attendance
from domain.use_cases.backfill import Backfill
from domain.use_cases.collections import Collections
from domain.use_cases.curation import Curation
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.housekeeping import Chore, Housekeeping
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
from jobs.stream import EventStream, redis_client
from persistence.derivatives import FileDerivatives
from persistence.engine import create_engine
from persistence.media_store import FileMediaStore
from persistence.tagging.copies import FileCopies
from persistence.unit_of_work import Publish, SqlDatabase
from providers.clients import download_client, mureka_client, mureka_questions, openai_client
from providers.downloads import HttpDownloads
from providers.mureka import MurekaSongs
from providers.openai import OpenAIImages

PACKAGE = "mac-ki-service"

ARCHIVES_AT_ONCE = 6


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
    derivatives: FileDerivatives
    figures: Figures | None = None
    accel: Accel | None = None


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
        instruments: Instruments | None = None,
    ) -> None:
        self._instruments = instruments or Instruments()
        self._stream = stream
        self._settings = settings
        self._sole_worker = sole_worker
        self._hub = hub
        self._queue = queue
        self._inspector = inspector

    @asynccontextmanager
    async def open_studio(self) -> AsyncGenerator[Studio]:
        async with self._opened() as (engine, database, providers), AsyncExitStack() as resources:
            checkup = await self._checkup(engine, database, resources)
            media = self._media()
            derivatives = FileDerivatives(media)
            use_cases = self._use_cases(database, providers, checkup, derivatives)
            rest = self._rest(database, use_cases)
            figures = Figures(database=database, media=self._settings.media, clock=utc_now)
            await resources.enter_async_context(lag_measured(self._instruments.loop_lag))
            yield Studio(
                use_cases=use_cases,
                rest=rest,
                media=media,
                derivatives=derivatives,
                accel=accel_of(self._settings.media_accel, self._settings.media),
                figures=figures,
            )

    @asynccontextmanager
    async def open_work(self) -> AsyncGenerator[Work]:
        async with self._opened() as (_, database, providers):
            work = self._work(database, providers)
            if self._sole_worker:
                await work.recovery.take_over()
            async with lag_measured(self._instruments.loop_lag):
                yield work

    @asynccontextmanager
    async def _opened(self) -> AsyncGenerator[tuple[AsyncEngine, Database, _Providers]]:
        async with AsyncExitStack() as resources:
            engine = create_engine(self._settings.database)
            resources.push_async_callback(engine.dispose)
            providers = await self._open_providers(resources)
            publish = self._hub.publish
            if self._stream:
                publish = (await resources.enter_async_context(self._stream.open())).publish
            yield engine, SqlDatabase(engine, self._counting(publish)), providers

    def _counting(self, publish: Publish) -> Publish:
        async def counted(events: Sequence[JobEvent]) -> None:
            self._instruments.watch_committed(events)
            await publish(events)

        return counted

    async def _checkup(
        self, engine: AsyncEngine, database: Database, resources: AsyncExitStack
    ) -> Checkups:
        media = self._settings.media
        known = {
            "database": lambda: checks.database(engine),
            "migrations": lambda: checks.migrations(engine),
            "media": lambda: checks.media(media),
            "disk": lambda: checks.disk(media),
            "worker": lambda: checks.worker(database, utc_now),
        }
        if url := self._settings.redis_url:
            client = redis_client(url)
            resources.push_async_callback(client.aclose)
            known["redis"] = lambda: checks.redis(client)
        checkup = Checkups(known)
        resources.push_async_callback(checkup.close)
        return checkup

    async def _open_providers(self, resources: AsyncExitStack) -> _Providers:
        openai, mureka = self._settings.openai, self._settings.mureka
        enter, watch = resources.enter_async_context, self._instruments.watch_exchange
        return _Providers(
            openai=OpenAIImages(
                await enter(
                    openai_client(openai.base_url, openai.api_key.get_secret_value(), watch=watch)
                )
            ),
            mureka=MurekaSongs(
                await enter(
                    mureka_client(mureka.base_url, mureka.api_key.get_secret_value(), watch=watch)
                ),
                await enter(
                    mureka_questions(
                        mureka.base_url, mureka.api_key.get_secret_value(), watch=watch
                    )
                ),
            ),
            downloads=downloads_of(self._settings, await enter(download_client(watch=watch))),
        )

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

    def _use_cases(
        self,
        database: Database,
        providers: _Providers,
        checkup: Checkup,
        derivatives: FileDerivatives,
    ) -> UseCases:
        dispatch, _ = self._dispatch(database, providers)
        library = Library(database=database, clock=utc_now)
        feed = Feed(database=database, hub=self._hub)
        jobs = Jobs(database=database, dispatch=dispatch, clock=utc_now, new_id=uuid.uuid4)
        orders = Orders(
            database=database,
            queue=self._queue,
            vendors=self._settings.vendors,
            clock=utc_now,
            new_id=uuid.uuid4,
        )
        return UseCases(
            orders=orders,
            again=Again(database=database, orders=orders),
            jobs=jobs,
            many_jobs=ManyJobs(database=database, jobs=jobs),
            library=library,
            curation=Curation(database=database, media=self._media(), clock=utc_now),
            collections=Collections(database=database, clock=utc_now, new_id=uuid.uuid4),
            importing=Importing(
                database=database,
                media=self._media(),
                derivatives=derivatives,
                clock=utc_now,
                new_id=uuid.uuid4,
            ),
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
            checkup=checkup,
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
        files = self._media()
        media, derivatives = CountedStore(files, self._instruments.archived), FileDerivatives(files)
        return Work(
            submission=Submission(
                database=database,
                dispatch=dispatch,
                generators={
                    Provider.OPENAI: Traced(providers.openai),
                    Provider.MUREKA: Traced(providers.mureka),
                },
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
                derivatives=derivatives,
                leases=leases,
                clock=utc_now,
                new_id=uuid.uuid4,
            ),
            recovery=Recovery(database=database, dispatch=dispatch, clock=utc_now),
            housekeeping=Housekeeping(
                chores=_chores(self._settings, database, files, derivatives), clock=utc_now
            ),
        )


def _chores(
    settings: Settings, database: Database, media: FileMediaStore, derivatives: FileDerivatives
) -> Sequence[Chore]:
    """First what is too much, then what is missing."""
    curation = Curation(database=database, media=media, clock=utc_now)
    leftovers = Leftovers(database=database, media=media, derivatives=derivatives)
    backfill = Backfill(database=database, media=media, derivatives=derivatives)
    kept = timedelta(days=settings.trash_days)
    chores = [
        Chore(name="reserve", every=TIDY_INTERVAL, do=lambda _: media.keep_reserve()),
        Chore(name="incoming", every=LEFTOVERS_CHECK, do=lambda _: media.sweep_incoming()),
        Chore(name="leftovers", every=LEFTOVERS_CHECK, do=lambda _: leftovers.sweep()),
        Chore(name="derivatives", every=LEFTOVERS_CHECK, do=lambda _: backfill.fill()),
    ]
    if kept:
        empty = Chore(
            name="trash", every=TRASH_CHECK, do=lambda now: curation.empty_trash(now - kept)
        )
        chores.insert(0, empty)
    return chores
