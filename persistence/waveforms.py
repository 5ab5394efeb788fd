"""The peaks of a sound's waveform."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from persistence.decoding import SECONDS_LIMIT, Undecodable, foreign_errors

if TYPE_CHECKING:  # loaded with the first sound, so that no start waits for them
    from numpy.typing import NDArray

POINTS_LIMIT = 1_000
"""More than a player is wide."""

_STEPS_PER_SECOND = 200
_LONGEST_STEP = 4_096
"""Frames; a file's own word about its rate must not decide how much memory it takes."""

_BLOCK_BYTES = 1 << 18


def waveform(path: Path) -> bytes:
    """JSON in the form of audiowaveform's version 2, which players know: `data` has the least and
    the greatest value of each point in turn, from -128 to 127, over all channels. There are 500 to
    1,000 points, or 200 for each second of what is shorter than that. Raises Undecodable.
    """
    import numpy as np

    with foreign_errors():
        rate, step, lowest, highest = _steps(path)
    steps_per_point = -(-len(lowest) // POINTS_LIMIT)
    starts = np.arange(0, len(lowest), steps_per_point)
    points = np.stack(
        (np.minimum.reduceat(lowest, starts), np.maximum.reduceat(highest, starts)), axis=1
    )
    document = {
        "version": 2,
        "channels": 1,
        "sample_rate": rate,
        "samples_per_pixel": step * steps_per_point,
        "bits": 8,
        "length": len(points),
        "data": (points >> 8).ravel().tolist(),
    }
    return json.dumps(document, separators=(",", ":")).encode()


def _steps(path: Path) -> tuple[int, int, "NDArray[Any]", "NDArray[Any]"]:
    """The rate, the frames of a step, and the least and the greatest value of each step. One block
    is in memory at a time, and the steps of three hours take 9 MB."""
    import numpy as np
    import soundfile  # pyright: ignore[reportMissingTypeStubs]

    lowest: list[NDArray[Any]] = []
    highest: list[NDArray[Any]] = []
    with soundfile.SoundFile(path) as audio:
        step = min(max(audio.samplerate // _STEPS_PER_SECOND, 1), _LONGEST_STEP)
        step_bytes = step * audio.channels * 2
        block = bytearray(step_bytes * max(_BLOCK_BYTES // step_bytes, 1))
        steps_left = SECONDS_LIMIT * _STEPS_PER_SECOND
        while read := audio.buffer_read_into(block, "int16"):
            samples = np.frombuffer(block, np.int16, read * audio.channels)
            of_steps = _whole_steps(samples, step * audio.channels)
            lowest.append(of_steps.min(axis=1))
            highest.append(of_steps.max(axis=1))
            steps_left -= len(of_steps)
            if steps_left < 0:
                raise Undecodable("it plays for too long")
    if not lowest:
        raise Undecodable("there is no sound in it")
    return audio.samplerate, step, np.concatenate(lowest), np.concatenate(highest)


def _whole_steps(samples: "NDArray[Any]", length: int) -> "NDArray[Any]":
    """One row for each step; the last is filled up with its last sample."""
    import numpy as np

    missing = -len(samples) % length
    return np.pad(samples, (0, missing), "edge").reshape(-1, length)
