"""What the owner of a job can do with it: cancel, retry, resolve."""

from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from gql.context import Info
from gql.errors import Conflict, NotFound, ValidationError
from gql.ids import entity_id
from gql.jobs import Job


@strawberry.type(description="The job after the change.")
class JobSuccess:
    job: Job = strawberry.field(description="The job as it is now; a retry answers the new one.")


JobResult = Annotated[
    JobSuccess | NotFound | Conflict | ValidationError,
    strawberry.union("JobResult", description="The job, or why nothing was done."),
]


@strawberry.enum(description="What became of a request whose outcome nobody knew.")
class Resolution(Enum):
    ADOPT = strawberry.enum_value("ADOPT", description="It ran: follow it under its providerJobId.")
    SUBMIT_AGAIN = strawberry.enum_value(
        "SUBMIT_AGAIN", description="Send it again; it may be charged twice."
    )


@strawberry.input(description="Your decision about a job that needs a check.")
class ResolveJobInput:
    job_id: relay.GlobalID = strawberry.field(description="The job's global id.")
    resolution: Resolution = strawberry.field(description="What to do.")
    provider_job_id: str | None = strawberry.field(
        default=None, description="The provider's id of the job, for ADOPT."
    )


@strawberry.input(description="Which job to cancel or to retry.")
class JobInput:
    job_id: relay.GlobalID = strawberry.field(description="The job's global id.")


@strawberry.type
class JobMutation:
    @strawberry.mutation(
        description="Stop a job. There is no cancel at the provider: it may still charge."
    )
    async def cancel_job(
        self,
        info: Info,
        input: Annotated[JobInput, strawberry.argument(description="Which job.")],
    ) -> JobResult:
        use_cases = info.context.use_cases
        job = await use_cases.jobs.cancel(entity_id(input.job_id, "Job"))
        return JobSuccess(job=Job.of(job, use_cases.clock()))

    @strawberry.mutation(
        description="Go on with a failed or cancelled job in a new one, without paying again "
        "where `retryIsFree`. Asked twice, it answers the same new job."
    )
    async def retry_job(
        self,
        info: Info,
        input: Annotated[JobInput, strawberry.argument(description="Which job.")],
    ) -> JobResult:
        use_cases = info.context.use_cases
        job = await use_cases.jobs.retry(entity_id(input.job_id, "Job"))
        return JobSuccess(job=Job.of(job, use_cases.clock()))

    @strawberry.mutation(description="Decide about a job that needs a check.")
    async def resolve_job(
        self,
        info: Info,
        input: Annotated[ResolveJobInput, strawberry.argument(description="Your decision.")],
    ) -> JobResult:
        use_cases = info.context.use_cases
        job_id = entity_id(input.job_id, "Job")
        if input.resolution is Resolution.ADOPT:
            job = await use_cases.jobs.adopt(job_id, input.provider_job_id or "")
        else:
            job = await use_cases.jobs.submit_again(job_id)
        return JobSuccess(job=Job.of(job, use_cases.clock()))
