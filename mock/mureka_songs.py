"""Mureka's tasks: songs, instrumentals and extensions, and the seed's dialect of songs."""

import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.admission import Refused, admitted, bad_request, check_token, parsed
from mock.broken_answers import delivered
from mock.mureka_errors import mureka_error, too_many_songs
from mock.mureka_requests import (
    SongRequest,
    extension_request,
    instrumental_request,
    song_request,
)
from mock.prices import price_of_song
from mock.recorder import Intake
from mock.settings import Settings
from mock.song_answers import queried, seed_queried, submitted
from mock.songs import Song, seconds_in

_INDEX_DIGITS = 1
"""A choice's id is its song's id and its index."""


class MurekaSongs:
    """One account, whoever asks: any token sees all songs."""

    def __init__(self, intake: Intake, settings: Settings) -> None:
        self._intake = intake
        self._memory = intake.memory
        self._settings = settings

    async def generate(self, request: Request) -> Response:
        """`POST /v1/song/generate`."""
        return await self._started(request, await parsed(request, song_request), submitted)

    async def extend(self, request: Request) -> Response:
        """`POST /v1/song/extend`: a song that goes on where another is, from `extend_at` on."""
        asked = await parsed(request, extension_request)
        return await self._started(request, asked, submitted, self._kept_seconds(asked))

    async def generate_instrumental(self, request: Request) -> Response:
        """`POST /v1/instrumental/generate`; the prompt steers."""
        asked = await parsed(request, instrumental_request)
        return await self._started(request, asked, submitted)

    async def seed_generate(self, request: Request) -> Response:
        """`POST /generate`, the seed's dialect."""
        asked = await parsed(request, lambda values: song_request(values, any_model=True))
        return await self._started(
            request, asked, lambda song: {"id": song.id, "status": "queued"}, prefix="mock_job_"
        )

    def _kept_seconds(self, asked: SongRequest) -> int:
        """How much of the extended song stays; raises `Refused` if nobody knows that song."""
        if asked.extended_upload is not None:
            if asked.extended_upload not in self._memory.uploads:
                raise bad_request("upload_audio_id not found")
            return asked.extend_at // 1000
        song = self._memory.songs.get((asked.extended_song or "")[:-_INDEX_DIGITS])
        if song is None or not song.is_finished(time.time()):
            raise bad_request("song_id not found")
        return min(asked.extend_at // 1000, song.audio_seconds)

    async def _started(
        self,
        request: Request,
        asked: SongRequest,
        render: Callable[[Song], dict[str, object]],
        kept_seconds: int = 0,
        prefix: str = "",
    ) -> Response:
        scenario = admitted(self._intake, request, asked.lyrics or asked.prompt)
        if self._memory.unfinished_songs(time.time()) >= self._settings.concurrency:
            raise Refused(too_many_songs(self._settings.concurrency))
        song = await self._accepted(request, asked, prefix, kept_seconds)
        return delivered(scenario.answer, JSONResponse(render(song)))

    async def _accepted(
        self, request: Request, asked: SongRequest, prefix: str, kept_seconds: int
    ) -> Song:
        seconds = seconds_in(asked.prompt)
        audio = self._settings.audio_seconds if seconds is None else max(1, seconds)
        price = asked.n * price_of_song(asked.model)
        song = Song(
            id=self._intake.accept(request, prefix, price=price),
            created_at=time.time(),
            model=asked.model,
            prompt=asked.prompt,
            lyrics=asked.lyrics,
            n=asked.n,
            seconds=self._settings.song_seconds if seconds is None else seconds,
            audio_seconds=kept_seconds + audio,
            stream=asked.stream,
            instrumental=not asked.lyrics,
        )
        self._memory.add_song(song)
        await self._intake.save()
        return song

    async def query(self, request: Request) -> Response:
        """`GET /v1/song/query/{id}`; 400 for a song that this account never asked for."""
        return self._shown(request, queried, instrumental=False)

    async def query_instrumental(self, request: Request) -> Response:
        """`GET /v1/instrumental/query/{id}`."""
        return self._shown(request, queried, instrumental=True)

    async def seed_query(self, request: Request) -> Response:
        """`GET /query/{id}`, the seed's dialect."""
        return self._shown(request, seed_queried, instrumental=False, unknown_status=404)

    def _shown(
        self,
        request: Request,
        render: Callable[[Song, float, str], dict[str, object]],
        *,
        instrumental: bool,
        unknown_status: int = 400,
    ) -> Response:
        check_token(request)
        song = self._memory.songs.get(request.path_params["id"])
        if song is None or song.instrumental is not instrumental:
            return mureka_error(unknown_status, "Invalid Request: task not found")
        return JSONResponse(render(song, time.time(), str(request.base_url)))
