"""All that the studio knows of an image or a song, as it leaves the library and comes back.

The names here are those of the JSON in exports: changing one means a new VERSION, and reading both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar, cast
from uuid import UUID

from domain.collection import Arrangement, Collection
from domain.image import Image, ImageRequest
from domain.job import Job
from domain.job_state import JobKind, Provider
from domain.library import ItemKind
from domain.media import MediaFile
from domain.requests import Request as AnyRequest
from domain.song import LyricsSection, Song, SongChoice, SongMaking

VERSION = 1

Request = TypeVar("Request", bound=AnyRequest, covariant=True)
Making = TypeVar("Making", bound=SongMaking, covariant=True)
AMaking = TypeVar("AMaking", ImageRequest, SongMaking)

_WORDS = ("title", "tags", "favourite", "rating", "notes", "trashed_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRecord(Generic[Request]):
    """Where it comes from; `kind` tells which fields the request has. `estimated_usd` is what the
    whole job cost, where that is known."""

    id: UUID
    kind: JobKind
    provider: Provider
    model: str
    request: Request
    created_at: datetime
    submitted_at: datetime | None = None
    finished_at: datetime | None = None
    provider_job_id: str | None = None
    estimated_usd: Decimal | None = None
    at_vendor: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """A collection that it is in, and its number there; None where it is only the cover."""

    collection: UUID
    name: str
    description: str = ""
    arrangement: Arrangement = Arrangement.BY_HAND
    number: int | None = None
    cover: bool = False

    @classmethod
    def of(cls, collection: Collection, item_id: UUID, number: int | None) -> "PlaceRecord":
        return cls(
            collection=collection.id,
            name=collection.name,
            description=collection.description,
            arrangement=collection.arrangement,
            number=number,
            cover=collection.cover == item_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRecord:
    format: Literal["macki-image"] = "macki-image"
    version: int = VERSION
    id: UUID
    title: str
    prompt: str
    revised_prompt: str | None = None
    model: str
    created_at: datetime
    tags: tuple[str, ...] = ()
    favourite: bool = False
    rating: int | None = None
    notes: str | None = None
    trashed_at: datetime | None = None
    collections: tuple[str, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    index: int = 0
    file: MediaFile
    job: JobRecord[ImageRequest]

    @property
    def kind(self) -> ItemKind:
        return ItemKind.IMAGE

    @property
    def files(self) -> Sequence[MediaFile]:
        return (self.file,)

    @property
    def shown(self) -> Sequence[MediaFile]:
        """What lists and players show of it."""
        return self.files

    @classmethod
    def of(cls, image: Image, job: Job, places: tuple[PlaceRecord, ...] = ()) -> "ImageRecord":
        assert isinstance(job.request, ImageRequest)
        return cls(
            **_common(image),
            collections=_names(places),
            places=places,
            prompt=image.prompt,
            revised_prompt=image.revised_prompt,
            index=image.index,
            file=image.file,
            job=_job_record(job, job.request),
        )

    def item(self, stored: Mapping[str, MediaFile]) -> Image:
        """The image, with what the library found its file to be."""
        return Image(
            **_common(self),
            job_id=self.job.id,
            prompt=self.prompt,
            revised_prompt=self.revised_prompt,
            index=self.index,
            file=stored[self.file.sha256],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRecord:
    id: UUID
    index: int
    provider_choice_id: str | None = None
    duration_ms: int | None = None
    sections: tuple[LyricsSection, ...] = ()
    mp3: MediaFile | None = None
    lossless: MediaFile | None = None
    stems: MediaFile | None = None

    @property
    def files(self) -> Sequence[MediaFile]:
        return [file for file in (self.mp3, self.lossless, self.stems) if file]

    def choice(self, stored: Mapping[str, MediaFile]) -> SongChoice:
        return SongChoice(
            id=self.id,
            index=self.index,
            provider_choice_id=self.provider_choice_id,
            duration_ms=self.duration_ms,
            sections=self.sections,
            mp3=stored[self.mp3.sha256] if self.mp3 else None,
            lossless=stored[self.lossless.sha256] if self.lossless else None,
            stems=stored[self.stems.sha256] if self.stems else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SongRecord(Generic[Making]):
    """`extends` is the choice that it goes on from, of this library or of none any more."""

    format: Literal["macki-song"] = "macki-song"
    version: int = VERSION
    id: UUID
    title: str
    prompt: str | None = None
    lyrics: str
    model: str
    created_at: datetime
    completed_at: datetime | None = None
    tags: tuple[str, ...] = ()
    favourite: bool = False
    rating: int | None = None
    notes: str | None = None
    trashed_at: datetime | None = None
    collections: tuple[str, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    instrumental: bool = False
    extends: UUID | None = None
    choices: tuple[ChoiceRecord, ...]
    job: JobRecord[Making]

    @property
    def kind(self) -> ItemKind:
        return ItemKind.SONG

    @property
    def files(self) -> Sequence[MediaFile]:
        return [file for choice in self.choices for file in choice.files]

    @property
    def shown(self) -> Sequence[MediaFile]:
        return [file for each in self.choices if (file := each.mp3 or each.lossless)]

    @staticmethod
    def of(song: Song, job: Job, places: tuple[PlaceRecord, ...] = ()) -> "SongRecord[SongMaking]":
        """Raises ValueError if the song was read without its texts."""
        if song.lyrics is None:
            raise ValueError(f"song {song.id} was read without its lyrics")
        assert isinstance(job.request, SongMaking)
        return SongRecord(
            **_common(song),
            collections=_names(places),
            places=places,
            instrumental=song.instrumental,
            extends=song.extends,
            prompt=song.prompt,
            lyrics=song.lyrics,
            completed_at=song.completed_at,
            choices=tuple(_choice_record(choice) for choice in song.choices),
            job=_job_record(job, job.request),
        )

    def item(self, stored: Mapping[str, MediaFile]) -> Song:
        """The song, with what the library found its files to be."""
        return Song(
            **_common(self),
            job_id=self.job.id,
            prompt=self.prompt,
            lyrics=self.lyrics,
            completed_at=self.completed_at or self.created_at,
            instrumental=self.instrumental,
            extends=self.extends,
            choices=tuple(choice.choice(stored) for choice in self.choices),
        )


ItemRecord = ImageRecord | SongRecord[SongMaking]


def _common(of: Image | Song | ItemRecord) -> dict[str, Any]:
    return {name: getattr(of, name) for name in ("id", "model", "created_at", *_WORDS)}


def _names(places: Sequence[PlaceRecord]) -> tuple[str, ...]:
    return tuple(each.name for each in places if each.number is not None)


def _choice_record(choice: SongChoice) -> ChoiceRecord:
    return ChoiceRecord(
        id=choice.id,
        index=choice.index,
        provider_choice_id=choice.provider_choice_id,
        duration_ms=choice.duration_ms,
        sections=choice.sections or (),
        mp3=choice.mp3,
        lossless=choice.lossless,
        stems=choice.stems,
    )


def _job_record(job: Job, request: AMaking) -> JobRecord[AMaking]:
    return JobRecord(
        id=job.id,
        kind=job.kind,
        provider=job.provider,
        model=job.model,
        request=request,
        created_at=job.created_at,
        submitted_at=job.submitted_at,
        finished_at=job.finished_at,
        provider_job_id=job.provider_job_id,
        estimated_usd=job.cost_usd,
        at_vendor=job.at_vendor,
    )


def document_of(value: Any) -> Any:
    """Records as JSON knows values: moments and money as text."""
    match value:
        case datetime():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case dict():
            entries = cast(dict[str, Any], value)
            return {name: document_of(each) for name, each in entries.items()}
        case list() | tuple():
            return [document_of(each) for each in cast(Sequence[Any], value)]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {each.name: document_of(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value
