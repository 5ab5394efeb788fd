"""Whether we live, and whether anybody works."""

from typing import Literal

from starlette.responses import Response

from app.rest.declaring import Call, json_answer
from app.rest.texts import Told


class Health(Told):
    status: Literal["healthy"] = "healthy"


class WorkerHealth(Told):
    status: Literal["healthy", "unhealthy"]
    worker_status: Literal["online", "offline"]
    workers: int


async def health(call: Call) -> Response:
    """Whether the API lives."""
    return json_answer(Health())


async def worker_health(call: Call) -> Response:
    """Whether anybody works."""
    workers = (await call.use_cases.tasks.counts()).workers
    return json_answer(
        WorkerHealth(
            status="healthy" if workers else "unhealthy",
            worker_status="online" if workers else "offline",
            workers=workers,
        )
    )
