"""The port QueueInspector on Dramatiq's in-memory broker, which tells nothing of what its workers
hold: so this follows each message as a middleware."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dramatiq import Broker, Message
from dramatiq.broker import MessageProxy
from dramatiq.middleware import Middleware, SkipMessage

from domain.errors import NotFound
from domain.queue_message import MessageState, QueuedMessage, QueueKey, QueuePlace
from jobs.inspector import held, told

Place = tuple[str, str]
"""A queue and a message's id; a delayed message is sent again to the main queue, with its id."""


class MemoryInspector(Middleware):
    """Add it to the broker before anything is sent. A message that is removed is skipped when a
    worker comes to it."""

    def __init__(self) -> None:
        self._messages: dict[Place, QueuedMessage] = {}
        self._removed: set[str] = set()
        self._guard = threading.Lock()

    @property
    def place(self) -> QueuePlace:
        return QueuePlace.MEMORY

    async def messages(self) -> Sequence[QueuedMessage]:
        with self._guard:
            return list(self._messages.values())

    async def keys(self) -> Sequence[QueueKey]:
        return ()

    async def remove(self, message: QueuedMessage) -> None:
        with self._guard:
            place = message.queue, message.id
            now = self._messages.get(place)
            if now is None:
                raise NotFound("message", message.id)
            if now.state is MessageState.IN_FLIGHT:
                raise held(now)
            del self._messages[place]
            if now.state is not MessageState.DEAD:
                self._removed.add(message.id)

    def before_enqueue(self, broker: Broker, message: Message[Any], delay: int | None) -> None:
        state = MessageState.WAITING if delay is None else MessageState.DELAYED
        entry = told(message, handle=message.message_id, queue=message.queue_name, state=state)
        with self._guard:
            if entry.id not in self._removed:
                self._messages[_place(message)] = entry

    def before_process_message(self, broker: Broker, message: MessageProxy) -> None:
        with self._guard:
            if message.message_id in self._removed:
                self._removed.discard(message.message_id)
                raise SkipMessage("It was removed from the queue.")
            self._mark(message, MessageState.IN_FLIGHT)

    def after_ack(self, broker: Broker, message: MessageProxy) -> None:
        with self._guard:
            self._messages.pop(_place(message), None)

    def after_nack(self, broker: Broker, message: MessageProxy) -> None:
        with self._guard:
            self._mark(message, MessageState.DEAD)

    def _mark(self, message: MessageProxy, state: MessageState) -> None:
        if entry := self._messages.get(_place(message)):
            self._messages[_place(message)] = replace(entry, state=state)


def _place(message: Message[Any] | MessageProxy) -> Place:
    return message.queue_name, message.message_id
