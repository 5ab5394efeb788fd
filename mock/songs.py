"""A task for songs or instrumentals: its life by elapsed time, in Mureka's words."""

import re
from dataclasses import dataclass

from mock.music import Piece
from mock.outcomes import Ending, Kind, Scenario
from mock.scenarios import scenario_in

_SECONDS = re.compile(r"\b(\d{1,3})s\b")
_QUEUED_FROM = 0.1
_RUNNING_FROM = 0.2
_STREAMING_FROM = 0.5
_LAST_WORD = {
    Ending.FAILED: "failed",
    Ending.TIMEOUTED: "timeouted",
    Ending.CANCELLED: "cancelled",
}


def seconds_in(style: str) -> int | None:
    """The `<n>s` of a style prompt in seconds; the last one counts: `80s synth 5s` takes five."""
    found = _SECONDS.findall(style)
    return int(found[-1]) if found else None


@dataclass(frozen=True)
class Song:
    """What was asked, and when; times are Unix seconds, `seconds` is the time until completion.

    An instrumental has no lyrics.
    """

    id: str
    created_at: float
    model: str
    prompt: str
    lyrics: str
    n: int
    seconds: int
    audio_seconds: int
    stream: bool
    instrumental: bool = False

    @property
    def scenario(self) -> Scenario:
        """The row of the table that the lyrics ask for, or the prompt of an instrumental."""
        return scenario_in(self.prompt if self.instrumental else self.lyrics, Kind.SONG)

    def piece(self, choice: int) -> Piece:
        """What one of its choices sounds like."""
        return Piece(self.prompt, self.lyrics, choice, self.audio_seconds)

    @property
    def finished_at(self) -> float:
        """The moment the song is done, in Unix seconds; may lie ahead."""
        return self.created_at + self.seconds

    def is_finished(self, now: float) -> bool:
        """Whether the song has left the account's concurrency limit."""
        return now >= self.finished_at

    def status(self, now: float) -> str:
        """Mureka's word at this moment."""
        if self.is_finished(now):
            return _LAST_WORD.get(self.scenario.ending, "succeeded")
        done = max(0.0, now - self.created_at) / max(1, self.seconds)
        if done < _QUEUED_FROM:
            return "preparing"
        if done < _RUNNING_FROM:
            return "queued"
        if self.scenario.ending is Ending.UNKNOWN_WORD_FIRST:
            return "mastering"
        return "streaming" if self.stream and done >= _STREAMING_FROM else "running"
