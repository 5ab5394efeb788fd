"""Fetching the files of a result from wherever the provider put them."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import httpx

from domain.errors import DownloadFailed
from providers.clients import USER_AGENT
from providers.http import Meaning, TooLarge, answered, chunks_of, translated
from providers.public_addresses import leads_to_public_network

_MOST_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_HEADERS = {"user-agent": USER_AGENT, "accept": "*/*", "accept-encoding": "identity"}
_FREE = "It is fetched again by itself; after the last try, a retry fetches it again, free."


class HttpDownloads:
    """Downloads. `total_timeout` in seconds for all of one file; `allow_private` also fetches from
    this machine and the local network, where a mock provider lives."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        max_bytes: int,
        total_timeout: float,
        allow_private: bool = False,
    ) -> None:
        self._client = client
        self._max_bytes = max_bytes
        self._total_timeout = total_timeout
        self._allow_private = allow_private

    @asynccontextmanager
    async def open(self, url: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        deadline = asyncio.get_running_loop().time() + self._total_timeout
        async with self._arrived(_parsed(url), deadline, _MOST_REDIRECTS) as response:
            _raise_unless_found(response)
            yield self._whole(response, deadline)

    @asynccontextmanager
    async def _arrived(
        self, url: httpx.URL, deadline: float, hops: int
    ) -> AsyncGenerator[httpx.Response]:
        """The answer at the end of the redirects, each of whose addresses is looked at first."""
        await self._raise_unless_allowed(url, deadline)
        # Neither the client's headers nor a name and password in the address go along.
        request = httpx.Request("GET", url, headers=_HEADERS)
        async with answered(
            self._client, request, deadline=deadline, meaning=_unreached(url), auth=httpx.Auth()
        ) as response:
            target = _redirected(url, response)
            if target is None:
                yield response
                return
        if hops == 0:
            raise DownloadFailed(f"{url.host} sent us from address to address.", hint=_FREE)
        async with self._arrived(target, deadline, hops - 1) as response:
            yield response

    async def _raise_unless_allowed(self, url: httpx.URL, deadline: float) -> None:
        port = url.port or _PORTS.get(url.scheme, 0)
        if url.scheme not in _PORTS or not url.host or not 0 < port < 65_536:
            raise _no_address()
        if self._allow_private:
            return
        with translated(_unreached(url)):
            async with asyncio.timeout_at(deadline):
                public = await leads_to_public_network(url.host, port)
        if not public:
            raise DownloadFailed(
                f"The file's address, {url.host}, lies in a private network.",
                hint="Nothing was fetched, since a provider's files come from public addresses. "
                "Report it to the provider; a retry fetches again, free.",
            )

    async def _whole(self, response: httpx.Response, deadline: float) -> AsyncIterator[bytes]:
        """Raises DownloadFailed unless as many bytes came as were announced."""
        expected = response.headers.get("content-length", "")
        encoded = "content-encoding" in response.headers
        size = 0
        async for chunk in chunks_of(
            response, limit=self._max_bytes, deadline=deadline, meaning=_broken(response)
        ):
            size += len(chunk)
            yield chunk
        if expected.isdecimal() and not encoded and size < int(expected):
            raise _broken(response)(OSError("truncated"))


def _parsed(url: str) -> httpx.URL:
    with translated(lambda _: _no_address()):
        return httpx.URL(url)


def _redirected(url: httpx.URL, response: httpx.Response) -> httpx.URL | None:
    location = response.headers.get("location")
    if response.status_code not in _REDIRECTS or not location:
        return None
    with translated(lambda _: _no_address()):
        return url.join(location)


def _raise_unless_found(response: httpx.Response) -> None:
    if response.is_success:
        return
    status, host = response.status_code, response.request.url.host
    gone = status in (403, 404, 410)
    raise DownloadFailed(
        f"{host} answered HTTP {status} instead of the file.",
        hint="Its address may have expired; the provider's own pages may still have the file."
        if gone
        else _FREE,
        http_status=status,
    )


def _no_address() -> DownloadFailed:
    return DownloadFailed(
        "What the provider gave as the file's address is none.",
        hint="Ask the provider for the file; a retry fetches it again, free.",
    )


def _unreached(url: httpx.URL) -> Meaning:
    def meaning(_error: Exception) -> DownloadFailed:
        return DownloadFailed(
            f"{url.host} could not be reached, or did not answer.", hint=_FREE, reachable=False
        )

    return meaning


def _broken(response: httpx.Response) -> Meaning:
    def meaning(error: Exception) -> DownloadFailed:
        match error:
            case TooLarge():
                what = "is too large"
            case TimeoutError():
                what = "took too long"
            case _:
                what = "broke off before its end"
        return DownloadFailed(f"The file from {response.request.url.host} {what}.", hint=_FREE)

    return meaning
