"""Jobs: how they are, and what their owner can do with them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import relay

from domain import job as domain
from domain.errors import FailureCode, NotFound
from domain.job_state import IN_FLIGHT, MOVES, JobKind, JobState, Provider
from domain.media import MediaFile
from domain.money import written_out
from domain.paging import Position
from domain.ports.jobs import JobFilter
from domain.progress import progress_of
from domain.requests import StemsRequest
from domain.retry import start_of_retry
from gql.context import Info
from gql.events import JobEvent
from gql.ids import entity_id
from gql.images import Image
from gql.paging import ZONE_NEEDED, After, Before, First, Last, connection_of, page_of
from gql.requests import OrderRequest, request_of
from gql.songs import Song, load_choice
from gql.stems import Stems


@strawberry.type(description="How far a job is.")
class Progress:
    share: float = strawberry.field(description="How much is done, from 0 to 1.")
    estimated: bool = strawberry.field(
        description="Whether it is our guess from earlier jobs, not the provider's word."
    )
    remaining_ms: int | None = strawberry.field(
        description="The time that is probably left, in milliseconds."
    )

    @classmethod
    def of(cls, job: domain.Job, now: datetime) -> "Progress":
        progress = progress_of(job, now)
        return cls(
            share=progress.share,
            estimated=progress.estimated,
            remaining_ms=_milliseconds(progress.remaining),
        )


@strawberry.type(description="Why a job failed, or why it needs a check.")
class JobFailure:
    code: FailureCode = strawberry.field(description="The kind of failure, for programs.")
    message: str = strawberry.field(description="What happened.")
    hint: str = strawberry.field(description="What you can do about it.")
    http_status: int | None = strawberry.field(description="The provider's HTTP status, if any.")


@strawberry.type(description="One order to a provider, from the wish to the files that are ours.")
class Job(relay.Node):
    id: relay.NodeID[UUID]
    kind: JobKind = strawberry.field(description="What it makes.")
    provider: Provider = strawberry.field(description="Who makes it.")
    model: str = strawberry.field(description="The model that was asked for.")
    prompt: str | None = strawberry.field(description="What, or which style, was asked for.")
    request: OrderRequest = strawberry.field(
        description="Everything that was asked for; order it again with the same values."
    )
    state: JobState = strawberry.field(description="Where it is on its way.")
    progress: Progress = strawberry.field(description="How far it is.")
    attempt: int = strawberry.field(description="How many paid requests were sent.")
    estimated_usd: Decimal | None = strawberry.field(
        description="What it costs in US dollars by the catalogue's prices on the day its paid "
        "request was sent, before that by those of today; null where no price is known, 0 for a "
        "retry that goes on without a request of its own."
    )
    created_at: datetime = strawberry.field(description="When it was ordered.")
    submitted_at: datetime | None = strawberry.field(
        description="When the last paid request was sent; null before the first."
    )
    finished_at: datetime | None = strawberry.field(
        description="When it reached its end state; null before."
    )
    next_step_at: datetime | None = strawberry.field(
        description="When it goes on by itself; null where it does not."
    )
    expected_ms: int | None = strawberry.field(
        description="How long such jobs have taken so far, in milliseconds."
    )
    provider_job_id: str | None = strawberry.field(
        description="The provider's id of the job; null where it has told none."
    )
    failure: JobFailure | None = strawberry.field(
        description="Why it failed, needs a check, or waits for room; null while all is well."
    )
    cancel_requested: bool = strawberry.field(
        description="Whether it will be cancelled once the provider has answered."
    )
    can_cancel: bool = strawberry.field(description="Whether cancelJob would do something.")
    can_retry: bool = strawberry.field(description="Whether retryJob is possible.")
    retry_is_free: bool = strawberry.field(
        description="Whether a retry goes on without a new paid request."
    )
    retry_of: relay.GlobalID | None = strawberry.field(
        description="The global id of the job that it retries; null where it is no retry."
    )
    uuid: strawberry.Private[UUID]
    taken_apart: strawberry.Private[UUID | None]
    brought: strawberry.Private[MediaFile | None]

    @strawberry.field(description="Its timeline so far, from the beginning.")
    async def events(self, info: Info) -> list[JobEvent]:
        events = await info.context.loaders.events_of_job.load(self.uuid)
        return [JobEvent.of(event) for event in events]

    @strawberry.field(description="The images that it made.")
    async def images(self, info: Info) -> list[Image]:
        images = await info.context.loaders.images_of_job.load(self.uuid)
        return [Image.of(image) for image in images]

    @strawberry.field(description="The song that it makes; null for other kinds of jobs.")
    async def song(self, info: Info) -> Song | None:
        song = await info.context.loaders.song_of_job.load(self.uuid)
        return Song.of(song) if song else None

    @strawberry.field(
        description="The stems that it brought; null until then, and for other kinds of jobs."
    )
    async def stems(self, info: Info) -> Stems | None:
        choice = await load_choice(self.taken_apart, info) if self.taken_apart else None
        return choice.stems_in(self.brought) if choice else None

    @classmethod
    def of(cls, job: domain.Job, now: datetime) -> "Job":
        failure = job.failure
        return cls(
            id=job.id,
            uuid=job.id,
            kind=job.kind,
            provider=job.provider,
            model=job.model,
            prompt=job.request.prompt,
            request=request_of(job.request),
            state=job.state,
            progress=Progress.of(job, now),
            attempt=job.attempt,
            estimated_usd=None if job.cost_usd is None else written_out(job.cost_usd),
            created_at=job.created_at,
            submitted_at=job.submitted_at,
            finished_at=job.finished_at,
            next_step_at=None if job.state.is_end else job.due_at,
            expected_ms=_milliseconds(job.expected),
            provider_job_id=job.provider_job_id,
            failure=JobFailure(
                code=failure.code,
                message=failure.message,
                hint=failure.hint,
                http_status=failure.http_status,
            )
            if failure
            else None,
            cancel_requested=job.cancel_requested and not job.state.is_end,
            can_cancel=JobState.CANCELLED in MOVES[job.state] or job.state is JobState.SUBMITTING,
            can_retry=job.state in (JobState.FAILED, JobState.CANCELLED),
            retry_is_free=start_of_retry(job) is not JobState.PENDING,
            retry_of=relay.GlobalID("Job", str(job.retry_of)) if job.retry_of else None,
            taken_apart=_taken_apart(job),
            brought=job.brought,
        )

    @classmethod
    async def resolve_node(cls, node_id: str, *, info: Any, required: bool = False) -> "Job":
        return await load_job(entity_id(relay.GlobalID("Job", node_id), "Job"), info)


async def load_job(job_id: UUID, info: Info) -> Job:
    job = await info.context.loaders.job.load(job_id)
    if job is None:
        raise NotFound("job", job_id)
    return Job.of(job, info.context.use_cases.clock())


def _taken_apart(job: domain.Job) -> UUID | None:
    return job.request.choice_id if isinstance(job.request, StemsRequest) else None


def _milliseconds(duration: timedelta | None) -> int | None:
    return None if duration is None else round(duration / timedelta(milliseconds=1))


@strawberry.input(description="Which jobs to list; every given condition must hold.")
class JobFilterInput:
    states: list[JobState] | None = strawberry.field(
        default=None, description="Only jobs in one of these states."
    )
    in_flight: bool | None = strawberry.field(
        default=None, description="Only jobs that have not ended (true) or have ended (false)."
    )
    kind: JobKind | None = strawberry.field(default=None, description="Only jobs of this kind.")
    provider: Provider | None = strawberry.field(
        default=None, description="Only jobs of this provider."
    )
    models: list[str] | None = strawberry.field(
        default=None, description="Only jobs of one of these models."
    )
    created_from: datetime | None = strawberry.field(
        default=None, description=f"Not older than this moment. {ZONE_NEEDED}"
    )
    created_before: datetime | None = strawberry.field(
        default=None, description=f"Older than this moment. {ZONE_NEEDED}"
    )

    def filter(self) -> JobFilter:
        states = frozenset(self.states) if self.states is not None else None
        if self.in_flight is not None:
            wanted = IN_FLIGHT if self.in_flight else frozenset(JobState) - IN_FLIGHT
            states = wanted if states is None else states & wanted
        return JobFilter(
            states=states,
            kind=self.kind,
            provider=self.provider,
            models=None if self.models is None else frozenset(self.models),
            created_from=self.created_from,
            created_before=self.created_before,
        )


@strawberry.type(description="A page of jobs.")
class JobConnection(relay.Connection[Job]):
    wanted: strawberry.Private[JobFilter] = JobFilter()

    @strawberry.field(description="How many jobs fulfil the filter.")
    async def total_count(self, info: Info) -> int:
        return await info.context.use_cases.library.count_jobs(self.wanted)


@strawberry.type
class JobQuery:
    @strawberry.field(description="One job; null with the error NOT_FOUND if there is none.")
    async def job(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, strawberry.argument(description="Its global id.")],
    ) -> Job | None:
        return await load_job(entity_id(id, "Job"), info)

    @strawberry.field(description="Jobs, the newest first.")
    async def jobs(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            JobFilterInput | None, strawberry.argument(description="Which jobs; all if left out.")
        ] = None,
    ) -> JobConnection:
        page = page_of(first, after, last, before)
        wanted = filter.filter() if filter else JobFilter()
        use_cases = info.context.use_cases
        jobs, now = await use_cases.library.jobs(page, wanted), use_cases.clock()
        connection = connection_of(
            JobConnection,
            jobs,
            lambda job: Job.of(job, now),
            page,
            lambda job: Position(job.created_at, job.id),
        )
        connection.wanted = wanted
        return connection
