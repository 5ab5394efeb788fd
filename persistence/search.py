"""Which texts a search finds: exactly those in which each of its words stands somewhere.

PostgreSQL's trigram index makes candidates of the rows, which it then compares itself; a word
without trigrams (two letters, signs, an emoji) leads it through all texts. FTS5 keeps where each
trigram stands, so that trigrams in a row are the word; a word shorter than three characters is
looked for in the texts themselves.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, exists, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from domain.library import searchable
from persistence.column_types import Prose, storable
from persistence.facts import Facts
from persistence.shelves import Shelf

TRIGRAM = 3
"""Characters of what FTS5 can find."""


class Holds(FunctionElement[bool]):
    """Whether a word stands in a text, letter by letter. SQLite's LIKE takes no long words, and
    PostgreSQL's index knows nothing but LIKE."""

    type = Boolean()
    inherit_cache = True

    def __init__(self, text: ColumnElement[str], word: str) -> None:
        super().__init__(text, literal(word, Prose()), literal(_pattern(word), Prose()))


@compiles(Holds)
def _in_sqlite(holds: Holds, compiler: SQLCompiler, **options: Any) -> str:
    text, word, _ = holds.clauses
    return f"instr({compiler.process(text, **options)}, {compiler.process(word, **options)}) > 0"


@compiles(Holds, "postgresql")
def _in_postgresql(holds: Holds, compiler: SQLCompiler, **options: Any) -> str:
    text, _, pattern = holds.clauses
    return f"{compiler.process(text, **options)} LIKE {compiler.process(pattern, **options)}"


def _pattern(word: str) -> str:
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"


def words_of(text: str | None) -> Sequence[str]:
    """Each once, and without those that stand in another one."""
    longest_first = sorted({*storable(searchable(text or "")).split()}, key=lambda word: -len(word))
    words: list[str] = []
    for word in longest_first:
        if not any(word in longer for longer in words):
            words.append(word)
    return sorted(words)


def with_words(shelf: Shelf, text: str | None) -> Iterator[ColumnElement[bool]]:
    """The conditions under which all words stand in what is on the shelf."""
    words, facts = words_of(text), shelf.facts
    if facts is None:
        for word in words:
            yield Holds(shelf.items.c.search_text, word)
        return
    if long := [word for word in words if len(word) >= TRIGRAM]:
        yield facts.table.c.number.in_(_matching(facts, long))
    if short := [word for word in words if len(word) < TRIGRAM]:
        texts = facts.texts.c
        held = (Holds(texts.search_text, word) for word in short)
        yield exists().where(texts.id == facts.table.c.id, *held)


def has_only_short_words(text: str | None) -> bool:
    """Whether no index helps SQLite: it reads the texts from first to last."""
    words = words_of(text)
    return bool(words) and all(len(word) < TRIGRAM for word in words)


def _matching(facts: Facts, words: Sequence[str]) -> Any:
    doubled = (word.replace('"', '""') for word in words)
    query = " AND ".join(f'"{word}"' for word in doubled)
    trigrams = facts.trigrams
    return select(trigrams.c.rowid).where(trigrams.c[trigrams.name].op("MATCH")(query))
