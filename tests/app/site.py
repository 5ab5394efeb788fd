"""A web application of one route, with a studio behind it that has files."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from app.accel import accel_of
from app.container import Studio
from app.rest.use_cases import RestUseCases
from domain.job_state import JobKind, Provider
from domain.media import MediaFile, Role
from domain.ports.database import Database
from domain.ports.files import MediaStore
from domain.ports.queue import JobQueue, QueueInspector
from domain.use_cases.account import Accounts
from domain.use_cases.again import Again
from domain.use_cases.attendance import Attendance
from domain.use_cases.collections import Collections
from domain.use_cases.curation import Curation
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.importing import Importing
from domain.use_cases.jobs import Jobs
from domain.use_cases.library import Library
from domain.use_cases.listing import Listing
from domain.use_cases.many_jobs import ManyJobs
from domain.use_cases.messages import Messages
from domain.use_cases.orders import Orders
from domain.use_cases.queue_watch import QueueWatch
from domain.use_cases.takeaway import Takeaway
from domain.use_cases.tasks import Tasks
from domain.use_cases.templates import Templates
from domain.use_cases.usage import Usage
from gql.context import UseCases
from jobs.feed import Feed
from jobs.hub import Hub
from jobs.memory_inspector import MemoryInspector
from persistence.derivatives import FileDerivatives
from persistence.media_store import FileMediaStore
from persistence.tagging.copies import FileCopies
from tests.fakes import FakeBilling, FakeClock, FakeDatabase, FakeMediaStore, FakeQueue


@dataclass(frozen=True, kw_only=True)
class Site:
    app: Starlette
    http: httpx.AsyncClient
    database: FakeDatabase
    store: FileMediaStore

    async def keep(self, content: bytes, role: Role) -> MediaFile:
        """As archiving does: on the disk, and in the database."""
        file = await self.store.store(_whole(content), role)
        async with self.database.begin() as work:
            await work.media.add(file)
            await work.commit()
        return file


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


def site_of(*routes: BaseRoute, media: Path, accel: str | None = None) -> Site:
    database, store = FakeDatabase(), FileMediaStore(media)
    app = Starlette(routes=routes)
    shared = use_cases_of(
        database,
        queue=FakeQueue(),
        media=FakeMediaStore(),
        hub=Hub(),
        clock=FakeClock(),
        billing=FakeBilling(),
        folder=media,
    )
    rest = rest_of(database, shared, MemoryInspector())
    app.state.studio = Studio(
        use_cases=shared,
        rest=rest,
        media=store,
        derivatives=FileDerivatives(store),
        accel=accel_of(accel, media),
    )
    return Site(app=app, http=client_of(app), database=database, store=store)


def client_of(app: Starlette) -> httpx.AsyncClient:
    """A crash of the application becomes a 500, as it does with a real server."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:5050")


def use_cases_of(
    database: Database,
    *,
    queue: JobQueue,
    media: MediaStore,
    hub: Hub,
    clock: FakeClock,
    billing: FakeBilling,
    folder: Path = Path("nowhere"),
) -> UseCases:
    """`folder` is where stored files are, of which copies are taken along."""
    stored = FileMediaStore(folder)
    dispatch = Dispatch(database=database, queue=queue, slots=_one, clock=clock)
    library = Library(database=database, clock=clock)
    jobs = Jobs(database=database, dispatch=dispatch, clock=clock, new_id=uuid4)
    feed = Feed(database=database, hub=hub)
    orders = Orders(database=database, queue=queue, vendors=frozenset(), clock=clock, new_id=uuid4)
    return UseCases(
        orders=orders,
        again=Again(database=database, orders=orders),
        jobs=jobs,
        many_jobs=ManyJobs(database=database, jobs=jobs),
        library=library,
        curation=Curation(database=database, media=media, clock=clock),
        collections=Collections(database=database, clock=clock, new_id=uuid4),
        importing=Importing(
            database=database,
            media=stored,
            derivatives=FileDerivatives(stored),
            clock=clock,
            new_id=uuid4,
        ),
        takeaway=Takeaway(
            database=database, copies=FileCopies(stored, folder), version="1.2.3", at_once=2
        ),
        templates=Templates(database=database, clock=clock, new_id=uuid4),
        usage=Usage(database=database),
        accounts=Accounts(mureka=billing, clock=clock),
        queue_watch=QueueWatch(library=library, feed=feed),
        feed=feed,
        clock=clock,
        default_models={JobKind.IMAGE: "gpt-image-2", JobKind.SONG: "auto"},
    )


def rest_of(database: Database, shared: UseCases, inspector: QueueInspector) -> RestUseCases:
    orders, curation, clock = shared.orders, shared.curation, shared.clock
    return RestUseCases(
        attendance=Attendance(orders=orders, database=database, feed=shared.feed, clock=clock),
        tasks=Tasks(database=database, orders=orders, curation=curation, clock=clock),
        listing=Listing(database=database),
        messages=Messages(inspector=inspector, database=database),
        jobs=shared.jobs,
        accounts=shared.accounts,
    )


async def _one(provider: Provider) -> int:
    return 1
