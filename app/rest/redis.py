"""`/api/v1/redis`: looking after the queue. Only what is ours is seen and deleted."""

from collections.abc import Sequence
from typing import Literal

from starlette.responses import Response

from app.rest.declaring import Call, json_answer
from app.rest.texts import Moment, Told
from app.rest.words import STATUS, word_of
from domain.job_state import JobState
from domain.queue_message import MessageState, QueuePlace
from domain.schedule import SWEEP_INTERVAL
from domain.use_cases.messages import JobMessage


class Message(Told):
    task_id: str
    queue: str
    actor: str
    arguments: Sequence[str]
    state: MessageState
    retries: int
    sent_at: Moment
    eta: Moment | None
    job_status: STATUS | None

    @classmethod
    def of(cls, each: JobMessage) -> "Message":
        return cls(
            task_id=each.message.id,
            queue=each.message.queue,
            actor=each.message.actor,
            arguments=each.message.arguments,
            state=each.message.state,
            retries=each.message.retries,
            sent_at=each.message.sent_at,
            eta=each.message.eta,
            job_status=word_of(each.job.state) if each.job else None,
        )


class MessageList(Told):
    broker: QueuePlace
    tasks: Sequence[Message]
    total: int


class Key(Told):
    key: str
    type: str
    size: int
    expires_in_s: int | None


class KeyList(Told):
    broker: QueuePlace
    keys: Sequence[Key]
    total: int


class MessageDeleted(Told):
    task_id: str
    status: Literal["DELETED"] = "DELETED"
    deleted: Sequence[Message]
    message: str


async def redis_list(call: Call) -> Response:
    """The messages of the queue: waiting, delayed, in flight and dead."""
    messages = call.use_cases.messages
    tasks = [Message.of(each) for each in await messages.all()]
    return json_answer(MessageList(broker=messages.place, tasks=tasks, total=len(tasks)))


async def redis_keys(call: Call) -> Response:
    """The keys of this service in Redis."""
    messages = call.use_cases.messages
    keys = [
        Key(key=each.name, type=each.type, size=each.size, expires_in_s=each.expires_in_s)
        for each in await messages.keys()
    ]
    return json_answer(KeyList(broker=messages.place, keys=keys, total=len(keys)))


async def redis_delete(call: Call) -> Response:
    """Take a message out of the queue, by its id or by its job's; the job is left as it is."""
    task_id = call.path["task_id"]
    gone = await call.use_cases.messages.delete(task_id)
    told = MessageDeleted(
        task_id=str(task_id),
        deleted=[Message.of(each) for each in gone],
        message=_what_follows(gone[0]),
    )
    return json_answer(told)


def _what_follows(gone: JobMessage) -> str:
    if gone.message.job_id is None:
        return "It was about no job in particular; the next one of its kind is sent by itself."
    if gone.job is None:
        return "It was about a job that does not exist; nothing follows."
    if gone.job.state.is_end or gone.job.state is JobState.NEEDS_CHECK:
        return f"Its job is {gone.job.state}; nothing follows."
    seconds = SWEEP_INTERVAL.total_seconds()
    return (
        f"Its job is {gone.job.state} and goes on: once it is due, the sweep, every {seconds:.0f} "
        "seconds, sends another message. To stop it, cancel the job."
    )
