"""The rows of a library of any size, as the studio itself would store them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from bench.examples import waiting_song
from bench.library.words import Writer
from domain.image import Image, ImageRequest, title_of_prompt
from domain.job import Job
from domain.job_state import JobKind, JobState, Provider
from domain.library import Item, distinct_tags, tag_key
from domain.media import MediaFile, MediaType
from domain.song import Song
from persistence.items import curation
from persistence.job_rows import new_row
from persistence.tables import (
    image_tags,
    images,
    jobs,
    media_files,
    song_choices,
    song_tags,
    songs,
)

IMAGES, SONGS = 100_000, 20_000
_IMAGES_OF_A_JOB, _CHOICES_OF_A_SONG = 2, 2
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_MODELS = ("gpt-image-2", "gpt-image-1", "dall-e-3", "gpt-image-1-mini")
_MODEL_WEIGHTS = (0.6, 0.25, 0.1, 0.05)
_FAILED, _TRASHED, _FAVOURITES = 0.02, 0.02, 0.05

Rows = Mapping[Table, list[dict[str, Any]]]


def rows_of_images(first: int, last: int) -> Rows:
    made = {table: list[dict[str, Any]]() for table in (jobs, media_files, images, image_tags)}
    writer = Writer(first)
    for number in range(first, last):
        image = _image(number, writer)
        if image.index == 0:
            made[jobs].append(new_row(_image_job(image)))
        made[media_files].append(_file_row(image.file))
        made[images].append(
            {
                "id": image.id,
                "job_id": image.job_id,
                "ordinal": image.index,
                "prompt": image.prompt,
                "revised_prompt": image.revised_prompt,
                "model": image.model,
                "sha256": image.file.sha256,
                "created_at": image.created_at,
                **curation(image),
            }
        )
        made[image_tags] += _tag_rows(image)
    return made


def rows_of_songs(first: int, last: int) -> Rows:
    tables = jobs, media_files, songs, song_tags, song_choices
    made = {table: list[dict[str, Any]]() for table in tables}
    writer = Writer(-1 - first)
    for number in range(first, last):
        song, state = _song(number, writer), _state(writer)
        job = waiting_song(number, song.created_at)
        made[jobs].append(new_row(replace(job, id=song.job_id, state=state)))
        made[songs].append(
            {
                "id": song.id,
                "job_id": song.job_id,
                "lyrics": song.lyrics,
                "prompt": song.prompt,
                "model": song.model,
                "created_at": song.created_at,
                "completed_at": song.completed_at,
                **curation(song),
            }
        )
        made[song_tags] += _tag_rows(song)
        for choice, file in _choices(number) if state is JobState.SUCCEEDED else ():
            made[media_files].append(_file_row(file))
            made[song_choices].append({**choice, "song_id": song.id, "mp3_sha256": file.sha256})
    return made


def _image(number: int, writer: Writer) -> Image:
    prompt = writer.prompt()
    return Image(
        id=_id("a", number),
        job_id=_id("b", number // _IMAGES_OF_A_JOB),
        index=number % _IMAGES_OF_A_JOB,
        title=title_of_prompt(prompt),
        prompt=prompt,
        revised_prompt=writer.revised(prompt) if writer.chance(0.3) else None,
        model=writer.pick(_MODELS, _MODEL_WEIGHTS),
        file=MediaFile(sha256=f"{number:064x}", media_type=MediaType.PNG, size_bytes=1_500_000),
        created_at=_BEGIN + timedelta(minutes=9 * number),
        **_words(writer),
    )


def _song(number: int, writer: Writer) -> Song:
    created_at = _BEGIN + timedelta(minutes=45 * number, seconds=1)
    return Song(
        id=_id("c", number),
        job_id=_id("d", number),
        title=writer.title(),
        lyrics=writer.lyrics(),
        prompt=writer.prompt(),
        model=writer.pick(("mureka-9", "mureka-8"), (0.7, 0.3)),
        created_at=created_at,
        completed_at=created_at + timedelta(minutes=3),
        **_words(writer),
    )


def _words(writer: Writer) -> dict[str, Any]:
    return {
        "tags": distinct_tags(writer.tags()),
        "favourite": writer.chance(_FAVOURITES),
        "rating": writer.rating(),
        "trashed_at": _BEGIN + timedelta(days=900) if writer.chance(_TRASHED) else None,
    }


def _image_job(image: Image) -> Job:
    request = ImageRequest(prompt=image.prompt, model=image.model, n=_IMAGES_OF_A_JOB)
    begun = Job.begin(
        id=image.job_id,
        kind=JobKind.IMAGE,
        provider=Provider.OPENAI,
        request=request,
        now=image.created_at,
    )
    return replace(begun, news=(), state=JobState.SUCCEEDED, finished_at=image.created_at)


def _state(writer: Writer) -> JobState:
    return JobState.FAILED if writer.chance(_FAILED) else JobState.SUCCEEDED


def _choices(number: int) -> Iterator[tuple[dict[str, Any], MediaFile]]:
    for index in range(_CHOICES_OF_A_SONG):
        name = _CHOICES_OF_A_SONG * number + index
        choice: dict[str, Any] = {
            "id": _id("e", name),
            "ordinal": index,
            "provider_choice_id": str(name),
            "duration_ms": 180_000,
            "sections": [],
        }
        sha256 = f"e{name:063x}"
        yield choice, MediaFile(sha256=sha256, media_type=MediaType.MP3, size_bytes=4_000_000)


def _file_row(file: MediaFile) -> dict[str, Any]:
    return {
        "sha256": file.sha256,
        "media_type": file.media_type,
        "size_bytes": file.size_bytes,
        "width": file.width,
        "height": file.height,
        "duration_ms": file.duration_ms,
    }


def _tag_rows(item: Item) -> list[dict[str, Any]]:
    return [{"item_id": item.id, "key": tag_key(tag), "tag": tag} for tag in item.tags]


def _id(space: str, number: int) -> UUID:
    """As if at random, and the same each time."""
    scattered = (number * 0x9E3779B97F4A7C15) % 2**64
    return UUID(hex=f"{space * 8}{'0' * 8}{scattered:016x}")
