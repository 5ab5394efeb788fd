"""The GraphQL endpoint on a real database; no worker, no provider."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import strawberry
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from strawberry import relay

from domain.job import Job
from domain.job_state import JobKind, Provider
from domain.ports.database import Database
from domain.use_cases.account import Accounts
from domain.use_cases.again import Again
from domain.use_cases.collections import Collections
from domain.use_cases.curation import Curation
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.importing import Importing
from domain.use_cases.jobs import Jobs
from domain.use_cases.library import Library
from domain.use_cases.many_jobs import ManyJobs
from domain.use_cases.orders import Orders
from domain.use_cases.queue_watch import QueueWatch
from domain.use_cases.takeaway import Takeaway
from domain.use_cases.templates import Templates
from domain.use_cases.usage import Usage
from gql.context import Context, Loaders, UseCases
from gql.endpoint import INIT_PATIENCE, GraphQLEndpoint
from gql.flavour import DEVELOPMENT, Flavour
from gql.schema import create_schema
from jobs.feed import Feed
from jobs.hub import Hub, Subscriber
from persistence.media_store import FileMediaStore
from persistence.tagging.copies import FileCopies
from persistence.unit_of_work import SqlDatabase
from tests.fakes import FakeBilling, FakeClock, FakeDerivatives, FakeMediaStore, FakeQueue

Answer = dict[str, Any]
"""JSON, as a client sees it."""

_STEP_S, _PATIENCE = 0.005, 4_000


class WatchedHub(Hub):
    """Knows how many readers are attached."""

    def __init__(self) -> None:
        super().__init__()
        self.readers = 0

    @contextmanager
    def attach(self, job_id: UUID | None = None) -> Generator[Subscriber]:
        with super().attach(job_id) as subscriber:
            self.readers += 1
            try:
                yield subscriber
            finally:
                self.readers -= 1


@dataclass(kw_only=True)
class Studio:
    engine: AsyncEngine
    database: Database
    queue: FakeQueue
    hub: WatchedHub
    clock: FakeClock
    use_cases: UseCases
    app: Starlette
    http: httpx.AsyncClient

    async def ask(self, query: str, **variables: object) -> Answer:
        """The whole answer to one operation."""
        response = await self.http.post(
            "/graphql",
            content=json.dumps({"query": query, "variables": variables}),
            headers={"content-type": "application/json"},
        )
        assert response.status_code == 200, response.text
        return response.json()

    async def data(self, query: str, **variables: object) -> Answer:
        answer = await self.ask(query, **variables)
        assert "errors" not in answer, answer
        return answer["data"]

    async def refusal(self, query: str, **variables: object) -> Answer:
        """The only error of an operation that a client got wrong."""
        answer = await self.ask(query, **variables)
        assert len(answer["errors"]) == 1, answer
        return answer["errors"][0]

    def context(self) -> Context:
        """For operations that pass by the endpoint."""
        loaders = Loaders(self.use_cases.library, self.use_cases.collections)
        return Context(use_cases=self.use_cases, loaders=loaders, request_id="test", live=False)

    async def stored(self, job: Job) -> Job:
        async with self.database.read() as work:
            return await work.jobs.get(job.id)

    def served_with(self, use_cases: UseCases, flavour: Flavour = DEVELOPMENT) -> "Studio":
        """The same studio with other use cases, or in another flavour."""
        app = application(lambda: use_cases, flavour)
        return replace(self, use_cases=use_cases, app=app, http=client_of(app))


@asynccontextmanager
async def opened(engine: AsyncEngine) -> AsyncGenerator[Studio]:
    hub, queue, clock = WatchedHub(), FakeQueue(), FakeClock()
    media = FakeMediaStore()
    database = SqlDatabase(engine, hub.publish)
    dispatch = Dispatch(database=database, queue=queue, slots=_three, clock=clock)
    library = Library(database=database, clock=clock)
    jobs = Jobs(database=database, dispatch=dispatch, clock=clock, new_id=uuid4)
    feed = Feed(database=database, hub=hub)
    orders = Orders(database=database, queue=queue, vendors=frozenset(), clock=clock, new_id=uuid4)
    use_cases = UseCases(
        orders=orders,
        again=Again(database=database, orders=orders),
        jobs=jobs,
        many_jobs=ManyJobs(database=database, jobs=jobs),
        library=library,
        curation=Curation(database=database, media=media, clock=clock),
        collections=Collections(database=database, clock=clock, new_id=uuid4),
        importing=Importing(
            database=database,
            media=FakeMediaStore(),
            derivatives=FakeDerivatives(),
            clock=clock,
            new_id=uuid4,
        ),
        takeaway=Takeaway(
            database=database,
            copies=FileCopies(FileMediaStore(Path("nowhere")), Path("nowhere")),
            version="1",
        ),
        templates=Templates(database=database, clock=clock, new_id=uuid4),
        usage=Usage(database=database),
        accounts=Accounts(mureka=FakeBilling(), clock=clock),
        queue_watch=QueueWatch(library=library, feed=feed),
        feed=feed,
        clock=clock,
        default_models={JobKind.IMAGE: "gpt-image-2", JobKind.SONG: "auto"},
        mocked=frozenset({Provider.MUREKA}),
    )
    app = application(lambda: use_cases)
    async with client_of(app) as http:
        yield Studio(
            engine=engine,
            database=database,
            queue=queue,
            hub=hub,
            clock=clock,
            use_cases=use_cases,
            app=app,
            http=http,
        )


def application(
    use_cases: Callable[[], UseCases],
    flavour: Flavour = DEVELOPMENT,
    init_patience: timedelta = INIT_PATIENCE,
) -> Starlette:
    endpoint = GraphQLEndpoint(
        schema(flavour),
        use_cases,
        queries_by_get=flavour.queries_by_get,
        init_patience=init_patience,
    )
    return Starlette(routes=[Route("/graphql", endpoint), WebSocketRoute("/graphql", endpoint)])


@cache
def schema(flavour: Flavour = DEVELOPMENT) -> strawberry.Schema:
    """Built once: that takes longer than most tests."""
    return create_schema(flavour)


def client_of(app: Starlette) -> httpx.AsyncClient:
    """A crash of the application becomes a 500, as it does with a real server."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://studio")


async def _three(provider: Provider) -> int:
    return 3


def global_id(type_name: str, node_id: UUID | str) -> str:
    return str(relay.GlobalID(type_name, str(node_id)))


def code_of(error: Mapping[str, Any]) -> str:
    return error["extensions"]["code"]


async def until(condition: Callable[[], bool]) -> None:
    """Returns as soon as it holds; a test that waits in vain fails."""
    for _ in range(_PATIENCE):
        if condition():
            return
        await asyncio.sleep(_STEP_S)
    raise AssertionError("what the test waits for does not happen")
