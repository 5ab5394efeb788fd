"""What was ordered before, to be found and ordered again."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import relay

from domain import history as domain
from domain.job_state import JobKind
from domain.paging import Position
from gql.commands import JobResult, JobSuccess
from gql.context import Info
from gql.ids import entity_id
from gql.jobs import Job, load_job
from gql.keys import KEY_DESCRIPTION
from gql.paging import After, First, connection_of, page_of
from gql.requests import OrderRequest, request_of


@strawberry.type(description="A request that was ordered before, however often.")
class PastRequest(relay.Node):
    key: relay.NodeID[str]
    kind: JobKind = strawberry.field(description="What it makes.")
    request: OrderRequest = strawberry.field(description="The order; orderAgain orders the same.")
    times: int = strawberry.field(description="How often it was ordered; retries do not count.")
    last_ordered_at: datetime = strawberry.field(description="When it was last ordered.")
    last_job_id: strawberry.Private[UUID]

    @strawberry.field(description="The job of the last time.")
    async def last_job(self, info: Info) -> Job:
        return await load_job(self.last_job_id, info)

    @classmethod
    def of(cls, past: domain.PastRequest) -> "PastRequest":
        return cls(
            key=past.key,
            kind=past.kind,
            request=request_of(past.request),
            times=past.times,
            last_ordered_at=past.last_at,
            last_job_id=past.last_job_id,
        )

    @classmethod
    async def resolve_node(
        cls, node_id: str, *, info: Any, required: bool = False
    ) -> "PastRequest":
        return cls.of(await info.context.use_cases.again.past_request(node_id[:64]))


@strawberry.type(description="A page of what was ordered before.")
class PastRequestConnection(relay.Connection[PastRequest]):
    pass


@strawberry.input(description="Which order to repeat.")
class OrderAgainInput:
    job_id: relay.GlobalID = strawberry.field(description="Any earlier job's global id.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=KEY_DESCRIPTION,
    )


@strawberry.type
class HistoryQuery:
    @strawberry.field(
        description="What was ordered before, each request once, the last ordered first."
    )
    async def prompt_history(
        self,
        info: Info,
        kind: Annotated[
            JobKind | None, strawberry.argument(description="Only what makes this.")
        ] = None,
        text: Annotated[
            str | None,
            strawberry.argument(
                description="Words that all stand somewhere in the title, prompt or lyrics; upper "
                "and lower case are the same."
            ),
        ] = None,
        first: First = None,
        after: After = None,
    ) -> PastRequestConnection:
        page = page_of(first, after)
        found = await info.context.use_cases.again.history(page, kind, text)
        return connection_of(
            PastRequestConnection,
            found,
            PastRequest.of,
            page,
            lambda past: Position(past.last_at, past.last_job_id),
        )


@strawberry.type
class HistoryMutation:
    @strawberry.mutation(
        description="Order exactly the same as an earlier job did, as a new job that is charged "
        "again. A retry of what failed is retryJob, which is free where that is possible."
    )
    async def order_again(
        self,
        info: Info,
        input: Annotated[OrderAgainInput, strawberry.argument(description="Which order.")],
    ) -> JobResult:
        use_cases = info.context.use_cases
        job_id = entity_id(input.job_id, "Job")
        job = await use_cases.again.order(job_id, input.idempotency_key)
        return JobSuccess(job=Job.of(job, use_cases.clock()))
