"""Instrumentals: songs without a voice, made by generateInstrumental."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import song as domain
from domain.catalogue import CHOICES_DEFAULT
from domain.job_state import JobKind
from gql.context import Info
from gql.errors import Conflict, ValidationError
from gql.keys import KEY_DESCRIPTION

if TYPE_CHECKING:
    from gql.jobs import Job

LazyJob = Annotated["Job", strawberry.lazy("gql.jobs")]


@strawberry.input(
    description="What the instrumental should be: give either a prompt or a reference."
)
class InstrumentalRequestInput:
    prompt: str | None = strawberry.field(
        default=None, description="The style, such as: calm piano, rain."
    )
    model: str | None = strawberry.field(
        default=None, description="A model of the catalogue; the server's default if left out."
    )
    n: int | None = strawberry.field(
        default=None, description="How many choices, 1 to 3; each is charged. 2 if left out."
    )
    title: str | None = strawberry.field(
        default=None, description="The title; the first line of the prompt if left out."
    )
    reference_id: str | None = strawberry.field(
        default=None, description="The provider's id of an instrumental to be like."
    )

    def request(self, default_model: str) -> domain.InstrumentalRequest:
        return domain.InstrumentalRequest(
            prompt=self.prompt,
            model=self.model or default_model,
            n=CHOICES_DEFAULT if self.n is None else self.n,
            title=self.title,
            reference_id=self.reference_id,
        )


@strawberry.input(
    description="What the instrumental should be: give either a prompt or a reference."
)
class GenerateInstrumentalInput(InstrumentalRequestInput):
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=KEY_DESCRIPTION,
    )


@strawberry.type(description="The instrumental was ordered.")
class GenerateInstrumentalSuccess:
    job: LazyJob = strawberry.field(description="The job; follow it with jobEvents.")


GenerateInstrumentalResult = Annotated[
    GenerateInstrumentalSuccess | ValidationError | Conflict,
    strawberry.union("GenerateInstrumentalResult", description="The job, or why there is none."),
]


@strawberry.type
class InstrumentalMutation:
    @strawberry.mutation(
        description="Order an instrumental, a song without lyrics; each choice is charged."
    )
    async def generate_instrumental(
        self,
        info: Info,
        input: Annotated[
            GenerateInstrumentalInput,
            strawberry.argument(description="What the instrumental should be."),
        ],
    ) -> GenerateInstrumentalResult:
        from gql.jobs import Job

        use_cases = info.context.use_cases
        request = input.request(use_cases.default_models[JobKind.SONG])
        job = await use_cases.orders.order_instrumental(request, input.idempotency_key)
        return GenerateInstrumentalSuccess(job=Job.of(job, use_cases.clock()))
