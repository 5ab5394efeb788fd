"""What older and newer versions wrote can be read. These documents are never changed."""

from dataclasses import astuple

from domain.errors import Failure, FailureCode
from domain.image import ImageRequest
from domain.job_state import JobKind
from domain.media import Delivery, MediaFile, MediaType, Role
from domain.song import LyricsLine, LyricsSection, SongRequest
from persistence.documents import (
    deliveries_document,
    read_deliveries,
    read_failure,
    read_request,
    read_sections,
)


def test_a_request_without_the_newer_fields_gets_their_defaults() -> None:
    image = read_request(JobKind.IMAGE, {"prompt": "a fox", "model": "gpt-image-1"})
    assert image == ImageRequest(prompt="a fox", model="gpt-image-1")
    song = read_request(JobKind.SONG, {"lyrics": "la", "model": "auto"})
    assert song == SongRequest(lyrics="la", model="auto")


def test_a_field_that_only_a_newer_version_knows_is_left_out() -> None:
    request = read_request(JobKind.IMAGE, {"prompt": "a", "model": "m", "holographic": True})
    assert request == ImageRequest(prompt="a", model="m")


def test_a_delivery_is_read_as_it_was_written() -> None:
    delivery = Delivery(
        index=1,
        role=Role.FLAC,
        url="https://files/1",
        file=MediaFile(
            sha256="ab",
            media_type=MediaType.FLAC,
            size_bytes=7,
            width=1,
            height=2,
            duration_ms=3,
        ),
        revised_prompt="An even better fox",
    )
    assert None not in astuple(delivery)
    assert read_deliveries(deliveries_document([delivery])) == (delivery,)


def test_deliveries_without_the_newer_fields_are_read() -> None:
    file = {"sha256": "ab", "media_type": "image/png", "size_bytes": 1, "colours": 16}
    document = [
        {"index": 0, "role": "IMAGE", "file": file},
        {"index": 1, "role": "MP3", "url": "https://files/1", "file": None},
    ]
    assert read_deliveries(document) == (
        Delivery(
            index=0,
            role=Role.IMAGE,
            file=MediaFile(sha256="ab", media_type=MediaType.PNG, size_bytes=1),
        ),
        Delivery(index=1, role=Role.MP3, url="https://files/1"),
    )


def test_a_failure_without_the_newer_fields_is_read() -> None:
    document = {"code": "QUOTA", "message": "m", "hint": "h"}
    assert read_failure(document) == Failure(code=FailureCode.QUOTA, message="m", hint="h")


def test_lyrics_without_words_or_lines_are_read() -> None:
    line = {"start_ms": 1, "end_ms": 2, "text": "la"}
    document = [
        {"kind": "verse", "start_ms": 0, "end_ms": 9, "lines": [line]},
        {"kind": "outro", "start_ms": 9, "end_ms": 10},
    ]
    assert read_sections(document) == (
        LyricsSection(
            kind="verse", start_ms=0, end_ms=9, lines=(LyricsLine(start_ms=1, end_ms=2, text="la"),)
        ),
        LyricsSection(kind="outro", start_ms=9, end_ms=10),
    )
