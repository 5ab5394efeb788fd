"""The lyrics of a choice as text, and as LRC that players show line by line."""

from collections.abc import Iterator, Sequence

from domain.song import LyricsLine, LyricsSection, Song, SongChoice


def plain_lyrics(song: Song, choice: SongChoice) -> str:
    """What is sung, under headings such as [Chorus]; what was asked for where nothing is timed."""
    parts = ["\n".join(_with_heading(each)) for each in choice.sections or () if each.lines]
    text = "\n\n".join(parts) or (song.lyrics or "").strip()
    return f"{text}\n" if text else ""


def _with_heading(section: LyricsSection) -> Iterator[str]:
    if section.kind.strip():
        yield f"[{_one_line(section.kind).title()}]"
    yield from (_one_line(line.text) for line in section.lines)


def timed_lines(sections: Sequence[LyricsSection]) -> Sequence[LyricsLine]:
    """All lines in the order in which they are sung."""
    lines = (line for section in sections for line in section.lines)
    return sorted(lines, key=lambda line: line.start_ms)


def lrc(title: str, choice: SongChoice, *, words: bool = False) -> str:
    """LRC, times in hundredths of a second; with `words` in its enhanced form, where each word has
    a time of its own. Empty where nothing is timed."""
    lines = timed_lines(choice.sections or ())
    if not lines:
        return ""
    head = [f"[ti:{_one_line(title)}]"]
    if choice.duration_ms:
        head.append(
            f"[length:{choice.duration_ms // 60_000:02}:{choice.duration_ms // 1000 % 60:02}]"
        )
    body = [f"[{_clock(line.start_ms)}]{_sung(line, words=words)}" for line in lines]
    return "\n".join([*head, *body, ""])


def _sung(line: LyricsLine, *, words: bool) -> str:
    if words and line.words:
        return " ".join(f"<{_clock(each.start_ms)}>{_one_line(each.text)}" for each in line.words)
    return _one_line(line.text)


def _clock(milliseconds: int) -> str:
    hundredths = max(milliseconds, 0) // 10
    return f"{hundredths // 6_000:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
