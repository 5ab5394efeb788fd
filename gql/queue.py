"""The queue: what waits and what runs, now and as it changes."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from domain.job_state import JobState
from domain.use_cases.library import QueueStatus
from gql.context import Info
from gql.events import event_cursor
from gql.library import StateCount


@strawberry.type(description="What waits and what runs.")
class Queue:
    waiting: int = strawberry.field(description="Jobs that wait for their turn.")
    running: int = strawberry.field(description="Jobs that are being worked on.")
    needs_check: int = strawberry.field(description="Jobs that wait for your decision.")
    states: list[StateCount] = strawberry.field(description="How many jobs are in each state.")
    workers: int = strawberry.field(description="How many workers were heard of lately.")
    cursor: str = strawberry.field(
        description="The cursor of the newest event that it includes, 0 before there is one; give "
        "it to queueChanged(after) or feed(after) to go on behind it."
    )

    @classmethod
    def of(cls, status: QueueStatus) -> "Queue":
        counts = status.jobs
        return cls(
            waiting=counts[JobState.PENDING],
            running=sum(
                counts[state]
                for state in (JobState.SUBMITTING, JobState.RUNNING, JobState.ARCHIVING)
            ),
            needs_check=counts[JobState.NEEDS_CHECK],
            states=[StateCount(state=state, count=counts[state]) for state in JobState],
            workers=status.workers,
            cursor=str(status.cursor),
        )


@strawberry.type
class QueueQuery:
    @strawberry.field(description="What waits and what runs.")
    async def queue(self, info: Info) -> Queue:
        return Queue.of(await info.context.use_cases.library.queue())


@strawberry.type
class QueueSubscription:
    @strawberry.subscription(
        description="The queue as it is now, and then whenever it is different: a few times a "
        "second at most, the last state always. Workers that come and go are noticed with the "
        "next event."
    )
    async def queue_changed(
        self,
        info: Info,
        after: Annotated[
            str | None,
            strawberry.argument(
                description="The cursor of the queue that you have: if nothing has happened since, "
                "the first one is left out."
            ),
        ] = None,
    ) -> AsyncGenerator[Queue, None]:
        changes = info.context.use_cases.queue_watch.changes(event_cursor(after))
        async with aclosing(changes):
            async for status in changes:
                yield Queue.of(status)
