"""Things that were not made here: what their files say of themselves, as records."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from domain.editing import NOTES_LIMIT
from domain.image import ImageRequest, title_of_prompt
from domain.job_state import JobKind, Provider
from domain.library import TAG_LIMIT, TAGS_LIMIT, distinct_tags
from domain.media import MediaFile, MediaType
from domain.record import ChoiceRecord, ImageRecord, JobRecord, SongRecord
from domain.record_rules import TEXT_LIMIT
from domain.song import SongRequest
from domain.tags import fit_text
from domain.validation import TITLE_LIMIT

UNKNOWN_MODEL = "unknown"

_OURS = UUID("6c1d5f0e-6a3a-5d0b-9b5e-2f6d1c0a7e55")
"""The space of the ids that are made from hashes: the same file always gets the same one."""

_PARAMETERS = re.compile(r"(?m)^(?=Negative prompt: |Steps: \d)")
_MODEL = re.compile(r"\bModel: ([^,\n]{1,200})")
_EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a file says of itself, where it says it. `parameters` is what AUTOMATIC1111 and its kin
    write; `identity` the item of a library of ours that the file was taken from."""

    title: str | None = None
    prompt: str | None = None
    model: str | None = None
    lyrics: str | None = None
    parameters: str | None = None
    keywords: tuple[str, ...] = ()
    made_at: datetime | None = None
    identity: UUID | None = None


def foreign_image(words: Words, file: MediaFile, name: str, changed_at: datetime) -> ImageRecord:
    """`name` and `changed_at` of the file stand in for what it does not say."""
    prompt, settings = _apart(words.parameters)
    prompt = _short(words.prompt or prompt, TEXT_LIMIT)
    named = _MODEL.search(settings)
    model = _short(words.model or (named[1] if named else ""), TITLE_LIMIT) or UNKNOWN_MODEL
    moment = _plausible(words.made_at, changed_at)
    request = ImageRequest(prompt=prompt, model=model)
    return ImageRecord(
        id=words.identity or uuid5(_OURS, file.sha256),
        title=_title(words.title or (prompt and title_of_prompt(prompt)), name),
        prompt=prompt,
        model=model,
        created_at=moment,
        tags=_tags(words.keywords),
        notes=_short(settings, NOTES_LIMIT) or None,
        file=file,
        job=JobRecord(
            id=uuid5(_OURS, f"job {file.sha256}"),
            kind=JobKind.IMAGE,
            provider=Provider.IMPORTED,
            model=model,
            request=request,
            created_at=moment,
            finished_at=moment,
            estimated_usd=Decimal(),
            at_vendor=False,
        ),
    )


def foreign_song(
    told: Mapping[MediaFile, Words], name: str, changed_at: datetime
) -> SongRecord[SongRequest]:
    """The same song in one or two formats, the MP3 and a lossless one; the first that says
    something is believed."""
    words = _together(list(told.values()))
    files = sorted(told, key=lambda file: file.sha256)
    mp3 = next((each for each in files if each.media_type is MediaType.MP3), None)
    lossless = next((each for each in files if each is not mp3), None)
    model = _short(words.model, TITLE_LIMIT) or UNKNOWN_MODEL
    lyrics = _short(words.lyrics, TEXT_LIMIT)
    prompt = _short(words.prompt, TEXT_LIMIT) or None
    moment = _plausible(words.made_at, changed_at)
    seed = " ".join(file.sha256 for file in files)
    title = _title(words.title, name)
    return SongRecord(
        id=uuid5(_OURS, seed),
        title=title,
        prompt=prompt,
        lyrics=lyrics,
        model=model,
        created_at=moment,
        completed_at=moment,
        tags=_tags(words.keywords),
        choices=(
            ChoiceRecord(id=uuid5(_OURS, f"choice {seed}"), index=0, mp3=mp3, lossless=lossless),
        ),
        job=JobRecord(
            id=uuid5(_OURS, f"job {seed}"),
            kind=JobKind.SONG,
            provider=Provider.IMPORTED,
            model=model,
            request=SongRequest(lyrics=lyrics, model=model, prompt=prompt, n=1, title=title),
            created_at=moment,
            finished_at=moment,
            estimated_usd=Decimal(),
            at_vendor=False,
        ),
    )


def _together(all_words: Sequence[Words]) -> Words:
    def first(name: str) -> object:
        return next((found for each in all_words if (found := getattr(each, name))), None)

    return Words(
        title=_text(first("title")),
        prompt=_text(first("prompt")),
        model=_text(first("model")),
        lyrics=_text(first("lyrics")),
        keywords=next((each.keywords for each in all_words if each.keywords), ()),
        made_at=next((each.made_at for each in all_words if each.made_at), None),
    )


def _text(found: object) -> str | None:
    return found if isinstance(found, str) else None


def _apart(parameters: str | None) -> tuple[str, str]:
    """The prompt, and the settings behind it."""
    text = (parameters or "")[:TEXT_LIMIT]
    settings = _PARAMETERS.search(text)
    return (text[: settings.start()], text[settings.start() :]) if settings else (text, "")


def _title(told: str | None, name: str) -> str:
    """The file's name says more than nothing: `my_song-2` becomes `my song-2`."""
    return _short(told, TITLE_LIMIT) or _short(name.replace("_", " "), TITLE_LIMIT) or "Untitled"


def _short(text: str | None, limit: int) -> str:
    within = (text or "")[: 2 * limit]  # what is beyond is not even looked at
    return fit_text(within).strip()[:limit].strip()


def _tags(keywords: Sequence[str]) -> tuple[str, ...]:
    short = (each for each in keywords if len(each) <= TAG_LIMIT)
    return distinct_tags(fit_text(each) for each in short)[:TAGS_LIMIT]


def _plausible(told: datetime | None, changed_at: datetime) -> datetime:
    """Cameras and programs without a clock say 1970, or something to come."""
    if told and _EARLIEST < told < changed_at + timedelta(days=366):
        return told
    return max(changed_at, _EARLIEST)
