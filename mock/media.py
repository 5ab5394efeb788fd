"""The files behind result URLs, made when first asked for."""

import asyncio
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from mock.broken_answers import TrickledBody, TruncatedBody
from mock.drawing import Drawing, drawn
from mock.memory import Memory, Picture
from mock.music import write_song
from mock.scenarios import Download, Kind, scenario_in
from mock.songs import Song

IMAGE_URL_SECONDS = 60 * 60
AUDIO_URL_SECONDS = 30 * 24 * 60 * 60
_AUDIO_NAME = re.compile(r"(?P<task>\w+)-(?P<choice>\d)\.(?P<form>mp3|flac|wav)")
_MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".png": "image/png",
}
_STORE_ERROR = '<?xml version="1.0" encoding="utf-8"?><Error><Code>{}</Code></Error>'
_WRONG_PAGE = "<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>"


def _store_error(status: int, code: str) -> Response:
    return Response(_STORE_ERROR.format(code), status, media_type="application/xml")


class Media:
    """Serves `/static/images/{name}` and `/static/audio/{name}` for the tasks in memory."""

    def __init__(self, memory: Memory, trickle_seconds: float, max_files: int = 500) -> None:
        self._memory = memory
        self._trickle_seconds = trickle_seconds
        self._max_files = max_files
        self._folder: Path | None = None
        self._making: dict[str, asyncio.Task[Path]] = {}

    def close(self) -> None:
        """Remove the files made so far."""
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
            return _store_error(404, "BlobNotFound")
        download = scenario_in(picture.prompt, Kind.IMAGE).download
        if download is Download.GONE or time.time() > picture.created_at + IMAGE_URL_SECONDS:
            return _store_error(403, "AuthenticationFailed")
        return await self._served(picture.name, download, lambda path: _paint(path, picture))

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
            return _store_error(404, "NoSuchKey")
        choice = int(found["choice"])
        return await self._served(name, download, lambda path: _compose(path, song, choice))

    async def _served(
        self, name: str, download: Download, make: Callable[[Path], None]
    ) -> Response:
        if download is Download.FAILS_ONCE and self._memory.is_first_download(name):
            return _store_error(503, "ServiceUnavailable")
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

    async def _made(self, name: str, make: Callable[[Path], None]) -> Path:
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

    async def _make(self, name: str, make: Callable[[Path], None]) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="mock-media-"))
        path = self._folder / name
        try:
            await run_in_threadpool(make, path)
        except BaseException:
            del self._making[name]
            raise
        return path


def _paint(path: Path, picture: Picture) -> None:
    drawing = Drawing(picture.prompt, picture.model, picture.width, picture.height, index=0)
    path.write_bytes(drawn(drawing, "png", 100))


def _compose(path: Path, song: Song, choice: int) -> None:
    write_song(path, f"{song.prompt}\n{song.lyrics}", choice, song.audio_seconds)
