"""Where httpx ends: the only place that catches its errors and says what each of them means.

A paid POST that surely never left is Busy; one that may have arrived is OutcomeUnknown, whatever
broke afterwards. A free GET that got no usable answer is QueryFailed.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from time import monotonic

import httpx
import structlog

from domain.errors import (
    Busy,
    FailureCode,
    OutcomeUnknown,
    ProviderError,
    QueryFailed,
    Refused,
    StudioError,
)
from providers.json_reader import NotAnObject, Record
from providers.refusals import Refusal, Vendor, refused_get, refused_post

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Meaning = Callable[[Exception], StudioError]

_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    UnicodeError,  # from looking up a host that can be no name
)
_LARGEST_REFUSAL = 64 * 1024
_SHORTEST_KEY = 8


class TooLarge(Exception):
    """The answer is longer than anything that was asked for."""


@contextmanager
def translated(meaning: Meaning) -> Generator[None]:
    """Turn every way in which an exchange can break into the error that it means."""
    try:
        yield
    except (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpx.StreamError,
        OSError,
        UnicodeError,
        TooLarge,
        NotAnObject,
    ) as error:
        raise meaning(error) from error


@asynccontextmanager
async def answered(
    client: httpx.AsyncClient,
    request: httpx.Request,
    *,
    deadline: float,
    meaning: Meaning,
    auth: httpx.Auth | None = None,
) -> AsyncGenerator[httpx.Response]:
    """The answer's beginning; its body is read by `chunks_of`. `deadline` in the loop's time."""
    started = monotonic()
    told = log.bind(host=request.url.host, method=request.method, path=request.url.path)
    with translated(meaning), _telling_of_silence(told, started):
        async with asyncio.timeout_at(deadline):
            response = await client.send(
                request,
                stream=True,
                follow_redirects=False,
                auth=auth or httpx.USE_CLIENT_DEFAULT,
            )
    told.info("provider.answered", status=response.status_code, duration_ms=_since(started))
    try:
        yield response
    finally:
        with suppress(httpx.HTTPError, OSError):
            await response.aclose()


async def chunks_of(
    response: httpx.Response, *, limit: int, deadline: float, meaning: Meaning
) -> AsyncIterator[bytes]:
    """The body, at most `limit` bytes of it; only our own waiting counts as the other side's."""
    chunks = response.aiter_bytes()
    size = 0
    while True:
        with translated(meaning):
            async with asyncio.timeout_at(deadline):
                chunk = await anext(chunks, None)
            size += len(chunk or b"")
            if size > limit:
                raise TooLarge(f"more than {limit} bytes")
        if chunk is None:
            return
        yield chunk


class Answer:
    """A success whose body is still to be read."""

    def __init__(
        self, response: httpx.Response, *, limit: int, deadline: float, meaning: Meaning
    ) -> None:
        self._response = response
        self._limit = limit
        self._deadline = deadline
        self._meaning = meaning

    @property
    def is_event_stream(self) -> bool:
        return "text/event-stream" in self._response.headers.get("content-type", "").lower()

    def chunks(self) -> AsyncIterator[bytes]:
        return chunks_of(
            self._response, limit=self._limit, deadline=self._deadline, meaning=self._meaning
        )

    async def record(self) -> Record:
        body = bytearray()
        async for chunk in self.chunks():
            body += chunk
        with translated(self._meaning):
            return Record.parse(body)


class Wire:
    """One provider's HTTP. `total_s` bounds an exchange from its start to the last byte."""

    def __init__(
        self, client: httpx.AsyncClient, vendor: Vendor, *, limit: int, total_s: float
    ) -> None:
        self._client = client
        self._vendor = vendor
        self._limit = limit
        self._total_s = total_s

    @asynccontextmanager
    async def paid_post(self, path: str, body: Mapping[str, object]) -> AsyncGenerator[Answer]:
        """Raises Refused, Busy, GenerationFailed or OutcomeUnknown; the last also while reading."""
        request = self._client.build_request("POST", path, json=body)
        async with self._exchange(request, self._lost_post, refused_post) as answer:
            yield answer

    async def free_get(self, path: str | httpx.URL) -> Record:
        """Raises Refused, Busy or QueryFailed."""
        request = self._client.build_request("GET", path)
        async with self._exchange(request, self._lost_get, refused_get) as answer:
            return await answer.record()

    @asynccontextmanager
    async def _exchange(
        self,
        request: httpx.Request,
        meaning: Meaning,
        refused: Callable[[Vendor, Refusal], ProviderError],
    ) -> AsyncGenerator[Answer]:
        deadline = asyncio.get_running_loop().time() + self._total_s
        async with answered(self._client, request, deadline=deadline, meaning=meaning) as response:
            if not response.is_success:
                raise refused(self._vendor, await self._refusal(response, deadline, meaning))
            yield Answer(response, limit=self._limit, deadline=deadline, meaning=meaning)

    async def _refusal(
        self, response: httpx.Response, deadline: float, meaning: Meaning
    ) -> Refusal:
        """A refusal is one by its status, even where its body cannot be read."""
        body = b""
        with suppress(ProviderError):
            async for chunk in chunks_of(
                response, limit=_LARGEST_REFUSAL, deadline=deadline, meaning=meaning
            ):
                body += chunk
        return Refusal(response.status_code, response.headers, self._without_key(body))

    def _without_key(self, body: bytes) -> bytes:
        key = self._client.headers.get("authorization", "").removeprefix("Bearer ").encode()
        return body.replace(key, b"[key]") if len(key) >= _SHORTEST_KEY else body

    def _lost_post(self, error: Exception) -> ProviderError:
        name = self._vendor.name
        if isinstance(error, _NEVER_SENT):
            return Busy(
                f"{name} could not be reached; the request was not sent.",
                hint="It waits and is tried again by itself; check your network if it goes on.",
                code=FailureCode.PROVIDER_UNAVAILABLE,
            )
        if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
            return Refused(
                f"The address that is set for {name} is none.",
                hint="Correct it in the settings: it begins with http:// or https://.",
            )
        return OutcomeUnknown(
            f"The request was sent, but {_what_broke(error)}. Nobody knows whether {name} took it.",
            hint=self._vendor.doubt,
        )

    def _lost_get(self, error: Exception) -> QueryFailed:
        reached = not isinstance(error, _NEVER_SENT)
        what = _what_broke(error) if reached else "it could not be reached"
        return QueryFailed(
            f"{self._vendor.name} was asked, but {what}.",
            hint="Nothing to do: it is asked again by itself; check your network if it goes on.",
        )


def _what_broke(error: Exception) -> str:
    match error:
        case httpx.TimeoutException() | TimeoutError():
            return "no full answer came in time"
        case TooLarge():
            return "the answer was too large"
        case NotAnObject():
            return "the answer was not readable"
        case _:
            return "the connection broke before the whole answer was here"


@contextmanager
def _telling_of_silence(told: structlog.stdlib.BoundLogger, started: float) -> Generator[None]:
    try:
        yield
    except (httpx.HTTPError, OSError, UnicodeError) as error:
        told.warning("provider.silent", error=type(error).__name__, duration_ms=_since(started))
        raise


def _since(started: float) -> int:
    return round((monotonic() - started) * 1000)
