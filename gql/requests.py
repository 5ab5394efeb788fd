"""What a job was asked for, so that a client can offer to order it again."""

from typing import Annotated

import strawberry

from domain import image, song


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


OrderRequest = Annotated[
    ImageRequest | SongRequest,
    strawberry.union("OrderRequest", description="The parameters of an order, by what it makes."),
]


def request_of(request: image.ImageRequest | song.SongRequest) -> ImageRequest | SongRequest:
    if isinstance(request, image.ImageRequest):
        return ImageRequest.of(request)
    return SongRequest.of(request)
