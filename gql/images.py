"""Images: made by generateImage, listed newest first."""

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry import relay

from domain import image as domain
from domain.catalogue import IMAGES_DEFAULT
from domain.job_state import JobKind
from domain.library import ItemFilter, ItemKind
from domain.media import GREY
from gql.context import Info
from gql.downloads import image_download_url, image_record_url
from gql.errors import Conflict, ValidationError
from gql.ids import entity_id
from gql.keys import KEY_DESCRIPTION
from gql.library import (
    Facets,
    Filter,
    LibraryItem,
    OrderBy,
    count,
    facets_of,
    listed,
    order_by,
    wanted_by,
)
from gql.media import MediaFile, Thumbnails
from gql.paging import After, Before, First, Last, page_of

if TYPE_CHECKING:
    from gql.jobs import Job

LazyJob = Annotated["Job", strawberry.lazy("gql.jobs")]


@strawberry.type(description="A finished image; its file is ours.")
class Image(LibraryItem):
    id: relay.NodeID[UUID]
    item: strawberry.Private[domain.Image]  # pyright: ignore[reportIncompatibleVariableOverride]

    @strawberry.field(description="What was asked for.")
    def prompt(self) -> str:
        return self.item.prompt

    @strawberry.field(description="What the provider made of the prompt, where it says so.")
    def revised_prompt(self) -> str | None:
        return self.item.revised_prompt

    @strawberry.field(description="Its place among the images of its job, from 0.")
    def index(self) -> int:
        return self.item.index

    @strawberry.field(description="The picture.")
    def file(self) -> MediaFile:
        return MediaFile(file=self.item.file, filename=self.item.filename)

    @strawberry.field(
        description="Its mean colour as CSS writes it, such as #7a8b9c, to be shown until the "
        "picture is there; a grey while it is not known of an image of an older version."
    )
    def placeholder(self) -> str:
        return self.item.file.colour or GREY

    @strawberry.field(description="Smaller pictures of it, for lists.")
    def thumbnails(self) -> Thumbnails:
        return Thumbnails.of(self.item.file)

    @strawberry.field(
        description="Where to take it along, from this server's root: a copy that bears title, "
        "prompt, model and date, under a readable name. Its pixels are those of `file`."
    )
    def download_url(self) -> str:
        return image_download_url(self.item)

    @strawberry.field(
        description="Where everything that is known of it is told as JSON, from this server's root."
    )
    def record_url(self) -> str:
        return image_record_url(self.item)

    @classmethod
    def of(cls, image: domain.Image) -> "Image":
        return cls(id=image.id, item=image)

    @classmethod
    async def resolve_node(cls, node_id: str, *, info: Any, required: bool = False) -> "Image":
        image_id = entity_id(relay.GlobalID("Image", node_id), "Image")
        return cls.of(await info.context.use_cases.library.image(image_id))


@strawberry.type(description="A page of images.")
class ImageConnection(relay.Connection[Image]):
    wanted: strawberry.Private[ItemFilter] = ItemFilter()

    @strawberry.field(description="How many images fulfil the filter.")
    async def total_count(self, info: Info) -> int:
        return await count(info, self.wanted, ItemKind.IMAGE)

    @strawberry.field(description="How many images there are with each value.")
    async def facets(self, info: Info) -> Facets:
        return await facets_of(info, ItemKind.IMAGE, self.wanted)


@strawberry.input(
    description="What the image should be. Which values a model takes is in `models`; "
    "leave out what the provider may choose."
)
class ImageRequestInput:
    prompt: str = strawberry.field(description="What you want to see.")
    model: str | None = strawberry.field(
        default=None, description="A model of the catalogue; the server's default if left out."
    )
    n: int | None = strawberry.field(
        default=None, description="How many images; each is charged. 1 if left out."
    )
    size: str | None = strawberry.field(
        default=None, description="Such as 1024x1024, in pixels, or auto."
    )
    quality: str | None = strawberry.field(default=None, description="Such as low or high.")
    style: str | None = strawberry.field(default=None, description="For models with styles only.")
    output_format: str | None = strawberry.field(default=None, description="png, jpeg or webp.")
    output_compression: int | None = strawberry.field(
        default=None, description="0 to 100 percent, for jpeg and webp."
    )
    background: str | None = strawberry.field(
        default=None, description="transparent, opaque or auto."
    )
    moderation: str | None = strawberry.field(default=None, description="low or auto.")
    previews: int | None = strawberry.field(
        default=None,
        description="How many pictures of the unfinished image to show; the provider may charge "
        "a little for each. None if left out.",
    )

    def request(self, default_model: str) -> domain.ImageRequest:
        return domain.ImageRequest(
            prompt=self.prompt,
            model=self.model or default_model,
            n=IMAGES_DEFAULT if self.n is None else self.n,
            size=self.size,
            quality=self.quality,
            style=self.style,
            output_format=self.output_format,
            output_compression=self.output_compression,
            background=self.background,
            moderation=self.moderation,
            previews=self.previews or 0,
        )


@strawberry.input(
    description="What the image should be. Which values a model takes is in `models`; "
    "leave out what the provider may choose."
)
class GenerateImageInput(ImageRequestInput):
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=KEY_DESCRIPTION,
    )


@strawberry.type(description="The image was ordered.")
class GenerateImageSuccess:
    job: LazyJob = strawberry.field(description="The job; follow it with jobEvents.")


GenerateImageResult = Annotated[
    GenerateImageSuccess | ValidationError | Conflict,
    strawberry.union("GenerateImageResult", description="The job, or why there is none."),
]


@strawberry.type
class ImageQuery:
    @strawberry.field(description="One image; null with the error NOT_FOUND if there is none.")
    async def image(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, strawberry.argument(description="Its global id.")],
    ) -> Image | None:
        return Image.of(await info.context.use_cases.library.image(entity_id(id, "Image")))

    @strawberry.field(description="Images, the newest first.")
    async def images(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order: OrderBy = None,
    ) -> ImageConnection:
        wanted, page = wanted_by(filter), page_of(first, after, last, before, order_by(order))
        images = await info.context.use_cases.library.images(page, wanted)
        return listed(ImageConnection, images, Image.of, page, wanted)


@strawberry.type
class ImageMutation:
    @strawberry.mutation(description="Order one or more images; each image is charged.")
    async def generate_image(
        self,
        info: Info,
        input: Annotated[
            GenerateImageInput, strawberry.argument(description="What the image should be.")
        ],
    ) -> GenerateImageResult:
        from gql.jobs import Job

        use_cases = info.context.use_cases
        request = input.request(use_cases.default_models[JobKind.IMAGE])
        job = await use_cases.orders.order_image(request, input.idempotency_key)
        return GenerateImageSuccess(job=Job.of(job, use_cases.clock()))
