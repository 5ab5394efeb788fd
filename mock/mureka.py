"""Mureka's endpoints for songs, lyrics and the account, and the seed's two for songs."""

import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.bodies import MalformedBody, json_object
from mock.broken_answers import delivered
from mock.lyrics_writing import written_lyrics
from mock.mureka_errors import (
    invalid_authentication,
    mureka_error,
    refused_by_mureka,
    too_many_songs,
)
from mock.mureka_requests import SongRequest, lyrics_prompt, song_request
from mock.parameters import ParameterError
from mock.recorder import Intake
from mock.refusals import has_token
from mock.scenarios import Kind, scenario_in
from mock.settings import Settings
from mock.song_answers import queried, seed_queried, submitted
from mock.songs import Song, seconds_in

_ACCOUNT_ID = 100_001
_RECHARGED_CENTS = 10_000
_TENTHS_OF_CENT_PER_SONG = 45


class Mureka:
    """One account, whoever asks: any token sees all songs."""

    def __init__(self, intake: Intake, settings: Settings) -> None:
        self._intake = intake
        self._memory = intake.memory
        self._settings = settings

    async def generate_song(self, request: Request) -> Response:
        """`POST /v1/song/generate`."""
        return await self._generate(request, song_request, "", submitted)

    async def seed_generate_song(self, request: Request) -> Response:
        """`POST /generate`, the seed's dialect."""
        return await self._generate(
            request,
            lambda values: song_request(values, any_model=True),
            "mock_job_",
            lambda song: {"id": song.id, "status": "queued"},
        )

    async def _generate(
        self,
        request: Request,
        parse: Callable[[dict[str, object]], SongRequest],
        id_prefix: str,
        render: Callable[[Song], dict[str, object]],
    ) -> Response:
        if not has_token(request):
            return invalid_authentication()
        try:
            asked = parse(json_object(await request.body()))
        except (MalformedBody, ParameterError) as error:
            return mureka_error(400, f"Invalid Request: {error}")
        self._intake.describe(request, asked.lyrics)
        scenario = scenario_in(asked.lyrics, Kind.SONG)
        if scenario.refusal and self._memory.refuses(scenario, asked.lyrics):
            return refused_by_mureka(scenario.refusal)
        if self._memory.unfinished_songs(time.time()) >= self._settings.concurrency:
            return too_many_songs(self._settings.concurrency)
        song = self._accept(request, asked, id_prefix)
        return delivered(scenario.answer, JSONResponse(render(song)))

    def _accept(self, request: Request, asked: SongRequest, id_prefix: str) -> Song:
        seconds = seconds_in(asked.prompt)
        song = Song(
            id=self._intake.accept(request, id_prefix),
            created_at=time.time(),
            model=asked.model,
            prompt=asked.prompt,
            lyrics=asked.lyrics,
            n=asked.n,
            seconds=self._settings.song_seconds if seconds is None else seconds,
            audio_seconds=self._settings.audio_seconds if seconds is None else max(1, seconds),
            stream=asked.stream,
        )
        self._memory.add_song(song)
        self._intake.save()
        return song

    async def query_song(self, request: Request) -> Response:
        """`GET /v1/song/query/{id}`; 400 for a song that this account never asked for."""
        return self._query(request, queried, unknown_status=400)

    async def seed_query_song(self, request: Request) -> Response:
        """`GET /query/{id}`, the seed's dialect."""
        return self._query(request, seed_queried, unknown_status=404)

    def _query(
        self,
        request: Request,
        render: Callable[[Song, float, str], dict[str, object]],
        unknown_status: int,
    ) -> Response:
        if not has_token(request):
            return invalid_authentication()
        song = self._memory.songs.get(request.path_params["id"])
        if song is None:
            return mureka_error(unknown_status, "Invalid Request: task not found")
        return JSONResponse(render(song, time.time(), str(request.base_url)))

    async def generate_lyrics(self, request: Request) -> Response:
        """`POST /v1/lyrics/generate`; obeys the song codes that refuse or garble an answer."""
        if not has_token(request):
            return invalid_authentication()
        try:
            prompt = lyrics_prompt(json_object(await request.body()))
        except (MalformedBody, ParameterError) as error:
            return mureka_error(400, f"Invalid Request: {error}")
        self._intake.describe(request, prompt)
        scenario = scenario_in(prompt, Kind.SONG)
        if scenario.refusal and self._memory.refuses(scenario, prompt):
            return refused_by_mureka(scenario.refusal)
        self._intake.accept(request)
        self._intake.save()
        return delivered(scenario.answer, JSONResponse(written_lyrics(prompt)))

    async def billing(self, request: Request) -> Response:
        """`GET /v1/account/billing`, money in cents."""
        if not has_token(request):
            return invalid_authentication()
        songs = sum(song.n for song in self._memory.songs.values())
        spent = songs * _TENTHS_OF_CENT_PER_SONG // 10
        return JSONResponse(
            {
                "account_id": _ACCOUNT_ID,
                "balance": _RECHARGED_CENTS - spent,
                "total_recharge": _RECHARGED_CENTS,
                "total_spending": spent,
                "concurrent_request_limit": self._settings.concurrency,
            }
        )
