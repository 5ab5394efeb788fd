"""The songs with their choices."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, insert, or_, select, update

from domain.errors import NotFound
from domain.library import ItemFilter
from domain.media import MediaFile
from domain.paging import Page
from domain.song import LyricsSection, Song, SongChoice
from persistence.documents import read_sections, sections_document
from persistence.items import SqlItems, curation, read_curation
from persistence.media import file_columns, read_file, remember
from persistence.media_uses import stems_brought
from persistence.paging import Shape, in_order, values_of
from persistence.shelves import SONGS, SQLITE_SONGS
from persistence.song_list import USUAL, read_song_list, song_list, usual_song_list
from persistence.tables import media_files, song_choices, songs
from persistence.transaction import Record, Transaction, Values

_MP3 = media_files.alias("mp3")
_LOSSLESS = media_files.alias("lossless")
_STEMS = media_files.alias("stems")


Text = TypeVar("Text")


class SqlSongs(SqlItems[Song]):
    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction, SONGS, SQLITE_SONGS)

    async def add(self, song: Song) -> None:
        values = {
            "id": song.id,
            "lyrics": _known(song, song.lyrics),
            "prompt": song.prompt,
            "model": song.model,
            "created_at": song.created_at,
            "instrumental": song.instrumental,
            "extends": song.extends,
            **_progress(song),
            **curation(song),
        }
        await self._transaction.write(insert(songs).values(values))
        await self.add_tags([song])
        await self._add_choices(song)

    async def save(self, song: Song) -> None:
        change = update(songs).where(songs.c.id == song.id).values(_progress(song))
        if (await self._transaction.write(change)).rowcount == 0:
            raise NotFound("song", song.id)
        await self._transaction.write(delete(song_choices).where(song_choices.c.song_id == song.id))
        await self._add_choices(song)

    async def _add_choices(self, song: Song) -> None:
        if not song.choices:
            return
        files = (file for each in song.choices for file in (each.mp3, each.lossless, each.stems))
        await remember(self._transaction, filter(None, files))
        rows = [_choice_row(song.id, choice) for choice in song.choices]
        await self._transaction.write(insert(song_choices), rows)

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        found = await self._read(self._query().where(songs.c.job_id.in_(job_ids)))
        return {song.job_id: song for song in found}

    async def of_choices(self, choice_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        wanted = select(song_choices.c.song_id).where(song_choices.c.id.in_(choice_ids))
        found = await self._read(self._query().where(songs.c.id.in_(wanted)))
        return {
            choice.id: song for song in found for choice in song.choices if choice.id in choice_ids
        }

    async def keep_stems(self, choice_id: UUID, stems: MediaFile) -> bool:
        # Rows before files, as everywhere: a purge that is at the same song does not wait for us
        # while we wait for it.
        theirs = song_choices.c.id == choice_id
        held = select(song_choices.c.stems_sha256).where(theirs).with_for_update()
        choice = await self._transaction.row(held)
        if choice is None:
            return False
        await remember(self._transaction, [stems])
        if stems.oddity and await self._is_whole(choice.stems_sha256):
            return True
        change = update(song_choices).where(theirs).values(stems_sha256=stems.sha256)
        await self._transaction.write(change)
        return True

    async def _is_whole(self, stems: str | None) -> bool:
        whole = (media_files.c.sha256 == stems, media_files.c.oddity.is_(None))
        return await self._transaction.row(select(media_files.c.sha256).where(*whole)) is not None

    async def holding(self, hashes: Sequence[str]) -> Sequence[UUID]:
        columns = (song_choices.c.mp3_sha256, song_choices.c.lossless_sha256)
        files = (*columns, song_choices.c.stems_sha256)
        query = select(song_choices.c.song_id).where(or_(*(each.in_(hashes) for each in files)))
        return [row.song_id for row in await self._transaction.rows(query.distinct())]

    def _query(self) -> Select[*tuple[Any, ...]]:
        return select(songs)

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[Song]:
        if wanted == USUAL:
            kept = usual_song_list(Shape.of(page))
            return self._listed(page, await self._transaction.kept_rows(kept, values_of(page)))
        return await super().page(page, wanted)

    async def _page(self, page: Page, condition: ColumnElement[bool]) -> Sequence[Song]:
        statement = song_list(Shape.of(page), condition)
        return self._listed(page, await self._transaction.rows(statement, values_of(page)))

    def _listed(self, page: Page, rows: Sequence[Sequence[Any]]) -> Sequence[Song]:
        return in_order(read_song_list(rows), page)

    async def lyrics_of(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        query = select(songs.c.id, songs.c.lyrics).where(songs.c.id.in_(song_ids))
        return {row.id: row.lyrics for row in await self._transaction.rows(query)}

    async def sections_of(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        query = select(song_choices.c.id, song_choices.c.sections)
        rows = await self._transaction.rows(query.where(song_choices.c.id.in_(choice_ids)))
        return {row.id: read_sections(row.sections) for row in rows}

    async def _take_apart(self, ids: Sequence[UUID]) -> Sequence[str]:
        theirs = song_choices.c.song_id.in_(ids)
        files = (
            song_choices.c.mp3_sha256,
            song_choices.c.lossless_sha256,
            song_choices.c.stems_sha256,
        )
        rows = await self._transaction.rows(select(song_choices.c.id, *files).where(theirs))
        await self._transaction.write(delete(song_choices).where(theirs))
        stems = await stems_brought(self._transaction, [row.id for row in rows])
        return [sha256 for row in rows for sha256 in row[1:] if sha256] + [*stems]

    async def _read(
        self, query: Select[*tuple[Any, ...]], values: Values | None = None
    ) -> Sequence[Song]:
        rows = await self._transaction.rows(query, values)
        choices = await self._choices([row.id for row in rows])
        return [_read_song(row, tuple(choices.get(row.id, ()))) for row in rows]

    async def _choices(self, song_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[SongChoice]]:
        if not song_ids:
            return {}
        query = _choices_query().where(song_choices.c.song_id.in_(song_ids))
        by_song = defaultdict[UUID, list[SongChoice]](list)
        for row in await self._transaction.rows(query.order_by(song_choices.c.ordinal)):
            by_song[row.song_id].append(_read_choice(row))
        return by_song


def _progress(song: Song) -> dict[str, Any]:
    """What the job of a song changes."""
    return {"job_id": song.job_id, "completed_at": song.completed_at}


def _choice_row(song_id: UUID, choice: SongChoice) -> dict[str, Any]:
    return {
        "id": choice.id,
        "song_id": song_id,
        "ordinal": choice.index,
        "provider_choice_id": choice.provider_choice_id,
        "duration_ms": choice.duration_ms,
        "sections": sections_document(_known(choice, choice.sections)),
        "mp3_sha256": choice.mp3.sha256 if choice.mp3 else None,
        "lossless_sha256": choice.lossless.sha256 if choice.lossless else None,
        "stems_sha256": choice.stems.sha256 if choice.stems else None,
    }


def _known(owner: Song | SongChoice, text: Text | None) -> Text:
    if text is None:
        raise ValueError(f"{owner.id} was read without its lyrics: saved, they would be lost.")
    return text


def _choices_query() -> Select[*tuple[Any, ...]]:
    own = [column for column in song_choices.c if not column.name.endswith("sha256")]
    return (
        select(
            *own,
            *file_columns(_MP3, "mp3"),
            *file_columns(_LOSSLESS, "lossless"),
            *file_columns(_STEMS, "stems"),
        )
        .outerjoin(_MP3, song_choices.c.mp3_sha256 == _MP3.c.sha256)
        .outerjoin(_LOSSLESS, song_choices.c.lossless_sha256 == _LOSSLESS.c.sha256)
        .outerjoin(_STEMS, song_choices.c.stems_sha256 == _STEMS.c.sha256)
    )


def _read_song(row: Record, choices: tuple[SongChoice, ...]) -> Song:
    return Song(
        id=row.id,
        job_id=row.job_id,
        lyrics=row.lyrics,
        prompt=row.prompt,
        model=row.model,
        created_at=row.created_at,
        completed_at=row.completed_at,
        choices=choices,
        instrumental=row.instrumental,
        extends=row.extends,
        **read_curation(row),
    )


def _read_choice(row: Record) -> SongChoice:
    return SongChoice(
        id=row.id,
        index=row.ordinal,
        provider_choice_id=row.provider_choice_id,
        duration_ms=row.duration_ms,
        sections=read_sections(row.sections),
        mp3=read_file(row, "mp3"),
        lossless=read_file(row, "lossless"),
        stems=read_file(row, "stems"),
    )
