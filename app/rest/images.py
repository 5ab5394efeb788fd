"""`/api/v1/image`: making images and getting them."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field, TypeAdapter
from starlette.responses import Response

from app.media import file_response
from app.rest.addresses import Addresses
from app.rest.computed_types import model as new_model
from app.rest.computed_types import one_of, optional
from app.rest.declaring import Call, json_answer
from app.rest.texts import NOT_BLANK, Moment, Taken, Told
from app.rest.words import STATUS, word_of
from domain.catalogue import FREE_SIZES, ImageModel
from domain.image import Image as DomainImage
from domain.image import ImageRequest
from domain.job import Job


class ImageEntry(Told):
    """An image in a list."""

    id: str
    prompt: str
    filename: str
    local_url: str = Field(description="Where the picture is.")
    created_at: Moment

    @classmethod
    def of(cls, image: DomainImage, addresses: Addresses) -> "ImageEntry":
        return cls(**_entry(image, addresses))


class Image(ImageEntry):
    size: str = Field(description="Width and height in pixels, such as 1024x1024.")

    @classmethod
    def of(cls, image: DomainImage, addresses: Addresses) -> "Image":
        size = f"{image.file.width}x{image.file.height}"
        return cls(**_entry(image, addresses), size=size)


class ImageList(Told):
    images: Sequence[ImageEntry]
    total: int
    limit: int
    offset: int


class ImageAccepted(Told):
    """The image is still being made."""

    task_id: str
    status: STATUS
    message: str
    status_url: str = Field(description="Ask here how it is; the image will be in the answer.")

    @classmethod
    def of(cls, job: Job, addresses: Addresses) -> "ImageAccepted":
        return cls(
            task_id=str(job.id),
            status=word_of(job.state),
            message="The image is still being made.",
            status_url=addresses.task(job.id),
        )


def _entry(image: DomainImage, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": str(image.id),
        "prompt": image.prompt,
        "filename": image.filename,
        "local_url": addresses.image(image.filename),
        "created_at": image.created_at,
    }


def image_order(model: ImageModel) -> TypeAdapter[Any]:
    """What an image may be asked for with, if the server's default model makes it."""
    sizes = (*model.sizes, *FREE_SIZES) if model.free_size else model.sizes
    prompt = Field(
        description="What you want to see.", max_length=model.prompt_limit, pattern=NOT_BLANK
    )
    size = Field(default=None, description="In pixels; the provider's choice if left out.")
    order = new_model(
        "ImageOrder", Taken, prompt=(str, prompt), size=(optional(one_of(sizes)), size)
    )
    return TypeAdapter(order)


class Images:
    """`model` is the one that images are ordered of."""

    def __init__(self, model: str) -> None:
        self._model = model

    async def image_generate(self, call: Call) -> Response:
        """Make an image, and wait for it."""
        order = call.body
        request = ImageRequest(prompt=order.prompt, size=order.size, model=self._model)
        attended = await call.use_cases.attendance.image(request, call.key, call.patience)
        if attended.images:
            return json_answer(Image.of(attended.images[0], call.addresses))
        accepted = ImageAccepted.of(attended.job, call.addresses)
        response = json_answer(accepted, 202)
        response.headers["location"] = accepted.status_url
        return response


async def image_list(call: Call) -> Response:
    """Images, the newest first."""
    listed = await call.use_cases.listing.images(call.query.limit, call.query.offset)
    images = [ImageEntry.of(each, call.addresses) for each in listed.entries]
    return json_answer(
        ImageList(
            images=images, total=listed.total, limit=call.query.limit, offset=call.query.offset
        )
    )


async def image_get(call: Call) -> Response:
    """One image, by its id or by its file's name."""
    image = await call.use_cases.listing.image(call.path["image_id"])
    return json_answer(Image.of(image, call.addresses))


async def image_file(call: Call) -> Response:
    """The picture."""
    name = f"{call.path['stem']}.{call.path['extension']}"
    image = await call.use_cases.listing.image_named(name)
    return file_response(call.request, call.media, image.file, image.filename)
