"""Titles, tags, choices, and names that no file system trips over."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.media import Delivery, MediaFile, MediaType, Role
from domain.song import Song, SongChoice, SongRequest, tags_from, title_from
from tests.domain.examples import SONG_REQUEST, media_file
from tests.fakes import NOON

CHOICE = SongChoice(id=UUID(int=9), index=0, provider_choice_id="c0", duration_ms=61_000)


def song(title: str = "Morning Light", *choices: SongChoice) -> Song:
    request = SongRequest(lyrics="La la", model="auto", title=title)
    begun = Song.begin(id=UUID(int=1), job_id=UUID(int=2), request=request, now=NOON)
    return begun.with_choices(choices)


def filename(title: str) -> str:
    return song(title).filename(CHOICE, media_file(Role.MP3))


@pytest.mark.parametrize(
    ("lyrics", "title"),
    [
        ("Morning light\nover the hill", "Morning light"),
        ("\n\n  Morning light  \n", "Morning light"),
        ("[Verse 1]\nMorning light", "Morning light"),
        ("(Intro)\n[Chorus: softly]\nMorning light", "Morning light"),
        ("Pre-Chorus:\nprechorus\nMorning light", "Morning light"),
        ("VERSE\r\nMorning light", "Morning light"),
        ("Strophe 1\nMorgenlicht", "Morgenlicht"),
        ("Bridges burn behind us\nMorning light", "Bridges burn behind us"),
        ("[Verse]\n[Chorus]", "Untitled"),
        ("", "Untitled"),
        (" \n\t\n", "Untitled"),
        ("晨光\n越过山丘", "晨光"),
    ],
)
def test_a_title_is_the_first_line_that_is_sung(lyrics: str, title: str) -> None:
    assert title_from(lyrics) == title


def test_a_long_title_is_cut_with_an_ellipsis() -> None:
    assert title_from("a" * 60) == "a" * 60
    assert title_from("a" * 61) == "a" * 59 + "…"
    assert title_from("a" * 58 + " bcd") == "a" * 58 + "…"


@given(st.text())
def test_a_title_is_one_line_of_at_most_sixty_characters(lyrics: str) -> None:
    title = title_from(lyrics)
    assert 0 < len(title) <= 60
    assert len(title.splitlines()) == 1


@pytest.mark.parametrize(
    ("prompt", "tags"),
    [
        ("folk, warm , female voice", ("folk", "warm", "female voice")),
        ("folk,, folk, ,pop", ("folk", "pop")),
        ("", ()),
        (None, ()),
        (" , ", ()),
    ],
)
def test_tags_are_the_parts_of_the_prompt_each_once(
    prompt: str | None, tags: tuple[str, ...]
) -> None:
    assert tags_from(prompt) == tags


def test_a_song_begins_with_what_was_asked_for() -> None:
    begun = Song.begin(id=UUID(int=1), job_id=UUID(int=2), request=SONG_REQUEST, now=NOON)
    assert (begun.title, begun.tags) == ("Morning light", ("folk", "warm"))
    assert (begun.lyrics, begun.model) == (SONG_REQUEST.lyrics, "auto")
    assert (begun.created_at, begun.completed_at, begun.choices) == (NOON, None, ())
    named = replace(SONG_REQUEST, title="Dawn")
    assert Song.begin(id=UUID(int=1), job_id=UUID(int=2), request=named, now=NOON).title == "Dawn"


# ── choices and their files ──────────────────────────────────────────────────────────────────────


def delivered(index: int, role: Role) -> Delivery:
    return Delivery(index=index, role=role, file=media_file(role))


def test_each_choice_gets_its_own_files() -> None:
    second = replace(CHOICE, id=UUID(int=10), index=1)
    deliveries = (delivered(0, Role.MP3), delivered(1, Role.MP3), delivered(1, Role.WAV))
    done = song("Dawn", CHOICE, second).complete(deliveries, NOON)
    assert done.completed_at == NOON
    one, two = done.choices
    assert (one.mp3, one.lossless) == (media_file(Role.MP3), None)
    assert (two.mp3, two.lossless) == (media_file(Role.MP3), media_file(Role.WAV))


def test_of_two_lossless_files_the_smaller_format_is_kept() -> None:
    deliveries = (delivered(0, Role.WAV), delivered(0, Role.FLAC), delivered(0, Role.MP3))
    (choice,) = song("Dawn", CHOICE).complete(deliveries, NOON).choices
    assert choice.lossless == media_file(Role.FLAC)


def test_the_measured_duration_counts_more_than_the_promised_one() -> None:
    measured = MediaFile(sha256="a", media_type=MediaType.MP3, size_bytes=1, duration_ms=60_000)
    choice = CHOICE.with_files((Delivery(index=0, role=Role.MP3, file=measured),))
    assert choice.duration_ms == 60_000
    assert CHOICE.with_files((delivered(0, Role.MP3),)).duration_ms == 61_000


# ── names ────────────────────────────────────────────────────────────────────────────────────────


def test_a_song_is_named_by_its_title_and_the_number_of_the_choice() -> None:
    second = replace(CHOICE, index=1)
    assert filename("Morning Light") == "Morning Light - 1.mp3"
    assert song().filename(second, media_file(Role.FLAC)) == "Morning Light - 2.flac"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd - 1.mp3"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j - 1.mp3"),
        ("line\nbreak\r\n\x00\x7f", "line break - 1.mp3"),
        ("...hidden...", "hidden - 1.mp3"),
        ("   ", "La la - 1.mp3"),
        ("???", "Song - 1.mp3"),
        (".", "Song - 1.mp3"),
        ("Grüße 🎵", "Grüße 🎵 - 1.mp3"),
    ],
)
def test_a_hostile_title_makes_a_harmless_name(title: str, name: str) -> None:
    assert filename(title) == name


@given(st.text(max_size=200))
@example("/" * 200)
@example("a" * 79 + "/b")
@example("\x00")
def test_no_title_makes_a_name_that_leads_elsewhere(title: str) -> None:
    name = filename(title)
    assert name.endswith(" - 1.mp3")
    assert not set(name) & set('<>:"/\\|?*\x00\x7f')
    assert all(ord(character) >= 32 for character in name)
    assert not name.startswith((".", " "))
    assert len(name) <= 80 + len(" - 1.mp3")
