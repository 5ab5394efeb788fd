"""`/api/v1/song/task`: how orders are, and ending them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field
from starlette.responses import Response

from app.rest.addresses import Addresses
from app.rest.declaring import Call, json_answer
from app.rest.derived_songs import Stems
from app.rest.images import Image
from app.rest.songs import Song
from app.rest.texts import Switch, Taken, Told
from app.rest.words import STATUS, word_of
from domain.errors import Failure
from domain.job_state import JobKind
from domain.requests import StemsRequest
from domain.use_cases.tasks import Task


class TaskFailure(Told):
    """Why it failed, or needs a check."""

    error: str
    message: str
    hint: str

    @classmethod
    def of(cls, failure: Failure | None) -> "TaskFailure | None":
        if failure is None:
            return None
        return cls(error=failure.code.value, message=failure.message, hint=failure.hint)


class SongTask(Told):
    task_id: str
    status: STATUS
    job_id: str | None = Field(description="Mureka's id of it, as soon as it is known.")
    song: Song | None = Field(description="Null once the task was retried: the retry has it.")
    failure: TaskFailure | None


class ImageTask(Told):
    task_id: str
    status: STATUS
    images: Sequence[Image]
    failure: TaskFailure | None


class StemsTask(Told):
    task_id: str
    status: STATUS
    choice_id: str = Field(description="The choice of a song that is taken apart.")
    stems: Stems | None = Field(description="As soon as they are ours.")
    failure: TaskFailure | None


AnyTask = SongTask | ImageTask | StemsTask


class TaskCancelled(Told):
    task_id: str
    status: STATUS
    message: str


class Deletion(Taken):
    with_results: Annotated[
        Switch, Field(description="Whether what it made goes to the trash as well.")
    ] = False


class TaskDeleted(Told):
    task_id: str
    status: Literal["DELETED"] = "DELETED"
    message: str


class QueueStatus(Told):
    """Deleted and cancelled tasks are not counted; those that need a check have failed."""

    active_tasks: int
    pending_tasks: int
    completed_tasks: int
    failed_tasks: int
    worker_status: Literal["online", "offline"]


def rendered(task: Task, addresses: Addresses) -> AnyTask:
    job, status = task.job, word_of(task.job.state)
    failure = TaskFailure.of(job.failure if status == "FAILURE" else None)
    if job.kind is JobKind.IMAGE:
        images = [Image.of(each, addresses) for each in task.images]
        return ImageTask(task_id=str(job.id), status=status, images=images, failure=failure)
    if isinstance(job.request, StemsRequest):
        return StemsTask(
            task_id=str(job.id),
            status=status,
            choice_id=str(job.request.choice_id),
            stems=Stems.of(task.stems, addresses) if task.stems else None,
            failure=failure,
        )
    return SongTask(
        task_id=str(job.id),
        status=status,
        job_id=job.provider_job_id,
        song=Song.of_task(task, addresses),
        failure=failure,
    )


async def task_status(call: Call) -> Response:
    """How a task is, with what it makes."""
    task = await call.use_cases.tasks.get(call.path["task_id"])
    return json_answer(rendered(task, call.addresses))


async def song_query(call: Call) -> Response:
    """The task that Mureka knows under this id."""
    task = await call.use_cases.tasks.at_provider(call.path["job_id"])
    return json_answer(rendered(task, call.addresses))


async def task_cancel(call: Call) -> Response:
    """End a task; the provider may still charge."""
    job = await call.use_cases.jobs.cancel(call.path["task_id"])
    message = (
        "Cancelled." if job.state.is_end else "Cancelled as soon as the provider has answered."
    )
    told = TaskCancelled(task_id=str(job.id), status=word_of(job.state), message=message)
    return json_answer(told)


async def task_delete(call: Call) -> Response:
    """Take an ended task off the list; what it made stays, unless asked otherwise."""
    deletion: Deletion = call.query
    task = await call.use_cases.tasks.delete(
        call.path["task_id"], with_results=deletion.with_results
    )
    results = "is in the trash" if deletion.with_results else "stays in the library"
    made = f" What it made {results}." if task.items else ""
    return json_answer(TaskDeleted(task_id=str(task.job.id), message=f"Deleted.{made}"))


async def queue_status(call: Call) -> Response:
    """How many tasks are where."""
    counts = await call.use_cases.tasks.counts()
    return json_answer(
        QueueStatus(
            active_tasks=counts.active,
            pending_tasks=counts.pending,
            completed_tasks=counts.completed,
            failed_tasks=counts.failed,
            worker_status="online" if counts.workers else "offline",
        )
    )
