"""The parts of rows that are JSON. They bear the domain's field names, so renaming one there
needs a migration here.

A document written by an older version lacks the newer fields, one written by a newer version has
some that are unknown: the former get their defaults, the latter are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from domain.errors import Failure, FailureCode
from domain.image import ImageRequest
from domain.job_state import JobKind
from domain.media import ArchiveEntry, Delivery, MediaFile, MediaType, Role
from domain.requests import OfChoice, Request, StemsRequest
from domain.song import (
    ExtensionRequest,
    InstrumentalRequest,
    LyricsLine,
    LyricsSection,
    LyricsWord,
    SongRequest,
)

Json = Mapping[str, Any]


def request_document(request: Request) -> Json:
    if isinstance(request, OfChoice):
        return {**asdict(request), "choice_id": str(request.choice_id)}
    return asdict(request)


def read_request(kind: JobKind, document: Json) -> Request:
    match kind:
        case JobKind.IMAGE:
            return ImageRequest(**_known(ImageRequest, document))
        case JobKind.SONG:
            return SongRequest(**_known(SongRequest, document))
        case JobKind.INSTRUMENTAL:
            return InstrumentalRequest(**_known(InstrumentalRequest, document))
        case JobKind.EXTENSION:
            return ExtensionRequest(**_known(ExtensionRequest, _of_choice(document)))
        case JobKind.STEMS:
            return StemsRequest(**_known(StemsRequest, _of_choice(document)))


def _of_choice(document: Json) -> Json:
    return {**document, "choice_id": UUID(document["choice_id"])}


def deliveries_document(deliveries: Sequence[Delivery]) -> Sequence[Json]:
    return [asdict(delivery) for delivery in deliveries]


def read_deliveries(document: Sequence[Json]) -> tuple[Delivery, ...]:
    return tuple(
        Delivery(
            index=each["index"],
            role=Role(each["role"]),
            url=each.get("url"),
            file=_read_file(each["file"]) if each.get("file") else None,
            revised_prompt=each.get("revised_prompt"),
        )
        for each in document
    )


def _read_file(document: Json) -> MediaFile:
    return MediaFile(
        sha256=document["sha256"],
        media_type=MediaType(document["media_type"]),
        size_bytes=document["size_bytes"],
        width=document.get("width"),
        height=document.get("height"),
        duration_ms=document.get("duration_ms"),
        entries=read_entries(document.get("entries")),
        colour=document.get("colour"),
        oddity=document.get("oddity"),
    )


def entries_document(entries: Sequence[ArchiveEntry]) -> Sequence[Json] | None:
    return [asdict(entry) for entry in entries] or None


def read_entries(document: Sequence[Json] | None) -> tuple[ArchiveEntry, ...]:
    return tuple(
        ArchiveEntry(name=each["name"], size_bytes=each["size_bytes"]) for each in document or ()
    )


def failure_document(failure: Failure | None) -> Json | None:
    return None if failure is None else asdict(failure)


def read_failure(document: Json | None) -> Failure | None:
    if document is None:
        return None
    return Failure(
        code=FailureCode(document["code"]),
        message=document["message"],
        hint=document["hint"],
        http_status=document.get("http_status"),
    )


def sections_document(sections: Sequence[LyricsSection]) -> Sequence[Json]:
    return [asdict(section) for section in sections]


def read_sections(document: Sequence[Json]) -> tuple[LyricsSection, ...]:
    return tuple(
        LyricsSection(
            kind=each["kind"],
            start_ms=each["start_ms"],
            end_ms=each["end_ms"],
            lines=tuple(_read_line(line) for line in each.get("lines", ())),
        )
        for each in document
    )


def _read_line(document: Json) -> LyricsLine:
    return LyricsLine(
        start_ms=document["start_ms"],
        end_ms=document["end_ms"],
        text=document["text"],
        words=tuple(
            LyricsWord(start_ms=each["start_ms"], end_ms=each["end_ms"], text=each["text"])
            for each in document.get("words", ())
        ),
    )


def _known(kind: type[Any], document: Json) -> dict[str, Any]:
    return {each.name: document[each.name] for each in fields(kind) if each.name in document}
