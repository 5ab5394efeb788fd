"""What can be set from outside."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """How this mock behaves; the defaults suit a person trying the studio by hand."""

    state_file: Path | None = None
    """Where tasks and the request log survive a restart; None keeps them in memory only."""
    concurrency: int = 10
    """Songs and instrumentals that may be unfinished at the same time: the account's
    `concurrent_request_limit`."""
    song_seconds: int = 5
    """Seconds until a song is finished when the style prompt names no `<n>s`."""
    audio_seconds: int = 10
    """Length of a song's audio when the style prompt names no `<n>s`."""
    trickle_seconds: float = 30.0
    """How long the slow download takes."""
    stem_seconds: float = 2.0
    """How long a song is taken apart: Mureka answers no sooner."""
    word_seconds: float = 0.03
    """Between the words of a text that is streamed."""
