"""Records from outside: what could not be ours is refused, with every reason."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from domain.errors import InvalidRequest
from domain.job_state import JobKind
from domain.media import MediaType
from domain.record import ImageRecord, ItemRecord, JobRecord, PlaceRecord, SongRecord
from domain.record_rules import valid_record
from domain.song import LyricsLine, LyricsSection
from tests.fakes import NOON
from tests.persistence.examples import choice, image_job, image_of, song_job, song_of

PLACE = PlaceRecord(collection=UUID(int=1), name="Sea", number=1)
IMAGE = ImageRecord.of(image_of(image_job()), image_job())
SONG = SongRecord.of(song_of(song_job(), choices=(choice(0), choice(1))), song_job())
_NAIVE = datetime(2026, 12, 1)  # noqa: DTZ001 - what is tested
_GIF = replace(IMAGE.file, sha256="../../etc/passwd")


@pytest.mark.parametrize("record", [IMAGE, SONG])
def test_our_own_records_are_acceptable(record: ItemRecord) -> None:
    assert valid_record(record) is record


def _timed(*times: int, text: str = "la") -> Any:
    line = LyricsLine(start_ms=times[0], end_ms=times[1], text=text)
    section = LyricsSection(kind="verse", start_ms=0, end_ms=0, lines=(line,))
    return (replace(SONG.choices[0], sections=(section,)),)


def _job(**changes: Any) -> JobRecord[Any]:
    return replace(IMAGE.job, **changes)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (replace(IMAGE, version=2), "version"),
        (replace(IMAGE, title=" "), "title"),
        (replace(IMAGE, title="x" * 201), "title"),
        (replace(IMAGE, title="\x00"), "title"),
        (replace(IMAGE, prompt="x" * 100_001), "prompt"),
        (replace(IMAGE, prompt="\ud800"), "prompt"),
        (replace(IMAGE, tags=("x",) * 51), "tags"),
        (replace(IMAGE, tags=("x" * 51,)), "tags"),
        (replace(IMAGE, rating=6), "rating"),
        (replace(IMAGE, notes="x" * 10_001), "notes"),
        (replace(IMAGE, index=-1), "index"),
        (replace(IMAGE, collections=("x",) * 501), "collections"),
        (replace(IMAGE, collections=("x" * 101,)), "collections"),
        (replace(IMAGE, collections=(" Sea",)), "collections"),
        (replace(IMAGE, places=(replace(PLACE, name=""),)), "collections"),
        (replace(IMAGE, places=(PLACE,) * 501), "collections"),
        (replace(IMAGE, places=(replace(PLACE, description="x" * 2_001),)), "places.description"),
        (replace(IMAGE, places=(replace(PLACE, number=2**63),)), "places.number"),
        (replace(IMAGE, places=(replace(PLACE, number=-1),)), "places.number"),
        (replace(IMAGE, job=_job(kind=JobKind.STEMS)), "job.kind"),
        (replace(IMAGE, index=10**30), "index"),
        (replace(IMAGE, created_at=_NAIVE), "created_at"),
        (replace(IMAGE, created_at=NOON.replace(year=1)), "created_at"),
        (replace(IMAGE, trashed_at=NOON.replace(year=9999)), "trashed_at"),
        (replace(IMAGE, file=_GIF), "file.sha256"),
        (replace(IMAGE, file=replace(IMAGE.file, media_type=MediaType.MP3)), "file.media_type"),
        (replace(IMAGE, job=_job(estimated_usd=Decimal("NaN"))), "job.estimated_usd"),
        (replace(IMAGE, job=_job(estimated_usd=Decimal(-1))), "job.estimated_usd"),
        (replace(IMAGE, job=_job(estimated_usd=Decimal("1e99"))), "job.estimated_usd"),
        (replace(IMAGE, job=_job(created_at=_NAIVE)), "job.created_at"),
        (replace(IMAGE, job=_job(request=replace(IMAGE.job.request, n=10**20))), "job.request.n"),
        (
            replace(IMAGE, job=_job(request=replace(IMAGE.job.request, size="\x00"))),
            "job.request.size",
        ),
        (replace(SONG, choices=()), "choices"),
        (replace(SONG, choices=(SONG.choices[0],) * 2), "choices"),
        (replace(SONG, choices=tuple(replace(each, index=0) for each in SONG.choices)), "choices"),
        (
            replace(SONG, choices=(replace(SONG.choices[0], mp3=None, lossless=None),)),
            "choices",
        ),
        (
            replace(SONG, choices=(replace(SONG.choices[0], mp3=IMAGE.file),)),
            "choices.mp3.media_type",
        ),
        (
            replace(SONG, choices=(replace(SONG.choices[0], duration_ms=10**12),)),
            "choices.duration_ms",
        ),
        (replace(SONG, choices=_timed(-1, 0)), "choices.sections"),
        (replace(SONG, choices=_timed(0, 2**40)), "choices.sections"),
        (replace(SONG, choices=_timed(0, 1, text="\x00")), "choices.sections"),
        (replace(SONG, choices=_timed(0, 1, text="x" * 400_001)), "choices.sections"),
        (replace(SONG, lyrics="x" * 100_001), "lyrics"),
    ],
)
def test_what_could_not_be_ours_is_refused(record: ItemRecord, field: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        valid_record(record)
    assert field in [problem.field for problem in caught.value.problems]


def test_every_problem_is_named() -> None:
    wrong = replace(IMAGE, title="", rating=9, job=_job(created_at=NOON + timedelta(days=10**5)))
    with pytest.raises(InvalidRequest) as caught:
        valid_record(wrong)
    fields = {problem.field for problem in caught.value.problems}
    assert fields == {"title", "rating", "job.created_at"}
