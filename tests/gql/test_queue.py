"""The queue as clients watch it, over a real socket."""

import pytest

from tests.gql.socket import Server
from tests.gql.stories import running
from tests.gql.studio import Answer, Studio, code_of, until
from tests.persistence.examples import add, image_job, song_job

_CHANGES = """
subscription($after: String) {
  queueChanged(after: $after) {
    waiting running needsCheck workers cursor states { state count }
  }
}
"""


def _queue(message: Answer) -> Answer:
    assert message["type"] == "next", message
    assert set(message["payload"]) == {"data"}, message
    return message["payload"]["data"]["queueChanged"]


async def test_the_queue_names_its_newest_event(studio: Studio) -> None:
    query = "{ queue { cursor } }"
    assert await studio.data(query) == {"queue": {"cursor": "0"}}
    await add(studio.database, running(song_job()))
    assert await studio.data(query) == {"queue": {"cursor": "3"}}


async def test_the_queue_is_shown_at_once_and_whenever_it_changes(
    studio: Studio, server: Server
) -> None:
    await add(studio.database, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _CHANGES)
        first = _queue(await socket.receive())
        assert (first["waiting"], first["running"], first["cursor"]) == (1, 0, "1")
        await add(studio.database, running(song_job()))
        second = _queue(await socket.receive())
        assert (second["waiting"], second["running"], second["cursor"]) == (1, 1, "4")
        assert {"state": "RUNNING", "count": 1} in second["states"]
    await until(lambda: studio.hub.readers == 0)


async def test_who_knows_the_queue_hears_of_the_next_change_only(
    studio: Studio, server: Server
) -> None:
    await add(studio.database, image_job())
    known = (await studio.data("{ queue { cursor } }"))["queue"]["cursor"]
    async with server.socket() as socket:
        await socket.subscribe("1", _CHANGES, {"after": known})
        await until(lambda: studio.hub.readers == 1)
        assert await socket.is_alive()
        await add(studio.database, image_job())
        assert _queue(await socket.receive())["waiting"] == 2


async def test_who_knows_a_queue_of_another_time_is_shown_the_present_one(
    studio: Studio, server: Server
) -> None:
    """Its cursor is from before a backup was restored."""
    await add(studio.database, image_job())
    async with server.socket() as socket:
        await socket.subscribe("1", _CHANGES, {"after": "900"})
        assert _queue(await socket.receive())["cursor"] == "1"


async def test_a_burst_ends_with_the_queue_as_it_is(studio: Studio, server: Server) -> None:
    async with server.socket() as socket:
        await socket.subscribe("1", _CHANGES)
        assert _queue(await socket.receive())["waiting"] == 0
        for _ in range(30):
            await add(studio.database, image_job())
        waiting = [0]
        while waiting[-1] < 30:
            waiting.append(_queue(await socket.receive())["waiting"])
        assert waiting == sorted(set(waiting))
        assert await socket.is_alive()


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "9" * 19, "\ud800"])
async def test_what_is_no_cursor_is_the_clients_mistake(server: Server, after: str) -> None:
    async with server.socket() as socket:
        await socket.subscribe("1", _CHANGES, {"after": after})
        message = await socket.receive()
        errors = message["payload"]
        errors = errors if message["type"] == "error" else errors["errors"]
        assert code_of(errors[0]) == "BAD_USER_INPUT"
