"""What `POST /v1/images/generations` answers when it succeeds: JSON, or server-sent events."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Mapping
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response, StreamingResponse

from mock.broken_answers import delivered
from mock.drawing import Drawing, drawn, partial_blurs
from mock.image_requests import ImageRequest
from mock.openai_errors import broken_event
from mock.outcomes import Answer

_TOKENS_PER_MEGAPIXEL = {"low": 260, "medium": 1_010, "high": 3_970, "xhigh": 6_000, "max": 8_000}
_NO_BASE64 = "!!! this is no base64 !!!"
_PAUSE_SECONDS = 0.05
"""Between streamed events, so that they arrive one by one."""

_drawn_once = lru_cache(maxsize=32)(drawn)


def url_answer(asked: ImageRequest, url: str, answer: Answer, created: int) -> Response:
    """dall-e-3's answer with a URL."""
    data = [{"url": url, "revised_prompt": asked.prompt}]
    return delivered(answer, JSONResponse({"created": created, "data": data}))


async def base64_answer(asked: ImageRequest, answer: Answer, created: int) -> Response:
    """The images themselves, with usage where a GPT image model drew them."""
    images = [await _base64(asked, answer, index) for index in range(asked.n)]
    if not asked.is_gpt:
        data = [{"b64_json": image, "revised_prompt": asked.prompt} for image in images]
        return delivered(answer, JSONResponse({"created": created, "data": data}))
    data = [{"b64_json": image} for image in images]
    body = {"created": created, **_look(asked), "data": data, "usage": _usage(asked)}
    return delivered(answer, JSONResponse(body))


async def streamed_answer(asked: ImageRequest, answer: Answer, created: int) -> Response:
    """Server-sent events: for each image its partial images, then the completed one."""
    events: list[bytes] = []
    for index in range(asked.n):
        for number, blur in enumerate(partial_blurs(asked.partial_images)):
            partial = {"partial_image_index": number}
            image = await _base64(asked, answer, index, blur)
            events.append(_event("partial_image", asked, image, created, partial))
        if answer is Answer.BROKEN_STREAM:
            events.append(broken_event())
            break
        image = await _base64(asked, answer, index)
        events.append(_event("completed", asked, image, created, {"usage": _usage(asked)}))
    if answer is Answer.TRUNCATED:
        return delivered(answer, Response(b"".join(events), media_type="text/event-stream"))
    return delivered(answer, StreamingResponse(_paced(events), media_type="text/event-stream"))


async def _paced(events: list[bytes]) -> AsyncIterator[bytes]:
    for event in events:
        yield event
        await asyncio.sleep(_PAUSE_SECONDS)


def _event(
    name: str, asked: ImageRequest, image: str, created: int, more: Mapping[str, object]
) -> bytes:
    kind = f"image_generation.{name}"
    body = {"type": kind, "b64_json": image, "created_at": created, **_look(asked), **more}
    return f"event: {kind}\ndata: {json.dumps(body)}\n\n".encode()


async def _base64(asked: ImageRequest, answer: Answer, index: int, blur: int = 0) -> str:
    if answer is Answer.BAD_BASE64:
        return _NO_BASE64
    drawing = Drawing(
        asked.prompt,
        asked.model,
        asked.width,
        asked.height,
        index,
        transparent=asked.background == "transparent",
        blur=blur,
    )
    image = await run_in_threadpool(_drawn_once, drawing, asked.output_format, asked.compression)
    return base64.b64encode(image).decode()


def _look(asked: ImageRequest) -> dict[str, object]:
    return {
        "background": asked.background,
        "output_format": asked.output_format,
        "quality": asked.quality,
        "size": asked.size,
    }


def _usage(asked: ImageRequest) -> dict[str, object]:
    megapixels = asked.width * asked.height / 1024 / 1024
    text_tokens = len(asked.prompt) // 4 + 1
    output_tokens = int(asked.n * megapixels * _TOKENS_PER_MEGAPIXEL[asked.quality])
    return {
        "input_tokens": text_tokens,
        "output_tokens": output_tokens,
        "total_tokens": text_tokens + output_tokens,
        "input_tokens_details": {"text_tokens": text_tokens, "image_tokens": 0},
    }
