"""A page of songs with their choices and files in one statement, without their lyrics.

Rows are read by the order of their columns: that is twice as fast as by their names, and a page
has hundreds of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, select

from domain.library import ItemFilter
from domain.media import MediaFile, MediaType
from domain.song import Song, SongChoice
from persistence.documents import read_entries
from persistence.item_filter import fits
from persistence.paging import Shape, ordering, paged
from persistence.shelves import SONGS
from persistence.tables import media_files, song_choices
from persistence.tables import songs as all_songs
from persistence.transaction import Record

_CHOICES = song_choices.c
_MP3 = media_files.alias("mp3")
_LOSSLESS = media_files.alias("lossless")
_STEMS = media_files.alias("stems")

_SONG = (
    *("id", "job_id", "title", "prompt", "tags", "model", "created_at", "completed_at"),
    *("favourite", "rating", "notes", "trashed_at", "instrumental", "extends"),
)
_WORDS_AT = 8
_CHOICE = ("id", "ordinal", "provider_choice_id", "duration_ms")
_FILE = ("sha256", "media_type", "size_bytes", "width", "height", "duration_ms")
_CHOICE_AT = len(_SONG)
_MP3_AT = _CHOICE_AT + len(_CHOICE)
_LOSSLESS_AT = _MP3_AT + len(_FILE)
_STEMS_AT = _LOSSLESS_AT + len(_FILE)

USUAL = ItemFilter()
_FILES_KEPT = 4_000
_TYPES = {each.value: each for each in MediaType}


@cache
def usual_song_list(shape: Shape) -> Select[Any]:
    """The statement for pages of that shape under the usual filter, which is kept."""
    return song_list(shape, fits(SONGS, USUAL))


def song_list(shape: Shape, condition: ColumnElement[bool]) -> Select[Any]:
    of_page = paged(select(all_songs).where(condition), all_songs, shape)
    songs, choices = of_page.subquery("page"), _CHOICES
    columns = (
        *_columns(songs, _SONG),
        *_columns(song_choices, _CHOICE),
        *_columns(_MP3, _FILE),
        *_columns(_LOSSLESS, _FILE),
        *_columns(_STEMS, (*_FILE, "entries")),
    )
    return (
        select(*columns)
        .outerjoin_from(songs, song_choices, choices.song_id == songs.c.id)
        .outerjoin(_MP3, choices.mp3_sha256 == _MP3.c.sha256)
        .outerjoin(_LOSSLESS, choices.lossless_sha256 == _LOSSLESS.c.sha256)
        .outerjoin(_STEMS, choices.stems_sha256 == _STEMS.c.sha256)
        .order_by(*ordering(songs, shape), choices.ordinal)
    )


def _columns(table: FromClause, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in names]


def read_song_list(rows: Sequence[Record]) -> Sequence[Song]:
    return [_song(list(of_one)) for _, of_one in groupby(rows, itemgetter(0))]


def _song(rows: Sequence[Record]) -> Song:
    id, job_id, title, prompt, tags, model, created, completed = rows[0][:_WORDS_AT]
    favourite, rating, notes, trashed_at, instrumental, extends = rows[0][_WORDS_AT:_CHOICE_AT]
    return Song(
        id=id,
        job_id=job_id,
        title=title,
        lyrics=None,
        prompt=prompt,
        tags=tuple(tags),
        model=model,
        created_at=created,
        completed_at=completed,
        favourite=favourite,
        rating=rating or None,
        notes=notes,
        trashed_at=trashed_at,
        instrumental=instrumental,
        extends=extends,
        choices=tuple([_choice(row) for row in rows if row[_CHOICE_AT] is not None]),
    )


def _choice(row: Record) -> SongChoice:
    id, index, provider_choice_id, duration_ms = row[_CHOICE_AT:_MP3_AT]
    return SongChoice(
        id=id,
        index=index,
        provider_choice_id=provider_choice_id,
        duration_ms=duration_ms,
        sections=None,
        mp3=_file(row[_MP3_AT:_LOSSLESS_AT]),
        lossless=_file(row[_LOSSLESS_AT:_STEMS_AT]),
        stems=_stems(row[_STEMS_AT:]) if row[_STEMS_AT] else None,
    )


def _stems(values: Sequence[Any]) -> MediaFile | None:
    *columns, entries = values
    file = _file(tuple(columns))
    return file and replace(file, entries=read_entries(entries))


@lru_cache(_FILES_KEPT)
def _file(values: tuple[Any, ...]) -> MediaFile | None:
    """None where the join found no file. Equal files are one object: lists show the same ones again
    and again, and each costs as much as all else of a choice."""
    sha256, media_type, size_bytes, width, height, duration_ms = values
    if sha256 is None:
        return None
    return MediaFile(
        sha256=sha256,
        media_type=_TYPES[media_type],
        size_bytes=size_bytes,
        width=width,
        height=height,
        duration_ms=duration_ms,
    )
