"""What Mureka does with recordings: takes them in, takes them apart, and describes them."""

import asyncio
import re
import time
from hashlib import sha256
from pathlib import PurePosixPath
from zlib import crc32

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.admission import admitted, bad_request, check_token, parsed
from mock.broken_answers import delivered
from mock.media import AUDIO_URL_SECONDS
from mock.memory import Memory, Stems, Upload
from mock.mureka_requests import recording_url
from mock.music import Piece
from mock.parameters import Choice, ParameterError
from mock.prices import STEMS
from mock.recorder import Intake
from mock.settings import Settings

_LARGEST_UPLOAD = 10 * 1024 * 1024
_LONGEST_ADDRESS = 2_000
_PURPOSES = Choice(("reference", "vocal", "melody", "instrumental", "voice", "audio", "remix"))
_FORMS = (".mp3", ".m4a", ".mid")
_OWN = re.compile(r"/static/audio/(?P<task>\w+)-(?P<choice>\d)\.\w+$")
_GENRES = ("Folk", "Pop", "Ambient", "Synthwave", "Chamber Pop")
_MOODS = ("Warm", "Wistful", "Hopeful", "Calm", "Playful")


def piece_behind(memory: Memory, url: str, seconds: int) -> Piece:
    """The mock's own song if it is one, else one grown from the URL, as long as `seconds`."""
    found = _OWN.search(url)
    song = memory.songs.get(found["task"]) if found else None
    if found is None or song is None:
        return Piece(sha256(url.encode()).hexdigest(), "La la la la", 0, seconds)
    return song.piece(int(found["choice"]))


def _steering(url: str) -> str:
    """A code in an address steers; digits inside of a recording are no code."""
    return "a recording" if url.startswith("data:") else url[:_LONGEST_ADDRESS]


def _described(piece: Piece) -> dict[str, object]:
    seed = crc32(piece.style.encode("utf-8", "replace"))
    genre, mood = _GENRES[seed % len(_GENRES)], _MOODS[seed // 7 % len(_MOODS)]
    singing = ["Vocals"] if piece.lyrics else []
    length = f"{piece.seconds} second{'s' if piece.seconds != 1 else ''}"
    return {
        "instrument": ["Synth Pluck", "Synth Bass", "Drums", *singing],
        "genres": [genre],
        "tags": [mood, "Mock"],
        "description": f"A {mood.lower()} {genre.lower()} sketch of {length}: "
        "an arpeggio over four chords, with bass and drums.",
    }


class MurekaRecordings:
    """Songs are given by URL, of the mock's own or of any other; a code in the URL steers."""

    def __init__(self, intake: Intake, settings: Settings) -> None:
        self._intake = intake
        self._memory = intake.memory
        self._settings = settings

    async def stem(self, request: Request) -> Response:
        """`POST /v1/song/stem`: answers once the song is taken apart, which takes a while."""
        url = await parsed(request, recording_url)
        scenario = admitted(self._intake, request, _steering(url))
        piece = piece_behind(self._memory, url, self._settings.audio_seconds)
        name, now = f"{self._intake.accept(request, price=STEMS)}.zip", time.time()
        self._memory.add_stems(Stems(name, now, **vars(piece), steered_by=_steering(url)))
        await self._intake.save()
        await asyncio.sleep(self._settings.stem_seconds)
        expires_at = int(now) + AUDIO_URL_SECONDS
        zip_url = f"{request.base_url}static/stems/{name}"
        answer = JSONResponse({"zip_url": zip_url, "expires_at": expires_at})
        return delivered(scenario.answer, answer)

    async def describe(self, request: Request) -> Response:
        """`POST /v1/song/describe`; free, as third parties report."""
        url = await parsed(request, recording_url)
        scenario = admitted(self._intake, request, _steering(url))
        piece = piece_behind(self._memory, url, self._settings.audio_seconds)
        return delivered(scenario.answer, JSONResponse(_described(piece)))

    async def upload(self, request: Request) -> Response:
        """`POST /v1/files/upload`, multipart: `file` and `purpose`. The content is not kept."""
        check_token(request)
        try:
            async with request.form() as form:
                file, purpose = form.get("file"), form.get("purpose")
                if file is None or isinstance(file, str) or not file.filename:
                    raise bad_request("file is required")
                size, filename = file.size or 0, PurePosixPath(file.filename).name
        except HTTPException as error:
            raise bad_request(error.detail) from error
        try:
            _PURPOSES.check("purpose", purpose)
        except ParameterError as error:
            raise bad_request(error) from error
        if size > _LARGEST_UPLOAD or not filename.lower().endswith(_FORMS):
            raise bad_request("file must be mp3, m4a or mid, of at most 10 MB")
        now = time.time()
        kept = Upload(self._memory.new_id(now), now, filename, size, str(purpose))
        self._memory.add_upload(kept)
        await self._intake.save()
        return JSONResponse({**vars(kept), "created_at": int(now)})
