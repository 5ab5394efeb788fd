"""Lyrics as text and as LRC."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.lyrics import lrc, plain_lyrics
from domain.song import LyricsLine, LyricsSection, LyricsWord, Song, SongChoice
from tests.fakes import NOON

_WORDS = (
    LyricsWord(start_ms=61_234, end_ms=61_400, text="La"),
    LyricsWord(start_ms=61_500, end_ms=61_900, text="la"),
)
_CHORUS = LyricsSection(
    kind="pre-chorus",
    start_ms=61_000,
    end_ms=62_000,
    lines=(LyricsLine(start_ms=61_234, end_ms=61_900, text="La\nla", words=_WORDS),),
)
_VERSE = LyricsSection(
    kind="verse",
    start_ms=0,
    end_ms=3_000,
    lines=(
        LyricsLine(start_ms=0, end_ms=900, text="In the morning"),
        LyricsLine(start_ms=1_009, end_ms=1_900, text="  light 🎵 "),
    ),
)
_BREAK = LyricsSection(kind="break", start_ms=3_000, end_ms=4_000)
CHOICE = SongChoice(
    id=UUID(int=1),
    index=0,
    provider_choice_id=None,
    duration_ms=185_900,
    sections=(_VERSE, _BREAK, _CHORUS),
)
SONG = Song(
    id=UUID(int=2),
    job_id=UUID(int=3),
    title="Morning\nLight",
    model="auto",
    created_at=NOON,
    lyrics="[Verse]\nas it was asked for\n\n",
    prompt=None,
)


def test_the_text_has_headings_and_what_is_sung() -> None:
    assert plain_lyrics(SONG, CHOICE) == (
        "[Verse]\nIn the morning\nlight 🎵\n\n[Pre-Chorus]\nLa la\n"
    )


@pytest.mark.parametrize("sections", [(), (_BREAK,), None])
def test_the_text_is_what_was_asked_for_where_nothing_is_timed(
    sections: tuple[LyricsSection, ...] | None,
) -> None:
    untimed = replace(CHOICE, sections=sections)
    assert plain_lyrics(SONG, untimed) == "[Verse]\nas it was asked for\n"
    assert lrc("x", untimed) == ""
    assert plain_lyrics(replace(SONG, lyrics=""), untimed) == ""


def test_lrc_has_a_time_for_each_line() -> None:
    assert lrc(SONG.title, CHOICE) == (
        "[ti:Morning Light]\n[length:03:05]\n"
        "[00:00.00]In the morning\n[00:01.00]light 🎵\n[01:01.23]La la\n"
    )


def test_lrc_has_a_time_for_each_word_if_wanted() -> None:
    assert lrc("x", CHOICE, words=True).splitlines()[-1] == "[01:01.23]<01:01.23>La <01:01.50>la"


def test_lrc_is_in_the_order_in_which_it_is_sung_and_counts_on_beyond_an_hour() -> None:
    late = LyricsLine(start_ms=3_600_000, end_ms=3_600_010, text="late")
    section = LyricsSection(kind="", start_ms=0, end_ms=0, lines=(late,))
    both = replace(CHOICE, sections=(section, _VERSE), duration_ms=None)
    assert lrc("x", both).splitlines()[-1] == "[60:00.00]late"
    assert "[length" not in lrc("x", both)
