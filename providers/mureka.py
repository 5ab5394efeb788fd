"""Mureka songs: `POST {base}/generate`, then `GET {base}/query/{id}` until it is finished.

The base is `https://api.mureka.ai/v1/song`, or the root of a server in the older dialect, which
says `complete`, `audio_url` and `mp3_url`. Facts as of November 2026, from Mureka's documentation
and from captured answers, in which nearly every field was once missing.
"""

from urllib.parse import quote

import aiohttp
import httpx
import structlog

from domain.errors import FailureCode, OutcomeUnknown, ProviderError, QueryFailed, Refused
from domain.job import Job
from domain.media import Role
from domain.ports import Show
from domain.report import Acceptance, Account, ProviderReport, ProviderStatus, RemoteFile, Result
from domain.song import LyricsLine, LyricsSection, LyricsWord, SongRequest
from providers.json_reader import LONGEST_IDENTITY, Record
from providers.questions import Questions
from providers.quoting import quoted
from providers.refusals import Vendor
from providers.wire import Wire

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MUREKA = Vendor(
    name="Mureka",
    key="MUREKA_API_KEY",
    doubt="Look at your songs at Mureka: if it is there, adopt its job id; "
    "else submit again (may be charged twice), or cancel.",
    forbidden=FailureCode.REGION,
    codes={},
)

_STATUSES = {
    "preparing": ProviderStatus.WAITING,
    "queued": ProviderStatus.WAITING,
    "running": ProviderStatus.RUNNING,
    "streaming": ProviderStatus.RUNNING,
    "succeeded": ProviderStatus.SUCCEEDED,
    "complete": ProviderStatus.SUCCEEDED,
    "completed": ProviderStatus.SUCCEEDED,
    "failed": ProviderStatus.FAILED,
    "timeouted": ProviderStatus.TIMED_OUT,
    "cancelled": ProviderStatus.CANCELLED,
}
_SONG_PATH = "/v1/song"
_LARGEST_ANSWER = 16 * 1024 * 1024
_LONGEST_S = 120.0
_LONGEST_SONG_MS = 24 * 60 * 60 * 1000
_MOST_CENTS = 10**15
_LONGEST_WORD = 60


class MurekaSongs:
    """Generator and Follower: the request is answered with an id to ask for.

    `questions` asks how songs are, where that shall go another way than paid requests.
    """

    def __init__(
        self, client: httpx.AsyncClient, questions: aiohttp.ClientSession | None = None
    ) -> None:
        self._wire = Wire(client, MUREKA, limit=_LARGEST_ANSWER, total_s=_LONGEST_S)
        self._questions = self._wire
        if questions is not None:
            base_url = str(client.base_url)
            self._questions = Questions(questions, base_url, MUREKA, limit=_LARGEST_ANSWER)
        self._account_url = _account_url(client.base_url)

    async def submit(self, job: Job, show: Show) -> Acceptance:
        request = job.request
        if not isinstance(request, SongRequest):
            raise TypeError(f"job {job.id} asks for no song")
        async with self._wire.paid_post("generate", _body(request)) as answer:
            task_id = (await answer.record()).identity("id")
        if task_id is None or not _fits_a_path(task_id):
            raise OutcomeUnknown(
                "Mureka took the request, but gave no id to ask for the song with.",
                hint=MUREKA.doubt,
            )
        return Acceptance(provider_job_id=task_id)

    async def query(self, provider_job_id: str) -> ProviderReport:
        if not _fits_a_path(provider_job_id):
            raise _unknown(f"'{quoted(provider_job_id)}' cannot be the id of a song at Mureka.")
        path = f"query/{quote(provider_job_id, safe='', errors='replace')}"
        try:
            answer = await self._questions.free_get(path)
        except QueryFailed as error:
            if error.http_status in (400, 404):
                raise _unknown(error.message, error.http_status) from error
            raise
        return _report(answer)

    async def account(self) -> Account:
        """Balance and limits; one request at a time, the lowest tier's, where no limit is named.

        Raises Refused, Busy or QueryFailed.
        """
        answer = await self._wire.free_get(self._account_url)
        account_id = answer.identity("account_id")
        if account_id is None:
            raise _unreadable("names no account")
        return Account(
            account_id=account_id,
            balance_cents=_cents(answer, "balance"),
            spending_cents=_cents(answer, "total_spending"),
            recharge_cents=_optional_cents(answer, "total_recharge"),
            concurrent_requests=answer.nearest("concurrent_request_limit", least=1, most=10_000)
            or 1,
        )


def _account_url(base: httpx.URL) -> httpx.URL:
    root = base.path.rstrip("/").removesuffix(_SONG_PATH)
    return base.copy_with(path=f"{root}/v1/account/billing")


def _body(request: SongRequest) -> dict[str, object]:
    """`n` is always sent: without it Mureka makes, and bills, two."""
    chosen: dict[str, object | None] = {
        "lyrics": request.lyrics,
        "model": request.model,
        "n": request.n,
        "prompt": request.prompt,
        "gender": request.gender,
        "reference_id": request.reference_id,
        "vocal_id": request.vocal_id,
        "melody_id": request.melody_id,
    }
    return {name: value for name, value in chosen.items() if value is not None}


def _fits_a_path(task_id: str) -> bool:
    """An id of dots would lead out of the path even when it is quoted."""
    return 0 < len(task_id) <= LONGEST_IDENTITY and task_id.strip(". ") != ""


def _unknown(message: str, http_status: int | None = None) -> ProviderError:
    return Refused(
        message,
        hint="Check that MUREKA_API_KEY belongs to the account that made the song, and the address "
        "that is set for Mureka. A retry asks again, free; to pay for a new song, order it anew.",
        code=FailureCode.UNKNOWN_TO_PROVIDER,
        http_status=http_status,
    )


def _unreadable(what: str) -> QueryFailed:
    return QueryFailed(
        f"Mureka's answer {what}.", hint="Nothing to do: it is asked again by itself."
    )


def _cents(answer: Record, name: str) -> int:
    cents = _optional_cents(answer, name)
    if cents is None:
        raise _unreadable(f"has no {name}")
    return cents


def _optional_cents(answer: Record, name: str) -> int | None:
    return answer.nearest(name, least=-_MOST_CENTS, most=_MOST_CENTS)


def _report(answer: Record) -> ProviderReport:
    word = answer.text("status", most=_LONGEST_WORD)
    if word is None:
        raise _unreadable("has no status")
    status = _STATUSES.get(word.lower(), ProviderStatus.UNRECOGNISED)
    if status is ProviderStatus.UNRECOGNISED:
        log.warning("mureka.status_unrecognised", word=quoted(word))
    reason = answer.text("failed_reason")
    return ProviderReport(
        status=status,
        word=quoted(word),
        reason=quoted(reason) if reason else None,
        results=_results(answer) if status is ProviderStatus.SUCCEEDED else (),
    )


def _results(answer: Record) -> tuple[Result, ...]:
    choices = answer.records("choices")
    return tuple(
        Result(
            index=index,
            files=files,
            provider_choice_id=choice.identity("id"),
            duration_ms=choice.whole("duration", least=1, most=_LONGEST_SONG_MS),
            sections=tuple(map(_section, choice.records("lyrics_sections"))),
        )
        for index, choice in zip(_indices(choices), choices, strict=True)
        if (files := _files(choice))
    )


def _indices(choices: tuple[Record, ...]) -> tuple[int, ...]:
    """Mureka leaves out an index of 0; where the given ones collide, the position counts."""
    given = tuple(choice.whole("index", least=0, most=1_000) for choice in choices)
    indices = tuple(at if index is None else index for at, index in enumerate(given))
    return indices if len(set(indices)) == len(indices) else tuple(range(len(choices)))


def _files(choice: Record) -> tuple[RemoteFile, ...]:
    """The MP3, and the lossless file: FLAC, or WAV only where there is no FLAC, because it holds
    the same audio and is several times larger."""
    urls = {
        Role.MP3: choice.text("url", "audio_url", "mp3_url"),
        Role.FLAC: choice.text("flac_url"),
    }
    if not urls[Role.FLAC]:
        urls[Role.WAV] = choice.text("wav_url")
    return tuple(RemoteFile(role=role, url=url) for role, url in urls.items() if url)


def _section(section: Record) -> LyricsSection:
    start, end = _times(section)
    return LyricsSection(
        kind=section.text("section_type", most=_LONGEST_WORD) or "verse",
        start_ms=start,
        end_ms=end,
        lines=tuple(map(_line, section.records("lines"))),
    )


def _line(line: Record) -> LyricsLine:
    start, end = _times(line)
    return LyricsLine(
        start_ms=start,
        end_ms=end,
        text=line.text("text") or "",
        words=tuple(map(_word, line.records("words"))),
    )


def _word(word: Record) -> LyricsWord:
    start, end = _times(word)
    return LyricsWord(start_ms=start, end_ms=end, text=word.text("text") or "")


def _times(part: Record) -> tuple[int, int]:
    """Within a day and in order; a part without times stands at the beginning."""
    start = part.nearest("start", least=0, most=_LONGEST_SONG_MS) or 0
    return start, max(start, part.nearest("end", least=0, most=_LONGEST_SONG_MS) or 0)
