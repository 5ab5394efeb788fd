"""The free questions about running songs, asked with aiohttp: thousands of songs may be running.

Never for a paid request: after a failure nobody could say as surely as with httpx whether it had
been sent.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from time import monotonic

import aiohttp
import structlog
from yarl import URL

from domain.errors import ProviderError
from providers.http import TooLarge, lost_get, translated
from providers.json_reader import Record
from providers.refusals import Refusal, Vendor, refused_get
from providers.wire import LARGEST_REFUSAL, without_key

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Questions:
    """One provider's. How long they may take is the session's business."""

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, vendor: Vendor, *, limit: int
    ) -> None:
        self._session = session
        self._base_url = f"{base_url.rstrip('/')}/"
        self._vendor = vendor
        self._limit = limit
        self._meaning = partial(lost_get, vendor)
        self._key = session.headers.get("authorization", "").removeprefix("Bearer ")

    async def free_get(self, path: str) -> Record:
        """`path` as it stands in an address, quoted, or a whole address. Raises Refused, Busy or
        QueryFailed."""
        began = monotonic()
        try:
            with translated(self._meaning):
                # Quoted already; what the library would quote again, it also looks through.
                whole = path if "://" in path else self._base_url + path
                url = URL(whole, encoded=True)
                async with self._session.get(url, allow_redirects=False) as answer:
                    return await self._read(answer)
        except ProviderError as error:
            took = round((monotonic() - began) * 1000)
            told = {"status": error.http_status, "duration_ms": took, "path": path}
            log.warning("provider.no_report", vendor=self._vendor.name, **told)
            raise

    async def _read(self, answer: aiohttp.ClientResponse) -> Record:
        if 200 <= answer.status < 300:
            return Record.parse(await _body(answer, self._limit))
        body = b""
        # A refusal is one by its status, even where its body cannot be read.
        with suppress(aiohttp.ClientError, OSError, TooLarge):
            body = await _body(answer, LARGEST_REFUSAL)
        headers: Mapping[str, str] = answer.headers
        raise refused_get(
            self._vendor, Refusal(answer.status, headers, without_key(body, self._key))
        )


async def _body(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in answer.content.iter_any():
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"more than {limit} bytes")
        chunks.append(chunk)
    return b"".join(chunks)
