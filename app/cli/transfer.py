"""Files from the studio and to it, many over few connections; the server's own words on failure."""

import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from app.cli.client import Fields, Refused, StudioClient, Unreachable

_BLOCK_BYTES = 1 << 20
_NOT_OURS = "The server answers {status} without a word of the studio."


class Transfer:
    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def fetch(self, url: str) -> bytes:
        """Raises Unreachable, Refused; so does everything here."""
        async with self._sent("GET", url) as response:
            return await response.aread()

    async def save(self, url: str, partial: Path) -> str:
        """Write what is there to a file, from its beginning; answers its hash. Raises OSError."""
        digest = hashlib.sha256()
        async with self._sent("GET", url) as response:
            with partial.open("wb") as file:
                async for block in response.aiter_bytes(_BLOCK_BYTES):
                    digest.update(block)
                    file.write(block)
        return digest.hexdigest()

    async def has(self, sha256: str) -> bool:
        try:
            async with self._sent("HEAD", f"/media/{sha256}/file"):
                return True
        except Refused:
            return False

    async def send_file(self, path: Path, role: str) -> None:
        headers = {"content-type": "application/octet-stream"}
        url = f"/import/file?role={role}"
        async with self._sent("POST", url, content=_blocks(path), headers=headers):
            pass

    async def send_record(self, record: bytes, *, trial: bool) -> Fields:
        headers = {"content-type": "application/json"}
        url = "/import/item?trial" if trial else "/import/item"
        async with self._sent("POST", url, content=record, headers=headers) as response:
            await response.aread()
            return response.json()

    @asynccontextmanager
    async def _sent(self, method: str, url: str, **options: Any) -> AsyncGenerator[httpx.Response]:
        try:
            async with self._http.stream(method, url, **options) as response:
                if response.is_error:
                    await response.aread()
                    raise _refusal(response)
                yield response
        except httpx.HTTPError as error:
            raise Unreachable(f"The studio does not answer any more: {_reason(error)}.") from error


@asynccontextmanager
async def transfer(client: StudioClient) -> AsyncGenerator[Transfer]:
    async with client.session() as http:
        yield Transfer(http)


def name_in(url: str) -> str:
    """The name that an address ends with, and never a way out of the folder that it goes to."""
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    name = name.replace("/", "_").replace("\\", "_").replace("\x00", "_")
    return "file" if name in ("", ".", "..") else name


def _refusal(response: httpx.Response) -> Refused:
    try:
        told: Mapping[str, Any] = response.json()
        return Refused(told["error"], told["message"], told.get("hint") or "")
    except (ValueError, KeyError, TypeError):
        return Refused("ERROR", _NOT_OURS.format(status=response.status_code))


def _reason(error: httpx.HTTPError) -> str:
    return str(error).rstrip(".") or type(error).__name__


async def _blocks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            yield block
