"""The live side: what happens to jobs, replayed from a cursor and then as it happens."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry
from strawberry import relay

from domain import job_state as domain
from domain.errors import FailureCode, InvalidRequest, Problem
from domain.job_state import EventKind, JobState
from gql.context import Info
from gql.ids import entity_id
from gql.media import media_url

if TYPE_CHECKING:
    from gql.jobs import Job

LazyJob = Annotated["Job", strawberry.lazy("gql.jobs")]


@strawberry.type(description="One entry of a job's timeline.")
class JobEvent:
    cursor: str = strawberry.field(description="Give it to feed(after) to go on behind it.")
    sequence: int = strawberry.field(
        description="Counts the job's events from 1 without a gap; give it to jobEvents(after)."
    )
    at: datetime = strawberry.field(description="When it happened.")
    kind: EventKind = strawberry.field(description="What the event tells.")
    state: JobState = strawberry.field(description="The job's state after it.")
    message: str = strawberry.field(description="What happened, in words.")
    attempt: int = strawberry.field(description="How many requests had been sent by then.")
    progress: float | None = strawberry.field(
        description="How much is done, from 0 to 1, where the event tells it."
    )
    code: FailureCode | None = strawberry.field(description="What went wrong, if anything did.")
    http_status: int | None = strawberry.field(description="The provider's HTTP status, if any.")
    next_try_at: datetime | None = strawberry.field(description="When it will be tried again.")
    preview_url: str | None = strawberry.field(
        description="A picture of the unfinished image, from this server's root."
    )
    job_uuid: strawberry.Private[UUID]

    @strawberry.field(description="The job's global id.")
    def job_id(self) -> relay.GlobalID:
        return relay.GlobalID("Job", str(self.job_uuid))

    @strawberry.field(description="The job as it is now, which may be further than the event.")
    async def job(self, info: Info) -> LazyJob:
        from gql.jobs import load_job

        return await load_job(self.job_uuid, info)

    @classmethod
    def of(cls, event: domain.JobEvent) -> "JobEvent":
        return cls(
            cursor=str(event.cursor),
            sequence=event.sequence,
            at=event.at,
            kind=event.kind,
            state=event.state,
            message=event.message,
            attempt=event.attempt,
            progress=event.progress,
            code=event.code,
            http_status=event.http_status,
            next_try_at=event.next_try_at,
            preview_url=media_url(event.preview, "preview") if event.preview else None,
            job_uuid=event.job_id,
        )


@strawberry.type
class EventSubscription:
    @strawberry.subscription(
        description="Everything that happens to one job, until it ends. After a lost connection "
        "subscribe again behind the last sequence number: nothing is missed, nothing comes twice."
    )
    async def job_events(
        self,
        info: Info,
        job_id: Annotated[relay.GlobalID, strawberry.argument(description="The job's global id.")],
        after: Annotated[
            int, strawberry.argument(description="The last sequence number you have; 0 for all.")
        ] = 0,
    ) -> AsyncGenerator[JobEvent, None]:
        events = info.context.use_cases.feed.of_job(entity_id(job_id, "Job"), max(after, 0))
        async for event in events:
            yield JobEvent.of(event)

    @strawberry.subscription(
        description="Everything that happens to all jobs. After a lost connection subscribe again "
        "behind the last cursor: nothing is missed, nothing comes twice."
    )
    async def feed(
        self,
        info: Info,
        after: Annotated[
            str | None,
            strawberry.argument(
                description="The cursor of the last event you have; 0 replays everything; left "
                "out, it begins now."
            ),
        ] = None,
    ) -> AsyncGenerator[JobEvent, None]:
        async for event in info.context.use_cases.feed.of_all(event_cursor(after)):
            yield JobEvent.of(event)


def event_cursor(after: str | None) -> int | None:
    """Raises InvalidRequest for what is no cursor of an event."""
    if after is None:
        return None
    if not (after.isascii() and after.isdigit() and len(after) <= 18):
        raise InvalidRequest(Problem("after", "This is no cursor; take one from an event."))
    return int(after)
