"""Asks the studio, and takes the time."""

import http.client
import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from bench.figures import quantile
from bench.library.questions import PAGE, Question
from bench.programs import Program
from domain.paging import Page
from domain.ports.database import Database
from domain.use_cases.library import Library
from gql.paging import cursor_of
from tests.fakes import FakeClock
from tests.integration.programs import free_port

DEEP = 500
"""The page that is compared with the first."""

_WARM_UP, _TIMES, _BUDGET_S, _AT_LEAST = 3, 60, 2.0, 5
"""What is slow is asked less often, or the slowest answers would be most of the bench."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the request to the whole answer."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        return quantile(self.seconds, 0.5)

    @property
    def p99(self) -> float:
        return quantile(self.seconds, 0.99)


class Studio:
    """A running one, over one connection that is kept."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def times(self, question: Question, after: str | None = None) -> Times:
        body = json.dumps({"query": question.document, "variables": question.variables(after)})
        for _ in range(_WARM_UP):
            self._answer(body)
        seconds: list[float] = []
        while len(seconds) < _AT_LEAST or (len(seconds) < _TIMES and sum(seconds) < _BUDGET_S):
            begun = perf_counter()
            self._answer(body)
            seconds.append(perf_counter() - begun)
        return Times(seconds)

    def _answer(self, body: str) -> dict[str, Any]:
        headers = {"content-type": "application/json"}
        self._connection.request("POST", "/graphql", body, headers)
        answer = json.loads(self._connection.getresponse().read())
        if "errors" in answer:
            raise RuntimeError(f"The studio answered {str(answer)[:500]}")
        return answer


@contextmanager
def studio(database_url: str, redis_url: str) -> Generator[Studio]:
    """`macki serve`, and `macki up` where SQLite has one process for everything."""
    port = free_port()
    several = database_url.startswith("postgresql")
    with Program(
        "bench.studio",
        "serve" if several else "up",
        DATABASE_URL=database_url,
        HOST="127.0.0.1",
        PORT=str(port),
        **({"REDIS_URL": redis_url} if several else {}),
    ):
        yield Studio(port)


async def cursor_before_deep_page(database: Database, question: Question) -> str | None:
    """The end of the page before the 500th; None if the list is shorter."""
    library = Library(database=database, clock=FakeClock())
    ask = {"images": library.images, "songs": library.songs, "library": library.search}
    left_out = (DEEP - 1) * PAGE - 1
    kinds = 1 if question.root != "library" else left_out
    page = Page(kinds, order=question.order, offset=left_out if kinds == 1 else 0)
    found = await ask[question.root](page, question.wanted)
    if len(found) < kinds:
        return None
    by = question.order.by
    return cursor_of(found[-1].position(by), by)
