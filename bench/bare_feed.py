"""The hub and the websockets library with nothing between: what a feed costs at least.

The argument is Redis's address. At `/` come all events, at `/{job}` those of that job.
"""

import asyncio
import sys
from uuid import UUID

import orjson
from websockets import ServerConnection, serve

from jobs.hub import Hub
from jobs.stream import EventStream

_IDLE_S = 60.0


async def main(redis_url: str) -> None:
    hub = Hub()

    async def follow(socket: ServerConnection) -> None:
        assert socket.request is not None
        wanted = socket.request.path.strip("/")
        job_id = UUID(wanted) if wanted else None
        with hub.attach(job_id) as subscriber:
            while True:
                for event in await subscriber.next_events(_IDLE_S):
                    await socket.send(orjson.dumps(event), text=True)

    async with (
        EventStream(redis_url, hub).followed(),
        serve(follow, "127.0.0.1", 0, compression=None, ping_interval=None) as server,
    ):
        sys.stdout.write(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/\n")
        sys.stdout.flush()
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
