"""The port QueueInspector on Dramatiq's Redis broker.

Dramatiq keeps a queue as a list of handles and a hash of messages; a worker takes the handle out
of the list and leaves the message in the hash until it is done. Delayed and dead messages have a
queue of their own, whose name ends in DQ or XQ.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from redis.exceptions import RedisError

from domain.errors import Conflict, NotFound, QueueUnavailable
from domain.queue_message import MessageState, QueuedMessage, QueueKey, QueuePlace
from jobs.broker import NAMESPACE

_OURS = f"{NAMESPACE}:"
_MESSAGES, _DELAYED, _DEAD = ".msgs", ".DQ", ".XQ"
_AT_ONCE = 500

_REMOVE = """
local dead = redis.call("ZREM", KEYS[3], ARGV[1])
if dead > 0 then
    redis.call("HDEL", KEYS[4], ARGV[1])
    return "removed"
elseif redis.call("LREM", KEYS[1], 0, ARGV[1]) > 0 then
    redis.call("HDEL", KEYS[2], ARGV[1])
    return "removed"
elseif redis.call("HEXISTS", KEYS[2], ARGV[1]) > 0 then
    return "held"
end
return "gone"
"""
"""All at once, so that no worker can take it in between. A message that is in the hash and not in
the list is held by a worker."""

_SIZES = {
    "list": "LLEN",
    "hash": "HLEN",
    "set": "SCARD",
    "zset": "ZCARD",
    "stream": "XLEN",
    "string": "STRLEN",
}

Answer = TypeVar("Answer")


class RedisInspector:
    def __init__(self, broker: RedisBroker) -> None:
        self._client: Any = broker.client  # pyright: ignore[reportUnknownMemberType]

    @property
    def place(self) -> QueuePlace:
        return QueuePlace.REDIS

    async def messages(self) -> Sequence[QueuedMessage]:
        return await _asked(lambda: list(self._messages()))

    async def keys(self) -> Sequence[QueueKey]:
        return await _asked(lambda: [self._key(name) for name in self._names("*")])

    async def remove(self, message: QueuedMessage) -> None:
        queue = _OURS + message.queue
        dead = queue.removesuffix(_DEAD).removesuffix(_DELAYED) + _DEAD
        keys = (queue, queue + _MESSAGES, dead, dead + _MESSAGES)
        done = await _asked(lambda: self._client.eval(_REMOVE, 4, *keys, message.handle))
        if done == b"gone":
            raise NotFound("message", message.id)
        if done == b"held":
            raise held(message)

    def _messages(self) -> Iterator[QueuedMessage]:
        for name in self._names(f"*{_MESSAGES}"):
            queue = name.removesuffix(_MESSAGES)
            waiting: set[bytes] = set() if queue.endswith(_DEAD) else self._waiting(queue)
            for handle, encoded in self._client.hscan_iter(name, count=_AT_ONCE):
                message: Message[Any] = Message.decode(encoded)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
                yield told(
                    message,
                    handle=handle.decode(),
                    queue=queue.removeprefix(_OURS),
                    state=_state(queue, is_waiting=handle in waiting),
                )

    def _waiting(self, queue: str) -> set[bytes]:
        return set(self._client.lrange(queue, 0, -1))

    def _names(self, pattern: str) -> list[str]:
        found = self._client.scan_iter(_OURS + pattern, count=_AT_ONCE)
        return sorted({name.decode("utf-8", "replace") for name in found})

    def _key(self, name: str) -> QueueKey:
        type = self._client.type(name).decode()
        size = self._client.execute_command(_SIZES[type], name) if type in _SIZES else 0
        seconds: int = self._client.ttl(name)
        return QueueKey(
            name=name, type=type, size=size, expires_in_s=seconds if seconds >= 0 else None
        )


def told(message: Message[Any], *, handle: str, queue: str, state: MessageState) -> QueuedMessage:
    eta: int | None = message.options.get("eta")
    return QueuedMessage(
        id=message.message_id,
        handle=handle,
        queue=queue,
        actor=message.actor_name,
        arguments=tuple(map(str, message.args)),
        state=state,
        retries=message.options.get("retries", 0),
        sent_at=_moment(message.message_timestamp),
        eta=None if eta is None else _moment(eta),
    )


def held(message: QueuedMessage) -> Conflict:
    return Conflict(
        f"A worker holds the message {message.id}.",
        hint="Wait until it is done; to stop what it does, cancel its job.",
    )


def _state(queue: str, *, is_waiting: bool) -> MessageState:
    if queue.endswith(_DEAD):
        return MessageState.DEAD
    if not is_waiting:
        return MessageState.IN_FLIGHT
    return MessageState.DELAYED if queue.endswith(_DELAYED) else MessageState.WAITING


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


async def _asked(question: Callable[[], Answer]) -> Answer:
    try:
        return await asyncio.to_thread(question)
    except (RedisError, OSError) as error:
        raise QueueUnavailable from error
