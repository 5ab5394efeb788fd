"""What was not made here, as records of the library."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.foreign import UNKNOWN_MODEL, Words, foreign_image, foreign_song
from domain.job_state import Provider
from domain.media import MediaFile, MediaType
from domain.record_rules import valid_record
from tests.fakes import NOON

PICTURE = MediaFile(sha256="a" * 64, media_type=MediaType.PNG, size_bytes=10)
MP3 = MediaFile(sha256="b" * 64, media_type=MediaType.MP3, size_bytes=10)
FLAC = MediaFile(sha256="c" * 64, media_type=MediaType.FLAC, size_bytes=10)
PARAMETERS = (
    "a cat,\nin the sun\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Model: dreamshaper_8"
)


def test_a_picture_without_words_is_called_after_its_file() -> None:
    record = foreign_image(Words(), PICTURE, "holiday_in-rome", NOON)
    assert (record.title, record.prompt, record.model) == ("holiday in-rome", "", UNKNOWN_MODEL)
    assert (record.created_at, record.job.provider) == (NOON, Provider.IMPORTED)
    assert record.job.estimated_usd == 0
    assert valid_record(record) == record


def test_the_parameters_of_stable_diffusion_are_told_apart() -> None:
    record = foreign_image(Words(parameters=PARAMETERS), PICTURE, "00001", NOON)
    assert record.prompt == "a cat,\nin the sun"
    assert record.title == "a cat,"
    assert record.model == "dreamshaper_8"
    assert record.notes == "Negative prompt: dog\nSteps: 20, Sampler: Euler a, Model: dreamshaper_8"


def test_parameters_without_settings_are_the_prompt() -> None:
    record = foreign_image(Words(parameters="only a cat"), PICTURE, "1", NOON)
    assert (record.prompt, record.notes) == ("only a cat", None)


def test_the_same_bytes_are_the_same_thing_wherever_they_are() -> None:
    first = foreign_image(Words(), PICTURE, "a", NOON)
    other = foreign_image(Words(), PICTURE, "b", NOON + timedelta(days=1))
    assert (first.id, first.job.id) == (other.id, other.job.id)
    different = foreign_image(Words(), replace(PICTURE, sha256="d" * 64), "a", NOON)
    assert first.id != different.id
    assert len({first.id, first.job.id, different.id, different.job.id}) == 4


def test_what_was_taken_from_a_library_is_known_again() -> None:
    ours = UUID(int=5)
    assert foreign_image(Words(identity=ours), PICTURE, "a", NOON).id == ours


def test_two_formats_are_one_song() -> None:
    told = {FLAC: Words(title="Lied"), MP3: Words(lyrics="La", made_at=NOON - timedelta(days=9))}
    record = foreign_song(told, "file", NOON)
    [choice] = record.choices
    assert (choice.mp3, choice.lossless) == (MP3, FLAC)
    assert (record.title, record.lyrics) == ("Lied", "La")
    assert record.created_at == NOON - timedelta(days=9)
    assert valid_record(record) == record


@pytest.mark.parametrize("told", [datetime(1970, 1, 1, tzinfo=UTC), NOON + timedelta(days=999)])
def test_days_that_cannot_be_are_not_believed(told: datetime) -> None:
    assert foreign_image(Words(made_at=told), PICTURE, "a", NOON).created_at == NOON


@pytest.mark.parametrize("text", ["\x00\x07", "x" * 1_000_000, "\ud800", " \n", "../../etc/passwd"])
def test_hostile_words_become_acceptable_ones(text: str) -> None:
    words = Words(title=text, prompt=text, model=text, lyrics=text, keywords=(text,) * 200)
    assert valid_record(foreign_image(words, PICTURE, text, NOON))
    assert valid_record(foreign_song({MP3: words}, text, NOON))
