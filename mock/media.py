"""The files behind result URLs, made when first asked for."""

import asyncio
import re
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from mock.broken_answers import TrickledBody, TruncatedBody
from mock.drawing import Drawing, drawn
from mock.memory import Memory, Picture
from mock.music import Piece, write_song, write_stems
from mock.outcomes import Download, Kind
from mock.refusals import store_error
from mock.scenarios import scenario_in
from mock.workshop import Workshop

IMAGE_URL_SECONDS = 60 * 60
AUDIO_URL_SECONDS = 30 * 24 * 60 * 60
_AUDIO_NAME = re.compile(r"(?P<task>\w+)-(?P<choice>\d)\.(?P<form>mp3|flac|wav)")
_MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".png": "image/png",
    ".zip": "application/zip",
}
Make = Callable[[Path], Awaitable[None]]
_WRONG_PAGE = "<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>"


class Media:
    """Serves `/static/images`, `/static/audio` and `/static/stems` for the tasks in memory."""

    def __init__(self, memory: Memory, trickle_seconds: float, max_files: int = 500) -> None:
        self._memory = memory
        self._trickle_seconds = trickle_seconds
        self._max_files = max_files
        self._folder: Path | None = None
        self._making: dict[str, asyncio.Task[Path]] = {}
        self._workshop = Workshop()

    def close(self) -> None:
        """Remove the files made so far."""
        self._workshop.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def files(self) -> set[str]:
        """The names of the files made so far and still kept."""
        if self._folder is None or not self._folder.exists():
            return set()
        return {path.name for path in self._folder.iterdir()}

    async def image(self, request: Request) -> Response:
        """An image by URL, for an hour; then 403, as the vendor's blob store answers."""
        picture = self._memory.pictures.get(request.path_params["name"])
        if picture is None:
            return store_error(404, "BlobNotFound")
        download = scenario_in(picture.prompt, Kind.IMAGE).download
        if download is Download.GONE or time.time() > picture.created_at + IMAGE_URL_SECONDS:
            return store_error(403, "AuthenticationFailed")
        return await self._served(
            picture.name, download, lambda path: run_in_threadpool(_paint, path, picture)
        )

    async def audio(self, request: Request) -> Response:
        """A song file by URL, for thirty days; it exists from the moment the song is done."""
        name: str = request.path_params["name"]
        found = _AUDIO_NAME.fullmatch(name)
        song = self._memory.songs.get(found["task"]) if found else None
        if found is None or song is None or int(found["choice"]) >= song.n:
            return PlainTextResponse("404 page not found", 404)
        download, now = song.scenario.download, time.time()
        early = not (song.is_finished(now) or song.status(now) == "streaming")
        if early or download is Download.GONE or now > song.finished_at + AUDIO_URL_SECONDS:
            return store_error(404, "NoSuchKey")
        piece = song.piece(int(found["choice"]))
        return await self._served(
            name, download, lambda path: self._workshop.run(partial(write_song, path, piece))
        )

    async def stems(self, request: Request) -> Response:
        """A ZIP of stems by URL, for thirty days."""
        stems = self._memory.stems.get(request.path_params["name"])
        if stems is None:
            return PlainTextResponse("404 page not found", 404)
        download = scenario_in(stems.steered_by, Kind.SONG).download
        if download is Download.GONE or time.time() > stems.created_at + AUDIO_URL_SECONDS:
            return store_error(404, "NoSuchKey")
        piece = Piece(stems.style, stems.lyrics, stems.choice, stems.seconds)
        return await self._served(
            stems.name, download, lambda path: self._workshop.run(partial(write_stems, path, piece))
        )

    async def _served(self, name: str, download: Download, make: Make) -> Response:
        if download is Download.FAILS_ONCE and self._memory.is_first_download(name):
            return store_error(503, "ServiceUnavailable")
        if download is Download.HTML:
            return HTMLResponse(_WRONG_PAGE)
        path = await self._made(name, make)
        kind = _MEDIA_TYPES[path.suffix]
        if download is Download.TRUNCATED:
            return TruncatedBody(await run_in_threadpool(path.read_bytes), media_type=kind)
        if download is Download.SLOW:
            content = await run_in_threadpool(path.read_bytes)
            return TrickledBody(content, seconds=self._trickle_seconds, media_type=kind)
        return FileResponse(path, media_type=kind)

    async def _made(self, name: str, make: Make) -> Path:
        """The file, made once even if asked for by many at the same time."""
        if name not in self._making:
            self._making[name] = asyncio.create_task(self._make(name, make))
            self._forget_old_files()
        return await asyncio.shield(self._making[name])

    def _forget_old_files(self) -> None:
        """Keep the temporary folder small; a file that is asked for again is made again."""
        for name in list(self._making)[: -self._max_files]:
            if self._folder is not None and self._making[name].done():
                del self._making[name]
                (self._folder / name).unlink(missing_ok=True)

    async def _make(self, name: str, make: Make) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="mock-media-"))
        path = self._folder / name
        try:
            await make(path)
        except BaseException:
            del self._making[name]
            raise
        return path


def _paint(path: Path, picture: Picture) -> None:
    drawing = Drawing(picture.prompt, picture.model, picture.width, picture.height, index=0)
    path.write_bytes(drawn(drawing, "png", 100))
