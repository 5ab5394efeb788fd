"""Extensions: songs that go on where a choice of another song is, made by extendSong."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from domain import song as domain
from domain.catalogue import CHOICES_DEFAULT, EXTENSION_MODEL
from gql.context import Info
from gql.errors import Conflict, NotFound, ValidationError
from gql.ids import entity_id
from gql.keys import KEY_DESCRIPTION

if TYPE_CHECKING:
    from gql.jobs import Job

LazyJob = Annotated["Job", strawberry.lazy("gql.jobs")]


@strawberry.input(description="Which song is to go on, from where, and with which lyrics.")
class ExtendSongInput:
    choice: relay.GlobalID = strawberry.field(
        description="The global id of the song choice that goes on."
    )
    lyrics: str = strawberry.field(description="What is sung from there on.")
    extend_at_ms: int = strawberry.field(
        description="From which moment on, 8,000 to 420,000 milliseconds from the start; later "
        "than the end means the end."
    )
    prompt: str | None = strawberry.field(default=None, description="The style.")
    model: str | None = strawberry.field(
        default=None,
        description="A model of the catalogue that extends songs; the newest one if left out.",
    )
    n: int | None = strawberry.field(
        default=None, description="How many choices, 1 to 3; each is charged. 2 if left out."
    )
    title: str | None = strawberry.field(
        default=None, description="The title; made from that of the extended song if left out."
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=KEY_DESCRIPTION,
    )

    def request(self) -> domain.ExtensionRequest:
        return domain.ExtensionRequest(
            choice_id=entity_id(self.choice, "SongChoice"),
            lyrics=self.lyrics,
            extend_at_ms=self.extend_at_ms,
            prompt=self.prompt,
            model=self.model or EXTENSION_MODEL,
            n=CHOICES_DEFAULT if self.n is None else self.n,
            title=self.title,
        )


@strawberry.type(description="The extension was ordered.")
class ExtendSongSuccess:
    job: LazyJob = strawberry.field(description="The job; follow it with jobEvents.")


ExtendSongResult = Annotated[
    ExtendSongSuccess | ValidationError | NotFound | Conflict,
    strawberry.union("ExtendSongResult", description="The job, or why there is none."),
]


@strawberry.type
class ExtensionMutation:
    @strawberry.mutation(
        description="Order a new song that goes on where a choice of another one is; each choice "
        "of it is charged. Only songs that the provider made for this studio can be extended."
    )
    async def extend_song(
        self,
        info: Info,
        input: Annotated[
            ExtendSongInput, strawberry.argument(description="Which song, and how it goes on.")
        ],
    ) -> ExtendSongResult:
        from gql.jobs import Job

        use_cases = info.context.use_cases
        job = await use_cases.orders.order_extension(input.request(), input.idempotency_key)
        return ExtendSongSuccess(job=Job.of(job, use_cases.clock()))
