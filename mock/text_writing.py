"""What the language models say: lyrics, for that is what a studio asks for, or a few sentences."""

import json
import re
from dataclasses import dataclass

from mock.lyrics_writing import written_lyrics
from mock.schema_samples import sample

_ABOUT_SONGS = re.compile(r"lyric|song|verse|chorus|lied|strophe|refrain", re.IGNORECASE)
_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Writing:
    """What is said, and what is thought before."""

    thinking: str
    content: str


def _prose(asked: str) -> str:
    return (
        f"You said: {asked}. This is the mock of a language model: it has read your words and "
        "answers with these, the same ones each time, so that you can see them arrive."
    )


def written(asked: str, form: str | dict[str, object] | None) -> Writing:
    """The answer to what was asked, as free text, as JSON, or fitting a JSON schema."""
    about = " ".join(asked.split())[:_LONGEST_QUOTE]
    song = written_lyrics(about)
    thinking = f"They ask about: {about}. A short and friendly answer will do."
    if isinstance(form, dict):
        named = {**song, "tags": "folk", "prompt": f"acoustic folk, about {about}"}
        return Writing(thinking, sample(form, lambda name: named.get(name, about)))
    if form is not None:
        return Writing(thinking, json.dumps(song, ensure_ascii=False))
    if _ABOUT_SONGS.search(asked):
        return Writing(thinking, song["lyrics"])
    return Writing(thinking, _prose(about))
