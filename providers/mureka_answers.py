"""What Mureka says of a song: its two dialects, in our words.

Facts as of November 2026, from Mureka's documentation and from captured answers, in which nearly
every field was once missing.
"""

import structlog

from domain.errors import QueryFailed
from domain.media import Role
from domain.report import ProviderReport, ProviderStatus, RemoteFile, Result
from domain.song import LyricsLine, LyricsSection, LyricsWord
from providers.json_reader import Record
from providers.quoting import quoted

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

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
_LONGEST_SONG_MS = 24 * 60 * 60 * 1000
_LONGEST_WORD = 60


def unreadable(what: str) -> QueryFailed:
    return QueryFailed(
        f"Mureka's answer {what}.", hint="Nothing to do: it is asked again by itself."
    )


def report_of(answer: Record) -> ProviderReport:
    """Raises QueryFailed."""
    word = answer.text("status", most=_LONGEST_WORD)
    if word is None:
        raise unreadable("has no status")
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
    return LyricsWord(start_ms=start, end_ms=end, text=word.verbatim("text") or "")


def _times(part: Record) -> tuple[int, int]:
    """Within a day and in order; a part without times stands at the beginning."""
    start = part.nearest("start", least=0, most=_LONGEST_SONG_MS) or 0
    return start, max(start, part.nearest("end", least=0, most=_LONGEST_SONG_MS) or 0)
