"""graphql-transport-ws over a real socket, frame by frame."""

import asyncio
import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from structlog.testing import capture_logs
from websockets.exceptions import InvalidStatus

from app.cli.client import document
from domain.job import Job
from domain.job_state import EventKind
from gql.endpoint import SUBSCRIPTIONS_LIMIT
from tests.fakes import NOON
from tests.gql.socket import Server, Socket, serve
from tests.gql.studio import Answer, Studio, application, code_of, global_id, until
from tests.persistence.examples import add, image_job

_FEED = "subscription($after: String) { feed(after: $after) { cursor jobId } }"
_EVENTS = document("events")


async def _there_is(studio: Studio, job: Job) -> str:
    await add(studio.database, job)
    return global_id("Job", job.id)


async def _cancel(studio: Studio, job_id: str) -> None:
    data = await studio.data(document("cancel"), input={"jobId": job_id})
    assert data["cancelJob"]["job"]["state"] == "CANCELLED"


async def _next(socket: Socket, id: str) -> Answer:
    message = await socket.receive()
    assert (message["type"], message["id"]) == ("next", id), message
    assert set(message["payload"]) == {"data"}, message
    return message["payload"]["data"]


# ── events ───────────────────────────────────────────────────────────────────────────────────


async def test_a_job_is_watched_from_its_beginning_to_its_end(
    studio: Studio, server: Server
) -> None:
    job_id = await _there_is(studio, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _EVENTS, {"id": job_id, "after": 0})
        first = (await _next(socket, "1"))["jobEvents"]
        await _cancel(studio, job_id)
        second = (await _next(socket, "1"))["jobEvents"]
        assert await socket.receive() == {"id": "1", "type": "complete"}
    assert (first["sequence"], first["state"]) == (1, "PENDING")
    assert (second["sequence"], second["state"]) == (2, "CANCELLED")
    await until(lambda: studio.hub.readers == 0)


async def test_an_ended_job_is_replayed(studio: Studio, server: Server) -> None:
    job_id = await _there_is(studio, image_job())
    await _cancel(studio, job_id)
    async with server.socket() as socket:
        await socket.subscribe("1", _EVENTS, {"id": job_id, "after": 0})
        assert (await _next(socket, "1"))["jobEvents"]["sequence"] == 1
        assert (await _next(socket, "1"))["jobEvents"]["sequence"] == 2
        assert await socket.receive() == {"id": "1", "type": "complete"}


@pytest.mark.parametrize(("after", "sequences"), [(1, [2]), (2, []), (99, []), (-5, [1, 2])])
async def test_a_job_is_watched_behind_what_is_known(
    studio: Studio, server: Server, after: int, sequences: list[int]
) -> None:
    job_id = await _there_is(studio, image_job())
    await _cancel(studio, job_id)
    async with server.socket() as socket:
        await socket.subscribe("1", _EVENTS, {"id": job_id, "after": after})
        for sequence in sequences:
            assert (await _next(socket, "1"))["jobEvents"]["sequence"] == sequence
        assert await socket.receive() == {"id": "1", "type": "complete"}


async def test_the_feed_replays_everything_and_goes_on_live(studio: Studio, server: Server) -> None:
    first = await _there_is(studio, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _FEED, {"after": "0"})
        assert await _next(socket, "1") == {"feed": {"cursor": "1", "jobId": first}}
        second = await _there_is(studio, image_job())
        assert await _next(socket, "1") == {"feed": {"cursor": "2", "jobId": second}}


async def test_the_feed_goes_on_behind_a_cursor(studio: Studio, server: Server) -> None:
    await _there_is(studio, image_job())
    second = await _there_is(studio, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _FEED, {"after": "1"})
        assert await _next(socket, "1") == {"feed": {"cursor": "2", "jobId": second}}


async def test_the_feed_begins_now_if_not_told(studio: Studio, server: Server) -> None:
    await _there_is(studio, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _FEED)
        await until(lambda: studio.hub.readers == 1)
        assert await socket.is_alive()
        # The reader has attached, but may not have looked for its place in the table yet.
        new = await _there_is(studio, image_job())
        await _cancel(studio, new)
        seen = (await _next(socket, "1"))["feed"]
    assert seen["jobId"] == new


async def test_an_event_shows_its_job_as_it_is_now(studio: Studio, server: Server) -> None:
    job_id = await _there_is(studio, image_job())
    await _cancel(studio, job_id)
    query = "subscription($id: ID!) { jobEvents(jobId: $id) { state job { id state } } }"
    async with server.socket() as socket:
        await socket.subscribe("1", query, {"id": job_id})
        assert (await _next(socket, "1"))["jobEvents"] == {
            "state": "PENDING",
            "job": {"id": job_id, "state": "CANCELLED"},
        }


async def test_several_subscriptions_share_a_socket(studio: Studio, server: Server) -> None:
    one, other = await _there_is(studio, image_job()), await _there_is(studio, image_job())
    async with server.socket() as socket:
        for id, job_id in (("a", one), ("b", other)):
            await socket.subscribe(id, _EVENTS, {"id": job_id, "after": 1})
        await until(lambda: studio.hub.readers == 2)
        await _cancel(studio, other)
        assert (await _next(socket, "b"))["jobEvents"]["state"] == "CANCELLED"
        assert await socket.receive() == {"id": "b", "type": "complete"}
        await _cancel(studio, one)
        assert (await _next(socket, "a"))["jobEvents"]["state"] == "CANCELLED"


async def test_queries_and_mutations_work_over_the_socket(studio: Studio, server: Server) -> None:
    async with server.socket() as socket:
        await socket.subscribe("1", document("image"), {"input": {"prompt": "A lighthouse"}})
        job_id = (await _next(socket, "1"))["generateImage"]["job"]["id"]
        assert await socket.receive() == {"id": "1", "type": "complete"}
        await socket.subscribe("1", document("job"), {"id": job_id})
        assert (await _next(socket, "1"))["job"]["prompt"] == "A lighthouse"


async def test_a_named_operation_is_the_one_that_runs(studio: Studio, server: Server) -> None:
    query = "query A { queue { waiting } } query B { jobs { totalCount } }"
    async with server.socket() as socket:
        await socket.subscribe("1", query, operationName="B")
        assert await _next(socket, "1") == {"jobs": {"totalCount": 0}}


# ── ends ─────────────────────────────────────────────────────────────────────────────────────


async def test_complete_stops_a_subscription(studio: Studio, server: Server) -> None:
    job_id = await _there_is(studio, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _EVENTS, {"id": job_id, "after": 1})
        await until(lambda: studio.hub.readers == 1)
        await socket.send({"type": "complete", "id": "1"})
        await until(lambda: studio.hub.readers == 0)
        await _cancel(studio, job_id)
        assert await socket.is_alive()


async def test_the_id_of_a_completed_subscription_is_free_again(
    studio: Studio, server: Server
) -> None:
    job_id = await _there_is(studio, image_job())
    async with server.socket() as socket:
        for _ in range(3):
            await socket.subscribe("1", _EVENTS, {"id": job_id, "after": 0})
            assert (await _next(socket, "1"))["jobEvents"]["sequence"] == 1
            await socket.send({"type": "complete", "id": "1"})
        assert await socket.is_alive()


async def test_completing_what_does_not_run_is_harmless(server: Server) -> None:
    async with server.socket() as socket:
        await socket.send({"type": "complete", "id": "unknown"})
        assert await socket.is_alive()


async def test_a_client_that_leaves_is_forgotten(studio: Studio, server: Server) -> None:
    job_id = await _there_is(studio, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _FEED)
        await socket.subscribe("2", _EVENTS, {"id": job_id, "after": 1})
        await until(lambda: studio.hub.readers == 2)
    await until(lambda: studio.hub.readers == 0)


async def test_a_client_that_vanishes_in_mid_stream_is_forgotten(
    studio: Studio, server: Server
) -> None:
    job = image_job()
    for number in range(1_200):
        job = job.tell(EventKind.NOTED, NOON, f"Note {number}: {'x' * 500}")
    await add(studio.database, job)
    with capture_logs() as logs:
        async with server.socket() as socket:
            await socket.subscribe("1", document("feed"), {"after": "0"})
            await _next(socket, "1")
            assert studio.hub.readers == 1
            socket.vanish()
        await until(lambda: studio.hub.readers == 0)
    assert [each for each in logs if each["log_level"] == "error"] == []


# ── mistakes of one operation ────────────────────────────────────────────────────────────────


async def _refusal(socket: Socket, id: str) -> Answer:
    """The only error of an operation, in whichever message it comes; then the operation ends."""
    message = await socket.receive()
    assert message["id"] == id
    if message["type"] == "next":
        assert message["payload"]["data"] is None
        assert await socket.receive() == {"id": id, "type": "complete"}
        [error] = message["payload"]["errors"]
    else:
        assert message["type"] == "error"
        [error] = message["payload"]
    return error


@pytest.mark.parametrize("kind", ["Job", "Image"])
async def test_a_job_that_is_not_there_is_not_found(server: Server, kind: str) -> None:
    async with server.socket() as socket:
        await socket.subscribe("1", _EVENTS, {"id": global_id(kind, UUID(int=1)), "after": 0})
        error = await _refusal(socket, "1")
        assert code_of(error) == "NOT_FOUND"
        assert error["extensions"]["hint"]
        assert await socket.is_alive()


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "٣", "9" * 19, "\ud800"])
async def test_a_bad_cursor_of_the_feed_is_the_clients_mistake(
    studio: Studio, server: Server, after: str
) -> None:
    async with server.socket() as socket:
        await socket.subscribe("1", _FEED, {"after": after})
        assert code_of(await _refusal(socket, "1")) == "BAD_USER_INPUT"
        assert await socket.is_alive()
    assert studio.hub.readers == 0


_BROKEN = {
    "syntax": {"query": "{"},
    "unknown field": {"query": "subscription { nothing }"},
    "empty": {"query": ""},
    "only a fragment": {"query": "fragment a on Query { queue { waiting } }"},
    "unknown operation": {"query": "query A { queue { waiting } }", "operationName": "B"},
    "unknown subscription": {"query": "subscription A { feed { cursor } }", "operationName": "B"},
    "no global id": {"query": 'subscription { jobEvents(jobId: "x") { cursor } }'},
    "missing variable": {"query": _EVENTS},
    "two root fields": {"query": "subscription { feed { cursor } a: feed { cursor } }"},
}


@pytest.mark.parametrize("payload", _BROKEN.values(), ids=_BROKEN.keys())
async def test_a_broken_operation_ends_alone(
    studio: Studio, server: Server, payload: dict[str, str]
) -> None:
    job_id = await _there_is(studio, image_job())
    async with server.socket() as socket:
        await socket.subscribe("good", _EVENTS, {"id": job_id, "after": 1})
        await until(lambda: studio.hub.readers == 1)
        with capture_logs() as logs:
            await socket.send({"type": "subscribe", "id": "bad", "payload": payload})
            message = await socket.receive()
        await _cancel(studio, job_id)
        assert (await _next(socket, "good"))["jobEvents"]["state"] == "CANCELLED"
    assert (message["type"], message["id"]) == ("error", "bad")
    codes = {code_of(error) for error in message["payload"]}
    assert "INTERNAL_SERVER_ERROR" not in codes
    assert [each for each in logs if each["log_level"] == "error"] == []


async def test_there_is_a_limit_of_subscriptions(studio: Studio, server: Server) -> None:
    async with server.socket() as socket:
        for number in range(SUBSCRIPTIONS_LIMIT + 1):
            await socket.subscribe(str(number), _FEED)
        message = await socket.receive()
        assert (message["type"], message["id"]) == ("error", str(SUBSCRIPTIONS_LIMIT))
        [error] = message["payload"]
        assert "limit" in error["message"]
        await until(lambda: studio.hub.readers == SUBSCRIPTIONS_LIMIT)
        await socket.send({"type": "complete", "id": "0"})
        await until(lambda: studio.hub.readers == SUBSCRIPTIONS_LIMIT - 1)
        await socket.subscribe("0", _FEED)
        await until(lambda: studio.hub.readers == SUBSCRIPTIONS_LIMIT)
        assert code_of(error)


# ── mistakes of the whole connection ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("payload", [None, {}, {"token": "x"}])
async def test_a_connection_begins_with_any_payload(
    server: Server, payload: dict[str, str] | None
) -> None:
    async with server.socket(init={"type": "connection_init", "payload": payload}) as socket:
        assert await socket.is_alive()


async def test_pings_and_pongs_are_welcome_before_the_beginning(server: Server) -> None:
    async with server.socket(begin=False) as socket:
        await socket.send({"type": "pong"})
        await socket.send({"type": "pong", "payload": {"a": 1}})
        assert await socket.is_alive()


@pytest.mark.parametrize("payload", [{}, {"at": 1}, {"nested": {"a": ["ü🎵", None, 1.5]}}])
async def test_a_ping_is_answered_with_its_payload(
    server: Server, payload: dict[str, object]
) -> None:
    async with server.socket() as socket:
        await socket.send({"type": "ping", "payload": payload})
        assert await socket.receive() == {"type": "pong", "payload": payload}


async def test_a_ping_without_a_payload_is_answered_without_one(server: Server) -> None:
    async with server.socket() as socket:
        await socket.send({"type": "ping", "payload": None})
        assert await socket.receive() == {"type": "pong"}


async def test_a_client_that_does_not_begin_is_sent_away(studio: Studio) -> None:
    app = application(lambda: studio.use_cases, init_patience=timedelta(milliseconds=50))
    async with serve(app) as server, server.socket(begin=False) as socket:
        assert await socket.close_code() == 4408


async def test_one_that_has_begun_may_be_silent(studio: Studio) -> None:
    app = application(lambda: studio.use_cases, init_patience=timedelta(milliseconds=50))
    async with serve(app) as server, server.socket() as socket:
        await asyncio.sleep(0.2)
        assert await socket.is_alive()


_INVALID: Mapping[str, object] = {
    "no JSON": "{",
    "nothing": "",
    "bytes": b"\x00\xff",
    "JSON as bytes": b'{"type": "ping"}',
    "null": "null",
    "a number": "1",
    "a string": '"ping"',
    "an array": "[]",
    "5,000 levels": "[" * 5_000,
    "5,000 digits": '{"type": ' + "1" * 5_000 + "}",
    "no type": {},
    "type is a number": {"type": 1},
    "type is a list": {"type": ["ping"]},
    "unknown type": {"type": "start", "id": "1"},
    "unknown type of 60 emoji": {"type": "👩" * 60},
    "unknown type of half a character": {"type": "\ud800"},
    "type of another protocol": {"type": "connection_terminate"},
    "a type of the server": {"type": "next", "id": "1", "payload": {}},
    "ping payload is a string": {"type": "ping", "payload": "x"},
    "pong payload is a list": {"type": "pong", "payload": []},
    "no id": {"type": "subscribe", "payload": {"query": "{ a }"}},
    "empty id": {"type": "subscribe", "id": "", "payload": {"query": "{ a }"}},
    "id is a number": {"type": "subscribe", "id": 1, "payload": {"query": "{ a }"}},
    "no payload": {"type": "subscribe", "id": "1"},
    "payload is a string": {"type": "subscribe", "id": "1", "payload": "{ a }"},
    "no query": {"type": "subscribe", "id": "1", "payload": {}},
    "query is a number": {"type": "subscribe", "id": "1", "payload": {"query": 1}},
    "query is null": {"type": "subscribe", "id": "1", "payload": {"query": None}},
    "payload is null": {"type": "subscribe", "id": "1", "payload": None},
    "payload is a list": {"type": "subscribe", "id": "1", "payload": []},
    "id is null": {"type": "subscribe", "id": None, "payload": {"query": "{ a }"}},
    "id is a list": {"type": "subscribe", "id": ["1"], "payload": {"query": "{ a }"}},
    "NaN": '{"type": "ping", "payload": {"a": NaN}}',
    "two messages": '{"type": "ping"}{"type": "ping"}',
    "variables are a list": {
        "type": "subscribe",
        "id": "1",
        "payload": {"query": "{ a }", "variables": []},
    },
    "operationName is a number": {
        "type": "subscribe",
        "id": "1",
        "payload": {"query": "{ a }", "operationName": 1},
    },
    "extensions are a string": {
        "type": "subscribe",
        "id": "1",
        "payload": {"query": "{ a }", "extensions": "x"},
    },
    "complete without id": {"type": "complete"},
    "complete with a number": {"type": "complete", "id": 1},
}


@pytest.mark.parametrize("message", _INVALID.values(), ids=_INVALID.keys())
async def test_an_invalid_message_closes_the_connection(
    studio: Studio, server: Server, message: object
) -> None:
    async with server.socket() as socket:
        await socket.subscribe("running", _FEED)
        await until(lambda: studio.hub.readers == 1)
        await socket.send(message)
        assert await socket.close_code() == 4400
    await until(lambda: studio.hub.readers == 0)


@pytest.mark.parametrize("payload", ["x", 1, [], True])
async def test_a_beginning_with_a_strange_payload_closes_the_connection(
    server: Server, payload: object
) -> None:
    async with server.socket(begin=False) as socket:
        await socket.send({"type": "connection_init", "payload": payload})
        assert await socket.close_code() == 4400


async def test_beginning_twice_closes_the_connection(server: Server) -> None:
    async with server.socket() as socket:
        await socket.send({"type": "connection_init"})
        assert await socket.close_code() == 4429


async def test_subscribing_before_the_beginning_closes_the_connection(
    studio: Studio, server: Server
) -> None:
    async with server.socket(begin=False) as socket:
        await socket.subscribe("1", _FEED)
        assert await socket.close_code() == 4401
    assert studio.hub.readers == 0


@pytest.mark.parametrize(
    "id",
    ["1", "a\x00b", "1" * 500, "é" * 100, "\ud800"],
    ids=["short", "NUL", "long", "long in bytes", "half a character"],
)
async def test_an_id_that_is_in_use_closes_the_connection(
    studio: Studio, server: Server, id: str
) -> None:
    async with server.socket() as socket:
        await socket.subscribe(id, _FEED)
        await until(lambda: studio.hub.readers == 1)
        await socket.subscribe(id, _FEED)
        assert await socket.close_code() == 4409
    await until(lambda: studio.hub.readers == 0)


@pytest.mark.parametrize("protocol", [None, "graphql-ws", "soap"])
async def test_another_protocol_is_not_spoken(server: Server, protocol: str | None) -> None:
    async with server.socket(protocol=protocol, begin=False) as socket:
        assert await socket.close_code() == 4406


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://evil.example:443",
        "null",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1:1",
        "file://",
        "http://[",
    ],
)
async def test_a_foreign_page_may_not_connect(server: Server, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with server.socket(origin=origin):
            pass
    assert refused.value.response.status_code == 403


async def test_our_own_page_may_connect(server: Server) -> None:
    async with server.socket(origin=f"http://127.0.0.1:{server.port}") as socket:
        assert await socket.is_alive()


async def test_what_is_sent_is_one_json_object_for_each_message(
    studio: Studio, server: Server
) -> None:
    prompt = "Grüße 🎵 \u2028"
    async with server.socket() as socket:
        query = "mutation($input: GenerateImageInput!) { generateImage(input: $input) "
        query += "{ ... on GenerateImageSuccess { job { prompt } } } }"
        await socket.subscribe("ü🎵", query, {"input": {"prompt": prompt}})
        data = await _next(socket, "ü🎵")
    assert json.dumps(data["generateImage"]["job"]) == json.dumps({"prompt": prompt})
