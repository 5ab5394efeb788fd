"""Looking into the queue, in memory and on a real Redis: the same for both."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import dramatiq
import pytest
import redis
from dramatiq import Broker, Message, Worker
from dramatiq.brokers.redis import RedisBroker

from domain.errors import Conflict, NotFound, QueueUnavailable
from domain.ports.queue import QueueInspector
from domain.queue_message import MessageState, QueuedMessage, QueuePlace
from jobs.actors import QUEUE
from jobs.broker import create_memory_broker, create_redis_broker
from jobs.inspector import RedisInspector
from jobs.memory_inspector import MemoryInspector
from jobs.queue import DramatiqQueue
from tests.jobs.workshop import wait_until
from tests.redis_service import RedisServer

JOB = UUID(int=900)
HOUR = timedelta(hours=1)


class Post:
    """A broker with its inspector, and a worker that holds what it takes until it may go on."""

    def __init__(self, broker: Broker, inspector: QueueInspector) -> None:
        self.broker = broker
        self.inspector = inspector
        self.queue = DramatiqQueue(broker)
        self.done: list[str] = []
        self.may_go_on = False
        for name in ("submit", "poll", "archive", "sweep"):
            _actor(broker, name, self._hold)
        self._worker: Worker | None = None

    def _hold(self, *args: str) -> None:
        wait_until(lambda: self.may_go_on)
        self.done.extend(args)

    def work(self) -> None:
        self._worker = Worker(self.broker, worker_threads=1, worker_timeout=10)
        self._worker.start()

    def stop(self) -> None:
        self.may_go_on = True
        if self._worker:
            self._worker.stop(5_000)
            self._worker = None

    async def messages(self) -> dict[str, QueuedMessage]:
        return {each.actor: each for each in await self.inspector.messages()}

    async def until_empty(self) -> None:
        for _ in range(1_000):
            if not await self.messages():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(await self.messages())

    async def until(self, actor: str, state: MessageState) -> None:
        """On its way from one key to another, a message may be seen in neither."""
        for _ in range(1_000):
            messages = await self.messages()
            if actor in messages and messages[actor].state is state:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(await self.messages())


def _actor(broker: Broker, name: str, function: Callable[..., None]) -> None:
    dramatiq.actor(actor_name=name, queue_name=QUEUE, broker=broker)(function)


@pytest.fixture(params=QueuePlace)
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    if request.param is QueuePlace.MEMORY:
        broker, inspector = create_memory_broker(), MemoryInspector()
        broker.add_middleware(inspector)
        post = Post(broker, inspector)
    else:
        server: RedisServer = request.getfixturevalue("redis_server")
        shared = create_redis_broker(server.url)
        post = Post(shared, RedisInspector(shared))
    yield post
    post.stop()


async def test_waiting_and_delayed_messages_are_shown_with_all_that_is_known(post: Post) -> None:
    await post.queue.submit(JOB)
    await post.queue.archive(JOB, HOUR)
    await post.queue.poll()
    messages = await post.messages()
    submit, archive = messages["submit"], messages["archive"]
    assert (submit.state, submit.queue, submit.eta) == (MessageState.WAITING, QUEUE, None)
    assert (submit.arguments, submit.job_id, submit.retries) == ((str(JOB),), JOB, 0)
    assert archive.state is MessageState.DELAYED
    assert archive.eta is not None
    assert timedelta(0) <= archive.eta - archive.sent_at - HOUR < timedelta(minutes=1)
    assert messages["poll"].job_id is None
    assert len({each.id for each in messages.values()}) == 3


async def test_a_removed_message_is_never_worked_on(post: Post) -> None:
    await post.queue.submit(JOB)
    await post.queue.archive(other := uuid4())
    await post.inspector.remove((await post.messages())["submit"])
    assert (await post.messages()).keys() == {"archive"}
    post.may_go_on = True
    post.work()
    await post.until_empty()
    assert post.done == [str(other)]


async def test_a_delayed_message_can_be_removed(post: Post) -> None:
    await post.queue.submit(JOB, timedelta(milliseconds=50))
    await post.inspector.remove((await post.messages())["submit"])
    assert await post.messages() == {}
    post.may_go_on = True
    post.work()
    await post.queue.archive(other := uuid4(), timedelta(milliseconds=100))
    await asyncio.to_thread(wait_until, lambda: bool(post.done))
    assert post.done == [str(other)]


async def test_what_a_worker_holds_cannot_be_removed(post: Post) -> None:
    await post.queue.submit(JOB)
    post.work()
    await post.until("submit", MessageState.IN_FLIGHT)
    held = (await post.messages())["submit"]
    with pytest.raises(Conflict, match="holds"):
        await post.inspector.remove(held)
    post.may_go_on = True
    await post.until_empty()
    assert post.done == [str(JOB)]
    with pytest.raises(NotFound):
        await post.inspector.remove(held)


async def test_dead_messages_are_shown_and_can_be_removed(post: Post) -> None:
    message = Message[None](
        queue_name=QUEUE, actor_name="nobody", args=(str(JOB),), kwargs={}, options={}
    )
    cast(Any, post.broker).enqueue(message)
    post.work()
    await post.until("nobody", MessageState.DEAD)
    await post.inspector.remove((await post.messages())["nobody"])
    assert await post.messages() == {}


# ── Redis ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def on_redis(redis_server: RedisServer) -> Iterator[tuple[RedisBroker, RedisInspector]]:
    broker = create_redis_broker(redis_server.url)
    yield broker, RedisInspector(broker)
    broker.close()


async def test_only_keys_of_this_service_are_shown(
    redis_server: RedisServer, on_redis: tuple[RedisBroker, RedisInspector]
) -> None:
    broker, inspector = on_redis
    broker.declare_queue(QUEUE)
    await DramatiqQueue(broker).submit(JOB)
    redis_server.execute("SET", "secret", "of somebody else")
    redis_server.execute("HSET", "other:queue.msgs", "id", "no message")
    redis_server.execute("SET", "macki:note", "abc", "EX", "100")
    keys = {key.name: (key.type, key.size) for key in await inspector.keys()}
    assert keys == {
        f"macki:{QUEUE}": ("list", 1),
        f"macki:{QUEUE}.msgs": ("hash", 1),
        "macki:__heartbeats__": ("zset", 1),
        "macki:note": ("string", 3),
    }
    [note] = [key for key in await inspector.keys() if key.name == "macki:note"]
    assert note.expires_in_s in range(90, 101)
    assert [message.job_id for message in await inspector.messages()] == [JOB]


async def test_keys_are_looked_up_in_portions_and_never_all_at_once(
    redis_server: RedisServer, on_redis: tuple[RedisBroker, RedisInspector]
) -> None:
    broker, inspector = on_redis
    broker.declare_queue(QUEUE)
    await DramatiqQueue(broker).submit(JOB)
    redis_server.execute("CONFIG", "RESETSTAT")
    [message] = await inspector.messages()
    await inspector.keys()
    await inspector.remove(message)
    client: Any = redis.Redis.from_url(redis_server.url)  # pyright: ignore[reportUnknownMemberType]
    with client:
        used = {name.removeprefix("cmdstat_") for name in client.info("commandstats")}
    assert "keys" not in used
    assert used >= {"scan", "hscan", "eval"}


async def test_a_redis_that_is_away_is_said_to_be(
    redis_server: RedisServer, on_redis: tuple[RedisBroker, RedisInspector]
) -> None:
    redis_server.kill()
    with pytest.raises(QueueUnavailable):
        await on_redis[1].messages()
    with pytest.raises(QueueUnavailable):
        await on_redis[1].keys()
