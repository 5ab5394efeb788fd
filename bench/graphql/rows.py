"""The tables as ORM classes: what the usual ways read. Lyrics and their times, which nobody asks
for, are left out, as somebody who knows the tables would."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import DeclarativeBase, Mapped, relationship

from persistence.tables import media_files, metadata, song_choices, songs


class Base(DeclarativeBase):
    metadata = metadata


class FileRow(Base):
    __table__ = media_files

    sha256: Mapped[str]
    size_bytes: Mapped[int]
    duration_ms: Mapped[int | None]


class ChoiceRow(Base):
    __table__ = song_choices
    __mapper_args__: ClassVar = {
        "include_properties": ["id", "song_id", "ordinal", "duration_ms", "mp3_sha256"]
    }

    id: Mapped[UUID]
    song_id: Mapped[UUID]
    ordinal: Mapped[int]
    duration_ms: Mapped[int | None]
    mp3_sha256: Mapped[str | None]
    mp3: Mapped[FileRow | None] = relationship(
        primaryjoin=song_choices.c.mp3_sha256 == media_files.c.sha256,
        foreign_keys=song_choices.c.mp3_sha256,
        viewonly=True,
    )


class SongRow(Base):
    __table__ = songs
    __mapper_args__: ClassVar = {
        "include_properties": ["id", "title", "model", "created_at", "tags"]
    }

    id: Mapped[UUID]
    title: Mapped[str]
    model: Mapped[str]
    created_at: Mapped[datetime]
    tags: Mapped[list[str]]
    choices: Mapped[list[ChoiceRow]] = relationship(order_by=song_choices.c.ordinal, viewonly=True)


def newest(count: int) -> Select[SongRow]:
    newest_first = (SongRow.created_at.desc(), SongRow.id.desc())
    present = songs.c.trashed_at.is_(None)
    return select(SongRow).where(present).order_by(*newest_first).limit(count)
