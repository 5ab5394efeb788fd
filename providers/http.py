"""Where httpx and aiohttp end: the only place that turns their errors into what each of them means.

A paid POST that surely never left is Busy; one that may have arrived is OutcomeUnknown, whatever
broke afterwards. A free GET that got no usable answer is QueryFailed.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from time import monotonic

import aiohttp
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
from providers.json_reader import NotAnObject
from providers.refusals import Vendor

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Meaning = Callable[[Exception], StudioError]

_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    UnicodeError,  # from looking up a host that can be no name
)


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
        aiohttp.ClientError,
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


def lost_post(vendor: Vendor, error: Exception) -> ProviderError:
    """What it means that a paid request broke with this error."""
    if isinstance(error, _NEVER_SENT):
        return Busy(
            f"{vendor.name} could not be reached; the request was not sent.",
            hint="It waits and is tried again by itself; check your network if it goes on.",
            code=FailureCode.PROVIDER_UNAVAILABLE,
        )
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
        return Refused(
            f"The address that is set for {vendor.name} is none.",
            hint="Correct it in the settings: it begins with http:// or https://.",
        )
    return OutcomeUnknown(
        f"The request was sent, but {_what_broke(error)}. "
        f"Nobody knows whether {vendor.name} took it.",
        hint=vendor.doubt,
    )


def lost_get(vendor: Vendor, error: Exception) -> QueryFailed:
    """What it means that a free question broke with this error."""
    reached = not isinstance(error, _NEVER_SENT)
    what = _what_broke(error) if reached else "it could not be reached"
    return QueryFailed(
        f"{vendor.name} was asked, but {what}.",
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
