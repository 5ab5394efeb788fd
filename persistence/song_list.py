"""A page of songs with their choices and files in one statement, without their lyrics.

A row is a choice. What it could tell of its song stands in the first row of a song only, since
moments and documents take a driver long. A page has hundreds of rows, so they are read by columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, pairwise, repeat
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, case, func, select

from domain.library import ItemFilter
from domain.media import MediaFile, MediaType
from domain.song import Song, SongChoice
from persistence.documents import read_entries
from persistence.item_filter import fits
from persistence.kept import KeptStatement
from persistence.paging import Shape, ordering, paged
from persistence.shelves import SONGS
from persistence.tables import media_files, song_choices
from persistence.tables import songs as all_songs
from persistence.values import made

_CHOICES = song_choices.c
_MP3 = media_files.alias("mp3")
_LOSSLESS = media_files.alias("lossless")
_STEMS = media_files.alias("stems")

_SONG = (
    *("id", "job_id", "title", "prompt", "tags", "model", "created_at", "completed_at"),
    *("favourite", "rating", "notes", "trashed_at", "instrumental", "extends"),
)
_CHOICE = ("id", "ordinal", "provider_choice_id", "duration_ms")
_FILE = ("sha256", "media_type", "size_bytes", "duration_ms")
"""Nothing here has pixels."""

USUAL = ItemFilter()
_FILES_KEPT = 4_000
_TYPES = {each.value: each for each in MediaType}

Column = Sequence[Any]


@cache
def usual_song_list(shape: Shape) -> KeptStatement:
    """The statement for pages of that shape under the usual filter."""
    return KeptStatement(song_list(shape, fits(SONGS, USUAL)))


def song_list(shape: Shape, condition: ColumnElement[bool]) -> Select[Any]:
    of_page = paged(select(all_songs).where(condition), all_songs, shape)
    songs, choices = of_page.subquery("page"), _CHOICES
    order = (*ordering(songs, shape), choices.ordinal)
    is_first = func.lag(songs.c.id).over(order_by=order).is_distinct_from(songs.c.id)
    columns = (
        *(case((is_first, each)).label(each.key) for each in _columns(songs, _SONG)),
        *_columns(song_choices, _CHOICE),
        *_columns(_MP3, _FILE),
        *_columns(_LOSSLESS, _FILE),
        *_columns(_STEMS, (*_FILE, "entries", "oddity")),
    )
    return (
        select(*columns)
        .outerjoin_from(songs, song_choices, choices.song_id == songs.c.id)
        .outerjoin(_MP3, choices.mp3_sha256 == _MP3.c.sha256)
        .outerjoin(_LOSSLESS, choices.lossless_sha256 == _LOSSLESS.c.sha256)
        .outerjoin(_STEMS, choices.stems_sha256 == _STEMS.c.sha256)
        .order_by(*order)
    )


def _columns(table: FromClause, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in names]


def read_song_list(rows: Sequence[Sequence[Any]]) -> Sequence[Song]:
    columns: Sequence[Column] = list(zip(*rows, strict=True))
    if not columns:
        return ()
    firsts = [number for number, id in enumerate(columns[0]) if id is not None]
    told = [[column[each] for each in firsts] for column in columns[: len(_SONG)]]
    song = dict(zip(_SONG, told, strict=True))
    song["tags"] = list(map(tuple, song["tags"]))
    song["rating"] = [each or None for each in song["rating"]]
    choices = _choices(columns[len(_SONG) :])
    song["choices"] = [
        tuple(filter(None, choices[first:end])) for first, end in pairwise((*firsts, len(rows)))
    ]
    return made(Song, len(firsts), lyrics=repeat(None), **song)


def _choices(columns: Sequence[Column]) -> Sequence[SongChoice | None]:
    """One for each row; None in the only row of a song that has no choices."""
    values = iter(columns)
    ids, indexes, provider_choice_ids, durations = islice(values, len(_CHOICE))
    mp3, lossless, stems = (_files(list(islice(values, len(_FILE)))) for _ in range(3))
    choices = made(
        SongChoice,
        len(ids),
        id=ids,
        index=indexes,
        provider_choice_id=provider_choice_ids,
        duration_ms=durations,
        sections=repeat(None),
        mp3=mp3,
        lossless=lossless,
        stems=map(_with_contents, stems, *values) if any(map(any, columns[-2:])) else stems,
    )
    if all(ids):
        return choices
    return [choice if id else None for id, choice in zip(ids, choices, strict=True)]


def _files(columns: Sequence[Column]) -> Iterable[MediaFile | None]:
    return map(_file, *columns) if any(columns[0]) else repeat(None)


def _with_contents(stems: MediaFile | None, entries: Any, oddity: Any) -> MediaFile | None:
    return stems and replace(stems, entries=read_entries(entries), oddity=oddity)


@lru_cache(_FILES_KEPT)
def _file(
    sha256: str | None, media_type: str, size_bytes: int, duration_ms: int | None
) -> MediaFile | None:
    """None where the join found no file. Equal files are one object: lists show the same ones again
    and again, and each costs as much as all else of a choice."""
    if sha256 is None:
        return None
    return MediaFile(
        sha256=sha256,
        media_type=_TYPES[media_type],
        size_bytes=size_bytes,
        duration_ms=duration_ms,
    )
