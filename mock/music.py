"""Songs made on the spot: an arpeggio over four chords, in another key and pattern per choice."""

from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:  # numpy is imported when the first song is made: the mock starts faster
    import numpy as np
    from numpy.typing import NDArray

RATE = 32_000
"""Samples per second: enough for a sketch, quick to encode, and the lowest rate whose MP3s the
common decoders read without a complaint."""
_SUBTYPES = {"mp3": "MPEG_LAYER_III", "flac": "PCM_16", "wav": "PCM_16"}
_PROGRESSIONS = ((0, 7, 9, 5), (0, 9, 5, 7), (9, 5, 0, 7))
"""Roots of four chords in semitones above the key; those in `_MINOR` are minor."""
_MINOR = (9,)
_PATTERNS = ((0, 1, 2, 3, 4, 3, 2, 1), (5, 4, 3, 2, 1, 2, 3, 4), (0, 3, 1, 4, 2, 5, 1, 3))
_KEYS = (48, 53, 57, 50, 55)
"""MIDI notes of the low keys to choose from."""
_BLOCK = 10 * RATE


def _wave(midi: float, seconds: float, decay: float) -> "NDArray[np.float32]":
    import numpy as np

    time = np.arange(int(seconds * RATE), dtype=np.float32) / RATE
    turn = np.float32(2 * np.pi * 440 * 2 ** ((midi - 69) / 12)) * time
    tone = np.sin(turn) + 0.35 * np.sin(2 * turn) + 0.12 * np.sin(3 * turn)
    attack = np.minimum(time / 0.01, 1)
    release = np.minimum((seconds - time) / 0.05, 1)
    return (tone * attack * release * np.exp(-decay * time)).astype(np.float32)


def _chord(key: int, root: int) -> list[int]:
    third = 3 if root in _MINOR else 4
    low = [key + root % 12 + step for step in (0, third, 7)]
    return [*low, *(note + 12 for note in low)]


def _phrase(seed: int, choice: int) -> "NDArray[np.float32]":
    """Four bars that loop without a seam: what rings beyond the end is laid over the start."""
    import numpy as np

    eighth = 60 / (88 + seed % 5 * 8) / 2
    length = int(32 * eighth * RATE)
    key = _KEYS[(seed + choice) % len(_KEYS)]
    pattern = _PATTERNS[(seed // 5 + choice) % len(_PATTERNS)]
    phrase = np.zeros(2 * length, dtype=np.float32)

    def play(eighths: int, sound: "NDArray[np.float32]", volume: float) -> None:
        start = int(eighths * eighth * RATE)
        phrase[start : start + len(sound)] += np.float32(volume) * sound

    for bar, root in enumerate(_PROGRESSIONS[(seed // 15) % len(_PROGRESSIONS)]):
        chord = _chord(key, root)
        play(8 * bar, _wave(chord[0] - 12, 8 * eighth, 0.4), 0.2)
        for note in chord[:3]:
            play(8 * bar, _wave(note, 8 * eighth, 0.2), 0.06)
        for step, tone in enumerate(pattern):
            play(8 * bar + step, _wave(chord[tone] + 12, 1.2, 4.0), 0.18)
    return phrase[:length] + phrase[length:]


def _song(text: str, choice: int, seconds: int) -> "NDArray[np.float32]":
    import numpy as np

    samples = np.resize(_phrase(crc32(text.encode()), choice), seconds * RATE)
    fade = min(RATE, len(samples))
    samples[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return samples


def write_song(path: Path, text: str, choice: int, seconds: int) -> None:
    """Compose and encode `seconds` of a song; the suffix of `path` says mp3, flac or wav."""
    import soundfile  # pyright: ignore[reportMissingTypeStubs]  # it ships no types

    samples = _song(text, choice, seconds)
    form = path.suffix.removeprefix(".")
    with soundfile.SoundFile(
        path, "w", RATE, 1, format=form.upper(), subtype=_SUBTYPES[form]
    ) as file:
        for start in range(0, len(samples), _BLOCK):
            file.write(samples[start : start + _BLOCK])
