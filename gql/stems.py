"""Stems: the voice and the instruments of a song, each alone, made by makeStems."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from domain import media
from gql.context import Info
from gql.errors import Conflict, NotFound, ValidationError
from gql.ids import entity_id
from gql.keys import KEY_DESCRIPTION
from gql.media import MediaFile

if TYPE_CHECKING:
    from gql.jobs import Job

LazyJob = Annotated["Job", strawberry.lazy("gql.jobs")]


@strawberry.type(description="A file in the archive of stems.")
class StemTrack:
    name: str = strawberry.field(description="Its name there, such as vocals.flac.")
    size_bytes: int = strawberry.field(description="Its size in bytes when it is unpacked.")


@strawberry.type(description="The voice and the instruments of a song, each alone.")
class Stems:
    file: MediaFile = strawberry.field(description="A ZIP archive with all of them.")
    tracks: list[StemTrack] = strawberry.field(
        description="What is in it; empty where it was left unopened."
    )
    oddity: str | None = strawberry.field(
        description="Why the archive was left unopened and is kept as it came, such as names in it "
        "that lead out of a folder: take care where you unpack it. Null for all others."
    )

    @classmethod
    def of(cls, file: media.MediaFile, filename: str) -> "Stems":
        return cls(
            file=MediaFile(file=file, filename=filename),
            tracks=[StemTrack(name=each.name, size_bytes=each.size_bytes) for each in file.entries],
            oddity=file.oddity,
        )


@strawberry.input(description="Which song is to be taken apart.")
class MakeStemsInput:
    choice: relay.GlobalID = strawberry.field(description="The global id of the song choice.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=KEY_DESCRIPTION,
    )


@strawberry.type(description="The stems were ordered.")
class MakeStemsSuccess:
    job: LazyJob = strawberry.field(
        description="The job; the earlier one where one is under way for this choice."
    )


MakeStemsResult = Annotated[
    MakeStemsSuccess | ValidationError | NotFound | Conflict,
    strawberry.union("MakeStemsResult", description="The job, or why there is none."),
]


@strawberry.type
class StemsMutation:
    @strawberry.mutation(
        description="Have a song choice taken apart, which is charged. Possible while the provider "
        "has the song, which Mureka keeps for 30 days; a Conflict once its stems are here: "
        "orderAgain for their job has them made anew."
    )
    async def make_stems(
        self,
        info: Info,
        input: Annotated[MakeStemsInput, strawberry.argument(description="Which song choice.")],
    ) -> MakeStemsResult:
        from gql.jobs import Job

        use_cases = info.context.use_cases
        choice_id = entity_id(input.choice, "SongChoice")
        job = await use_cases.orders.order_stems(choice_id, input.idempotency_key)
        return MakeStemsSuccess(job=Job.of(job, use_cases.clock()))
