"""The servers that are compared: how each is started, asked and read."""

import http.client
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.graphql.question import DOCUMENT, Fields, songs_of_graphql, songs_of_rest
from bench.programs import Program
from bench.services import Services
from tests.integration.programs import free_port


@dataclass(frozen=True, slots=True)
class Kind:
    """`module` is a program that serves and prints its address; None is the studio itself."""

    name: str
    module: str | None
    rest: bool = False


BARE = Kind("Starlette, asyncpg, orjson: bare", "bench.graphql.bare", rest=True)
STUDIO = Kind("the studio", None)
KINDS = (
    BARE,
    STUDIO,
    Kind("Flask, SQLAlchemy's ORM, gunicorn; REST", "bench.graphql.flask_way", rest=True),
    Kind("Ariadne, SQLAlchemy's ORM", "bench.graphql.ariadne_way"),
    Kind("Strawberry the usual way: ORM, data loaders", "bench.graphql.usual"),
)


class Server:
    """A running one, over one connection that is kept open where the server does."""

    def __init__(self, kind: Kind, program: Program, url: str) -> None:
        address = urlsplit(url)
        self.kind = kind
        self._program = program
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port)
        self._read: Callable[[Fields], Fields] = songs_of_rest if kind.rest else songs_of_graphql

    @property
    def cpu_s(self) -> float:
        return self._program.use.cpu_s

    def hang_up(self) -> None:
        """The next question connects anew; servers end connections that are idle for long."""
        self._connection.close()

    def songs(self, count: int) -> Fields:
        return self._read(json.loads(self.answer(count)))

    def answer(self, count: int) -> bytes:
        if self.kind.rest:
            self._connection.request("GET", f"/songs?first={count}")
        else:
            body = json.dumps({"query": DOCUMENT, "variables": {"first": count}})
            headers = {"content-type": "application/json"}
            self._connection.request("POST", "/graphql", body, headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise RuntimeError(f"{self.kind.name} answered {response.status}: {answer[:500]!r}")
        return answer


@contextmanager
def running(kind: Kind, services: Services, database_url: str) -> Generator[Server]:
    if kind.module is None:
        with _studio(services, database_url) as server:
            yield server
        return
    with Program(kind.module, DATABASE_URL=database_url) as program:
        yield Server(kind, program, program.first_line)


@contextmanager
def _studio(services: Services, database_url: str) -> Generator[Server]:
    """`macki serve`, as it is."""
    port = free_port()
    with Program(
        "bench.studio",
        "serve",
        DATABASE_URL=database_url,
        REDIS_URL=services.redis_url,
        HOST="127.0.0.1",
        PORT=str(port),
    ) as program:
        yield Server(STUDIO, program, f"http://127.0.0.1:{port}")
