"""The GraphQL endpoint on a real database, without network, worker or provider."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from strawberry import relay

from domain.job import Job
from domain.job_state import JobEvent, JobKind, Provider
from domain.ports import Database, UnitOfWork
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.jobs import Jobs
from domain.use_cases.library import Library
from domain.use_cases.orders import Orders
from gql.context import UseCases
from gql.endpoint import GraphQLEndpoint
from gql.schema import create_schema
from jobs.feed import Feed
from jobs.hub import Hub, Subscriber
from tests.fakes import FakeClock, FakeQueue

Answer = dict[str, Any]

GRAPHQL_RESPONSE = "application/graphql-response+json"


class WatchedHub(Hub):
    """Knows how many readers are attached."""

    def __init__(self) -> None:
        super().__init__()
        self.readers = 0

    def attach(
        self, wants: Callable[[JobEvent], bool] = lambda event: True
    ) -> AbstractContextManager[Subscriber]:  # type: ignore[override]
        return self._counted(super().attach(wants))

    @contextmanager
    def _counted(self, attached: AbstractContextManager[Subscriber]):
        with attached as subscriber:
            self.readers += 1
            try:
                yield subscriber
            finally:
                self.readers -= 1
