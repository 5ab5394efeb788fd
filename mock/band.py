"""The accompaniment of a song: bass, drums and the rest, each as four bars that repeat."""

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:  # numpy is imported when the first song is made: the mock starts faster
    import numpy as np
    from numpy.typing import NDArray

RATE = 32_000
"""Samples per second: enough for a sketch, quick to encode, and the lowest rate whose MP3s the
common decoders read without a complaint."""
_PROGRESSIONS = ((0, 7, 9, 5), (0, 9, 5, 7), (9, 5, 0, 7))
"""Roots of four chords in semitones above the key; those in `_MINOR` are minor."""
_MINOR = (9,)
_PATTERNS = ((0, 1, 2, 3, 4, 3, 2, 1), (5, 4, 3, 2, 1, 2, 3, 4), (0, 3, 1, 4, 2, 5, 1, 3))
_KEYS = (48, 53, 57, 50, 55)
"""MIDI notes of the low keys to choose from."""
_BARS = 4
_KICKS = (0, 4)
_HATS = (2, 6)


@lru_cache(maxsize=128)
def _tone(midi: float, seconds: float, decay: float) -> "NDArray[np.float32]":
    """A plucked or held note; the larger `decay`, the sooner it fades."""
    import numpy as np

    time = np.arange(int(seconds * RATE), dtype=np.float32) / RATE
    turn = np.float32(2 * np.pi * 440 * 2 ** ((midi - 69) / 12)) * time
    sound = np.sin(turn) + 0.35 * np.sin(2 * turn) + 0.12 * np.sin(3 * turn)
    attack = np.minimum(time / 0.01, 1)
    release = np.minimum((seconds - time) / 0.05, 1)
    return (sound * attack * release * np.exp(-decay * time)).astype(np.float32)


def _kick() -> "NDArray[np.float32]":
    import numpy as np

    time = np.arange(int(0.2 * RATE), dtype=np.float32) / RATE
    return np.sin(2 * np.pi * (48 * time + 2.5 * (1 - np.exp(-30 * time)))) * np.exp(-18 * time)


def _hat() -> "NDArray[np.float32]":
    import numpy as np

    time = np.arange(int(0.06 * RATE), dtype=np.float32) / RATE
    noise = np.random.default_rng(1).uniform(-1, 1, len(time)).astype(np.float32)
    return noise * np.exp(-70 * time)


class _Loop:
    """Four bars without a seam: what rings beyond the end is laid over the start."""

    def __init__(self, eighth: float) -> None:
        import numpy as np

        self._eighth = eighth
        self._length = int(8 * _BARS * eighth * RATE)
        self._samples = np.zeros(2 * self._length, dtype=np.float32)

    def play(self, eighths: int, sound: "NDArray[np.float32]", volume: float) -> None:
        start = int(eighths * self._eighth * RATE)
        self._samples[start : start + len(sound)] += volume * sound

    def closed(self) -> "NDArray[np.float32]":
        return self._samples[: self._length] + self._samples[self._length :]


class Band:
    """What plays for a text; another choice plays in another key and pattern."""

    def __init__(self, text: str, choice: int) -> None:
        seed = crc32(text.encode("utf-8", "replace"))
        self.eighth = 60 / (88 + seed % 5 * 8) / 2
        """Seconds of half a beat."""
        self.key = _KEYS[(seed + choice) % len(_KEYS)]
        """MIDI note."""
        self._pattern = _PATTERNS[(seed // 5 + choice) % len(_PATTERNS)]
        self._roots = _PROGRESSIONS[(seed // 15) % len(_PROGRESSIONS)]

    def loops(self) -> dict[str, "NDArray[np.float32]"]:
        """The instruments by name; together they stay below half of full scale."""
        return {"bass": self._bass(), "drums": self._drums(), "other": self._other()}

    def _chord(self, root: int) -> list[int]:
        third = 3 if root in _MINOR else 4
        low = [self.key + root % 12 + step for step in (0, third, 7)]
        return [*low, *(note + 12 for note in low)]

    def _bass(self) -> "NDArray[np.float32]":
        loop = _Loop(self.eighth)
        for bar, root in enumerate(self._roots):
            note = _tone(self.key + root % 12 - 12, 8 * self.eighth, 0.4)
            loop.play(8 * bar, note, 0.13)
        return loop.closed()

    def _drums(self) -> "NDArray[np.float32]":
        loop = _Loop(self.eighth)
        for bar in range(_BARS):
            for eighth in _KICKS:
                loop.play(8 * bar + eighth, _kick(), 0.1)
            for eighth in _HATS:
                loop.play(8 * bar + eighth, _hat(), 0.03)
        return loop.closed()

    def _other(self) -> "NDArray[np.float32]":
        loop = _Loop(self.eighth)
        for bar, root in enumerate(self._roots):
            chord = self._chord(root)
            for note in chord[:3]:
                loop.play(8 * bar, _tone(note, 8 * self.eighth, 0.2), 0.035)
            for step, index in enumerate(self._pattern):
                loop.play(8 * bar + step, _tone(chord[index] + 12, 1.2, 4.0), 0.11)
        return loop.closed()
