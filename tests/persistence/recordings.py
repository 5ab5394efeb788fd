"""Real images and sounds, made on the spot."""

from io import BytesIO

import numpy as np
import soundfile  # pyright: ignore[reportMissingTypeStubs]
from PIL import Image

from domain.media import MediaType

RATE = 22_050


def picture(media_type: MediaType = MediaType.PNG, width: int = 64, height: int = 48) -> bytes:
    """Noise, so that it does not compress to nothing and can be cut off anywhere."""
    noise = np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(noise).save(file, media_type.name)
    return file.getvalue()


def sound(media_type: MediaType, seconds: float = 2.0, *, quiet_seconds: float = 0) -> bytes:
    """A noisy tone; the first `quiet_seconds` of it are silent."""
    time = np.arange(int(seconds * RATE)) / RATE
    wave = np.sin(2 * np.pi * 440 * time) * 0.5 + np.random.default_rng(1).normal(0, 0.1, time.size)
    wave[: int(quiet_seconds * RATE)] = 0
    file = BytesIO()
    soundfile.write(file, wave.clip(-1, 1), RATE, format=media_type.name)  # pyright: ignore
    return file.getvalue()
