"""Cancelling and retrying many jobs at once."""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import relay

from domain.errors import FailureCode, InvalidRequest, Problem, StudioError
from domain.use_cases import many_jobs as domain
from gql.context import Info
from gql.errors import NotFound, ValidationError
from gql.ids import entity_id
from gql.jobs import Job, JobFilterInput


@strawberry.input(
    description="Which jobs: those named by `ids`, or all that fit `filter` and can be changed. An "
    "empty filter means all."
)
class JobSelectionInput:
    ids: list[relay.GlobalID] | None = strawberry.field(
        default=None, description="Global ids of jobs, at most 1,000."
    )
    filter: JobFilterInput | None = strawberry.field(
        default=None, description="All that fit, however many."
    )

    def selection(self) -> domain.JobSelection:
        if (self.ids is None) == (self.filter is None):
            raise InvalidRequest(Problem("select", "Give ids or a filter, one of the two."))
        if self.filter is not None:
            return domain.JobSelection(wanted=self.filter.filter())
        return domain.JobSelection(ids=tuple(entity_id(each, "Job") for each in self.ids or ()))


@strawberry.input(description="Which jobs to cancel.")
class CancelJobsInput:
    select: JobSelectionInput = strawberry.field(description="Which jobs.")


@strawberry.input(description="Which jobs to retry.")
class RetryJobsInput:
    select: JobSelectionInput = strawberry.field(description="Which jobs.")
    paid_too: bool = strawberry.field(
        default=False,
        description="Also those whose retry sends a new paid request; else only the free ones.",
    )


@strawberry.type(description="A job that was not changed, and why.")
class RefusedJob:
    job_id: relay.GlobalID = strawberry.field(description="The job's global id.")
    code: FailureCode = strawberry.field(description="The kind of failure, for programs.")
    message: str = strawberry.field(description="What happened.")
    hint: str = strawberry.field(description="What you can do about it.")

    @classmethod
    def of(cls, job_id: UUID, error: StudioError) -> "RefusedJob":
        return cls(
            job_id=relay.GlobalID("Job", str(job_id)),
            code=error.code,
            message=error.message,
            hint=error.hint,
        )


@strawberry.type(description="Jobs were changed, each on its own.")
class JobsChanged:
    count: int = strawberry.field(description="How many.")
    jobs: list[Job] = strawberry.field(
        description="They as they are now, of retries the new ones; of many, the first 100."
    )
    refused: list[RefusedJob] = strawberry.field(
        description="Those of `ids` that could not be changed."
    )


JobsResult = Annotated[
    JobsChanged | ValidationError | NotFound,
    strawberry.union("JobsResult", description="What was changed, or why nothing was."),
]


@strawberry.type
class ManyJobsMutation:
    @strawberry.mutation(
        description="Stop many jobs. There is no cancel at the provider: it may still charge."
    )
    async def cancel_jobs(
        self,
        info: Info,
        input: Annotated[CancelJobsInput, strawberry.argument(description="Which jobs.")],
    ) -> JobsResult:
        many = info.context.use_cases.many_jobs
        return _changed(info, await many.cancel(input.select.selection()))

    @strawberry.mutation(
        description="Go on with many failed or cancelled jobs, each in a new one. Left out are "
        "those whose retry is charged, unless `paidToo`; of a filter's jobs, those retried before."
    )
    async def retry_jobs(
        self,
        info: Info,
        input: Annotated[RetryJobsInput, strawberry.argument(description="Which jobs.")],
    ) -> JobsResult:
        many = info.context.use_cases.many_jobs
        selection = input.select.selection()
        return _changed(info, await many.retry(selection, paid_too=input.paid_too))


def _changed(info: Info, changed: domain.JobsChanged) -> JobsChanged:
    now = info.context.use_cases.clock()
    return JobsChanged(
        count=changed.count,
        jobs=[Job.of(job, now) for job in changed.jobs],
        refused=[RefusedJob.of(job_id, error) for job_id, error in changed.refused],
    )
