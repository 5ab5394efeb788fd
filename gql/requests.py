"""What a job was asked for, so that a client can offer to order it again."""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import relay

from domain import image, requests, song
from gql.context import Info
from gql.songs import SongChoice, load_choice


@strawberry.type(
    description="What an image job was asked for, as generateImage takes it. Null leaves the "
    "choice to the provider."
)
class ImageRequest:
    prompt: str = strawberry.field(description="What you wanted to see.")
    model: str = strawberry.field(description="The model that was asked for.")
    n: int = strawberry.field(description="How many images.")
    size: str | None = strawberry.field(description="Such as 1024x1024, in pixels, or auto.")
    quality: str | None = strawberry.field(description="Such as low or high.")
    style: str | None = strawberry.field(description="For models with styles only.")
    output_format: str | None = strawberry.field(description="png, jpeg or webp.")
    output_compression: int | None = strawberry.field(
        description="0 to 100 percent, for jpeg and webp."
    )
    background: str | None = strawberry.field(description="transparent, opaque or auto.")
    moderation: str | None = strawberry.field(description="low or auto.")
    previews: int = strawberry.field(
        description="How many pictures of the unfinished image were to be shown."
    )

    @classmethod
    def of(cls, request: image.ImageRequest) -> "ImageRequest":
        return cls(
            prompt=request.prompt,
            model=request.model,
            n=request.n,
            size=request.size,
            quality=request.quality,
            style=request.style,
            output_format=request.output_format,
            output_compression=request.output_compression,
            background=request.background,
            moderation=request.moderation,
            previews=request.previews,
        )


@strawberry.type(
    description="What a song job was asked for, as generateSong takes it. Null leaves the choice "
    "to the provider."
)
class SongRequest:
    lyrics: str = strawberry.field(description="What is sung.")
    prompt: str | None = strawberry.field(description="The style.")
    model: str = strawberry.field(description="The model that was asked for.")
    n: int = strawberry.field(description="How many choices.")
    title: str | None = strawberry.field(description="The title; the first line where null.")
    gender: str | None = strawberry.field(description="The voice: female or male.")
    reference_id: str | None = strawberry.field(
        description="The provider's id of a reference song."
    )
    vocal_id: str | None = strawberry.field(description="The provider's id of a voice.")
    melody_id: str | None = strawberry.field(description="The provider's id of a melody.")

    @classmethod
    def of(cls, request: song.SongRequest) -> "SongRequest":
        return cls(
            lyrics=request.lyrics,
            prompt=request.prompt,
            model=request.model,
            n=request.n,
            title=request.title,
            gender=request.gender,
            reference_id=request.reference_id,
            vocal_id=request.vocal_id,
            melody_id=request.melody_id,
        )


@strawberry.type(
    description="What an instrumental job was asked for, as generateInstrumental takes it. Null "
    "leaves the choice to the provider."
)
class InstrumentalRequest:
    prompt: str | None = strawberry.field(description="The style.")
    model: str = strawberry.field(description="The model that was asked for.")
    n: int = strawberry.field(description="How many choices.")
    title: str | None = strawberry.field(
        description="The title; the first line of the prompt where null."
    )
    reference_id: str | None = strawberry.field(
        description="The provider's id of an instrumental to be like."
    )

    @classmethod
    def of(cls, request: song.InstrumentalRequest) -> "InstrumentalRequest":
        return cls(
            prompt=request.prompt,
            model=request.model,
            n=request.n,
            title=request.title,
            reference_id=request.reference_id,
        )


@strawberry.type(
    description="What an extension job was asked for, as extendSong takes it: its `choice` is the "
    "`choiceId` here. Null leaves the choice to the provider."
)
class ExtensionRequest:
    lyrics: str = strawberry.field(description="What is sung from there on.")
    extend_at_ms: int = strawberry.field(
        description="From which moment on, in milliseconds from the start."
    )
    prompt: str | None = strawberry.field(description="The style.")
    model: str = strawberry.field(description="The model that was asked for.")
    n: int = strawberry.field(description="How many choices.")
    title: str | None = strawberry.field(
        description="The title; made from that of the extended song where null."
    )
    choice_uuid: strawberry.Private[UUID]

    @strawberry.field(description="The global id of the song choice that goes on.")
    def choice_id(self) -> relay.GlobalID:
        return relay.GlobalID("SongChoice", str(self.choice_uuid))

    @strawberry.field(description="The song choice that goes on; null once its song is purged.")
    async def choice(self, info: Info) -> SongChoice | None:
        return await load_choice(self.choice_uuid, info)

    @classmethod
    def of(cls, request: song.ExtensionRequest) -> "ExtensionRequest":
        return cls(
            choice_uuid=request.choice_id,
            lyrics=request.lyrics,
            extend_at_ms=request.extend_at_ms,
            prompt=request.prompt,
            model=request.model,
            n=request.n,
            title=request.title,
        )


@strawberry.type(
    description="Which song a stems job takes apart, as makeStems takes it: its `choice` is the "
    "`choiceId` here."
)
class StemsRequest:
    choice_uuid: strawberry.Private[UUID]

    @strawberry.field(description="The global id of the song choice.")
    def choice_id(self) -> relay.GlobalID:
        return relay.GlobalID("SongChoice", str(self.choice_uuid))

    @strawberry.field(description="The song choice; null once its song is purged.")
    async def choice(self, info: Info) -> SongChoice | None:
        return await load_choice(self.choice_uuid, info)

    @classmethod
    def of(cls, request: requests.StemsRequest) -> "StemsRequest":
        return cls(choice_uuid=request.choice_id)


OrderRequest = Annotated[
    ImageRequest | SongRequest | InstrumentalRequest | ExtensionRequest | StemsRequest,
    strawberry.union("OrderRequest", description="The parameters of an order, by what it makes."),
]


def request_of(request: requests.Request) -> OrderRequest:
    match request:
        case image.ImageRequest():
            return ImageRequest.of(request)
        case song.SongRequest():
            return SongRequest.of(request)
        case song.InstrumentalRequest():
            return InstrumentalRequest.of(request)
        case song.ExtensionRequest():
            return ExtensionRequest.of(request)
        case requests.StemsRequest():
            return StemsRequest.of(request)
