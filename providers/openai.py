"""OpenAI Images, and servers that speak like it: `POST {base}/images/generations`.

GPT image models answer base64 and refuse `response_format` and `style`; dall-e-3 knows both, but
neither formats nor streams. Facts as of November 2026, from OpenAI's API reference.
"""

import base64

import httpx
import structlog

from domain.catalogue import IMAGE_MODELS
from domain.errors import FailureCode, GenerationFailed, OutcomeUnknown, StudioError
from domain.image import ImageRequest
from domain.job import Job
from domain.media import Role
from domain.ports.providers import Show
from domain.report import Acceptance, Preview, ProviderReport, ProviderStatus, RemoteFile, Result
from providers.event_stream import events
from providers.json_reader import NotAnObject, Record
from providers.refusals import Complaint, Vendor, failed, meaning
from providers.wire import Answer, Wire

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

OPENAI = Vendor(
    name="OpenAI",
    key="OPENAI_API_KEY",
    doubt="Look at the usage page of your OpenAI account: if nothing was charged there, submit "
    "again; if it was, submitting again is charged twice. Or cancel.",
    forbidden=FailureCode.AUTHORIZATION,
    codes={
        "invalid_api_key": FailureCode.AUTHORIZATION,
        "unsupported_country_region_territory": FailureCode.REGION,
        "moderation_blocked": FailureCode.MODERATION,
        "content_policy_violation": FailureCode.MODERATION,
        "model_not_found": FailureCode.MODEL_UNAVAILABLE,
        "rate_limit_exceeded": FailureCode.RATE_LIMIT,
        "slow_down": FailureCode.RATE_LIMIT,
        "insufficient_quota": FailureCode.QUOTA,
        "billing_hard_limit_reached": FailureCode.QUOTA,
        "credit_balance_exhausted": FailureCode.QUOTA,
        "organization_spend_limit_exceeded": FailureCode.QUOTA,
        "project_spend_limit_exceeded": FailureCode.QUOTA,
        "organization_usage_limit_exceeded": FailureCode.QUOTA,
    },
)

_PATH = "images/generations"
_LARGEST_ANSWER = 384 * 1024 * 1024
"""Ten PNGs of the largest size, in base64, with room to spare."""
_LONGEST_S = 600.0


class OpenAIImages:
    """Generator: the answer to the request is the result."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._wire = Wire(client, OPENAI, limit=_LARGEST_ANSWER, total_s=_LONGEST_S)

    async def submit(self, job: Job, show: Show) -> Acceptance:
        request = job.request
        if not isinstance(request, ImageRequest):
            raise TypeError(f"job {job.id} asks for no image")
        async with self._wire.paid_post(_PATH, _body(request)) as answer:
            if answer.is_event_stream:
                images = await _Stream(answer, request.n, show).images()
            else:
                images = _images(await answer.record())
        report = ProviderReport(
            status=ProviderStatus.SUCCEEDED, word="completed", results=_results(images)
        )
        return Acceptance(report=report)


def _body(request: ImageRequest) -> dict[str, object]:
    chosen: dict[str, object | None] = {
        "model": request.model,
        "prompt": request.prompt,
        "n": request.n,
        "size": request.size,
        "quality": request.quality,
        **(_dall_e(request) if _speaks_dall_e(request.model) else _gpt_image(request)),
    }
    return {name: value for name, value in chosen.items() if value is not None}


def _speaks_dall_e(model: str) -> bool:
    known = IMAGE_MODELS.get(model)
    return bool(known.styles) if known else model.startswith("dall-e")


def _dall_e(request: ImageRequest) -> dict[str, object | None]:
    """An address can be committed before the file is fetched, so a crash between loses nothing."""
    return {"style": request.style, "response_format": "url"}


def _gpt_image(request: ImageRequest) -> dict[str, object | None]:
    streamed = request.previews > 0
    return {
        "output_format": request.output_format,
        "output_compression": request.output_compression,
        "background": request.background,
        "moderation": request.moderation,
        "stream": streamed or None,
        "partial_images": request.previews if streamed else None,
    }


class _Stream:
    """An answer that shows pictures of the unfinished image before it brings the finished one."""

    def __init__(self, answer: Answer, wanted: int, show: Show) -> None:
        self._answer = answer
        self._wanted = wanted
        self._show = show
        self._images: list[Record] = []
        self._shown = 0

    async def images(self) -> list[Record]:
        """Images that came before the stream broke are paid for, and are kept."""
        try:
            await self._read()
        except (OutcomeUnknown, GenerationFailed) as error:
            if not self._images:
                raise
            log.warning("openai.stream_broke", reason=error.message, images=len(self._images))
        if not self._images:
            raise OutcomeUnknown(
                "OpenAI's answer ended without an image. Nobody knows whether one was made.",
                hint=OPENAI.doubt,
            )
        return self._images

    async def _read(self) -> None:
        async for data in events(self._answer.chunks()):
            if data.strip() == b"[DONE]":
                return
            await self._take(data)
            if len(self._images) >= self._wanted:
                return

    async def _take(self, data: bytes) -> None:
        try:
            event = Record.parse(data)
        except NotAnObject:
            log.warning("openai.event_unreadable", size=len(data))
            return
        _raise_if_failed(event)
        kind = event.text("type") or ""
        if kind.endswith(".partial_image"):
            await self._preview(event)
        elif kind.endswith(".completed"):
            self._images.append(event)

    async def _preview(self, event: Record) -> None:
        content = _decoded(event)
        index = event.whole("partial_image_index", least=0, most=1_000)
        if content is None:
            return
        try:
            await self._show(
                Preview(index=self._shown if index is None else index, content=content)
            )
        except StudioError as error:
            # The image itself is paid for: a preview that nobody could take must not lose it.
            log.warning("openai.preview_lost", reason=error.message)
        self._shown += 1


def _raise_if_failed(answer: Record) -> None:
    """A success by its status may still say that it failed; by then it may have been charged."""
    complaint = Complaint.of(answer)
    if complaint:
        code = meaning(OPENAI, 500, complaint)
        known = code is not FailureCode.PROVIDER_UNAVAILABLE
        raise failed(
            OPENAI, f"OpenAI began, then said: {complaint.reason}", code=code if known else None
        )
    if answer.text("type") == "error":
        raise OutcomeUnknown(
            "OpenAI broke off without a reason. Nobody knows whether an image was made.",
            hint=OPENAI.doubt,
        )


def _images(answer: Record) -> list[Record]:
    _raise_if_failed(answer)
    if not answer.has_list("data"):
        raise OutcomeUnknown(
            "OpenAI's answer holds no list of images. Nobody knows whether any was made.",
            hint=OPENAI.doubt,
        )
    return list(answer.records("data"))


def _results(images: list[Record]) -> tuple[Result, ...]:
    """Raises GenerationFailed if files were sent, and none of them can be decoded."""
    read = [(index, image, _file(image)) for index, image in enumerate(images)]
    results = tuple(
        Result(index=index, files=(file,), revised_prompt=image.text("revised_prompt"))
        for index, image, file in read
        if file
    )
    if not results and any(image.encoded("b64_json") for image in images):
        raise failed(
            OPENAI,
            "OpenAI sent an image that is no valid base64: probably charged, and lost.",
            code=FailureCode.FILE_REJECTED,
        )
    return results


def _file(image: Record) -> RemoteFile | None:
    content = _decoded(image)
    if content:
        return RemoteFile(role=Role.IMAGE, content=content)
    url = image.text("url")
    return RemoteFile(role=Role.IMAGE, url=url) if url else None


def _decoded(image: Record) -> bytes | None:
    encoded = image.encoded("b64_json")
    if encoded is None:
        return None
    try:
        return base64.b64decode("".join(encoded.split()), validate=True) or None
    except ValueError:
        return None
