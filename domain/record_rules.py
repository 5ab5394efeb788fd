"""What makes a record that comes from outside acceptable: it could have been one of ours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from domain.collection import COLLECTIONS_LIMIT, DESCRIPTION_LIMIT, NAME_LIMIT
from domain.editing import NOTES_LIMIT
from domain.errors import InvalidRequest, Problem
from domain.library import RATING_LIMIT, TAG_LIMIT, TAGS_LIMIT
from domain.media import MediaFile, MediaType
from domain.record import (
    VERSION,
    ChoiceRecord,
    ImageRecord,
    ItemRecord,
    PlaceRecord,
    SongRecord,
    document_of,
)
from domain.requests import KINDS
from domain.song import LyricsSection, SongMaking
from domain.validation import TITLE_LIMIT, text_problems

TEXT_LIMIT = 100_000
"""Characters of a prompt or of lyrics: several times what any provider takes."""

_WORD_LIMIT = 200
_INDEX_LIMIT, _CHOICES_LIMIT, _TIMED_LIMIT = 1_000, 20, 50_000
_PLACES_LIMIT = 2**53
_LONGEST_MS = 24 * 60 * 60 * 1000
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_COST_LIMIT = Decimal(100_000)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LOSSLESS = (MediaType.FLAC, MediaType.WAV)


def valid_record(record: ItemRecord) -> ItemRecord:
    """Raises InvalidRequest with every problem."""
    own = _image(record) if isinstance(record, ImageRecord) else _song(record)
    if problems := (*_common(record), *_job(record), *own):
        raise InvalidRequest(*problems)
    return record


def _common(record: ItemRecord) -> Iterator[Problem]:
    if record.version != VERSION:
        yield Problem("version", f"This studio reads version {VERSION}.")
    if not record.title.strip():
        yield Problem("title", "Give it a title.")
    yield from text_problems("title", record.title, TITLE_LIMIT)
    yield from text_problems("prompt", record.prompt, TEXT_LIMIT)
    yield from text_problems("notes", record.notes, NOTES_LIMIT)
    yield from text_problems("model", record.model, _WORD_LIMIT)
    if len(record.tags) > TAGS_LIMIT:
        yield Problem("tags", f"At most {TAGS_LIMIT} tags.")
    for tag in record.tags[:TAGS_LIMIT]:
        yield from text_problems("tags", tag, TAG_LIMIT)
    yield from _collections(record.collections)
    yield from _places(record.places)
    if record.rating is not None and not 1 <= record.rating <= RATING_LIMIT:
        yield Problem("rating", f"Rate from 1 to {RATING_LIMIT}.")
    yield from _moment("created_at", record.created_at)
    yield from _moment("trashed_at", record.trashed_at)


def _collections(names: Sequence[str]) -> Iterator[Problem]:
    if len(names) > COLLECTIONS_LIMIT:
        yield Problem("collections", f"At most {COLLECTIONS_LIMIT} collections.")
        return
    for name in names:
        if not name.strip() or name != name.strip():
            yield Problem("collections", "Give names without blanks around them.")
        yield from text_problems("collections", name, NAME_LIMIT)


def _places(places: Sequence[PlaceRecord]) -> Iterator[Problem]:
    yield from _collections([each.name for each in places])
    for each in places[:COLLECTIONS_LIMIT]:
        yield from text_problems("places.description", each.description, DESCRIPTION_LIMIT)
        yield from _number("places.number", each.number or 0, _PLACES_LIMIT)


def _job(record: ItemRecord) -> Iterator[Problem]:
    job = record.job
    if KINDS[type(job.request)] is not job.kind:
        yield Problem("job.kind", f"{job.kind} jobs do not make this.")
    for name in ("created_at", "submitted_at", "finished_at"):
        yield from _moment(f"job.{name}", getattr(job, name))
    yield from text_problems("job.model", job.model, _WORD_LIMIT)
    yield from text_problems("job.provider_job_id", job.provider_job_id, _WORD_LIMIT)
    cost = job.estimated_usd
    if cost is not None and not (cost.is_finite() and 0 <= cost < _COST_LIMIT):
        yield Problem("job.estimated_usd", "Give what it cost in US dollars.")
    told: dict[str, Any] = document_of(job.request)
    for name, value in told.items():
        if isinstance(value, str):
            yield from text_problems(f"job.request.{name}", value, TEXT_LIMIT)
        elif isinstance(value, int):
            limit = _LONGEST_MS if name.endswith("_ms") else _INDEX_LIMIT
            yield from _number(f"job.request.{name}", value, limit)


def _image(record: ImageRecord) -> Iterator[Problem]:
    yield from text_problems("revised_prompt", record.revised_prompt, TEXT_LIMIT)
    yield from _number("index", record.index, _INDEX_LIMIT)
    yield from _file("file", record.file, [kind for kind in MediaType if kind.is_image])


def _song(record: SongRecord[SongMaking]) -> Iterator[Problem]:
    yield from text_problems("lyrics", record.lyrics, TEXT_LIMIT)
    yield from _moment("completed_at", record.completed_at)
    if not 1 <= len(record.choices) <= _CHOICES_LIMIT:
        yield Problem("choices", f"Give 1 to {_CHOICES_LIMIT}.")
        return
    for name in ("id", "index"):
        if len({getattr(each, name) for each in record.choices}) < len(record.choices):
            yield Problem("choices", f"Two have the same {name}.")
    for choice in record.choices:
        yield from _choice(choice)


def _choice(choice: ChoiceRecord) -> Iterator[Problem]:
    yield from _number("choices.index", choice.index, _INDEX_LIMIT)
    yield from _number("choices.duration_ms", choice.duration_ms or 0, _LONGEST_MS)
    yield from text_problems("choices.provider_choice_id", choice.provider_choice_id, _WORD_LIMIT)
    if not (choice.mp3 or choice.lossless):
        yield Problem("choices", "Each needs a file: mp3, lossless, or both.")
    if choice.mp3:
        yield from _file("choices.mp3", choice.mp3, [MediaType.MP3])
    if choice.lossless:
        yield from _file("choices.lossless", choice.lossless, _LOSSLESS)
    if choice.stems:
        yield from _file("choices.stems", choice.stems, [MediaType.ZIP])
    yield from _timed(choice.sections)


def _timed(sections: Sequence[LyricsSection]) -> Iterator[Problem]:
    spans = list(_spans(sections))
    if len(spans) > _TIMED_LIMIT:
        yield Problem("choices.sections", f"At most {_TIMED_LIMIT:,} lines and words.")
        return
    if any(not 0 <= at <= _LONGEST_MS for start, end, _ in spans for at in (start, end)):
        yield Problem("choices.sections", "Give times in milliseconds from the start.")
    texts = "".join(text for *_, text in spans)
    yield from text_problems("choices.sections", texts, 4 * TEXT_LIMIT)


def _spans(sections: Sequence[LyricsSection]) -> Iterator[tuple[int, int, str]]:
    for section in sections:
        yield section.start_ms, section.end_ms, section.kind
        for line in section.lines:
            yield line.start_ms, line.end_ms, line.text
            yield from ((word.start_ms, word.end_ms, word.text) for word in line.words)


def _file(field: str, file: MediaFile, kinds: Iterable[MediaType]) -> Iterator[Problem]:
    if not _HASH.fullmatch(file.sha256):
        yield Problem(f"{field}.sha256", "Give the SHA-256 in lower-case hexadecimal.")
    if file.media_type not in kinds:
        yield Problem(f"{field}.media_type", f"{file.media_type} does not belong here.")
    yield from text_problems(f"{field}.oddity", file.oddity, TEXT_LIMIT)


def _number(field: str, value: int, limit: int) -> Iterator[Problem]:
    if not 0 <= value <= limit:
        yield Problem(field, f"Give a number from 0 to {limit:,}.")


def _moment(field: str, moment: datetime | None) -> Iterator[Problem]:
    if moment is None:
        return
    if moment.tzinfo is None:
        yield Problem(field, "Say in which time zone, such as 2026-12-01T00:00:00+01:00.")
    elif not _FIRST <= moment < _LAST:
        yield Problem(field, f"Give a day from {_FIRST:%Y} to {_LAST:%Y}.")
