"""Values that are made by the hundred are like those that are made one by one."""

from dataclasses import FrozenInstanceError
from itertools import repeat

import pytest

from domain.media import ArchiveEntry, MediaFile, MediaType
from persistence.values import made


def test_values_made_by_columns_are_those_of_the_constructor() -> None:
    entries = made(ArchiveEntry, 2, size_bytes=repeat(3), name=["drums.wav", "bass.wav"])
    assert entries == [
        ArchiveEntry(name="drums.wav", size_bytes=3),
        ArchiveEntry(name="bass.wav", size_bytes=3),
    ]
    assert len({*entries, ArchiveEntry(name="bass.wav", size_bytes=3)}) == 2


def test_values_made_by_columns_are_frozen() -> None:
    entry: object = made(ArchiveEntry, 1, name=["drums.wav"], size_bytes=[3])[0]
    with pytest.raises(FrozenInstanceError):
        setattr(entry, "name", "bass.wav")  # noqa: B010


def test_a_field_that_was_forgotten_is_missed_at_once() -> None:
    with pytest.raises(KeyError, match="width"):
        made(MediaFile, 1, sha256=["0"], media_type=[MediaType.MP3], size_bytes=[1])
