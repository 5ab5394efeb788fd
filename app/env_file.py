"""Lines of `.env` that nothing reads: misspelt names, and what is no setting at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import parse_stream

_ALIKE = 0.8
"""How like a setting's name another one must be to count as misspelt; other programs share the
file, and their names are none of our business."""


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """`meant` is the setting that the name resembles; None where the line could not be read at
    all. Neither the name as given nor the value is kept: either may be a secret."""

    number: int
    meant: str | None

    @property
    def sentence(self) -> str:
        if self.meant is None:
            return f"Line {self.number} of .env cannot be read and is ignored."
        return f"Line {self.number} of .env names no setting; was {self.meant} meant?"


def unread_lines(names: Iterable[str], file: Path = Path(".env")) -> list[UnreadLine]:
    """`names` are those of the settings. No file, or one that is no text, has no lines."""
    known = [name.upper() for name in names]
    try:
        with file.open(encoding="utf-8") as text:
            return list(_unread(known, text))
    except (OSError, UnicodeDecodeError):
        return []


def _unread(known: list[str], text: Iterable[str]) -> Iterator[UnreadLine]:
    for binding in parse_stream(text):  # pyright: ignore[reportArgumentType]
        number = binding.original.line + _lines_before(binding.original.string)
        if binding.error or (binding.key and binding.value is None):
            yield UnreadLine(number, None)
        elif binding.key and (meant := _misspelt(binding.key.upper(), known)):
            yield UnreadLine(number, meant)


def _misspelt(name: str, known: list[str]) -> str | None:
    """The setting that was meant, where the name is none."""
    alike = get_close_matches(name, known, 1, _ALIKE)
    return alike[0] if alike and name not in known else None


def _lines_before(text: str) -> int:
    """A binding begins with the empty lines before it."""
    return len(text) - len(text.lstrip("\r\n"))
