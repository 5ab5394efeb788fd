"""Jobs to submit, and clients that a function answers instead of a network."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import JobKind, Provider
from domain.report import Preview
from domain.requests import Request, StemsRequest
from domain.song import ExtensionRequest, InstrumentalRequest, SongRequest

KEY = "sk-a-long-and-secret-key"
OPENAI_BASE = "https://api.openai.com/v1"
MUREKA_BASE = "https://api.mureka.ai/v1/song"

Handler = Callable[[httpx.Request], httpx.Response]


def image_job(prompt: str = "A red door", model: str = "gpt-image-2", **choices: Any) -> Job:
    request = ImageRequest(prompt=prompt, model=model, **choices)
    return _job(JobKind.IMAGE, Provider.OPENAI, request)


def song_job(lyrics: str = "Morning light", model: str = "auto", **choices: Any) -> Job:
    request = SongRequest(lyrics=lyrics, model=model, **choices)
    return _job(JobKind.SONG, Provider.MUREKA, request)


def instrumental_job(prompt: str | None = "calm piano", **choices: Any) -> Job:
    request = InstrumentalRequest(prompt=prompt, model="auto", **choices)
    return _job(JobKind.INSTRUMENTAL, Provider.MUREKA, request)


def extension_job(provider_song_id: str, lyrics: str = "And on", **choices: Any) -> Job:
    request = ExtensionRequest(
        choice_id=UUID(int=2),
        provider_song_id=provider_song_id,
        lyrics=lyrics,
        extend_at_ms=8_000,
        model="mureka-8",
        **choices,
    )
    return _job(JobKind.EXTENSION, Provider.MUREKA, request)


def stems_job(url: str = "https://cdn.example/0.mp3") -> Job:
    return _job(JobKind.STEMS, Provider.MUREKA, StemsRequest(choice_id=UUID(int=2), url=url))


def _job(kind: JobKind, provider: Provider, request: Request) -> Job:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Job.begin(id=UUID(int=1), kind=kind, provider=provider, request=request, now=now)


async def unseen(preview: Preview) -> None:
    """A Show for requests that ask for no previews."""
    raise AssertionError(f"preview {preview.index} was not asked for")


class Shown:
    """A Show that remembers."""

    def __init__(self) -> None:
        self.previews: list[Preview] = []

    async def __call__(self, preview: Preview) -> None:
        self.previews.append(preview)


def client_to(base_url: str, handler: Handler) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=base_url,
        headers={"authorization": f"Bearer {KEY}"},
        transport=httpx.MockTransport(handler),
    )


def always(response: Callable[[], httpx.Response]) -> Handler:
    return lambda _request: response()


def raising(error: Exception) -> Handler:
    def handler(_request: httpx.Request) -> httpx.Response:
        raise error

    return handler


class Body(httpx.AsyncByteStream):
    """A body that arrives in these chunks, and then breaks if an error is given."""

    def __init__(self, chunks: Sequence[bytes], error: Exception | None = None) -> None:
        self._chunks = chunks
        self._error = error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk
        if self._error:
            raise self._error
