"""The id of a request goes along with the messages that it causes."""

from uuid import uuid4

import pytest
import structlog
from dramatiq import Message

from domain.job import Job
from domain.ports.providers import Show
from domain.report import Acceptance
from jobs.actors import QUEUE
from tests.domain.examples import image_job, painted
from tests.fakes import FakeGenerator
from tests.jobs.workshop import Workshop, wait_until


class Listening(FakeGenerator):
    """Remembers what a log line of the provider would say."""

    def __init__(self) -> None:
        super().__init__(painted())
        self.contexts: list[dict[str, object]] = []

    async def submit(self, job: Job, show: Show) -> Acceptance:
        self.contexts.append(structlog.contextvars.get_contextvars())
        return await super().submit(job, show)


def _sent(options: dict[str, object], actor: str = "submit") -> dict[str, object]:
    """The context in which a provider is asked because of a message with these options."""
    provider = Listening()
    workshop = Workshop(provider=provider)
    job = workshop.keep(image_job())
    with workshop.working():
        message = Message[None](
            queue_name=QUEUE, actor_name=actor, args=(str(job.id),), kwargs={}, options=options
        )
        workshop.broker.enqueue(message)  # pyright: ignore[reportUnknownMemberType]
        wait_until(lambda: bool(provider.contexts))
    return {**provider.contexts[0], "job": str(job.id)}


async def _send(workshop: Workshop, request_id: str | None) -> dict[str, object]:
    """The options of the message that an order of this request sends."""
    told = {"request_id": request_id} if request_id else {}
    with structlog.contextvars.bound_contextvars(**told):
        await workshop.queue.submit(uuid4())
    [message] = workshop.broker.queues[QUEUE].queue  # pyright: ignore
    return Message[None].decode(message).options  # pyright: ignore


def test_a_message_bears_the_id_of_the_request_that_sends_it() -> None:
    workshop = Workshop()
    with workshop.working():
        pass
    options = workshop.ask(_send(workshop, "abc-123"))
    assert options["request_id"] == "abc-123"


def test_without_a_request_there_is_no_id() -> None:
    workshop = Workshop()
    with workshop.working():
        pass
    assert "request_id" not in workshop.ask(_send(workshop, None))


def test_the_actor_works_in_the_name_of_the_request_and_the_job() -> None:
    context = _sent({"request_id": "abc-123"})
    assert context["request_id"] == "abc-123"
    assert context["job_id"] == context["job"]
    assert context["actor"] == "submit"


@pytest.mark.parametrize("told", ["x" * 65, "a b", "a\nb", "", 7, None, {"a": 1}, "ü"])
def test_what_somebody_else_put_into_redis_is_not_believed(told: object) -> None:
    context = _sent({"request_id": told})
    assert context.get("request_id") in (None, "7")
    assert context["job_id"] == context["job"]
