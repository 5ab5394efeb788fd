"""By what SQLite finds images and songs: a slim row of each, and the trigrams of its texts.

The rows of images and songs are wide, and SQLite reads all of one to look at any of it. Their
facts are copied by triggers, so they are true after whatever writes. The key of a slim row is a
whole number, under which FTS5 keeps the text: rowids of SQLite's own may change in a VACUUM. The
index holds trigrams only and no second copy of the text. PostgreSQL needs none of this.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    column,
    event,
    table,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.expression import TableClause

from persistence.column_types import Moment, Prose
from persistence.tables import images, metadata, songs

_FACTS = ("id", "job_id", "model", "created_at", "title_key", "favourite", "rating", "trashed_at")
FACTS = ", ".join(_FACTS)
"""The columns that are copied."""


@dataclass(frozen=True, slots=True)
class Facts:
    """`texts` holds the whole `search_text`, `trigrams` finds in it what has three characters."""

    table: Table
    trigrams: TableClause
    texts: Table


def _facts_of(name: str, texts: Table) -> Facts:
    facts = Table(
        f"{name}_facts",
        MetaData(),
        Column("number", Integer, primary_key=True),
        Column("id", Uuid, nullable=False, unique=True),
        Column("job_id", Uuid, nullable=False),
        Column("model", Prose, nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("title_key", Prose, nullable=False),
        Column("favourite", Boolean, nullable=False),
        Column("rating", Integer, nullable=False),
        Column("trashed_at", Moment),
    )
    indexed = f"{name}_trigrams"
    trigrams = table(indexed, column(indexed, Text), column("rowid", Integer))
    return Facts(facts, trigrams, texts)


image_facts = _facts_of("image", images)
song_facts = _facts_of("song", songs)


def facts_ddl(name: str, items: str) -> tuple[str, ...]:
    """What makes the facts of one table and keeps them true."""
    new, changes = (
        ", ".join(form.format(each) for each in _FACTS) for form in ("new.{0}", "{0} = new.{0}")
    )
    facts, trigrams = f"{name}_facts", f"{name}_trigrams"
    forget = (
        f"INSERT INTO {trigrams} ({trigrams}, rowid, search_text)"
        f" SELECT 'delete', number, old.search_text FROM {facts} WHERE id = old.id"
    )
    learn = (
        f"INSERT INTO {trigrams} (rowid, search_text)"
        f" SELECT number, new.search_text FROM {facts} WHERE id = new.id"
    )
    return (
        f"CREATE TABLE {facts} (number INTEGER NOT NULL PRIMARY KEY, id CHAR(32) NOT NULL UNIQUE,"
        " job_id CHAR(32) NOT NULL, model TEXT NOT NULL, created_at DATETIME NOT NULL,"
        " title_key TEXT NOT NULL, favourite BOOLEAN NOT NULL, rating INTEGER NOT NULL,"
        " trashed_at DATETIME)",
        f"CREATE INDEX ix_{facts}_facets ON {facts} (model, rating, favourite)"
        " WHERE trashed_at IS NULL",
        f"CREATE INDEX ix_{facts}_trashed ON {facts} (created_at, id) WHERE trashed_at IS NOT NULL",
        f"CREATE INDEX ix_{facts}_job_id ON {facts} (job_id)",
        f"CREATE VIRTUAL TABLE {trigrams} USING fts5"
        " (search_text, content='', tokenize='trigram case_sensitive 1')",
        f"CREATE TRIGGER {items}_added AFTER INSERT ON {items} BEGIN"
        f" INSERT INTO {facts} ({FACTS}) VALUES ({new}); {learn}; END",
        f"CREATE TRIGGER {items}_changed AFTER UPDATE ON {items} BEGIN"
        f" UPDATE {facts} SET {changes} WHERE id = old.id; END",
        f"CREATE TRIGGER {items}_reworded AFTER UPDATE ON {items}"
        f" WHEN new.search_text <> old.search_text BEGIN {forget}; {learn}; END",
        f"CREATE TRIGGER {items}_removed AFTER DELETE ON {items} BEGIN"
        f" {forget}; DELETE FROM {facts} WHERE id = old.id; END",
    )


def concerns(dialect: str) -> Callable[..., bool]:
    """Alembic's `include_object`: what `persistence.tables` describes and that database has."""

    def included(item: SchemaItem, name: str | None, *_: object) -> bool:
        if isinstance(item, Index):
            return item.info.get("only", dialect) == dialect
        return not (isinstance(item, Table) and name in _TABLES)

    return included


_OF_SQLITE = tuple(f"{name}_{part}" for name in ("image", "song") for part in ("facts", "trigrams"))
_TABLES = {
    name + own for name in _OF_SQLITE for own in ("", "_config", "_data", "_docsize", "_idx")
}
"""With those in which FTS5 keeps its index."""

for _name, _items in (("image", "images"), ("song", "songs")):
    for _statement in facts_ddl(_name, _items):
        event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
for _name in _OF_SQLITE:
    event.listen(metadata, "before_drop", DDL(f"DROP TABLE {_name}").execute_if(dialect="sqlite"))
