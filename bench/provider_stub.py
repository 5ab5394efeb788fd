"""A provider that costs nearly nothing: every song it is asked for is `running`.

It counts how late each question comes. An id is `{number}-{due}`, where `due` is when the first
question is due, in microseconds since 1970; every other one is due an interval after the answer.
`GET /report` answers what was counted since the last report.
"""

import asyncio
import json
import sys
import time
from typing import cast

_ANSWER = b'{"id":"1","model":"mureka-9","status":"running","created_at":1764590400}'
_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"


class Record:
    """The seconds by which questions came late."""

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._due: dict[bytes, float] = {}
        self._late: list[float] = []

    def asked(self, song: bytes) -> None:
        now = time.time()
        due = self._due.get(song)
        if due is None:
            due = int(song.partition(b"-")[2] or 0) / 1e6
        self._late.append(now - due)

    def answered(self, song: bytes) -> None:
        self._due[song] = time.time() + self._interval_s

    def report(self) -> bytes:
        late, self._late = self._late, []
        return json.dumps(late).encode()


class Conversation(asyncio.Protocol):
    """One connection. A question is so short that it comes in one piece."""

    def __init__(self, record: Record, answer_s: float) -> None:
        self._record = record
        self._answer_s = answer_s

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        path = data.split(b" ", 2)[1]
        if path == b"/report":
            self._send(self._record.report())
            return
        song = path.rpartition(b"/")[2]
        self._record.asked(song)
        if self._answer_s:
            asyncio.get_running_loop().call_later(self._answer_s, self._answer, song)
        else:
            self._answer(song)

    def _answer(self, song: bytes) -> None:
        self._record.answered(song)
        if not self._transport.is_closing():
            self._send(_ANSWER)

    def _send(self, body: bytes) -> None:
        self._transport.write(_HEAD % len(body) + body)


async def main(interval_s: float, answer_s: float) -> None:
    record = Record(interval_s)
    server = await asyncio.get_running_loop().create_server(
        lambda: Conversation(record, answer_s), "127.0.0.1", 0, backlog=1_000
    )
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]), float(sys.argv[2])))
