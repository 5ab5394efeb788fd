"""A voice without words: it sings `ah` exactly while the lyrics' words say that it does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, cast

from mock.band import RATE
from mock.lyrics_timing import lyrics_sections

if TYPE_CHECKING:  # numpy is imported when the first song is made: the mock starts faster
    import numpy as np
    from numpy.typing import NDArray

_SCALE = (0, 2, 4, 7, 9)
"""Semitones above the key that fit every chord well enough."""
_OVERTONES = (0.5, 0.9, 1.0, 0.5, 0.25, 0.12)
"""Loudness of the harmonics: strongest where an `ah` has its formants."""
_VOLUME = 0.09
_LONGEST_EDGE = 0.04


@dataclass(frozen=True)
class _Note:
    """Sung from sample `start` to sample `end`."""

    start: int
    end: int
    midi: int


def _words(lyrics: str, seconds: int) -> Iterator[tuple[int, int]]:
    """When each word is sung, in milliseconds."""
    for section in lyrics_sections(lyrics, seconds * 1000):
        for line in cast("Iterable[dict[str, object]]", section["lines"]):
            for word in cast("Iterable[dict[str, int]]", line["words"]):
                yield word["start"], word["end"]


def _sung(note: _Note, begin: int, end: int) -> "NDArray[np.float32]":
    """The part of a note from sample `begin` up to `end`: a single word may last for minutes."""
    import numpy as np

    time = np.arange(begin - note.start, end - note.start) / RATE
    length = (note.end - note.start) / RATE
    vibrato = 0.25 * np.sin(2 * np.pi * 5.5 * time) / 5.5
    turn = 2 * np.pi * 440 * 2 ** ((note.midi - 69) / 12) * time + vibrato
    sound = np.zeros(len(time))
    for harmonic, loudness in enumerate(_OVERTONES, 1):
        sound += loudness * np.sin(harmonic * turn)
    edge = min(_LONGEST_EDGE, length / 2)
    rise = np.minimum(np.minimum(time, length - time) / edge, 1)
    return (_VOLUME * sound * rise).astype(np.float32)


class Voice:
    """Sings lyrics over `seconds`, in a key (MIDI note) and by a seed that chooses the tune."""

    def __init__(self, lyrics: str, seconds: int, key: int, seed: str) -> None:
        tune = Random(seed)
        self._notes = [
            _Note(start * RATE // 1000, end * RATE // 1000, key + 12 + tune.choice(_SCALE))
            for start, end in _words(lyrics, seconds)
            if end > start
        ]

    def sound(self, start: int, stop: int) -> "NDArray[np.float32]":
        """The samples from `start` up to `stop`."""
        import numpy as np

        samples = np.zeros(stop - start, dtype=np.float32)
        for note in self._notes:
            begin, end = max(start, note.start), min(stop, note.end)
            if begin < end:
                samples[begin - start : end - start] += _sung(note, begin, end)
        return samples
