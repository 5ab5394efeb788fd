"""The servers that are compared: how each is started, asked and read."""

import json
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
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
    """A running one, over one connection that is kept open where the server does. A question is
    one packet, as browsers send it, whether it has a body or not."""

    def __init__(self, kind: Kind, program: Program, url: str) -> None:
        address = urlsplit(url)
        self.kind = kind
        self._program = program
        self._address = address.hostname or "", address.port or 0
        self._socket: socket.socket | None = None
        self._read: Callable[[Fields], Fields] = songs_of_rest if kind.rest else songs_of_graphql

    @property
    def cpu_s(self) -> float:
        return self._program.cpu_s

    def hang_up(self) -> None:
        """The next question connects anew; servers end connections that are idle for long."""
        if self._socket:
            self._socket.close()
            self._socket = None

    def songs(self, count: int) -> Fields:
        return self._read(json.loads(self.answer(count)))

    def answer(self, count: int) -> bytes:
        if self._socket is None:
            self._socket = socket.create_connection(self._address)
        self._socket.sendall(self._question(count))
        response = HTTPResponse(self._socket)
        response.begin()
        answer = response.read()
        if response.will_close:
            self.hang_up()
        if response.status != 200:
            raise RuntimeError(f"{self.kind.name} answered {response.status}: {answer[:500]!r}")
        return answer

    def _question(self, count: int) -> bytes:
        if self.kind.rest:
            return _request("GET", f"/songs?first={count}")
        body = json.dumps({"query": DOCUMENT, "variables": {"first": count}}).encode()
        told = "content-type: application/json", f"content-length: {len(body)}"
        return _request("POST", "/graphql", *told) + body


def _request(method: str, path: str, *headers: str) -> bytes:
    lines = f"{method} {path} HTTP/1.1", "host: 127.0.0.1", *headers, "", ""
    return "\r\n".join(lines).encode()


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
