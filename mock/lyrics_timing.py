"""Lyrics cut into sections, lines and words, each timed within the audio (milliseconds)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_TYPES = {
    "intro": "intro",
    "verse": "verse",
    "strophe": "verse",
    "prechorus": "pre-chorus",
    "chorus": "chorus",
    "refrain": "chorus",
    "hook": "chorus",
    "bridge": "bridge",
    "break": "break",
    "interlude": "break",
    "instrumental": "break",
    "outro": "outro",
}
_NAME = f"({'|'.join(_TYPES)})".replace("prechorus", "pre[- ]?chorus")
_HEADING = re.compile(
    rf"\[\s*{_NAME}\b[^\]]*\]|\(\s*{_NAME}\b[^)]*\)|{_NAME}\s*\d*\s*:?",
    re.IGNORECASE,
)
_SILENCE = 0.05
"""Share of the audio before the first and after the last section."""
_SUNG = 0.9
"""Share of a line's slot in which it is sung; the rest is breath."""
_WORDLESS_WEIGHT = 20
"""What a section without lines weighs, in characters."""


@dataclass
class _Section:
    kind: str
    lines: list[str] = field(default_factory=list[str])

    @property
    def weight(self) -> int:
        return sum(map(len, self.lines)) or _WORDLESS_WEIGHT


def _section_type(line: str) -> str | None:
    found = _HEADING.fullmatch(line)
    if found is None:
        return None
    name = next(group for group in found.groups() if group)
    return _TYPES[re.sub(r"[- ]", "", name.lower())]


def _cut(lyrics: str) -> list[_Section]:
    sections: list[_Section] = []
    for line in filter(None, map(str.strip, lyrics.splitlines())):
        kind = _section_type(line)
        if kind is not None:
            sections.append(_Section(kind))
            continue
        if not sections:
            sections.append(_Section("verse"))
        sections[-1].lines.append(line)
    return sections


def _slots(weights: Iterable[int], start: float, end: float) -> list[tuple[float, float]]:
    parts = list(weights)
    slots: list[tuple[float, float]] = []
    at = start
    for weight in parts:
        until = at + (end - start) * weight / sum(parts)
        slots.append((at, until))
        at = until
    return slots


def _timed_words(line: str, start: float, end: float) -> list[dict[str, object]]:
    words = line.split()
    slots = _slots(map(len, words), start, end)
    return [
        {"start": int(at), "end": int(until), "text": word}
        for word, (at, until) in zip(words, slots, strict=True)
    ]


def _timed_lines(section: _Section, start: float, end: float) -> list[dict[str, object]]:
    timed: list[dict[str, object]] = []
    slots = _slots(map(len, section.lines), start, end)
    for line, (at, until) in zip(section.lines, slots, strict=True):
        sung_until = at + (until - at) * _SUNG
        timed.append(
            {
                "start": int(at),
                "end": int(sung_until),
                "text": line,
                "words": _timed_words(line, at, sung_until),
            }
        )
    return timed


def lyrics_sections(lyrics: str, duration_ms: int) -> list[dict[str, object]]:
    """Mureka's `lyrics_sections` for these lyrics, spread over the audio by length of text.

    Headings are recognised as `[Verse 1]`, `(Chorus)`, `Verse 1:` or a lone `Bridge`; lines before
    the first heading are a verse.
    """
    sections = _cut(lyrics)
    slots = _slots(
        (section.weight for section in sections),
        duration_ms * _SILENCE,
        duration_ms * (1 - _SILENCE),
    )
    return [
        {
            "section_type": section.kind,
            "start": int(start),
            "end": int(end),
            "lines": _timed_lines(section, start, end),
        }
        for section, (start, end) in zip(sections, slots, strict=True)
    ]
