"""One provider's requests and answers, as its adapter sees them: records in, domain errors out."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial

import httpx

from domain.errors import ProviderError
from providers.http import Meaning, answered, chunks_of, lost_get, lost_post, translated
from providers.json_reader import Record
from providers.refusals import Refusal, Vendor, refused_get, refused_post

LARGEST_REFUSAL = 64 * 1024
_SHORTEST_KEY = 8
"""A shorter one is nobody's secret, and could be part of any word."""


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
    """One provider's HTTP. `total_s` bounds an exchange from its start to the last byte,
    `silence_s` the wait for the next of them, where that is another than the client's."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        vendor: Vendor,
        *,
        limit: int,
        total_s: float,
        silence_s: float | None = None,
    ) -> None:
        self._client = client
        self._timeout = client.timeout
        if silence_s is not None:
            self._timeout = httpx.Timeout(**{**client.timeout.as_dict(), "read": silence_s})
        self._vendor = vendor
        self._limit = limit
        self._total_s = total_s

    @asynccontextmanager
    async def paid_post(self, path: str, body: Mapping[str, object]) -> AsyncGenerator[Answer]:
        """Raises Refused, Busy, GenerationFailed or OutcomeUnknown; the last also while reading."""
        request = self._client.build_request("POST", path, json=body, timeout=self._timeout)
        async with self._exchange(request, lost_post, refused_post) as answer:
            yield answer

    async def free_get(self, path: str) -> Record:
        """Raises Refused, Busy or QueryFailed."""
        request = self._client.build_request("GET", path)
        async with self._exchange(request, lost_get, refused_get) as answer:
            return await answer.record()

    @asynccontextmanager
    async def _exchange(
        self,
        request: httpx.Request,
        lost: Callable[[Vendor, Exception], ProviderError],
        refused: Callable[[Vendor, Refusal], ProviderError],
    ) -> AsyncGenerator[Answer]:
        meaning = partial(lost, self._vendor)
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
                response, limit=LARGEST_REFUSAL, deadline=deadline, meaning=meaning
            ):
                body += chunk
        key = self._client.headers.get("authorization", "").removeprefix("Bearer ")
        return Refusal(response.status_code, response.headers, without_key(body, key))


def without_key(body: bytes, key: str) -> bytes:
    """Some services quote the key that they refuse."""
    return body.replace(key.encode(), b"[key]") if len(key) >= _SHORTEST_KEY else body
