"""A provider's own words, made fit for a message: one line, not too long, and without keys."""

import re

_LONGEST = 300
_KEYS = re.compile(r"\b(?:sk-|op_)[\w*-]{4,}|(?<=bearer )[^\s,]+|(?<=key provided: )[^\s,]+", re.I)
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\x9f]+")


def quoted(text: str) -> str:
    """OpenAI, for one, names a part of a wrong key in its refusal."""
    line = _UNPRINTABLE.sub(" ", _KEYS.sub("[key]", text[: 4 * _LONGEST])).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
