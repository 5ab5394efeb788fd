"""The id of the request that an order came by goes along with its messages, so that the lines of
the API's log and of the workers' are found by one word."""

import re
from typing import Any

import structlog
from dramatiq import Broker, Message
from dramatiq.broker import MessageProxy
from dramatiq.middleware import Middleware

REQUEST_ID = "request_id"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")

_OF_ONE_JOB = ("submit", "archive")
"""The actors whose message is about one job; the others look after many."""


class RequestIds(Middleware):
    """What is bound in the thread that serves a message is bound in its actor's coroutine too."""

    def before_enqueue(self, broker: Broker, message: Message[Any], delay: int | None) -> None:
        request_id = structlog.contextvars.get_contextvars().get(REQUEST_ID)
        if request_id and message.actor_name in _OF_ONE_JOB:
            message.options.setdefault(REQUEST_ID, request_id)

    def before_process_message(self, broker: Broker, message: MessageProxy) -> None:
        structlog.contextvars.clear_contextvars()
        told = {"actor": message.actor_name, REQUEST_ID: _told(message)}
        if message.actor_name in _OF_ONE_JOB and message.args:
            told["job_id"] = str(message.args[0])
        structlog.contextvars.bind_contextvars(
            **{name: value for name, value in told.items() if value}
        )

    def after_process_message(
        self,
        broker: Broker,
        message: MessageProxy,
        *,
        result: Any = None,
        exception: BaseException | None = None,
    ) -> None:
        structlog.contextvars.clear_contextvars()

    def after_skip_message(self, broker: Broker, message: MessageProxy) -> None:
        structlog.contextvars.clear_contextvars()


def _told(message: MessageProxy) -> str:
    """Whatever lies in Redis may be anybody's."""
    request_id = str(message.options.get(REQUEST_ID) or "")
    return request_id if _REQUEST_ID.fullmatch(request_id) else ""
