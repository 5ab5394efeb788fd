"""Songs made on the spot and written as MP3, FLAC or WAV, whole or as a ZIP of their stems."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

from mock.band import RATE, Band
from mock.voice import Voice

if TYPE_CHECKING:  # numpy is imported when the first song is made: the mock starts faster
    import numpy as np
    from numpy.typing import NDArray

    Layer = Callable[[int, int], NDArray[np.float32]]

_SUBTYPES = {"mp3": "MPEG_LAYER_III", "flac": "PCM_16", "wav": "PCM_16"}
_BLOCK = 10 * RATE


@dataclass(frozen=True)
class Piece:
    """What to play; without lyrics nobody sings. `seconds` is the length of the audio."""

    style: str
    lyrics: str
    choice: int
    seconds: int


def _looped(loop: "NDArray[np.float32]") -> "Layer":
    import numpy as np

    return lambda start, stop: np.take(loop, np.arange(start, stop), mode="wrap")


def layers(piece: Piece) -> dict[str, "Layer"]:
    """The stems by name; each answers its samples from one position up to another."""
    band = Band(f"{piece.style}\n{piece.lyrics}", piece.choice)
    stems = {name: _looped(loop) for name, loop in band.loops().items()}
    if piece.lyrics:
        seed = f"{piece.lyrics}/{piece.choice}"
        stems["vocals"] = Voice(piece.lyrics, piece.seconds, band.key, seed).sound
    return stems


def _faded(samples: "NDArray[np.float32]", start: int, whole: int) -> "NDArray[np.float32]":
    """The last second, or what there is of it, fades out."""
    import numpy as np

    fade = min(RATE, whole)
    left = (whole - np.arange(start, start + len(samples), dtype=np.float32)) / fade
    return samples * np.minimum(left, 1)


def _write(path: Path, playing: list["Layer"], seconds: int) -> None:
    import soundfile  # pyright: ignore[reportMissingTypeStubs]  # it ships no types

    form, whole = path.suffix.removeprefix("."), seconds * RATE
    with soundfile.SoundFile(
        path, "w", RATE, 1, format=form.upper(), subtype=_SUBTYPES[form]
    ) as file:
        for start in range(0, whole, _BLOCK):
            stop = min(start + _BLOCK, whole)
            together = sum((layer(start, stop) for layer in playing[1:]), playing[0](start, stop))
            file.write(_faded(together, start, whole))


def write_song(path: Path, piece: Piece) -> None:
    """Compose and encode the piece; the suffix of `path` says mp3, flac or wav."""
    _write(path, list(layers(piece).values()), piece.seconds)


def write_stems(path: Path, piece: Piece) -> None:
    """A ZIP of FLAC files, one for each stem; laid over each other they are the song."""
    with TemporaryDirectory(dir=path.parent) as folder, ZipFile(path, "w") as archive:
        for name, layer in layers(piece).items():
            stem = Path(folder) / f"{name}.flac"
            _write(stem, [layer], piece.seconds)
            archive.write(stem, stem.name)
