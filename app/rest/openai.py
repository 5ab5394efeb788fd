"""`/v1`: images in OpenAI's form, for the programs that know how to ask OpenAI."""

import asyncio
from base64 import b64encode
from collections.abc import Sequence
from typing import Literal

from pydantic import Field
from starlette.responses import Response

from app.rest.declaring import Call
from app.rest.errors import DO_NOT_REPEAT, field_of, headers_of, job_of, status_of
from app.rest.openai_orders import OpenAIOrder
from app.rest.texts import Told
from domain.catalogue import IMAGE_MODELS, ImageModel
from domain.errors import OrderFailed, StudioError
from domain.failures import still_running
from domain.image import Image
from domain.job import Job


class OpenAIImage(Told):
    b64_json: str | None = None
    url: str | None = Field(default=None, description="It does not expire.")
    revised_prompt: str | None = None


class OpenAIImages(Told):
    created: int = Field(description="In seconds since 1970.")
    data: Sequence[OpenAIImage]


class OpenAIModel(Told):
    id: str
    object: Literal["model"] = "model"
    created: int = Field(default=0, description="0: the catalogue does not know.")
    owned_by: Literal["openai"] = "openai"


class OpenAIModels(Told):
    object: Literal["list"] = "list"
    data: Sequence[OpenAIModel]


class OpenAIComplaint(Told):
    message: str
    type: Literal["invalid_request_error", "rate_limit_error", "server_error"]
    param: str | None
    code: str
    hint: str
    job_id: str | None


class OpenAIError(Told):
    error: OpenAIComplaint


def openai_refuse(error: StudioError) -> Response:
    status = status_of(error)
    kind = "server_error" if status >= 500 else "invalid_request_error"
    told = OpenAIError(
        error=OpenAIComplaint(
            message=f"{error.message} {error.hint}",
            type="rate_limit_error" if status == 429 else kind,
            param=field_of(error),
            code=error.code.value.lower(),
            hint=error.hint,
            job_id=job_of(error),
        )
    )
    headers = headers_of(error)
    if status != 429:
        headers |= DO_NOT_REPEAT
    return Response(told.model_dump_json(), status, headers, "application/json")


class OpenAIDesk:
    """`models` are those that may be ordered."""

    def __init__(self, models: Sequence[ImageModel], default_model: str) -> None:
        self._models = models
        self._default = default_model

    async def openai_models(self, call: Call) -> Response:
        """The models that images may be ordered of, the default first."""
        first = sorted(self._models, key=lambda model: model.name != self._default)
        return _answer(OpenAIModels(data=[OpenAIModel(id=model.name) for model in first]))

    async def openai_images(self, call: Call) -> Response:
        """Make images, and wait for them."""
        order: OpenAIOrder = call.body
        request = order.request(self._default)
        attended = await call.use_cases.attendance.image(request, call.key, call.patience)
        if not attended.images:
            raise _too_slow(attended.job, call)
        as_url = order.response_format == "url" or (
            order.response_format is None and not IMAGE_MODELS[request.model].formats
        )
        images = [await _rendered(each, call, as_url=as_url) for each in attended.images]
        created = int(attended.job.created_at.timestamp())
        return _answer(OpenAIImages(created=created, data=images))


async def _rendered(image: Image, call: Call, *, as_url: bool) -> OpenAIImage:
    if as_url:
        url = call.addresses.media(image.file.sha256, image.filename)
        return OpenAIImage(url=url, revised_prompt=image.revised_prompt)
    path = call.media.path(image.file.sha256)
    content = await asyncio.to_thread(path.read_bytes)
    return OpenAIImage(b64_json=b64encode(content).decode(), revised_prompt=image.revised_prompt)


def _too_slow(job: Job, call: Call) -> OrderFailed:
    """OpenAI's form has no answer for what goes on."""
    return OrderFailed(job.id, still_running(call.addresses.task(job.id)))


def _answer(model: Told) -> Response:
    content = model.model_dump_json(exclude_none=True)
    return Response(content, media_type="application/json")
