"""What is sent to Mureka, and where to.

`song_id`, `extend_at` and `instrumental_id` as Mureka's documentation of 2026 has them, read
through third parties that offer its API.
"""

from urllib.parse import quote

import httpx

from domain.job import Job
from domain.job_state import JobKind
from domain.requests import StemsRequest
from domain.song import ExtensionRequest, InstrumentalRequest, SongRequest

_SONG_PATH = "/v1/song"


class Addresses:
    """`base` is `https://api.mureka.ai/v1/song`, or the root of a server in the older dialect,
    which has only songs of its own way; all else is where Mureka has it."""

    def __init__(self, base: httpx.URL) -> None:
        root = base.path.rstrip("/").removesuffix(_SONG_PATH)
        self._root = str(base.copy_with(path=root or "/")).rstrip("/")

    @property
    def account(self) -> str:
        return f"{self._root}/v1/account/billing"

    def order(self, kind: JobKind) -> str:
        """Where a paid request of the kind goes. Raises KeyError for what Mureka does not make."""
        return {
            JobKind.SONG: "generate",
            JobKind.INSTRUMENTAL: f"{self._root}/v1/instrumental/generate",
            JobKind.EXTENSION: f"{self._root}/v1/song/extend",
            JobKind.STEMS: f"{self._root}/v1/song/stem",
        }[kind]

    def question(self, kind: JobKind, task_id: str) -> str:
        name = quote(task_id, safe="", errors="replace")
        if kind is JobKind.INSTRUMENTAL:
            return f"{self._root}/v1/instrumental/query/{name}"
        return f"query/{name}"


def body_of(job: Job) -> dict[str, object]:
    """`n` is always sent: without it Mureka makes, and bills, two."""
    match job.request:
        case SongRequest() as request:
            chosen = _song(request)
        case InstrumentalRequest() as request:
            chosen = _instrumental(request)
        case ExtensionRequest() as request:
            chosen = _extension(request)
        case StemsRequest() as request:
            chosen = {"url": request.url}
        case _:
            raise TypeError(f"job {job.id} asks for nothing that Mureka makes")
    return {name: value for name, value in chosen.items() if value is not None}


def _song(request: SongRequest) -> dict[str, object | None]:
    return {
        "lyrics": request.lyrics,
        "model": request.model,
        "n": request.n,
        "prompt": request.prompt,
        "gender": request.gender,
        "reference_id": request.reference_id,
        "vocal_id": request.vocal_id,
        "melody_id": request.melody_id,
    }


def _instrumental(request: InstrumentalRequest) -> dict[str, object | None]:
    return {
        "model": request.model,
        "n": request.n,
        "prompt": request.prompt,
        "instrumental_id": request.reference_id,
    }


def _extension(request: ExtensionRequest) -> dict[str, object | None]:
    return {
        "song_id": request.provider_song_id,
        "lyrics": request.lyrics,
        "extend_at": request.extend_at_ms,
        "model": request.model,
        "n": request.n,
        "prompt": request.prompt,
    }
