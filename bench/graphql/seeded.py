"""A library of songs, stored through the studio's own repositories."""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bench.examples import song_id, store, waiting_song
from domain.media import MediaFile, MediaType
from domain.song import LyricsLine, LyricsSection, LyricsWord, Song, SongChoice
from persistence.engine import create_engine
from persistence.unit_of_work import SqlDatabase

SONGS = 120
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_TITLES = ("Morning Light", "Über den Wolken", "Rain on Tin", "Sjömansvisa", "The Long Road Home")
_WORDS = ("silver", "morning", "light", "and", "nobody", "has", "slept", "tonight")


async def seed(database_url: str) -> None:
    await store(database_url, SONGS, lambda each: waiting_song(each, _BEGIN))
    engine = create_engine(database_url)

    async def publish(events: object) -> None:
        """Nobody listens."""

    try:
        async with SqlDatabase(engine, publish).begin() as work:
            for number in range(SONGS):
                await work.songs.add(_song(number))
            await work.commit()
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("VACUUM ANALYZE")
    finally:
        await engine.dispose()


def _song(number: int) -> Song:
    return Song(
        id=_id("song", number),
        job_id=song_id(number),
        title=f"{_TITLES[number % len(_TITLES)]} {number}",
        lyrics="\n".join(" ".join(_WORDS) for _ in range(24)),
        prompt="folk, warm, acoustic guitar",
        tags=("folk", "warm", "acoustic guitar"),
        model="mureka-9",
        created_at=_BEGIN + timedelta(minutes=number, microseconds=number),
        completed_at=_BEGIN + timedelta(minutes=number + 3),
        choices=tuple(_choice(number, index) for index in range(2)),
    )


def _choice(number: int, index: int) -> SongChoice:
    length = 180_000 + number * 100 + index
    return SongChoice(
        id=_id("choice", 2 * number + index),
        index=index,
        provider_choice_id=str(2 * number + index),
        duration_ms=length,
        sections=tuple(_section(each) for each in range(6)),
        mp3=_file(f"{number}.{index}", MediaType.MP3, length),
        lossless=_file(f"{number}.{index}", MediaType.FLAC, length),
    )


def _section(number: int) -> LyricsSection:
    begin = number * 20_000
    lines = tuple(_line(begin + each * 4_000) for each in range(4))
    return LyricsSection(kind="verse", start_ms=begin, end_ms=begin + 20_000, lines=lines)


def _line(begin: int) -> LyricsLine:
    words = tuple(
        LyricsWord(start_ms=begin + each * 500, end_ms=begin + each * 500 + 400, text=word)
        for each, word in enumerate(_WORDS)
    )
    text = " ".join(_WORDS)
    return LyricsLine(start_ms=begin, end_ms=begin + 4_000, text=text, words=words)


def _file(name: str, media_type: MediaType, length: int) -> MediaFile:
    digest = hashlib.sha256(f"{name}.{media_type.extension}".encode()).hexdigest()
    size = 5_000_000 + length
    return MediaFile(sha256=digest, media_type=media_type, size_bytes=size, duration_ms=length)


def _id(kind: str, number: int) -> UUID:
    """Random, as ids are, and the same in every run."""
    return UUID(int=random.Random(f"{kind} {number}").getrandbits(128), version=4)
