"""Messages for the actors, and what happens when the broker is not there."""

from datetime import timedelta
from uuid import UUID

import pytest
from dramatiq import Broker, Message
from dramatiq.brokers.stub import StubBroker
from structlog.testing import capture_logs

from jobs.actors import QUEUE
from jobs.broker import create_memory_broker
from jobs.queue import DramatiqQueue

JOB = UUID(int=7)


class AbsentBroker(StubBroker):
    """Refuses everything, as Redis does while it restarts."""

    def enqueue(self, message: Message[object], *, delay: int | None = None) -> Message[object]:
        raise ConnectionError("Nobody listens on port 6379.")


@pytest.fixture
def broker() -> Broker:
    broker = create_memory_broker()
    broker.declare_queue(QUEUE)
    return broker


def messages(broker: Broker, queue: str = QUEUE) -> list[Message[object]]:
    assert isinstance(broker, StubBroker)
    waiting = broker.queues[queue]
    encoded = [waiting.get_nowait() for _ in range(waiting.qsize())]
    return [Message[object].decode(each) for each in encoded]  # pyright: ignore[reportUnknownMemberType]


async def test_each_message_names_its_actor_and_its_job(broker: Broker) -> None:
    queue = DramatiqQueue(broker)
    await queue.submit(JOB)
    await queue.poll()
    await queue.archive(JOB)
    await queue.sweep()
    sent = [(each.actor_name, tuple(each.args)) for each in messages(broker)]
    assert sent == [("submit", (str(JOB),)), ("poll", ()), ("archive", (str(JOB),)), ("sweep", ())]


async def test_a_message_for_later_waits_in_the_delay_queue(broker: Broker) -> None:
    queue = DramatiqQueue(broker)
    await queue.submit(JOB, timedelta(minutes=5))
    await queue.archive(JOB, timedelta(milliseconds=1))
    assert messages(broker) == []
    submit, archive = messages(broker, f"{QUEUE}.DQ")
    assert submit.options["eta"] - archive.options["eta"] > 299_000
    assert (submit.actor_name, archive.actor_name) == ("submit", "archive")


async def test_without_a_broker_a_message_is_logged_and_left_to_the_sweep() -> None:
    queue = DramatiqQueue(AbsentBroker(middleware=[]))
    with capture_logs() as logs:
        await queue.submit(JOB)
        await queue.poll()
        await queue.archive(JOB, timedelta(seconds=1))
        await queue.sweep()
    assert [entry["event"] for entry in logs] == ["queue.unreachable"] * 4
    assert [entry["actor"] for entry in logs] == ["submit", "poll", "archive", "sweep"]
    assert logs[0]["args"] == (str(JOB),)
    assert "6379" in logs[0]["reason"]


async def test_a_broker_that_comes_back_gets_the_next_message(broker: Broker) -> None:
    with capture_logs() as logs:
        await DramatiqQueue(create_memory_broker()).poll()  # its queue was not declared
        await DramatiqQueue(broker).poll()
    assert len(logs) == 1
    assert len(messages(broker)) == 1
