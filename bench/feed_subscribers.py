"""Subscribers, each on a websocket of its own, that note when every event reaches them.

Arguments: the address, how many, and `all` or `own` (each follows a job of its own). Prints
`ready` when all are subscribed, and for each line on standard input what came since the last one.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import orjson
from strawberry.relay import to_base64
from websockets import ClientConnection, Subprotocol, connect

from bench.examples import SEQUENCE, song_id

_AT_ONCE = 50
_SETTLE_S = 2.0
_FIELDS = "cursor sequence at kind state message attempt progress code httpStatus nextTryAt"
_OF_ALL = f"subscription {{ feed {{ {_FIELDS} }} }}"
_OF_JOB = (
    f"subscription ($id: ID!, $n: Int!) {{ jobEvents(jobId: $id, after: $n) {{ {_FIELDS} }} }}"
)


@dataclass(slots=True)
class Received:
    """The same places belong together: the event's cursor, and the time of its receipt."""

    cursors: list[int] = field(default_factory=list[int])
    times: list[float] = field(default_factory=list[float])

    def note(self, message: str | bytes) -> None:
        now = time.time()
        said = orjson.loads(message)
        if "payload" in said and said["type"] == "next":
            (said,) = said["payload"]["data"].values()
        if "cursor" in said:
            self.cursors.append(int(said["cursor"]))
            self.times.append(now)


class Subscribers:
    def __init__(self, url: str, own: bool) -> None:
        self._url = url
        self._own = own
        self._received = Received()
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._listening: set[asyncio.Task[None]] = set()

    async def subscribe(self, number: int) -> None:
        async with self._room:
            graphql = self._url.endswith("/graphql")
            socket = await connect(
                self._url if graphql or not self._own else f"{self._url}{song_id(number)}",
                subprotocols=[Subprotocol("graphql-transport-ws")] if graphql else None,
                compression=None,
                ping_interval=None,
                max_queue=None,
                proxy=None,
            )
            if graphql:
                await _send(socket, {"type": "connection_init"})
                await socket.recv()
                await _send(socket, {"id": "1", "type": "subscribe", "payload": self._asks(number)})
        self._listening.add(asyncio.create_task(self._listen(socket)))

    def _asks(self, number: int) -> dict[str, Any]:
        if not self._own:
            return {"query": _OF_ALL}
        variables = {"id": to_base64("Job", str(song_id(number))), "n": SEQUENCE}
        return {"query": _OF_JOB, "variables": variables}

    async def _listen(self, socket: ClientConnection) -> None:
        async for message in socket:
            self._received.note(message)

    def report(self) -> str:
        received, self._received = self._received, Received()
        return json.dumps([received.cursors, received.times])


async def _send(socket: ClientConnection, message: dict[str, Any]) -> None:
    await socket.send(json.dumps(message))


async def main(url: str, number: int, own: bool) -> None:
    subscribers = Subscribers(url, own)
    await asyncio.gather(*(subscribers.subscribe(each) for each in range(number)))
    await asyncio.sleep(_SETTLE_S)
    _say("ready")
    while await asyncio.to_thread(sys.stdin.readline):
        _say(subscribers.report())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "own"))
