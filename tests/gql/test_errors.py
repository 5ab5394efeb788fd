"""What clients learn of errors: much of their own mistakes, of ours only where the log has them."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from uuid import UUID

import pytest
from strawberry.extensions import SchemaExtension
from structlog.testing import capture_logs
from structlog.typing import EventDict

from app.cli.client import document
from domain.job import Job
from domain.job_state import EventKind, JobEvent, JobState
from domain.ports.database import UnitOfWork
from domain.use_cases.library import Library
from gql.schema import create_schema
from tests.fakes import NOON
from tests.gql.socket import serve
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import add, image_job, image_of

SECRET = "password=hunter2"


class _Broken(Exception):
    pass


class BrokenDatabase:
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        raise _Broken(SECRET)

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        raise _Broken(SECRET)


class BrokenFeed:
    """Tells one event, and breaks."""

    async def of_job(self, job_id: UUID, after: int = 0) -> AsyncGenerator[JobEvent]:
        yield JobEvent(
            job_id=job_id,
            sequence=1,
            at=NOON,
            kind=EventKind.MOVED,
            state=JobState.PENDING,
            message="Accepted.",
            cursor=1,
        )
        raise _Broken(SECRET)

    def of_all(self, after: int | None = None) -> AsyncIterator[JobEvent]:
        raise _Broken(SECRET)

    async def wait_beyond(self, cursor: int) -> None:
        raise _Broken(SECRET)


@pytest.fixture
def broken(studio: Studio) -> Studio:
    """Its database answers every question with an exception that nobody expects."""
    library = Library(database=BrokenDatabase(), clock=studio.clock)
    return studio.served_with(replace(studio.use_cases, library=library, feed=BrokenFeed()))


def _failures(logs: Sequence[EventDict]) -> list[EventDict]:
    return [each for each in logs if each["log_level"] == "error"]


def _assert_masked(error: Answer, logs: Sequence[EventDict]) -> None:
    """It names a line of the log and tells nothing else, and the log has the whole truth."""
    [line] = _failures(logs)
    assert code_of(error) == "INTERNAL_SERVER_ERROR"
    assert error["extensions"]["requestId"] == line["request_id"]
    assert line["request_id"]
    assert set(error["extensions"]) == {"code", "requestId"}
    assert set(error) <= {"message", "locations", "path", "extensions"}
    assert isinstance(line["exc_info"], _Broken)
    assert not any(word in str(error) for word in (SECRET, "_Broken", "Traceback", ".py"))


@pytest.mark.parametrize(
    "query",
    [
        "{ queue { waiting } }",
        "{ jobs { totalCount } }",
        document("job"),
        "query($id: ID!) { node(id: $id) { id } }",
    ],
)
async def test_a_mistake_of_ours_is_masked_and_logged(broken: Studio, query: str) -> None:
    with capture_logs() as logs:
        answer = await broken.ask(query, id=global_id("Job", UUID(int=1)))
    _assert_masked(answer["errors"][0], logs)


async def test_a_mistake_in_a_mutation_is_masked_and_logged(studio: Studio) -> None:
    orders = type(studio.use_cases.orders)(
        database=BrokenDatabase(),
        queue=studio.queue,
        vendors=frozenset(),
        clock=studio.clock,
        new_id=lambda: UUID(int=1),
    )
    broken = studio.served_with(replace(studio.use_cases, orders=orders))
    with capture_logs() as logs:
        answer = await broken.ask(document("image"), input={"prompt": "a"})
    _assert_masked(answer["errors"][0], logs)


async def test_a_mistake_below_leaves_the_rest_of_the_answer(studio: Studio) -> None:
    class HalfBroken(Library):
        async def songs_of_jobs(self, job_ids: Sequence[UUID]) -> dict[UUID, object]:  # type: ignore[override]
            raise _Broken(SECRET)

    await add(studio.database, image_job())
    library = HalfBroken(database=studio.database, clock=studio.clock)
    broken = studio.served_with(replace(studio.use_cases, library=library))
    with capture_logs() as logs:
        answer = await broken.ask("{ jobs { edges { node { kind song { id } } } } }")
    assert answer["data"]["jobs"]["edges"] == [{"node": {"kind": "IMAGE", "song": None}}]
    assert answer["errors"][0]["path"] == ["jobs", "edges", 0, "node", "song"]
    _assert_masked(answer["errors"][0], logs)


async def test_the_requests_own_id_is_used(broken: Studio) -> None:
    with capture_logs() as logs:
        response = await broken.http.post(
            "/graphql",
            json={"query": "{ queue { waiting } }"},
            headers={"x-request-id": "from-the-proxy"},
        )
    error = response.json()["errors"][0]
    assert error["extensions"]["requestId"] == "from-the-proxy"
    assert response.headers["x-request-id"] == "from-the-proxy"
    _assert_masked(error, logs)


@pytest.mark.parametrize("sent", ["", "x" * 65, "x" * 10_000, "a b", "a\x1b[31m", "é", 'a"b'])
async def test_a_strange_request_id_still_finds_the_log(broken: Studio, sent: str) -> None:
    with capture_logs() as logs:
        response = await broken.http.post(
            "/graphql",
            json={"query": "{ queue { waiting } }"},
            headers={b"x-request-id": sent.encode()},
        )
    error = response.json()["errors"][0]
    assert re.fullmatch("[0-9a-f]{32}", error["extensions"]["requestId"])
    assert response.headers["x-request-id"] == error["extensions"]["requestId"]
    _assert_masked(error, logs)


async def test_each_request_has_an_id_of_its_own(broken: Studio) -> None:
    with capture_logs() as logs:
        await broken.ask("{ queue { waiting } }")
        await broken.ask("{ queue { waiting } }")
    assert len({each["request_id"] for each in _failures(logs)}) == 2


async def test_a_value_that_the_schema_cannot_show_is_a_mistake_of_ours(studio: Studio) -> None:
    job = image_job()
    image = image_of(job)
    huge = replace(image, file=replace(image.file, size_bytes=2**31))
    async with studio.database.begin() as work:
        await work.jobs.add(job)
        await work.images.add(huge)
        await work.commit()
    with capture_logs() as logs:
        error = await studio.refusal("{ images { edges { node { file { sizeBytes } } } } }")
    assert code_of(error) == "INTERNAL_SERVER_ERROR"
    assert [each["request_id"] for each in _failures(logs)] == [error["extensions"]["requestId"]]


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("{", "GRAPHQL_VALIDATION_FAILED", "Syntax Error"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED", "nothing"),
        ("{ jobs { edges } }", "GRAPHQL_VALIDATION_FAILED", "edges"),
        ('{ jobs(first: "x") { totalCount } }', "GRAPHQL_VALIDATION_FAILED", "Int"),
        ("query($n: Int!) { jobs(first: $n) { totalCount } }", "GRAPHQL_VALIDATION_FAILED", "$n"),
        ("{ jobs(first: 0) { totalCount } }", "BAD_USER_INPUT", "1 to 100"),
        ('{ jobs(after: "x") { totalCount } }', "BAD_USER_INPUT", "cursor"),
        ('{ job(id: "x") { id } }', "BAD_USER_INPUT", "GlobalID"),
    ],
)
async def test_a_clients_mistake_keeps_its_message_and_has_a_code(
    studio: Studio, query: str, code: str, words: str
) -> None:
    with capture_logs() as logs:
        error = await studio.refusal(query)
    assert code_of(error) == code
    assert words in error["message"]
    assert _failures(logs) == []


async def test_what_is_not_found_is_no_line_in_the_log(studio: Studio) -> None:
    with capture_logs() as logs:
        error = await studio.refusal(document("job"), id=global_id("Job", UUID(int=1)))
    assert code_of(error) == "NOT_FOUND"
    assert _failures(logs) == []


async def test_a_mistake_in_mid_stream_is_masked_and_logged(broken: Studio) -> None:
    job = image_job()
    with capture_logs() as logs:
        async with serve(broken.app) as server, server.socket() as socket:
            query = "subscription($id: ID!) { jobEvents(jobId: $id) { sequence } }"
            await socket.subscribe("1", query, {"id": global_id("Job", job.id)})
            first, second = await socket.receive(), await socket.receive()
            assert await socket.receive() == {"type": "complete", "id": "1"}
            assert await socket.is_alive()
    assert first["payload"] == {"data": {"jobEvents": {"sequence": 1}}}
    assert second["payload"]["data"] is None
    _assert_masked(second["payload"]["errors"][0], logs)


async def test_a_mistake_before_the_first_event_is_masked_and_logged(broken: Studio) -> None:
    with capture_logs() as logs:
        async with serve(broken.app) as server, server.socket() as socket:
            await socket.subscribe("1", "subscription { feed { cursor } }")
            error = _error_of(await socket.receive())
    _assert_masked(error, logs)


async def test_a_mistake_in_a_field_of_an_event_is_masked_and_logged(studio: Studio) -> None:
    class Forgetful(Library):
        async def jobs_by_id(self, job_ids: Sequence[UUID]) -> dict[UUID, Job]:
            raise _Broken(SECRET)

    job = image_job()
    await add(studio.database, job)
    library = Forgetful(database=studio.database, clock=studio.clock)
    broken = studio.served_with(replace(studio.use_cases, library=library))
    with capture_logs() as logs:
        async with serve(broken.app) as server, server.socket() as socket:
            await socket.subscribe("1", 'subscription { feed(after: "0") { sequence job { id } } }')
            error = _error_of(await socket.receive())
            assert await socket.is_alive()
    _assert_masked(error, logs)


async def test_a_mistake_in_a_query_over_the_websocket_is_masked_and_logged(
    broken: Studio,
) -> None:
    with capture_logs() as logs:
        async with serve(broken.app) as server, server.socket() as socket:
            await socket.subscribe("1", "{ queue { waiting } }")
            error = _error_of(await socket.receive())
    _assert_masked(error, logs)


def _error_of(message: Answer) -> Answer:
    """The only error in a `next` or an `error` message."""
    payload = message["payload"]
    [error] = payload if message["type"] == "error" else payload["errors"]
    return error


class _Crashes(SchemaExtension):
    def on_execute(self) -> Generator[None]:
        raise _Broken(SECRET)
        yield


async def test_a_mistake_around_the_execution_is_masked_and_logged(studio: Studio) -> None:
    schema = create_schema()
    schema.extensions = (*schema.extensions, _Crashes)
    with capture_logs() as logs:
        result = await schema.execute("{ __typename }", context_value=studio.context())
    assert result.errors is not None
    _assert_masked(dict(result.errors[0].formatted), logs)
