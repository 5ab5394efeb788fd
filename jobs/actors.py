"""The actors: each takes a message, calls one use case, and is safe to run twice.

No message is ever retried by the broker: what failed is found again by the sweep.
"""

from datetime import timedelta
from uuid import UUID

import dramatiq
from dramatiq import Broker

from jobs.loop import WorkLoop

QUEUE = "studio"
SUBMIT, POLL, ARCHIVE, SWEEP = "submit", "poll", "archive", "sweep"

SUBMISSION_GRACE = timedelta(seconds=1.5)
"""How long a paid request may still take when its worker is told to stop; then it is in doubt."""


def register_actors(broker: Broker, loop: WorkLoop) -> None:
    """Give the broker its four actors. The sweep and the poll go before all else."""

    async def submit(job_id: str) -> None:
        await loop.run(lambda work: work.submission.submit(UUID(job_id)), SUBMISSION_GRACE)

    async def poll() -> None:
        await loop.run(lambda work: work.polling.poll())

    async def archive(job_id: str) -> None:
        await loop.run(lambda work: work.archiving.archive(UUID(job_id)))

    async def sweep() -> None:
        await loop.sweep()

    for name, priority, function in (
        (SWEEP, 0, sweep),
        (POLL, 1, poll),
        (SUBMIT, 2, submit),
        (ARCHIVE, 2, archive),
    ):
        dramatiq.actor(actor_name=name, queue_name=QUEUE, priority=priority, broker=broker)(
            function
        )
